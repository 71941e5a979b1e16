"""What every action takes: a name for its result, a time of its own, and leave to fail."""

import pytest

from store.job import Json, Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

WRONG_COOKIE = {"name": "__Host-a", "value": "b", "domain": "example.test"}


async def test_a_name_is_that_of_the_result_and_of_the_file(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "screenshot", "name": "front", "format": "jpeg"},
        {"action": "extract", "name": "heading", "target": "h1"},
        {"action": "pdf"},
    )
    assert run.job.result is not None
    named = [(result.get("name"), result.get("artifact")) for result in run.job.result["actions"]]
    assert named == [("front", "front.jpg"), ("heading", None), (None, "page.pdf")]


@pytest.mark.parametrize(
    ("failing", "error_type", "message"),
    [
        ({"action": "click", "target": "#missing"}, "SELECTOR_NOT_FOUND", "no element matches"),
        ({"action": "wait", "milliseconds": 20_000}, "TIMEOUT", "it took longer than its 2000 ms"),
        ({"action": "evaluate", "script": "new Promise(() => {})"}, "TIMEOUT", "it took longer than its 2000 ms"),
        ({"action": "evaluate", "script": "(() => { throw Error('no') })()"}, "ACTION_FAILED", "Error: no"),
        ({"action": "press", "keys": ["Nonsense"]}, "VALIDATION_ERROR", "there is no key 'Nonsense'"),
        ({"action": "visit", "url": "http://127.0.0.1:65535/"}, "NETWORK_ERROR", "ERR_CONNECTION_REFUSED"),
        ({"action": "switchTab", "tab": 3}, "ACTION_FAILED", "there is no tab 3"),
        ({"action": "closeTab"}, "ACTION_FAILED", "the only tab"),
        ({"action": "download", "target": "h1"}, "ACTION_FAILED", "started no download"),
        ({"action": "upload", "target": "#photo", "files": [{"artifact": "x"}]}, "VALIDATION_ERROR", "there are: none"),
        ({"action": "setCookies", "cookies": [WRONG_COOKIE]}, "VALIDATION_ERROR", "Invalid cookie fields"),
    ],
)
async def test_a_job_goes_on_after_a_failure_that_it_allows_and_the_result_says_what_failed(
    run_job: RunJob, site: TestSite, failing: Json, error_type: str, message: str
) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {**failing, "timeoutMs": 2000, "continueOnError": True},
        {"action": "visit", "url": site.page("workshop.html")},
        {"action": "extract", "target": "h1"},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    failed = run.job.result["actions"][0]
    assert (failed["index"], failed["action"], failed["error"]["errorType"]) == (0, failing["action"], error_type)
    assert message in failed["error"]["message"]
    assert run.value(2) == "Workshop"
    assert run.events[3 if failing["action"] != "setCookies" else 2].data["error"] == failed["error"]


async def test_the_time_of_an_action_does_not_exceed_that_of_the_job(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "wait", "target": "#missing", "timeoutMs": 60_000, "continueOnError": True},
        {"action": "screenshot"},
        timeout_ms=5000,
    )
    assert (run.job.status, run.error_type) == (Status.FAILED, "SELECTOR_NOT_FOUND")
    assert "screenshot.png" not in [artifact.name for artifact in run.artifacts]


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("[1, 'two', null, {three: [3.5]}]", [1, "two", None, {"three": [3.5]}]),
        ("undefined", None),
        ("[NaN, Infinity]", [None, None]),
        ("new Date(0)", "1970-01-01T00:00:00+00:00"),
        ("Promise.resolve(7)", 7),
        ("'a\\u0000b'", "a\ufffdb"),
        ("new Map([[1, 2]])", {}),
        ("[new Set([1]), -Infinity, () => 1, Symbol('a'), undefined]", [{}, None, None, None, None]),
        ("({a: () => 1, b: undefined, c: 1})", {"a": None, "b": None, "c": 1}),
    ],
)
async def test_evaluate_gives_what_json_can_say(run_job: RunJob, site: TestSite, script: str, value: object) -> None:
    run = await run_job(site.page("workshop.html"), {"action": "evaluate", "script": script})
    assert run.value(0) == value


async def test_evaluate_refuses_nodes_windows_and_functions_and_says_so(run_job: RunJob, site: TestSite) -> None:
    given = {
        "document.body": "a node (BODY)",
        "document": "a node (#document)",
        "window": "a window",
        "frames[0]": "a window",
        "[1, {a: document.body}]": "a node (BODY)",
        "({a: [...document.querySelectorAll('h1')]})": "a node (H1)",
        "document.createElement('iframe')": "a node (IFRAME)",
        "() => () => 1": "a function",
        "frames[0].document.body": "a node (BODY)",
    }
    scripts = [{"action": "evaluate", "script": one, "continueOnError": True} for one in given]
    # A page may also have a Node of its own.
    frame = {
        "action": "evaluate",
        "script": "document.body.append(document.createElement('iframe')), window.Node = null",
    }
    element = {"action": "evaluate", "target": "h1", "script": "one => one", "continueOnError": True}
    run = await run_job(site.page("workshop.html"), frame, *scripts, element)
    assert run.job.status is Status.COMPLETED, run.job.error
    failures = [one["error"] for one in (run.job.result or {})["actions"][1:]]
    assert {one["errorType"] for one in failures} == {"ACTION_FAILED"}
    told = [f"the script returned {what}, which JSON cannot say" for what in [*given.values(), "a node (H1)"]]
    assert [one["message"][: len(text)] for one, text in zip(failures, told, strict=True)] == told


async def test_evaluate_refuses_a_value_that_holds_itself(run_job: RunJob, site: TestSite) -> None:
    script = "(() => { const a = {}; a.a = a; return a; })()"
    run = await run_job(site.page("workshop.html"), {"action": "evaluate", "script": script})
    assert run.error_type == "ACTION_FAILED"


async def test_a_value_that_is_nested_too_deeply_for_a_result_becomes_an_artifact(
    run_job: RunJob, site: TestSite
) -> None:
    script = "() => { let nest = 1; for (let i = 0; i < 40; i++) nest = [nest]; return nest; }"
    run = await run_job(site.page("workshop.html"), {"action": "evaluate", "name": "nest", "script": script})
    assert await run.read("nest.json") == b"[" * 40 + b"1" + b"]" * 40


async def test_what_prepares_the_browser_comes_before_the_page_is_opened(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        f"{site.url}/headers",
        {"action": "setHeaders", "headers": {"X-Trace": "t-1"}},
        {"action": "setCookies", "cookies": [{"name": "session", "value": "abc"}]},
        {"action": "extract", "target": "#x-trace"},
        {"action": "extract", "target": "#cookie"},
    )
    assert (run.value(2), run.value(3)) == ("t-1", "session=abc")
    assert site.requests == ["/headers"]


async def test_blocked_resources_are_not_asked_for_and_can_be_allowed_again(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "blockResources", "urlPatterns": ["**/*.svg", "**/workshop.html"]},
        {"action": "wait", "target": "#seen", "hasText": "no picture"},
        {"action": "blockResources"},
        {"action": "visit", "url": site.page("workshop.html")},
        {"action": "extract", "target": "#seen"},
    )
    assert run.value(4) == "picture"
    assert site.requests == ["/workshop.html", "/workshop.html", "/dot.svg"]
