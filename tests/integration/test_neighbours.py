"""A job that takes too much ends alone, with the reason: the job beside it does not notice."""

import json
import re

import pytest

from server.streams.feed import EventFeed
from store.database.connection import Database
from store.job import Json
from store.queue.cancel import cancel_job
from store.records.events import read_events
from store.records.files import FileStorage
from store.records.listing import get_job, list_artifacts
from store.settings import ArtifactSettings
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from worker.browsers.recording import MAX_LOG_BYTES

GROW = "const kept = []; setInterval(() => kept.push(new Uint8Array(2e7).fill(1)), 5); new Promise(() => {})"
SHOUT = "for (let line = 0; line < 15_000; line++) console.log('x'.repeat(2000)); null"
SHOW = "const end = Date.now() + 1000; while (Date.now() < end) console.log('x', {a: [1, 2, 3]}, []); null"
SPEAK = "console.log('x'.repeat(5e7)); console.log('after'); null"
STRETCH = "document.body.style.height = '2e6px'; null"
SAVE = "setInterval(() => { location = '/endless-download?' + Math.random() }, 200); new Promise(() => {})"
LONG_TEXT = "document.body.innerHTML = `<pre hidden>${'x'.repeat(2e7)}</pre>`; null"


@pytest.fixture
def files(tmp_path_factory: pytest.TempPathFactory) -> FileStorage:
    folder = tmp_path_factory.mktemp("artifacts")
    return FileStorage(ArtifactSettings(artifact_storage_path=str(folder), max_artifact_size_mb=25))


def evaluate(script: str) -> Json:
    return {"action": "evaluate", "script": script}


RECORD_CONSOLE: Json = {"record": {"consoleLog": True}}
JOBS: dict[str, tuple[list[Json], Json, str | None]] = {
    "memory": ([evaluate(GROW)], {}, "RESOURCE_LIMIT"),
    "disk": ([evaluate(SAVE), {"action": "download", "target": "#nothing"}], {}, "RESOURCE_LIMIT"),
    "download": ([{"action": "download", "url": "{site}/endless-download"}], {}, "ARTIFACT_TOO_LARGE"),
    "value": ([evaluate("'x'.repeat(3e8)")], {}, "RESULT_TOO_LARGE"),
    "picture": ([evaluate(STRETCH), {"action": "screenshot", "fullPage": True}], {}, "ARTIFACT_TOO_LARGE"),
    "text": ([evaluate(LONG_TEXT), {"action": "extract", "target": "pre"}], {}, None),
    "console flood": ([evaluate(SHOUT)], RECORD_CONSOLE, None),
    "console objects": ([evaluate(SHOW)], RECORD_CONSOLE, None),
    "console line": ([evaluate(SPEAK)], RECORD_CONSOLE, None),
    "unasked download": ([evaluate("location = '/endless-download'; null")], {}, None),
}


async def test_a_job_that_takes_too_much_ends_alone_and_says_why(
    database: Database,
    files: FileStorage,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    feed: EventFeed,
) -> None:
    page = site.page("colours.html")
    async with start_worker(browser_max_memory_mb=900, worker_drain_timeout_ms=0):
        wait = {"action": "wait", "milliseconds": 600_000}
        beside = await create(target_url=page, client_id="beside", actions=[wait], timeout_ms=600_000)
        await until_event(beside, "job.progress")
        for name, (actions, options, error_type) in JOBS.items():
            here = json.loads(json.dumps(actions).replace("{site}", site.url))
            job_id = await create(target_url=page, actions=here, options=options, timeout_ms=60_000)
            events = [event.type async for event in feed.watch(job_id, after=0)]
            job = await get_job(database, CLIENT, job_id)
            assert "job.retrying" not in events, name
            assert (job.error or {"details": {"errorType": None}})["details"]["errorType"] == error_type, (
                name,
                job.error,
            )
            assert job.error is None or re.search("allows|more than", job.error["message"]), (name, job.error)
            if options:
                (log,) = await list_artifacts(database, CLIENT, job_id)
                text = b"".join([piece async for piece in files.read(log.file_path)])
                assert re.search(rb"left out: ([25]\d{7} bytes.*\n.*after|lines that come faster)", text), name
                assert len(text) <= MAX_LOG_BYTES, name
        await cancel_job(database, "beside", beside)
        await until_event(beside, "job.cancelled")
    untouched = await read_events(database, {beside: 0}, limit=10)
    assert [event.type for event in untouched] == ["job.created", "job.started", "job.progress", "job.cancelled"]
