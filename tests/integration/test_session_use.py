"""Sessions in jobs: what one has saved others begin with, and nothing that they leave has any of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from store.database.connection import Database
from store.errors import SessionChanged
from store.job import Json, Lease, Status, new_id
from store.records.files import FileStorage
from store.secrets.sealing import Keyring, new_key
from store.sessions.reading import SessionKeeper, SessionState
from store.urls.url_policies import create_policy
from tests.fixtures.jobs import CLIENT
from tests.fixtures.leaks import leaks
from tests.fixtures.portal import COOKIE, OF_TAB, STORED, Portal
from tests.fixtures.runs import Run, RunJob
from worker.browsers.browsers import Browsers
from worker.running.executor import Executor
from worker.running.journal import Journal
from worker.sessions import capture

CHROMIUM, FIREFOX = 1, 2
RECORD_ALL = {"trace": True, "har": True, "consoleLog": True, "networkLog": True}
SIGN_IN: Sequence[Json] = (
    {"action": "fill", "target": "input", "value": "ada"},
    {"action": "click", "target": "button", "waitForNavigation": True},
    {"action": "wait", "target": "#seen.done"},
)
SEEN: Json = {"action": "extract", "target": "#seen.done", "name": "seen"}
ALL = "cookie local tab database"
READ = (
    """JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}, history.length, document.referrer])"""
)


@pytest.fixture
def keeper(database: Database) -> SessionKeeper:
    return SessionKeeper(database, Keyring.parse(new_key("k1")))


@pytest.fixture
def executor(browsers: Browsers, files: FileStorage, database: Database, keeper: SessionKeeper) -> Executor:
    return Executor(browsers, files, Journal(database), keeper=keeper)


def plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value)


async def everything(run: Run) -> list[str]:
    """What a job has left that has something of its session."""
    told = [run.job.result, run.job.error, run.job.actions, run.job.options, [event.data for event in run.events]]
    found = leaks(json.dumps(told, default=plain))
    for artifact in run.artifacts:
        found += leaks(artifact.name) + leaks(await run.read(artifact.name))
    return found


def told(run: Run) -> Any:
    """What the result says of the session."""
    assert run.job.result is not None
    return dict(run.job.result["session"])


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
async def test_who_has_signed_in_once_need_not_again_and_nothing_that_jobs_leave_has_what_it_takes(
    run_job: RunJob,
    portal: Portal,
    keeper: SessionKeeper,
    database: Database,
    engine: int,
    capfd: pytest.CaptureFixture[str],
) -> None:
    session = {"session": "portal", "record": RECORD_ALL}
    first = await run_job(
        f"{portal.url}/",
        *SIGN_IN,
        {"action": "evaluate", "script": READ},
        options={**session, "saveSession": "onSuccess", "sessionOrigins": [portal.url, portal.other]},
        browser_type_id=engine,
    )
    assert first.job.status is Status.COMPLETED, first.job.error
    assert told(first) == {"name": "portal", "saved": True, "leftOut": 1}
    assert await everything(first) == []

    state = (await keeper.read(CLIENT, "portal")).state
    assert {one["name"]: one["value"] for one in state["cookies"]} == {"sid": COOKIE, "seen": "once"}
    (origin,) = state["origins"]
    assert json.loads(origin["localStorage"][0]["value"])["token"] == STORED
    assert origin["sessionStorage"] == [{"name": "tab", "value": OF_TAB}]

    # Documents that are made for what is stored are none that a job opens: no policy counts, and no robots.txt.
    robots = [f"{one}/robots.txt" for one in (portal.url, portal.other)]
    for pattern in (f"{portal.url}/", f"{portal.url}/blank", f"{portal.other}/blank", *robots):
        rest = {"type": "whitelist", "description": None, "is_active": True, "metadata": None}
        await create_policy(database, CLIENT, new_id(), {"pattern": pattern, **rest})
    portal.requests.clear()
    again = await run_job(
        f"{portal.url}/",
        SEEN,
        {"action": "evaluate", "script": READ, "name": "read"},
        {"action": "screenshot"},
        {"action": "visit", "url": f"{portal.other}/blank"},
        {"action": "evaluate", "script": "localStorage.setItem('here', 'too'); sessionStorage.setItem('and', 'here')"},
        {"action": "visit", "url": f"{portal.url}/blank"},
        options={**session, "saveSession": "always", "robots": "obey"},
        browser_type_id=engine,
    )
    assert again.job.status is Status.COMPLETED, again.job.error
    assert again.value(0) == ALL
    cookies, local, of_tab, length, referrer = json.loads(again.value(1))
    assert (cookies, json.loads(local["token"])["token"], of_tab["tab"], referrer) == ("seen=once", "***", "***", "")
    assert length == 2
    assert told(again) == {"name": "portal", "restored": True, "saved": True}
    asked = [path for path in portal.requests if path not in {"/favicon.ico", "/robots.txt"}]
    assert asked == ["/", "/blank", "/blank"]
    assert await everything(again) == []
    names = {one.name for one in again.artifacts}
    assert names >= {"trace.zip", "network.har", "console.log", "network.log"}
    har = json.loads(await again.read("network.har"))
    recorded = {one["request"]["url"] for one in har["log"]["entries"] if "favicon" not in one["request"]["url"]}
    assert recorded == {f"{portal.url}/", f"{portal.other}/blank", f"{portal.url}/blank"}
    log = [json.loads(line)["url"] for line in (await again.read("network.log")).splitlines()]
    assert {url for url in log if "favicon" not in url} == recorded

    state = (await keeper.read(CLIENT, "portal")).state
    assert {one["origin"] for one in state["origins"]} == {portal.url, portal.other}
    stored = {one["origin"]: one for one in state["origins"]}
    assert stored[portal.url]["sessionStorage"] == [{"name": "tab", "value": OF_TAB}]
    assert stored[portal.other]["sessionStorage"] == [{"name": "and", "value": "here"}]
    assert leaks("".join(capfd.readouterr())) == []


class Kept:
    """Keeps one session in memory, and saves as a test says."""

    def __init__(self, portal: Portal) -> None:
        self.origins: tuple[str, ...] = (portal.url, portal.other)
        self.saved: list[Json] = []
        self.fails: Exception | None = None
        items = [{"name": "tab", "value": OF_TAB}]
        self.state: Json = {
            "cookies": [],
            "origins": [
                {"origin": portal.url, "localStorage": [], "sessionStorage": [{"name": "own", "value": "mine"}]},
                {"origin": portal.other, "localStorage": items, "indexedDB": [], "sessionStorage": items},
            ],
        }

    async def read(self, client_id: str | None, name: str) -> SessionState:
        return SessionState(self.origins, 1, self.state)

    async def save(
        self,
        client_id: str,
        name: str,
        state: Json,
        origins: Sequence[str],
        *,
        expected_version: int | None,
        expires_at: datetime | None,
        lease: Lease,
    ) -> int:
        if self.fails is not None:
            raise self.fails
        self.saved.append(state)
        return (expected_version or 0) + 1


@pytest.fixture
def kept(portal: Portal) -> Kept:
    return Kept(portal)


class TestOfWhatIsKept:
    """With a session that has something for two origins."""

    @pytest.fixture
    def executor(self, browsers: Browsers, files: FileStorage, database: Database, kept: Kept) -> Executor:
        return Executor(browsers, files, Journal(database), keeper=kept)

    async def test_a_page_finds_what_its_own_origin_has_stored_once_in_a_tab_and_nothing_of_others(
        self, run_job: RunJob, portal: Portal, kept: Kept
    ) -> None:
        everywhere = """() => {
            const names = Object.getOwnPropertyNames(window).filter(name => name !== 'localStorage');
            const texts = names.map(name => { try { return String(window[name]) } catch { return '' } });
            const frame = document.body.appendChild(document.createElement('iframe'));
            const inner = Object.getOwnPropertyNames(frame.contentWindow).map(String);
            return JSON.stringify([texts, inner, document.documentElement.outerHTML, {...sessionStorage},
                {...localStorage}, {...frame.contentWindow.sessionStorage}, history.state, name,
                performance.getEntries().map(one => one.name), [...document.scripts].map(one => one.text)]);
        }"""
        run = await run_job(
            f"{portal.url}/blank",
            {"action": "evaluate", "script": f"({everywhere})().includes('{OF_TAB}')"},
            {"action": "evaluate", "script": "const [own] = [sessionStorage.own]; sessionStorage.clear(); own"},
            {"action": "reload"},
            {"action": "evaluate", "script": "String(sessionStorage.own)"},
            {"action": "evaluate", "script": "sessionStorage.own = 'new'; void open('/blank?popup')"},
            {"action": "switchTab"},
            {"action": "evaluate", "script": "String(sessionStorage.own)"},
            {"action": "visit", "url": f"{portal.other}/blank"},
            {"action": "evaluate", "script": "sessionStorage.tab === undefined ? 'none' : sessionStorage.tab"},
            {"action": "back"},
            {"action": "back", "continueOnError": True},
            options={"session": "shop", "saveSession": "always"},
        )
        assert run.job.status is Status.COMPLETED, run.job.error
        assert run.value(0) is False
        assert [run.value(index) for index in (1, 3, 6, 8)] == ["mine", "undefined", "new", "***"]
        (saved,) = kept.saved
        stored = {one["origin"]: one for one in saved["origins"]}
        assert stored[portal.url]["sessionStorage"] == [{"name": "own", "value": "new"}]
        assert stored[portal.other]["sessionStorage"] == [{"name": "tab", "value": OF_TAB}]
        assert stored[portal.other]["localStorage"] == [{"name": "tab", "value": OF_TAB}]

    async def test_a_save_that_cannot_be_made_is_told_and_ends_no_job(
        self, run_job: RunJob, portal: Portal, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(capture, "DATABASE_S", 0.5)
        kept.fails = SessionChanged("shop")
        hang = """() => new Promise(resolve => {
            indexedDB.open('hung', 1).onsuccess = event => {
                event.target.result.close();
                indexedDB.open('hung', 2).onupgradeneeded = event => {
                    const store = event.target.result.createObjectStore('a');
                    const again = () => { store.get(1).onsuccess = again };
                    again();
                    resolve();
                };
            };
        })"""
        run = await run_job(
            f"{portal.url}/blank",
            {"action": "saveSession"},
            {"action": "evaluate", "script": f"({hang})()"},
            {"action": "saveSession", "continueOnError": True},
            options={"session": "shop", "saveSession": "onSuccess"},
        )
        assert run.job.status is Status.COMPLETED, run.job.error
        late = str(kept.fails)
        assert run.value(0) == {"name": "shop", "saved": False, "reason": late}
        hung = f"the databases of {portal.url} cannot be read: it does not answer"
        assert run.job.result is not None
        error = run.job.result["actions"][2]["error"]
        assert (error["errorType"], error["message"]) == ("ACTION_FAILED", f"the session shop is not saved: {hung}")
        assert told(run) == {"name": "shop", "restored": True, "reason": late}
        assert [event.data["action"] for event in run.events if event.data.get("action") == "saveSession"][-1:]

    async def test_what_a_sites_service_worker_answers_and_what_is_too_much_is_not_saved(
        self, run_job: RunJob, portal: Portal, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(capture, "MAX_BYTES", 10_000)
        run = await run_job(
            f"{portal.url}/blank",
            {
                "action": "evaluate",
                "script": "navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)"
                ".then(() => true)",
            },
            {"action": "saveSession", "origins": [portal.url]},
            {"action": "evaluate", "script": "localStorage.big = 'x'.repeat(20000)"},
            options={"session": "shop", "saveSession": "always"},
        )
        assert run.job.status is Status.COMPLETED, run.job.error
        (saved,) = kept.saved
        assert [(one["origin"], one["localStorage"]) for one in saved["origins"]] == [(portal.url, [])]
        assert "more than 10000 bytes" in told(run)["reason"]

    async def test_a_job_that_goes_elsewhere_gets_no_session(self, run_job: RunJob, portal: Portal, kept: Kept) -> None:
        kept.origins = ("https://portal.test",)
        run = await run_job(f"{portal.url}/blank", options={"session": "shop"})
        assert run.error_type == "SESSION_UNAVAILABLE"
        assert portal.requests == []

    async def test_a_session_that_the_browser_does_not_take_is_the_clients_to_mend(
        self, run_job: RunJob, portal: Portal, kept: Kept
    ) -> None:
        store = {"name": "a", "keyPath": "id", "autoIncrement": False, "indexes": [], "records": [{"value": STORED}]}
        database = {"name": "d", "version": 1, "stores": [store]}
        kept.state = {"cookies": [], "origins": [{"origin": portal.url, "localStorage": [], "indexedDB": [database]}]}
        run = await run_job(f"{portal.url}/blank", options={"session": "shop"})
        assert run.error_type == "SESSION_UNAVAILABLE"
        assert run.job.error is not None
        assert leaks(json.dumps(run.job.error, default=plain)) == []
