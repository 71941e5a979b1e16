"""Jobs that stand still: where they do, what goes on after, and what nobody keeps of a person's work."""

import asyncio
import io
import json
import zipfile
from urllib.parse import quote

import pytest

from store.database.connection import Database
from store.job import Status
from store.queue.cancel import cancel_job
from store.queue.pausing import request_pause, request_resume
from store.records.files import FileStorage
from store.records.listing import get_job, list_artifacts
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.standing import Begin
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from worker.page.blocking import judge
from worker.running.job import Stop

GOAL = "<button id=goal onclick='window.clicks = (window.clicks ?? 0) + 1'>go</button>"
CAPTCHA = "<div id=px-captcha style='width: 300px; height: 100px'>Press and hold</div>"
SOLVE = f"document.body.innerHTML = `{GOAL}`"
CLICK = {"action": "click", "target": "#goal"}
SIGN_IN = """<form onsubmit="event.preventDefault(); refuse()"><input name=user><input id=password type=password>
<button>Sign in</button></form><div id=error></div><script>
async function refuse() {
  await fetch('/echo', {method: 'POST', body: 'password'})
  error.innerHTML = '<p role=alert>Wrong password</p>'
}
</script>"""
LONG = {"action": "wait", "milliseconds": 60_000}
INTERVENE = {"onBlocked": "intervene"}


