"""A step that cannot be done says why: which element, what stands in its way, and what would be right."""

from typing import Any

import pytest

from store.failures import ErrorType, of_type
from store.job import Json, Status
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite

FIREFOX = 2
WAIT_MS = 1500
AT_ONCE_MS = 10_000
"""For what need not be waited for."""
FILE = {"name": "a.txt", "data": "SGVsbG8="}
CARD, VEILED = {"target": "#card"}, {"target": "#covered"}
VEIL = """is covered by <b>Please wait</b> in <div id="veil" class="overlay">…</div>, still after 1500 ms"""

Cases = list[tuple[Json, str]]
"""Actions, and what each failure says."""

POINTING: Cases = [
    ({"action": "click", "target": "#disabled"}, "getBySelector '#disabled' is disabled, still after 1500 ms"),
    ({"action": "click", "target": "Pay", "getTargetBy": "getByText"}, "getByText 'Pay' is disabled"),
    ({"action": "click", "target": "#disabled", "waitForNavigation": True}, "'#disabled' is disabled"),
    ({"action": "click", "target": "#hidden"}, "getBySelector '#hidden' is not visible, still after"),
    ({"action": "click", "target": "#hidden", "force": True}, "getBySelector '#hidden' is not visible"),
    ({"action": "click", "target": "#empty"}, "'#empty' is not visible"),
    ({"action": "click", "timeoutMs": 3000, "target": "#empty" + ", #x" * 500}, "' is not visible"),
    ({"action": "click", "target": "#moving"}, "'#moving' keeps moving"),
    ({"action": "click", "target": "#flickering"}, "'#flickering' is replaced by the page again and again"),
    ({"action": "click", "target": "#outside"}, "'#outside' is outside of the viewport"),
    ({"action": "click", "target": "#outside", "force": True}, "'#outside' is outside of the viewport"),
    ({"action": "click", **VEILED}, f"getBySelector '#covered' {VEIL}"),
    ({"action": "hover", **VEILED}, VEIL),
    ({"action": "moveCursor", **VEILED}, VEIL),
    ({"action": "download", **VEILED}, VEIL),
    ({"action": "upload", **VEILED, "files": [FILE]}, VEIL),
    ({"action": "drag", **VEILED, "destination": {"target": "h1"}}, f"getBySelector '#covered' {VEIL}"),
    ({"action": "drag", **CARD, "destination": VEILED}, f"getBySelector '#covered' {VEIL}"),
    ({"action": "screenshot", "target": "#hidden"}, "'#hidden' is not visible"),
    (
        {"action": "click", "target": "button", "frame": [CARD]},
        """'button' in frame getBySelector '#card': <div id="card" draggable="true">Card</div> is no frame""",
    ),
]

ENTERING: Cases = [
    ({"action": "check", "target": "#disabled"}, "'#disabled' is not a checkbox or radio button"),
    ({"action": "uncheck", "target": "h1"}, "'h1' is not a checkbox or radio button"),
    ({"action": "uncheck", "target": "#radio"}, "'#radio': Cannot uncheck radio button"),
    ({"action": "check", "target": "#stubborn"}, "'#stubborn': Clicking the checkbox did not change its state"),
    ({"action": "fill", "target": "#fixed", "value": "x"}, "getBySelector '#fixed' is read-only"),
    ({"action": "fill", "target": "#fenced", "value": "x"}, "getBySelector '#fenced' is disabled"),
    ({"action": "fill", **CARD, "value": "x"}, "'#card' is not an <input>, <textarea>, <select> or [contenteditable]"),
    ({"action": "fill", "target": "#box", "value": "x"}, """'#box' is an input of type "checkbox": use check"""),
    ({"action": "fill", "target": "#file", "value": "x"}, """'#file' is an input of type "file": use upload"""),
    ({"action": "select", "target": "h1", "value": "x"}, "'h1' is not a <select>"),
    ({"action": "select", "target": "#frozen", "value": "One"}, "'#frozen' is disabled"),
    ({"action": "select", "target": "#sold", "value": "l"}, "'#sold' has the option, but it is disabled"),
    (
        {"action": "select", "target": "Size", "getTargetBy": "getByLabel", "value": "XXL"},
        "getByLabel 'Size' has no option 'XXL'; it has 's' (Small), 'm' (Medium), 'l' (Large), still after 1500 ms",
    ),
    ({"action": "select", "target": "#size", "labels": ["Tiny"]}, "has no option labelled 'Tiny'; it has 's'"),
    ({"action": "select", "target": "#size", "indexes": [7]}, "has no option number 7; it has 's'"),
    ({"action": "select", "target": "#long", "value": "x"}, " and 490 more, still after"),
    (
        {"action": "upload", "target": "h1", "files": [FILE]},
        "getBySelector 'h1' is no file input, and the click on it opened no file chooser, still after 1500 ms",
    ),
    ({"action": "upload", "target": "#file", "files": [FILE, FILE]}, "'#file': Non-multiple file input"),
]

