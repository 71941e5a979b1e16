"""The flow of a job: conditions, groups, and what later actions take from earlier ones."""

import json
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_service_pb2 import CreateJobRequest

from store.job import Json, Status
from tests.fixtures.examples import examples
from tests.fixtures.rules import complaints
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.running import flow

CLICK = {"action": "click", "target": "#next"}
MISSING = {"action": "click", "target": "#missing", "timeoutMs": 500}


def told(run: Run) -> list[Json]:
    """The results of a job, without what differs from run to run."""
    assert run.job.result is not None, run.job.error
    return [{name: one for name, one in result.items() if name != "durationMs"} for result in run.job.result["actions"]]


def message(run: Run) -> str:
    assert run.job.error is not None
    return str(run.job.error["message"])


def repeat(*actions: Json, **more: Any) -> Json:
    return {"action": "repeat", "times": 3, "actions": list(actions), **more}


def for_each(*actions: Json, **more: Any) -> Json:
    return {"action": "forEach", "times": 3, "actions": list(actions), **more}


def read(script: str, name: str = "read") -> Json:
    return {"action": "evaluate", "name": name, "script": script}


async def test_the_examples_of_the_page_about_flow_give_what_it_says(run_job: RunJob, site: TestSite) -> None:
    shown = examples("flow.md", "json", others={"https://shop.example": site.url})
    assert len(shown) == 4
    for example in shown:
        job = json.loads(example.code)
        assert complaints(ParseDict(job, CreateJobRequest())) == ""
        run = await run_job(job["targetUrl"], *job["actions"])
        assert run.job.status is Status.COMPLETED, run.job.error
        assert told(run) == json.loads(example.prints or "")


async def test_a_group_ends_when_its_condition_or_its_list_does_or_after_as_many_passes_as_it_may_have(
    run_job: RunJob, site: TestSite
) -> None:
    count = "globalThis.count = (globalThis.count ?? 0) + 1"
    run = await run_job(
        site.page("list.html"),
        repeat(read(count, "a")),
        repeat(read(count, "b"), **{"while": {"target": "#next", "state": "hidden"}}),
        repeat(read(count, "c"), until={"target": "#next"}),
        repeat(read(count, "d"), until={"url": "**/list.html", "not": True}),
        read("[{n: 1, in: ['a', 'b']}, {n: 2, in: []}]", "list"),
        for_each(for_each({**read("x => x", "e"), "argument": "${in}"}, items="item.in", item="in"), items="list"),
        for_each(read(count, "f"), items="list", item="x", times=1),
        for_each(read(count, "g"), target="#nothing", item="x"),
    )
    groups = [
        (one["action"], one["passes"], one["endedBy"]) for one in told(run) if "passes" in one and "path" not in one
    ]
    assert groups == [
        ("repeat", 3, "times"),
        ("repeat", 0, "condition"),
        ("repeat", 1, "condition"),
        ("repeat", 3, "times"),
        ("forEach", 2, "end"),
        ("forEach", 1, "times"),
        ("forEach", 0, "end"),
    ]
    assert [one["value"] for one in told(run) if one.get("name") == "e"] == ["a", "b"]
    assert [one["path"] for one in told(run) if one.get("name") == "e"] == ["5[0].0[0].0", "5[0].0[1].0"]
    assert [event.data["actionIndex"] for event in run.events if event.data.get("name") == "e"] == [5, 5]


