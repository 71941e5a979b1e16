"""Sessions as clients manage them: through the real gateway, and with the command line."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from store.database.connection import Database
from store.errors import SessionNotFound
from store.job import Lease
from store.queue.claim import claim_jobs
from store.secrets.sealing import Keyring
from store.sessions.reading import SessionKeeper
from tests.fixtures.gateway import SECRETS_KEYS, Gateway
from tests.fixtures.jobs import CHROMIUM, CLIENT, Join
from tests.fixtures.valid_requests import SHOWN

SESSIONS, JOBS = "/api/v1/sessions", "/api/v1/jobs"
VALUE = "a cookie that nobody may read"
PORTAL = "https://portal.example.com"
FILE = {
    "cookies": [
        {"name": "sid", "value": VALUE, "domain": "portal.example.com", "path": "/", "httpOnly": True},
        {"name": "ad", "value": "other", "domain": ".tracker.example", "path": "/"},
    ],
    "origins": [
        {"origin": PORTAL, "localStorage": [{"name": "theme", "value": "dark"}]},
        {"origin": "https://tracker.example", "localStorage": [{"name": "id", "value": "1"}]},
    ],
}
CAPTURE = {"name": "portal", "url": f"{PORTAL}/sign-in", "actions": [{"action": "click", "target": "button"}]}

Tabwright = Callable[..., Awaitable[tuple[int, str, str]]]


def violations(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    assert VALUE not in answer.text
    details = {detail["@type"].rsplit(".")[-1]: detail for detail in answer.json()["details"]}
    return {one["field"]: one["description"] for one in details["BadRequest"]["fieldViolations"]}


def reason(answer: httpx.Response) -> tuple[int, str, dict[str, str]]:
    info = next(one for one in answer.json()["details"] if one["@type"].endswith("ErrorInfo"))
    return answer.status_code, info["reason"], info.get("metadata", {})


@pytest.fixture
def tabwright(gateway_process: Gateway, api_key: str, tmp_path: Path) -> Tabwright:
    """Runs a command; returns its exit code and what it has said."""

    async def tabwright(*arguments: str) -> tuple[int, str, str]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "sessions", *arguments),
            env={
                **os.environ,
                "TABWRIGHT_ADDRESS": f"127.0.0.1:{gateway_process.port}",
                "TABWRIGHT_API_KEY": api_key,
                "XDG_CONFIG_HOME": str(tmp_path),
            },
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(60):
            out, err = await process.communicate()
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    return tabwright


@pytest.fixture
def keeper(database: Database) -> SessionKeeper:
    return SessionKeeper(database, Keyring.parse(SECRETS_KEYS))


async def test_a_session_is_imported_listed_and_deleted_and_never_answered(
    rest: httpx.AsyncClient, keeper: SessionKeeper
) -> None:
    body = {"storageState": FILE, "origins": ["https://Portal.example.com:443"]}
    answers = [await rest.put(f"{SESSIONS}/portal", json=body)]
    session = answers[0].json()
    assert answers[0].status_code == 201, answers[0].text
    assert answers[0].headers["location"] == f"{SESSIONS}/portal"
    assert {name: session[name] for name in ("name", "origins", "version")} == {
        "name": "portal",
        "origins": [PORTAL],
        "version": 1,
    }
    found = await keeper.read(CLIENT, "portal")
    assert [cookie["name"] for cookie in found.state["cookies"]] == ["sid"], "what belongs to its origins"
    assert [one["origin"] for one in found.state["origins"]] == [PORTAL]
    answers += [await rest.put(f"{SESSIONS}/portal", json=body), await rest.get(f"{SESSIONS}/portal")]
    assert answers[-1].json() == {**answers[-2].json(), "version": 2}
    assert answers[-2].status_code == 200, "what was there is replaced"
    assert answers[-1].json()["lastUsedAt"]
    answers += [await rest.get("/sessions?limit=1"), await rest.get("/sessions/portal")]
    assert answers[-2].json()["data"] == [answers[-1].json()]
    assert (await rest.delete("/sessions/portal")).json() == {}
    gone = [await rest.delete(f"{SESSIONS}/portal"), await rest.get(f"{SESSIONS}/portal")]
    assert [reason(one) for one in gone] == [(404, "SESSION_NOT_FOUND", {"name": "portal"})] * 2
    with pytest.raises(SessionNotFound):
        await keeper.read(CLIENT, "portal")
    assert not [one for one in answers if VALUE in one.text or "dark" in one.text]


async def test_what_is_wrong_with_a_session_is_said_by_its_field(rest: httpx.AsyncClient) -> None:
    async def wrong(**changes: Any) -> dict[str, str]:
        body = {"storageState": FILE, "origins": [PORTAL]} | changes
        return violations(await rest.put(f"{SESSIONS}/portal", json=body))

    cookie = FILE["cookies"][0]
    assert set(await wrong(origins=["portal.example.com"])) == {"origins[0]"}
    assert set(await wrong(origins=[])) == {"origins"}
    assert set(await wrong(origins=["https://elsewhere.example"])) == {"storageState"}
    assert set(await wrong(storageState={"cookies": [{**cookie, "domain": None}]})) == {
        "storageState.cookies[0].domain"
    }
    assert set(await wrong(storageState={"cookies": [{"name": "a"}]})) == {"storageState.cookies[0].value"}
    assert set(await wrong(storageState={"credentials": []})) == {"storageState.credentials"}
    assert set(await wrong(storageState={"origins": [{"origin": "nowhere"}]})) == {"storageState.origins[0].origin"}
    assert set(await wrong(storageState={"cookies": [{**cookie, "expires": 1}]})) == {"storageState"}
    assert set(await wrong(expiresAt="2001-01-01T00:00:00Z")) == {"expiresAt"}
    large = {"origins": [{"origin": PORTAL, "localStorage": [{"name": "a", "value": "x" * (2 << 20)}]}]}
    answer = await rest.put(f"{SESSIONS}/portal", json={"storageState": large, "origins": [PORTAL]})
    assert reason(answer)[:2] == (400, "SESSION_TOO_LARGE")
    assert (await rest.put(f"{SESSIONS}/Portal", json={"storageState": FILE, "origins": [PORTAL]})).status_code == 400


async def test_capturing_a_session_makes_a_job_that_saves_it(
    rest: httpx.AsyncClient, database: Database, join: Join, keeper: SessionKeeper
) -> None:
    made = await rest.post("/capture-session", json={**CAPTURE, "origins": [PORTAL, "https://*.example.com"]})
    assert (made.status_code, made.headers["location"]) == (201, f"{JOBS}/{made.json()['jobId']}")
    job = (await rest.get(made.headers["location"])).json()
    assert job["options"] == {
        "session": "portal",
        "saveSession": "onSuccess",
        "sessionOrigins": [PORTAL, "https://*.example.com"],
    }
    second = await rest.post("/api/v1/capture-session", json=CAPTURE)
    (claimed,) = await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM], slot_nos=[1, 2])
    lease = Lease(claimed.lease.job_id, claimed.lease.lease_no)
    await keeper.save(CLIENT, "portal", FILE, [PORTAL], expected_version=None, expires_at=None, lease=lease)
    assert (await rest.get(f"{SESSIONS}/portal")).json()["inUse"]
    waiting = (await rest.get(second.headers["location"])).json()
    assert waiting["options"]["sessionOrigins"] == [PORTAL]
    assert (waiting["held"]["by"], waiting["held"]["what"]) == ("session", "portal")


async def test_what_is_wrong_with_a_capture_is_said_by_its_own_names(rest: httpx.AsyncClient) -> None:
    async def wrong(**changes: Any) -> set[str]:
        return set(violations(await rest.post("/capture-session", json=CAPTURE | changes)))

    assert await wrong(url="ftp://x") == {"url"}
    assert await wrong(name="No") == {"name"}
    assert await wrong(origins=["*"]) == {"origins[0]"}
    assert await wrong(actions=[{"action": "click"}]) == {"actions[0].target"}
    for option in (
        {"session": "x"},
        {"saveSession": "always"},
        {"sessionMode": "exclusive"},
        {"sessionOrigins": [PORTAL]},
    ):
        assert await wrong(options=option) == {"options"}


async def test_a_job_says_of_its_session_what_fits(rest: httpx.AsyncClient) -> None:
    async def create(**options: Any) -> httpx.Response:
        return await rest.post(JOBS, json={"targetUrl": f"{PORTAL}/account", "options": options})

    async def wrong(**options: Any) -> set[str]:
        return set(violations(await create(**options)))

    missing = await create(session="portal")
    assert reason(missing) == (404, "SESSION_NOT_FOUND", {"name": "portal", "field": "options.session"})
    batch = await rest.post(
        f"{JOBS}/batch", json={"jobs": [{"targetUrl": PORTAL}, {"targetUrl": PORTAL, "options": {"session": "portal"}}]}
    )
    assert reason(batch)[2]["field"] == "jobs[1].options.session"
    schedule = {"name": "a", "cron": "@daily", "job": {"targetUrl": PORTAL, "options": {"session": "portal"}}}
    assert reason(await rest.post("/api/v1/schedules", json=schedule))[2]["field"] == "job.options.session"
    assert (await create(session="portal", saveSession="always")).status_code == 201
    assert await wrong(sessionMode="readOnly") == {"options"}
    assert await wrong(saveSession="never") == {"options"}
    assert await wrong(session="portal", sessionMode="readOnly", saveSession="onSuccess") == {"options"}
    assert await wrong(session="portal", saveSession="always", sessionOrigins=["x"]) == {"options.sessionOrigins[0]"}
    assert await wrong(session="A") == {"options.session"}
    html = await rest.post(JOBS, json={"html": "<p>", "options": {"session": "portal", "saveSession": "always"}})
    assert set(violations(html)) == {"options.session"}
    await rest.put(f"{SESSIONS}/portal", json={"storageState": FILE, "origins": [PORTAL]})
    assert (await create(session="portal", sessionMode="readOnly")).status_code == 201
    elsewhere = await rest.post(JOBS, json={"targetUrl": "https://evil.example", "options": {"session": "portal"}})
    assert violations(elsewhere) == {
        "options.session": f"the session portal is used there only: targetUrl must be a page of {PORTAL}"
    }


async def test_the_command_line_does_all_that(rest: httpx.AsyncClient, tabwright: Tabwright, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(json.dumps(FILE))
    code, out, err = await tabwright("import", "portal", "state.json", "--origin", PORTAL)
    assert (code, err) == (0, ""), err
    assert out.startswith("portal")
    assert VALUE not in out
    code, out, _ = await tabwright()
    assert (code, "portal" in out, PORTAL in out) == (0, True, True)
    code, out, _ = await tabwright("show", "portal", "--output", "json")
    assert json.loads(out) == (await rest.get(f"{SESSIONS}/portal")).json()
    code, out, err = await tabwright("capture", "portal", f"{PORTAL}/sign-in", "-a", "click button", "--detach")
    assert code == 0, err
    assert (await rest.get(f"{JOBS}/{out.strip()}")).json()["options"]["session"] == "portal"
    code, out, _ = await tabwright("delete", "portal")
    assert (code, out) == (0, "portal deleted\n")
    code, _, err = await tabwright("show", "portal")
    assert (code, "there is no session portal" in err) == (5, True), (code, err)


def test_the_examples_are_of_the_same_portal() -> None:
    assert SHOWN["CaptureSessionRequest"]["url"].startswith(PORTAL)