def page(site: TestSite, html: str, **query: str) -> str:
    more = "".join(f"&{name}={quote(value)}" for name, value in query.items())
    return f"{site.url}/page?html={quote(html)}{more}"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow this machine is, a look at a page has its time."""
    monkeypatch.setattr(judge, "DEADLINE_S", 30)
    monkeypatch.setattr(judge, "FRAME_S", 30)


async def test_a_step_that_waits_is_broken_off_and_done_again_on_the_page_as_a_person_has_left_it(
    begin: Begin, site: TestSite
) -> None:
    wait = {"action": "wait", "target": "#there"}
    read = {"action": "evaluate", "name": "mark", "script": "window.mark"}
    held = await begin(page(site, GOAL), wait, read, timeout_ms=20_000)
    await held.until("document.querySelector('#goal')")
    await held.pause()
    job = await held.until_still()
    assert (job.status, (job.pause or {})["by"]) == (Status.PAUSED, "Ada")
    await held.script("window.mark = 'kept'; document.body.id = 'there'")
    await held.resume()
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert job.result is not None
    assert [one.get("value") for one in job.result["actions"]] == [None, "kept"]
    assert await held.types() == ["created", "started", "paused", "resumed", "completed"]
    assert site.requests.count(site.requests[0]) == 1


async def test_an_element_that_is_not_there_yet_is_waited_for_again_and_one_that_was_clicked_is_not_clicked_again(
    begin: Begin, site: TestSite
) -> None:
    leads = "<button id=there onclick='fetch(`/ping`, {method: `POST`}); location = `/slow?s=2`; this.remove()'>on"
    held = await begin(page(site, "<p id=empty>"), {"action": "click", "target": "#there"}, timeout_ms=20_000)
    await held.until("document.querySelector('#empty')")
    await held.pause()
    await held.until_still()
    await held.script(f"document.body.innerHTML = {json.dumps(leads)}")
    async with held.tabs.current.expect_response("**/ping"):
        await held.resume()
    await held.pause()  # it has clicked, and waits for the page that this leads to
    assert (await held.until_still()).status is Status.PAUSED
    assert held.tabs.current.url.endswith("/slow?s=2")
    await held.resume()
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert site.requests.count("/ping") == 1
    assert await held.types() == ["created", "started", "paused", "resumed", "paused", "resumed", "completed"]


async def test_what_is_being_typed_is_not_typed_again_though_its_field_has_gone(begin: Begin, site: TestSite) -> None:
    html = """<input id=code oninput="window.typed = (window.typed ?? '') + event.data; this.remove()"><p id=there>"""
    slowly = {"action": "type", "target": "#code", "value": "abcdefghij", "delayMs": 150}
    read = {"action": "evaluate", "name": "typed", "script": "window.typed"}
    held = await begin(page(site, html), slowly, read, timeout_ms=20_000)
    await held.until("window.typed")
    await held.pause()
    job = await held.until_still()
    assert (job.pause or {})["action"] == "evaluate"
    await held.resume()
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert job.result is not None
    assert job.result["actions"][1]["value"] == "a"


async def test_a_job_stands_still_before_its_page_is_opened_and_between_the_actions_of_a_group(
    begin: Begin, site: TestSite
) -> None:
    count = {"action": "evaluate", "script": "window.passes = (window.passes ?? 0) + 1"}
    wait = {"action": "wait", "target": "#there"}
    held = await begin(page(site, GOAL), {"action": "repeat", "times": 3, "actions": [count, wait]}, timeout_ms=20_000)
    await held.pause()
    assert ((await held.until_still()).pause or {})["action"] == "visit"
    assert site.requests == []
    await held.resume()
    await held.until("window.passes === 1")
    await held.pause()
    assert ((await held.until_still()).pause or {})["actionIndex"] == 0
    await held.script("document.body.id = 'there'")
    await held.resume()
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert job.result is not None
    assert job.result["actions"][-1]["passes"] == 3
    assert await held.types() == ["created", "started", *["paused", "resumed"] * 2, "completed"]


async def test_a_page_that_blocks_calls_a_person_and_the_visit_is_done_again(begin: Begin, site: TestSite) -> None:
    held = await begin(page(site, CAPTCHA), CLICK, options=INTERVENE, timeout_ms=20_000)
    job = await held.until_still()
    assert job.status is Status.INTERVENTION_NEEDED
    assert job.pause is not None
    assert (job.pause["reason"], job.pause["action"], "actionIndex" in job.pause) == ("CAPTCHA", "visit", False)
    assert job.pause["vendor"]
    html = {"content_type": "text/html", "body": GOAL}
    await held.tabs.context.route(lambda url: "/page?" in url, lambda route: route.fulfill(**html))
    await held.resume(note="pressed it")
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert await held.types() == ["created", "started", "intervention_needed", "resumed", "completed"]
    resumed = next(event for event in await held.events() if event.type == "job.resumed")
    assert resumed.data == {"resumedBy": "call", "note": "pressed it", "by": "Ada"}


async def test_a_step_that_fails_on_a_blocked_page_is_done_again_and_what_seems_solved_goes_on_by_itself(
    begin: Begin, site: TestSite
) -> None:
    html = f"{GOAL}<script>setTimeout(() => document.body.innerHTML = `{CAPTCHA}`, 300)</script>"
    click = {"action": "click", "target": "#goal", "timeoutMs": 2000}
    wait = {"action": "wait", "milliseconds": 600}
    read = {"action": "evaluate", "name": "clicks", "script": "window.clicks"}
    options = {**INTERVENE, "autoResume": True}
    held = await begin(page(site, html), wait, click, read, options=options, timeout_ms=60_000)
    job = await held.until_still()
    assert job.pause is not None
    assert (job.pause["reason"], job.pause["actionIndex"], job.pause["action"]) == ("CAPTCHA", 1, "click")
    await held.script(SOLVE)
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert job.result is not None
    assert job.result["actions"][2]["value"] == 1
    resumed = next(event for event in await held.events() if event.type == "job.resumed")
    assert resumed.data["resumedBy"] == "solved"


@pytest.mark.parametrize(
    ("timeout_ms", "told"), [(900_000, "a person could not help: no way"), (1000, "nobody came within 1 s")]
)
async def test_a_job_that_nobody_helps_fails_as_it_would_have_and_says_so(
    begin: Begin, site: TestSite, timeout_ms: int, told: str
) -> None:
    options = {**INTERVENE, "interventionTimeoutMs": timeout_ms}
    held = await begin(page(site, CAPTCHA), CLICK, options=options, timeout_ms=60_000)
    if timeout_ms > 1000:
        await held.until_still()
        await held.resume("failed", "no way")
    job = await held.end()
    assert job.status is Status.FAILED
    assert job.error is not None
    assert job.error["details"]["errorType"] == "SITE_BLOCKED"
    assert told in job.error["message"]


async def test_a_page_that_blocks_fails_a_job_as_ever_where_nobody_is_to_be_called(
    begin: Begin, site: TestSite
) -> None:
    held = await begin(page(site, CAPTCHA), {**CLICK, "timeoutMs": 2000}, timeout_ms=20_000)
    job = await held.end()
    assert (job.status, job.error and job.error["details"]["errorType"]) == (Status.FAILED, "SELECTOR_NOT_FOUND")
    assert job.error is not None
    assert job.error["message"].endswith("; the page shows a CAPTCHA of HUMAN")
    assert await held.types() == ["created", "started", "failed"]


async def test_a_person_is_asked_until_the_page_shows_that_it_is_done(begin: Begin, site: TestSite) -> None:
    ask = {"action": "askHuman", "instructions": "Press it.", "doneWhen": {"target": "#goal"}, "timeoutMs": 60_000}
    held = await begin(page(site, "<input id=code autofocus>"), ask, CLICK, timeout_ms=5000)
    job = await held.until_still()
    assert job.pause is not None
    assert (job.pause["reason"], job.pause["instructions"]) == ("REQUESTED", "Press it.")
    await held.script("document.querySelector('#code').focus()")
    looks = asyncio.Event()
    held.pausing.on_change.append(looks.set)
    await held.script(f"document.body.insertAdjacentHTML('beforeend', `{GOAL}`)")
    await looks.wait()
    assert await held.script("document.activeElement.id") in {"code", "goal"}
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert await held.types() == ["created", "started", "intervention_needed", "resumed", "completed"]


async def test_a_person_signs_in_where_the_password_was_refused_and_it_is_sent_once(
    begin: Begin, site: TestSite
) -> None:
    enter = {"action": "fill", "target": "#password", "value": "correct horse"}
    send = {"action": "click", "target": "button"}
    options = {**INTERVENE, "autoResume": True, "signedIn": {"target": "#goal"}}
    held = await begin(page(site, SIGN_IN), enter, send, CLICK, options=options, timeout_ms=60_000)
    job = await held.until_still()
    assert job.pause is not None
    assert (job.pause["reason"], job.pause["actionIndex"]) == ("LOGIN_FAILED", 1)
    await held.script(SOLVE)
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    assert site.requests.count("/echo") == 1


async def test_a_sign_in_that_was_refused_fails_the_job_where_nobody_is_to_be_called(
    begin: Begin, site: TestSite
) -> None:
    enter = {"action": "fill", "target": "#password", "value": "correct horse"}
    options = {"signedIn": {"target": "#goal"}}
    held = await begin(page(site, SIGN_IN), enter, {"action": "click", "target": "button"}, options=options)
    job = await held.end()
    assert job.status is Status.FAILED
    assert job.error is not None
    assert job.error["details"]["errorType"] == "AUTHENTICATION_FAILED"


async def test_nobody_is_asked_for_what_is_done_already(begin: Begin, site: TestSite) -> None:
    ask = {"action": "askHuman", "instructions": "Press it.", "doneWhen": {"target": "#goal"}}
    held = await begin(page(site, GOAL), ask)
    assert (await held.end()).status is Status.COMPLETED
    assert await held.types() == ["created", "started", "completed"]


@pytest.mark.parametrize(
    ("timeout_ms", "error_type", "told"),
    [(60_000, "HUMAN_FAILED", "cannot be done: no code came"), (1000, "HUMAN_LATE", "within 1 s")],
)
async def test_what_a_person_was_asked_for_in_vain_fails_the_job_for_good(
    begin: Begin, site: TestSite, timeout_ms: int, error_type: str, told: str
) -> None:
    ask = {"action": "askHuman", "instructions": "Enter the code.", "timeoutMs": timeout_ms}
    held = await begin(page(site, GOAL), ask, max_retries=3)
    await held.until_still()
    if error_type == "HUMAN_FAILED":
        await held.resume("failed", "no code came")
    job = await held.end()
    assert job.status is Status.FAILED
    assert job.error is not None
    assert (job.error["details"]["errorType"], job.error["details"]["canRetry"]) == (error_type, False)
    assert told in job.error["message"]


async def test_no_recording_has_what_a_person_enters(
    begin: Begin, site: TestSite, database: Database, files: FileStorage
) -> None:
    recorded = {"video": True, "trace": True, "har": True, "consoleLog": True, "networkLog": True}
    html = "<p id=time></p><input id=code oninput='console.log(value); fetch(`/ping?typed=${value}`)'>"
    html += "<script>setInterval(() => { time.textContent = Date.now() }, 20)</script>"
    ask = {"action": "askHuman", "instructions": "Enter the code."}
    said = {"action": "evaluate", "script": "console.log('before')"}
    later = {"action": "evaluate", "script": "console.log('after')"}
    shot = {"action": "screenshot", "fullPage": False}
    wait = {"action": "wait", "milliseconds": 1000}
    held = await begin(page(site, html), said, wait, ask, later, shot, options={"record": recorded}, timeout_ms=30_000)
    await held.until_still()
    await held.pausing.give_control()
    async with held.tabs.current.expect_response("**/ping?typed=zebra47"):
        await held.tabs.current.fill("#code", "zebra47")
    await held.resume()
    job = await held.end()
    assert job.status is Status.COMPLETED, job.error
    found = {}
    for artifact in await list_artifacts(database, CLIENT, held.id):
        data = b"".join([piece async for piece in files.read(artifact.file_path)])
        found[artifact.name] = data
        packed = zipfile.ZipFile(io.BytesIO(data)) if artifact.name.endswith(".zip") else None
        texts = [packed.read(name) for name in packed.namelist()] if packed is not None else [data]
        assert all(b"zebra47" not in text for text in texts), artifact.name
    assert {"trace.zip", "network.har", "console.log", "network.log", "video.webm"} <= found.keys()
    assert b"\x1f\x43\xb6\x75" in found["video.webm"]  # it has pictures: those before
    console = found["console.log"].decode()
    assert console.index("before") < console.index("a person has control") < console.index("after")
    logs = await database.rows("SELECT message FROM job_logs WHERE job_id = %(id)s", {"id": held.id})
    assert any("a person has control" in row["message"] for row in logs)


async def test_a_worker_follows_within_a_moment_and_gives_back_what_stands_still_when_it_has_to_stop(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    url = page(site, GOAL)
    async with start_worker(worker_drain_timeout_ms=0, worker_heartbeat_interval_ms=2000) as worker:
        first = await create(target_url=url, actions=[LONG], timeout_ms=90_000)
        await until_event(first, "job.progress")
        await request_pause(database, CLIENT, first, timeout_s=900, by="Ada")
        await until_event(first, "job.paused")
        running = worker._slots.running()[0]
        assert (running.is_still, running.can_be_repeated) == (True, True)
        await cancel_job(database, CLIENT, first)
        await until_event(first, "job.cancelled")
        second, third = [await create(target_url=url, actions=[LONG], timeout_ms=90_000) for _ in range(2)]
        for job_id in (second, third):
            await until_event(job_id, "job.progress")
        await request_pause(database, CLIENT, second, timeout_s=900, by="Ada")
        await until_event(second, "job.paused")
        await request_resume(database, CLIENT, second, outcome="done", note="", by="Ada")
        await until_event(second, "job.resumed")
        await request_pause(database, CLIENT, third, timeout_s=900, by="Ada")
        await until_event(third, "job.paused")
    job = await get_job(database, CLIENT, third)
    assert (job.status, job.retry_count) == (Status.PENDING, 0)
    retrying = await until_event(third, "job.retrying")
    assert "what a person has done in its pages is gone" in retrying.data["error"]["message"]
    assert "error" not in (await until_event(second, "job.retrying")).data


async def test_what_a_person_submits_is_not_done_a_second_time(begin: Begin, site: TestSite) -> None:
    ask = {"action": "askHuman", "instructions": "Order."}
    held = await begin(page(site, GOAL), ask, timeout_ms=20_000)
    await held.until_still()
    await held.pausing.give_control()
    await held.script("fetch('/order', {method: 'POST', body: 'lamp'})")
    job = await held.stop(Stop.DRAINED)
    assert job.status is Status.FAILED
    assert job.error is not None
    assert job.error["details"]["acted"]