async def test_the_element_of_a_pass_is_what_targets_are_looked_for_in(run_job: RunJob, site: TestSite) -> None:
    html = (
        "<div class=row id=a><b>A</b><i>1</i><i>2</i></div><div class=row id=b><b>B</b><i>3</i></div>"
        "<iframe srcdoc='<p class=row><b>C</b></p>'></iframe><b id=free>D</b>"
    )
    run = await run_job(
        f"{site.url}/page?html={html}",
        for_each(
            {"action": "extract", "name": "id", "target": ".", "within": "item", "attribute": "id"},
            {"action": "extract", "name": "bold", "target": "b", "getTargetBy": "getByCss", "within": "item"},
            for_each(
                {"action": "extract", "name": "no", "target": ".", "within": "i"}, target="i", within="item", item="i"
            ),
            {"action": "screenshot", "target": "b", "within": "item", "mask": [{"target": "#free"}]},
            {"action": "extract", "name": "free", "target": "#free"},
            target=".row",
            attribute="id",
        ),
        for_each(
            {"action": "extract", "name": "framed", "target": "b", "within": "item"},
            target=".row",
            frame=[{"target": "iframe"}],
        ),
        {"action": "wait", "target": "#a", "timeoutMs": 1500, "text": "A 1 2", "continueOnError": True},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    values = [(one["name"], one["value"]) for one in told(run) if "value" in one]
    assert [value for name, value in values if name == "id"] == ["a", "b"]
    assert [value for name, value in values if name == "no"] == ["1", "2", "3"]
    assert [value for name, value in values if name == "framed"] == ["C"]


async def test_a_condition_sees_what_became_of_a_step(run_job: RunJob, site: TestSite) -> None:
    steps = {
        "done": {**read("7"), "name": "done"},
        "nothing": {**read("[]"), "name": "nothing"},
        "broken": {**MISSING, "name": "broken", "continueOnError": True},
        "passed": {**CLICK, "name": "passed", "when": {"target": "#missing"}},
    }
    results = ("ok", "failed", "empty", "skipped")
    asked = [
        {"action": "wait", "milliseconds": 0, "name": f"{step}-{result}", "when": {"step": step, "result": result}}
        for step in steps
        for result in results
    ]
    run = await run_job(site.page("list.html"), *steps.values(), *asked)
    held = [one["name"] for one in told(run) if "-" in one.get("name", "") and "skipped" not in one]
    assert held == ["done-ok", "nothing-ok", "nothing-empty", "broken-failed", "passed-skipped"]


@pytest.mark.parametrize(
    ("actions", "error_type", "text"),
    [
        (
            [read("null"), {**CLICK, "target": "${read}"}],
            "VALIDATION_ERROR",
            "action 1 (click): ${read} in target stands",
        ),
        (
            [{**read("1"), "when": {"url": "x"}}, {**CLICK, "target": "${read}"}],
            "VALIDATION_ERROR",
            "${read} stands for nothing: read was skipped",
        ),
        (
            [{**MISSING, "action": "extract", "name": "read", "continueOnError": True}, {**CLICK, "target": "${read}"}],
            "VALIDATION_ERROR",
            "${read} stands for nothing: read has failed",
        ),
        ([read("({a: 1})"), {**CLICK, "target": "${read.b}"}], "VALIDATION_ERROR", "there is no b in an object with a"),
        ([read("['a']"), {**CLICK, "target": "${read[1]}"}], "VALIDATION_ERROR", "there is no 1 in a list of 1"),
        (
            [read("['a']"), {**CLICK, "target": "${read}"}],
            "VALIDATION_ERROR",
            "stands for a list of 1: name a text or a",
        ),
        ([read("''"), {**CLICK, "target": "${read}"}], "VALIDATION_ERROR", "with what ${…} stands for, target"),
        (
            [read("'a\\r\\nb: c'"), {"action": "setHeaders", "headers": {"X": "${read}"}}],
            "VALIDATION_ERROR",
            "with what ${…} stands for, headers",
        ),
        ([read("'x'.repeat(2e6)"), {**CLICK, "target": "${read}"}], "VALIDATION_ERROR", "too large to be used"),
        ([read("'x'.repeat(3e5)"), {"action": "type", "target": "body", "value": "${read}", "timeoutMs": 1}], "", ""),
        (
            [read("'javascript:alert(1)'"), {"action": "visit", "url": "${read}"}],
            "INVALID_URL",
            "must be an absolute http",
        ),
        ([read("'about:blank'"), {"action": "visit", "url": "${read}"}], "INVALID_URL", "must be an absolute http"),
        (
            [read("'http://169.254.169.254/x'"), {"action": "visit", "url": "${read}"}],
            "URL_BLOCKED",
            "the page may not go to http://169.254.169.254/x",
        ),
        ([read("5"), for_each(CLICK, items="read")], "VALIDATION_ERROR", "read is 5, and no list"),
        ([repeat(read("1"), MISSING)], "SELECTOR_NOT_FOUND", "action 0[0].1 (click): no element matches"),
        (
            [repeat({**MISSING, "timeoutMs": 60_000}, timeoutMs=800, times=1)],
            "SELECTOR_NOT_FOUND",
            "action 0[0].0 (click): no element",
        ),
        ([repeat(CLICK, timeoutMs=1)], "TIMEOUT", "it took longer than its 1 ms"),
        ([repeat({"action": "wait", "milliseconds": 500}, timeoutMs=200)], "TIMEOUT", "it took longer than its 200 ms"),
        ([repeat(CLICK, until={"target": "a["})], "VALIDATION_ERROR", "action 0 (repeat): "),
    ],
)
async def test_a_failure_says_where_it_was_and_what_was_missing(
    run_job: RunJob, site: TestSite, actions: list[Json], error_type: str, text: str
) -> None:
    run = await run_job(site.page("list.html"), *actions)
    if error_type:
        assert (run.error_type, text in message(run)) == (error_type, True), message(run)
    else:
        assert "stands for" not in message(run)


async def test_a_failure_in_a_group_ends_what_does_not_allow_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("list.html"),
        repeat({**MISSING, "continueOnError": True}, read("1", "a")),
        repeat(MISSING, read("1", "b"), continueOnError=True, name="group"),
        read("2", "after"),
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    results = told(run)
    assert [one.get("name") for one in results if "value" in one] == ["a", "a", "a", "after"]
    (group,) = [one for one in results if one.get("name") == "group"]
    assert (group["passes"], group["error"]["errorType"]) == (1, "SELECTOR_NOT_FOUND")
    assert group["error"]["artifact"].startswith("failure")
    assert sum(artifact.artifact_type == "failure" for artifact in run.artifacts) == 4


async def test_no_more_failures_in_groups_are_pictured_than_may_be(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "MAX_PICTURES", 2)
    run = await run_job(site.page("list.html"), repeat({**MISSING, "continueOnError": True}))
    assert run.job.status is Status.COMPLETED, run.job.error
    assert sum(artifact.artifact_type == "failure" for artifact in run.artifacts) == 2


async def test_an_attempt_performs_no_more_actions_than_it_may(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "MAX_PERFORMED", 10)
    inner = repeat(read("1"), times=100, continueOnError=True)
    run = await run_job(site.page("list.html"), repeat(inner, times=100, continueOnError=True))
    assert (run.error_type, "performed 10 actions" in message(run)) == ("RESOURCE_LIMIT", True)


async def test_what_an_older_release_has_accepted_means_itself(run_job: RunJob, site: TestSite) -> None:
    fill = {"action": "fill", "target": "input >> nth=0", "value": "${nothing} $${read} ${read} ${a + b}"}
    asked = {"action": "evaluate", "name": "value", "script": "document.querySelector('input').value + `${1 + 1}`"}
    values = [(await run_job(site.page("offer.html"), *given, fill, asked)).value(-1) for given in ([], [read("1")])]
    assert values[1] == "${nothing} ${read} 1 ${a + b}2"
    fill["value"] = "$${x} ${x}"
    run = await run_job(
        site.page("offer.html"), fill, {"action": "extract", "target": "input >> nth=0", "attribute": "value"}
    )
    assert run.value(1) == "$${x} ${x}"


async def test_a_script_gets_what_was_read_as_its_argument_and_nothing_of_it_as_code(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("list.html"),
        read("({list: [1, 'two'], no: 3.5, yes: true})"),
        {
            "action": "evaluate",
            "script": "given => [given, '${read}']",
            "argument": {"all": "${read.list}", "text": "${read.no} ${read.yes} ${read.list[0]}"},
        },
    )
    assert run.value(1) == [{"all": [1, "two"], "text": "3.5 true 1"}, "${read}"]


async def test_waiting_for_what_does_not_come_says_what_there_is(run_job: RunJob, site: TestSite) -> None:
    waits = {
        "matches 2 elements, and was to match 3": {"target": "li", "count": 3},
        "matches 2 elements, and was to match at least 5": {"target": "li", "minCount": 5},
        "has the text 'Thing 1'": {"target": "a >> nth=0", "text": "Thing"},
        "is not an <input>": {"target": "a >> nth=0", "value": "x"},
        "strict mode violation": {"target": "li", "text": "x"},
        "no element matches": {"target": "#missing", "text": "x"},
        "no response from **/missing came": {"response": "**/missing"},
    }
    run = await run_job(
        site.page("list.html"),
        *({"action": "wait", "timeoutMs": 2000, "continueOnError": True, **one} for one in waits.values()),
        {"action": "wait", "target": "li", "count": 2},
        {"action": "wait", "target": "#missing", "count": 0},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    messages = [one["error"]["message"] for one in told(run)[: len(waits)]]
    assert [text for text, said in zip(waits, messages, strict=True) if text not in said] == [], messages[3:4]


async def test_a_secret_of_an_action_in_a_group_is_hidden(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("list.html"),
        repeat(
            {
                "action": "evaluate",
                "script": "given => { throw Error(given + '!') }",
                "argument": "secret-1",
                "sensitive": True,
            }
        ),
    )
    assert message(run) == "action 0[0].0 (evaluate): Error: ***!"
    assert run.error_type == "ACTION_FAILED"
