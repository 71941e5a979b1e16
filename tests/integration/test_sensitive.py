"""Sensitive actions: what they enter stays out of what is told and recorded of their job."""

import io
import json
from zipfile import ZipFile

import pytest

from store.job import Json, Status
from tests.fixtures.leaks import SECRET, TOKEN, leaks
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.actions import wait
from worker.running import clock, concealment
from worker.running.concealment import NOT_TOLD

CHROMIUM, FIREFOX = 1, 2
RECORD_ALL = {"trace": True, "har": True, "consoleLog": True, "networkLog": True}
LOGIN: list[Json] = [
    {"action": "setHeaders", "headers": {"X-Token": TOKEN}, "sensitive": True},
    {"action": "setCookies", "cookies": [{"name": "session", "value": TOKEN}], "sensitive": True},
    {"action": "answerDialogs", "answer": "accept", "promptText": SECRET, "sensitive": True},
    {"action": "fill", "target": "#user", "value": "ann"},
    {"action": "fill", "target": "#password", "value": SECRET, "sensitive": True},
    {"action": "wait", "target": "#shown.sent", "timeoutMs": 5000},
    {"action": "type", "target": "#code", "value": TOKEN, "sensitive": True},
    {"action": "fill", "target": "#note", "value": f"first\n{SECRET}", "sensitive": True},
    {"action": "select", "target": "#place", "values": ["elsewhere"], "sensitive": True},
    {
        "action": "evaluate",
        "script": "one => { console.warn(one.deep) }",
        "argument": {"deep": [SECRET]},
        "sensitive": True,
    },
]
WRONG: list[Json] = [
    {"action": "fill", "target": "#born", "value": SECRET},
    {"action": "fill", "target": "#age", "value": SECRET},
    {"action": "evaluate", "script": "value => { throw new Error('no ' + value) }", "argument": SECRET},
    {"action": "setCookies", "cookies": [{"name": "a", "value": TOKEN, "url": f"http://{TOKEN}/"}]},
    {"action": "select", "target": "#place", "value": SECRET, "timeoutMs": 1500},
]
"""Actions that fail with words of the browser's, which may have the value in them."""

pytestmark = pytest.mark.usefixtures("firefox")


@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
async def test_what_sensitive_actions_enter_stands_in_no_result_event_log_or_recording(
    run_job: RunJob, site: TestSite, engine: int, capfd: pytest.CaptureFixture[str]
) -> None:
    run = await run_job(
        site.page("login.html"),
        *LOGIN,
        *({**action, "sensitive": True, "continueOnError": True} for action in WRONG),
        {"action": "click", "target": "#send", "waitForNavigation": True},
        {**WRONG[2], "sensitive": True},
        options={"record": RECORD_ALL},
        browser_type_id=engine,
    )
    assert (run.job.status, run.error_type) == (Status.FAILED, "ACTION_FAILED"), run.job.error
    assert run.job.error is not None
    assert "no ***" in run.job.error["message"]
    told = [run.job.result, run.job.error, [event.data for event in run.events]]
    assert leaks(json.dumps(told, default=dict)) == []  # an object of the database is read when it is looked into
    logs = "".join(capfd.readouterr())
    assert leaks(logs) == []
    assert {one.name for one in run.artifacts} == {"trace.zip", "network.har", "console.log", "network.log"}, logs
    for name in ("trace.zip", "network.har", "console.log", "network.log"):
        data = await run.read(name)
        assert leaks(data) == [], name
        assert b"elsewhere" not in data, name
    trace = ZipFile(io.BytesIO(await run.read("trace.zip")))
    calls = [json.loads(line) for line in trace.read("trace.trace").splitlines()]
    assert "***" in [call["params"].get("value") for call in calls if call.get("method") == "fill"]
    assert not [name for name in trace.namelist() if name.endswith(".jpeg")], "pictures of the page"
    if engine == CHROMIUM:  # the system's Firefox does not tell what it posts
        archive = json.loads(await run.read("network.har"))
        posted = [entry["request"].get("postData", {}).get("text", "") for entry in archive["log"]["entries"]]
        assert "user=ann&password=***&code=***&note=***&place=***" in posted


async def test_a_failure_is_not_told_where_it_shows_a_value_too_short_to_be_found(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("login.html"),
        {
            "action": "evaluate",
            "script": "pin => { throw new Error('no ' + pin) }",
            "argument": "q7z",
            "sensitive": True,
        },
    )
    assert run.job.error is not None
    assert run.job.error["message"] == f"action 0 (evaluate): {NOT_TOLD}"
    assert "q7z" not in json.dumps([event.data for event in run.events])


async def test_a_wait_in_vain_tells_the_value_that_there_is_without_what_is_hidden(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine looks at a value for longer, and this is about what it says of it.
    monkeypatch.setattr(wait, "LOOK_MS", 5000)
    monkeypatch.setattr(clock, "OVERTIME_S", 10.0)
    found = {
        "#user": "has the value '{}', still".format("a" * 100),
        "#note": "has the value '{}***', still".format("b" * 95),
        "#code": "has the value '***', still",
        "#born": "has the value '', still",
        "#password": "has another value, still",
    }
    waits = [
        {"action": "wait", "target": one, "value": "x", "timeoutMs": 1000, "continueOnError": True} for one in found
    ]
    run = await run_job(
        site.page("login.html"),
        {"action": "fill", "target": "#user", "value": "a" * 120},
        {"action": "fill", "target": "#user", "value": SECRET, "sensitive": True},
        {"action": "fill", "target": "#code", "value": "907", "sensitive": True},
        {"action": "fill", "target": "#note", "value": f"{'b' * 95}{SECRET}"},
        {"action": "fill", "target": "#user", "value": "a" * 120},
        *waits,
        {**waits[0], "sensitive": True},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    messages = [one["error"]["message"] for one in (run.job.result or {})["actions"] if one["action"] == "wait"]
    told = [*found.values(), "has another value, still"]
    assert [text for text, said in zip(told, messages, strict=True) if text not in said] == [], messages


async def test_a_recording_whose_values_cannot_be_taken_out_is_not_kept(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concealment, "REWRITE_TIMEOUT_S", 0)
    run = await run_job(
        site.page("login.html"),
        {"action": "fill", "target": "#password", "value": SECRET, "sensitive": True},
        options={"record": {"consoleLog": True}},
    )
    assert (run.error_type, run.artifacts) == ("ARTIFACT_TOO_LARGE", [])