WAITING: Cases = [
    (
        {"action": "wait", "target": "#hidden"},
        """'#hidden' is hidden, and was to be visible: <button id="hidden">Hidden</button>, still after 1500 ms""",
    ),
    ({"action": "wait", "target": "h1", "state": "hidden"}, "'h1' is visible, and was to be hidden: <h1>"),
    ({"action": "wait", "target": "#hidden", "state": "detached"}, "is hidden, and was to be detached"),
    ({"action": "wait", "url": "**/paid"}, "no page at **/paid came: the page is at {page}, still after 1500 ms"),
    (
        {"action": "click", "target": "h1", "waitForNavigation": True},
        "no other page came: the page is at {page}, still after 1500 ms",
    ),
    (
        {"action": "download", "target": "h1"},
        "the click on getBySelector 'h1' started no download: the page is at {page}, still after 1500 ms",
    ),
    ({"action": "switchTab", "tab": 3}, "there is no tab 3: only tab 0 was opened, still after 1500 ms"),
    ({"action": "switchTab"}, "there is no other tab: only tab 0 was opened, still after 1500 ms"),
]

MALFORMED: Cases = [
    (
        {"action": "fill", "target": "#date", "value": "1.2.2026"},
        """'#date' is an input of type "date", which takes YYYY-MM-DD""",
    ),
    (
        {"action": "fill", "target": "Date", "getTargetBy": "getByLabel", "value": "x"},
        "getByLabel 'Date' is an input of type",
    ),
    ({"action": "fill", "target": "#time", "value": "9 am"}, "which takes HH:MM, such as 16:30"),
    ({"action": "fill", "target": "#moment", "value": "2026-05-31"}, "which takes YYYY-MM-DDTHH:MM, such as"),
    ({"action": "fill", "target": "#month", "value": "May"}, "which takes YYYY-MM, such as"),
    ({"action": "fill", "target": "#week", "value": "22"}, "which takes YYYY-Www, such as"),
    ({"action": "fill", "target": "#colour", "value": "red"}, "which takes #rrggbb, such as"),
    ({"action": "fill", "target": "#number", "value": "many"}, "which takes a number, such as"),
    ({"action": "fill", "target": "#range", "value": "12"}, "which takes a number from 10 to 20 in steps of 5"),
    ({"action": "press", "keys": ["Home", "Ctrl+A"]}, "there is no key 'Ctrl' (in 'Ctrl+A'): use Playwright's names"),
    ({"action": "press", "target": "#fixed", "keys": ["Return"]}, "there is no key 'Return' (in 'Return'): use"),
    ({"action": "click", "target": "p[["}, "getBySelector 'p[[': Unexpected token"),
]

UNFOUND: Cases = [
    (
        {"target": ".twin"},
        (
            "strict mode violation: getBySelector '.twin' matches 4 elements, and must match one: "
            '<button class="twin">One</button>, <button class="twin">Two</button>, <button class="twin">Three</button>'
            ", …; choose one with nth, or use a more specific target"
        ),
    ),
    ({"target": "#nowhere"}, "no element matches getBySelector '#nowhere'"),
    ({"target": "button", "frame": [{"target": "#nowhere"}]}, "no frame matches getBySelector '#nowhere'"),
    (
        {"target": "#nowhere", "frame": [{"target": ".frame", "nth": 1}]},
        "no element matches getBySelector '#nowhere' in frame getBySelector '.frame', number 1 of them",
    ),
    (
        {"target": "button", "frame": [{"target": ".frame"}]},
        "a frame of getBySelector 'button' in frame getBySelector '.frame' matches 2 elements",
    ),
    ({"action": "drag", **CARD, "destination": {"target": ".twin"}}, "getBySelector '.twin' matches 4 elements"),
    ({"action": "drag", **CARD, "destination": {"target": "#nowhere"}}, "no element matches getBySelector '#nowhere'"),
    ({"action": "drag", "target": "#nowhere", "destination": CARD}, "no element matches getBySelector '#nowhere'"),
]


