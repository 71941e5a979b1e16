"""What extract reads, in a real browser."""

import pytest

from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

PRODUCT = [
    {"name": "id", "selector": ".", "attribute": "data-id"},
    {"name": "name", "selector": "b"},
    {"name": "price", "selector": "./i"},
    {"name": "tags", "selector": "//span", "multiple": True},
    {"name": "rating", "selector": ".rating"},
]
PRODUCTS = [
    {"id": "1", "name": "Thread", "price": "7.80", "tags": ["linen", "waxed"], "rating": None},
    {"id": "2", "name": "Glue", "price": "12.00", "tags": [], "rating": None},
]


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ({"target": ".product", "multiple": True, "extractors": PRODUCT}, PRODUCTS),
        ({"target": ".product", "extractors": PRODUCT}, PRODUCTS[0]),
        (
            {
                "extractors": [
                    {"name": "list", "selector": "#products", "extractors": [
                        {"name": "products", "selector": ".product", "multiple": True, "extractors": PRODUCT},
                        {"name": "tools", "selector": "xpath=../article", "extractors": [
                            {"name": "all", "selector": "table", "format": "table"},
                        ]},
                    ]},
                ]
            },
            {"list": {"products": PRODUCTS, "tools": {"all": [{"Tool": "Awl", "Use": "holes"}]}}},
        ),
        (
            {"extractors": [{"name": "tools", "selector": "article", "extractors": [
                {"name": "uses", "selector": "table", "format": "table"},
                {"name": "items", "selector": "li", "multiple": True, "format": "markdown"},
            ]}]},
            {"tools": {"uses": [{"Tool": "Awl", "Use": "holes"}], "items": ["- Awl", "- Needle"]}},
        ),
    ],
)  # fmt: skip
async def test_extractors_read_within_each_other(
    run_job: RunJob, site: TestSite, what: dict[str, object], value: object
) -> None:
    run = await run_job(site.page("workshop.html"), {"action": "extract", **what})
    assert run.value(0) == value


async def test_markdown_has_headings_lists_tables_and_absolute_links_and_no_scripts(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(site.page("workshop.html"), {"action": "extract", "target": "article", "format": "markdown"})
    assert run.value(0).splitlines() == [
        "## Binding",
        "",
        f"Fold, **sew** and [glue]({site.url}/glue.html).",
        "",
        "- Awl",
        "- Needle",
        "",
        "| Tool | Use |",
        "| --- | --- |",
        "| Awl | holes |",
    ]


async def test_links_are_read_with_their_text_and_as_absolute_urls(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "extract", "target": "#products", "format": "links"},
        {"action": "extract", "target": "article a", "format": "links"},
        {"action": "extract", "target": "h1", "format": "links"},
    )
    assert run.value(0) == [{"text": "more", "url": f"{site.url}/{name}"} for name in ("thread.html", "glue")]
    assert run.value(1) == [{"text": "glue", "url": f"{site.url}/glue.html"}]
    assert run.value(2) == []


async def test_a_page_that_is_nested_too_deeply_for_markdown_fails_the_action_alone(
    run_job: RunJob, site: TestSite
) -> None:
    script = """() => {
      let place = document.body;
      for (let i = 0; i < 3000; i++) place = place.appendChild(document.createElement('i'));
      place.append('x');
    }"""
    run = await run_job(
        site.page("workshop.html"),
        {"action": "evaluate", "script": script},
        {"action": "extract", "target": "body", "format": "markdown", "continueOnError": True},
    )
    assert run.job.result is not None
    assert run.job.result["actions"][1]["error"]["message"] == "the element is nested too deeply for Markdown"


async def test_a_selector_that_is_none_is_named(run_job: RunJob, site: TestSite) -> None:
    wrong = {"action": "extract", "target": "ul", "nth": 0, "extractors": [{"name": "x", "selector": "p[["}]}
    run = await run_job(site.page("workshop.html"), wrong)
    assert run.error_type == "VALIDATION_ERROR"
    assert run.job.error is not None
    assert "p[[" in run.job.error["message"]
