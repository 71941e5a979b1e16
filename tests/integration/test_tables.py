"""Tables as grids, in a real browser: each cell stands in all places that it covers."""

from typing import Any

from store.job import Status
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite

TABLES: dict[str, Any] = {
    "#rowspan": [
        {"Kind": "Fruit", "Name": "Apple", "Count": "1"},
        {"Kind": "Fruit", "Name": "Pear", "Count": "2"},
        {"Kind": "Root", "Name": "Beet", "Count": "3"},
    ],
    "#colspan": [
        {"Day": "Mon", "Morning": "closed", "Evening": "closed"},
        {"Day": "both", "Morning": "both", "Evening": "a"},
        {"Day": "both", "Morning": "both", "Evening": "b"},
    ],
    "#headers": [
        {"Name": "Glue", "Price Net": "10", "Price Gross": "12"},
        {"Name": "Sum", "Price Net": "10", "Price Gross": "12"},
    ],
    "#headers-without-thead": [
        {"Name": "Tools", "Price Net": "Tools", "Price Gross": "Tools"},
        {"Name": "Awl", "Price Net": "5", "Price Gross": "6"},
    ],
    "#twice": [{"Name": "Awl", "Price": "5", "Price 2": "6", "": "x", "2": "y"}],
    "#taken": [{"X": "1", "X 3": "2", "X 2": "3", "": "4"}],
    "#nested": [{"Box": "First", "Holds": "Part\tNo\nNut\t7"}, {"Box": "Second", "Holds": "nothing"}],
    "#inner": [{"Part": "Nut", "No": "7"}],
    "#aria": [
        {"City": "Ulm", "Size": "9", "Land": "D"},
        {"City": "Jena", "Size": "8", "Land": "D"},
        {"City": "all", "Size": "all", "Land": "all"},
    ],
    "#order": [{"Name": "Sales", "2024": "2", "2023": "1"}],
    "#plain": [["a", "b"], ["c"]],
    "#longer": [{"a": "1", "1": "2"}],
    "#groups": [{"G": g, "V": v} for g, v in (("one", "1"), ("one", "2"), ("two", "3"), ("two", "4"))],
    "#hidden": [{"A": "yes"}],
    "#none": [{"A": "1"}],
    "section >> nth=0": [{"N": "1"}],
    "#rowspan tbody": [
        {"Kind": "Fruit", "Name": "Apple", "Count": "1"},
        {"Kind": "Fruit", "Name": "Pear", "Count": "2"},
        {"Kind": "Root", "Name": "Beet", "Count": "3"},
    ],
}
GRIDS: dict[str, Any] = {
    "#order": {"columns": ["Name", "2024", "2023"], "rows": [["Sales", "2", "1"]]},
    "#headers": {
        "columns": ["Name", "Price Net", "Price Gross"],
        "rows": [["Glue", "10", "12"], ["Sum", "10", "12"]],
    },
    "#plain": {"columns": None, "rows": [["a", "b"], ["c", ""]]},
    "#longer": {"columns": ["a", "1"], "rows": [["1", "2"]]},
    "#none": {"columns": ["A"], "rows": [["1"]]},
}
SEVERAL: dict[str, Any] = {
    "section": [[{"N": "1"}], [["2"]], [["3"]]],
    "#inner, #order": [TABLES["#inner"], TABLES["#order"]],
    "#nested": [TABLES["#nested"]],
    ".nowhere": [],
}
NO_TABLES = {
    "#text": '<p id="text" class="lead"> is no table, and holds none',
    "section >> nth=1": '<section class="one"> is no table, and holds 2: name one of them, or read all with multiple',
    "#vast": '<table id="vast"> has more than 1000000 cells',
    "#wide": '<table id="wide"> has more than 1000000 cells',
}


async def test_a_cell_stands_in_each_place_that_it_covers(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("tables.html"),
        *({"action": "extract", "target": target, "format": "table"} for target in TABLES),
        *({"action": "extract", "target": target, "format": "grid"} for target in GRIDS),
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert _values(run) == [*TABLES.values(), *GRIDS.values()]


async def test_multiple_reads_all_tables_that_elements_are_or_hold(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("tables.html"),
        {"action": "evaluate", "script": "document.querySelectorAll('#vast, #wide').forEach(one => one.remove())"},
        *({"action": "extract", "target": target, "format": "table", "multiple": True} for target in SEVERAL),
        {"action": "extract", "format": "table", "multiple": True},
        {"action": "extract", "target": "body", "extractors": [
            {"name": "all", "selector": "section", "format": "table", "multiple": True},
        ]},
        {"action": "evaluate", "script": "document.body.innerHTML = ''"},
        {"action": "extract", "format": "table", "multiple": True},
    )  # fmt: skip
    assert run.job.status is Status.COMPLETED, run.job.error
    *several, of_the_page, nested, _, of_an_empty_page = _values(run)[1:]
    assert several == list(SEVERAL.values())
    assert of_the_page[0] == TABLES["#rowspan"]
    assert of_the_page[-4:] == [[{"In": "layout"}], *SEVERAL["section"]]
    assert nested == {"all": SEVERAL["section"]}
    assert of_an_empty_page == []


async def test_what_is_no_table_is_an_error_that_says_what_it_is(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("tables.html"),
        *({"action": "extract", "target": target, "format": "table", "continueOnError": True} for target in NO_TABLES),
    )
    assert run.job.result is not None
    errors = [action["error"] for action in run.job.result["actions"]]
    assert {error["errorType"] for error in errors} == {"ACTION_FAILED"}
    for error, words in zip(errors, NO_TABLES.values(), strict=True):
        assert words in error["message"]


def _values(run: Run) -> list[Any]:
    assert run.job.result is not None
    return [action["value"] for action in run.job.result["actions"]]