@pytest.mark.parametrize(
    ("error_type", "cases"),
    [
        pytest.param(ErrorType.ACTION_FAILED, POINTING, id="pointing at elements"),
        pytest.param(ErrorType.ACTION_FAILED, ENTERING, id="entering into forms"),
        pytest.param(ErrorType.ACTION_FAILED, WAITING, id="waiting"),
        pytest.param(ErrorType.VALIDATION_ERROR, MALFORMED, id="malformed values"),
        pytest.param(ErrorType.SELECTOR_NOT_FOUND, UNFOUND, id="targets"),
    ],
)
async def test_a_step_that_is_impossible_says_why(
    run_job: RunJob, site: TestSite, error_type: ErrorType, cases: Cases
) -> None:
    assert not of_type(error_type).recovery.again
    page = site.page("obstacles.html")
    own = {"timeoutMs": AT_ONCE_MS} if error_type is ErrorType.VALIDATION_ERROR else {}
    told = await failures(run_job, page, [{**action, **own} for action, _ in cases])
    expected = [(error_type, why.replace("{page}", page)) for _, why in cases]
    assert [
        (action, seen, wanted)
        for (action, _), seen, wanted in zip(cases, told, expected, strict=True)
        if seen[0] != wanted[0] or wanted[1] not in seen[1]
    ] == []


async def test_the_same_reasons_are_told_in_firefox(run_job: RunJob, site: TestSite, firefox: None) -> None:
    cases = [POINTING[0], POINTING[11], ENTERING[4], ENTERING[12], WAITING[0], WAITING[3], MALFORMED[0]]
    page = site.page("obstacles.html")
    slowly = [{**action, "timeoutMs": 3000} for action, _ in cases]
    told = await failures(run_job, page, slowly, browser_type_id=FIREFOX)
    assert [error_type for error_type, _ in told] == ["ACTION_FAILED"] * 6 + ["VALIDATION_ERROR"]
    for (_, why), (_, message) in zip(cases, told, strict=True):
        assert why.replace("{page}", page).replace("1500 ms", "3000 ms") in message


async def test_a_step_that_is_impossible_fails_its_job_at_once(run_job: RunJob, site: TestSite) -> None:
    action = {"action": "click", "target": "#disabled", "timeoutMs": WAIT_MS}
    run = await run_job(site.page("obstacles.html"), action, max_retries=3)
    assert (run.job.status, run.error_type) == (Status.FAILED, "ACTION_FAILED")
    assert error_of(run)["message"] == ("action 0 (click): getBySelector '#disabled' is disabled, still after 1500 ms")


@pytest.mark.parametrize(
    ("page", "action", "why"),
    [
        ("loading.html", {"action": "click", "target": "#disabled"}, "'#disabled' is disabled, still after 1500 ms"),
        ("loading.html", {"action": "select", "target": "#size", "value": "m"}, "has no option 'm'; it has 's'"),
        ("loading.html", {"action": "wait", "url": "**/paid"}, "no page at **/paid came"),
        ("loading.html", {"action": "wait", "url": "**/loading.html"}, "did not come to load state load"),
        ("loading.html", {"action": "wait", "waitUntil": "load"}, "did not come to load state load"),
        (
            "obstacles.html",
            {"action": "click", "target": "#slow"},
            "'#slow': it was done, but the page that it leads to has not",
        ),
        (
            "obstacles.html",
            {"action": "click", "target": "#slow-later", "waitForNavigation": True},
            "{site}/slow?s=30 has not answered",
        ),
    ],
)
async def test_what_a_page_that_still_loads_does_not_allow_may_be_tried_again(
    run_job: RunJob, site: TestSite, page: str, action: Json, why: str
) -> None:
    own = {**action, "timeoutMs": WAIT_MS}
    # Its load event never comes: it is enough that the page is there.
    opened = {"action": "visit", "url": site.page(page), "waitUntil": "domcontentloaded"}
    run = await run_job(site.page("colours.html"), opened, own, max_retries=3)
    error = error_of(run)
    assert why.replace("{site}", site.url) in error["message"]
    assert (run.job.status, error["details"]["errorType"]) == (Status.PENDING, "TIMEOUT")


async def failures(run_job: RunJob, page: str, actions: list[Json], **changes: Any) -> list[tuple[str, str]]:
    """Type and message of each action's failure, in one job that goes on after each."""
    allowed = [{"action": "click", "timeoutMs": WAIT_MS, "continueOnError": True, **action} for action in actions]
    first_look = {"action": "extract", "target": "h1"}  # it takes longer than all later ones
    run = await run_job(page, first_look, *allowed, timeout_ms=200_000, **changes)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    errors = [result.get("error", {"errorType": "", "message": ""}) for result in run.job.result["actions"][1:]]
    return [(error["errorType"], error["message"]) for error in errors]


def error_of(run: Run) -> Json:
    """Why the job failed or is to be tried again."""
    error: Json = run.events[-1].data["error"]
    return error
