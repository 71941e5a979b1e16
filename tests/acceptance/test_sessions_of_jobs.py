"""A session on its whole way: captured by one job through the API, used by others at once, and seen by nobody."""

import json
from typing import Any

import httpx
import pytest

from store.database.connection import Database
from tests.acceptance.test_rest import JOBS, create, watch
from tests.fixtures.leaks import PARTS, leaks
from tests.fixtures.portal import Portal
from tests.fixtures.worker import StartWorker

SIGN_IN = [
    {"action": "fill", "target": "input", "value": "ada"},
    {"action": "click", "target": "button", "waitForNavigation": True},
    {"action": "wait", "target": "#seen.done"},
]
SEEN = {"action": "extract", "target": "#seen.done"}
READ = {"action": "evaluate", "script": "[localStorage.token, sessionStorage.tab]"}
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"


async def test_what_one_job_has_signed_in_to_several_others_use_at_once_and_nobody_sees(
    rest: httpx.AsyncClient,
    portal: Portal,
    start_worker: StartWorker,
    database: Database,
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with start_worker(worker_max_concurrent_jobs=3):
        made = await rest.post("/capture-session", json={"name": "portal", "url": f"{portal.url}/", "actions": SIGN_IN})
        told: list[Any] = [made.text, await watch(rest, made.json()["jobId"])]
        captured = (await rest.get("/sessions/portal")).json()
        assert captured["origins"] == [portal.url]
        reading = {"session": "portal", "sessionMode": "readOnly"}
        ids = [await create(rest, f"{portal.url}/", SEEN, READ, options=reading) for _ in range(3)]
        told += [await watch(rest, job_id) for job_id in ids]
        assert (await rest.delete("/sessions/portal")).is_success
        gone = await rest.post(JOBS, json={"targetUrl": portal.url, "options": reading})
        assert (gone.status_code, "SESSION_NOT_FOUND" in gone.text) == (404, True)
    jobs = [(await rest.get(f"{JOBS}/{job_id}")).json() for job_id in [made.json()["jobId"], *ids]]
    assert jobs[0]["result"]["session"] == {"name": "portal", "saved": True, "leftOut": 1}
    for job in jobs[1:]:
        seen, read = (one["value"] for one in job["result"]["actions"])
        assert (seen, read[1]) == ("cookie local tab database", "***")
        assert job["result"]["session"] == {"name": "portal", "restored": True}
    for table in await database.rows(TABLES):
        rows = await database.rows(f'SELECT to_jsonb(one)::text AS row FROM "{table["table_name"]}" AS one')
        told += [row["row"] for row in rows]
    told += [jobs, captured, (await rest.get(f"{JOBS}/{ids[0]}/logs")).text]
    assert leaks(json.dumps(told, ensure_ascii=False), [*PARTS, *(part.encode().hex() for part in PARTS)]) == []
    assert leaks("".join(capfd.readouterr())) == []
