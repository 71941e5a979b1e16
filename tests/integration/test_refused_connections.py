"""What a job's browser asks for and may not have: nothing of it is reached, and the job learns of it."""

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from store.database.connection import Database
from store.job import Status, new_id
from store.records.listing import list_logs
from store.urls.url_policies import create_policy
from tests.fixtures.jobs import CLIENT
from tests.fixtures.name_server import NameServer
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_options import CHROMIUM, ENGINES
from tests.loopback import INNER

pytestmark = pytest.mark.usefixtures("firefox")

SECRET = b"inner secret"
LOADED = {"action": "wait", "milliseconds": 500}


class Canary:
    """A service on an inner address. `hears` is what it was sent; each connection counts, whatever it says."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heard.append(await reader.read(65536))
        writer.write(b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 12\r\n\r\n" + SECRET)
        writer.close()


@pytest.fixture
async def canary(names: NameServer) -> AsyncIterator[Canary]:
    canary = Canary()
    server = await asyncio.start_server(canary.answer, INNER, 0)
    canary.port = server.sockets[0].getsockname()[1]
    names.names["inner.test"] = [[INNER]]
    names.names["two.test"] = [["127.0.0.1", INNER]]
    yield canary
    assert canary.heard == []
    server.close()


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


async def log_of(database: Database, run: Run) -> list[str]:
    return [line.message for line in await list_logs(database, CLIENT, run.job.id, after=0, limit=100)]


@ENGINES
@pytest.mark.parametrize("host", ["inner.test", "two.test"])
async def test_a_document_whose_name_leads_inside_ends_the_job(
    run_job: RunJob, canary: Canary, engine: int, host: str
) -> None:
    run = await run_job(f"http://{host}:{canary.port}/", browser_type_id=engine)
    assert run.error_type == "URL_BLOCKED", run.job.error
    assert f"the page may not go to http://{host}:{canary.port}/" in str(run.job.error)
    assert "leads to a private, local or reserved address" in str(run.job.error)
    assert INNER not in str([run.job.error, run.events]), "where it leads is nobody's business"
    assert run.artifacts == []


@ENGINES
@pytest.mark.parametrize("way", ["redirect", "script", "window"])
async def test_a_page_that_leads_inside_by_a_name_ends_the_job(
    run_job: RunJob, canary: Canary, site: TestSite, engine: int, way: str
) -> None:
    inner = f"http://inner.test:{canary.port}/"
    url = {
        "redirect": f"{site.url}/redirect?to={quote(inner)}",
        "script": page(site, f"<script>location = '{inner}'</script>"),
        "window": page(site, f"<script>open('{inner}')</script>"),
    }[way]
    run = await run_job(url, {"action": "wait", "milliseconds": 20_000}, browser_type_id=engine)
    assert run.error_type == "URL_BLOCKED", run.job.error
    assert "inner.test" in str(run.job.error)


@ENGINES
async def test_what_a_page_loads_from_inside_is_refused_counted_and_told(
    run_job: RunJob, canary: Canary, site: TestSite, database: Database, engine: int
) -> None:
    inner = f"inner.test:{canary.port}"
    html = f"""<title>outer</title><img src="http://{inner}/a.png"><iframe src="http://{inner}/frame"></iframe>
        <img src="http://{INNER}:{canary.port}/b.png"><script>
        fetch("http://{inner}/fetch").catch(() => 0); new WebSocket("ws://{inner}/socket");
        navigator.sendBeacon("http://{inner}/beacon", "x"); new EventSource("http://{inner}/events");
        new Worker(URL.createObjectURL(new Blob(["fetch('http://{inner}/worker').catch(() => 0)"])))</script>"""
    record = {"har": True, "trace": True, "networkLog": True}
    run = await run_job(
        page(site, html), LOADED, {"action": "screenshot"}, options={"record": record}, browser_type_id=engine
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert run.job.result["blockedRequests"] >= 5
    refused = [line for line in await log_of(database, run) if line.startswith("refused")]
    assert {line.split(" ")[1] for line in refused} == {inner, f"{INNER}:{canary.port}"}
    assert len(refused) == 2, "one for each host"
    for name in ("network.har", "trace.zip", "network.log"):
        assert SECRET not in await run.read(name)


async def test_of_many_refused_hosts_the_log_names_twenty(
    run_job: RunJob, site: TestSite, names: NameServer, database: Database
) -> None:
    names.names |= {f"n{number}.test": [[INNER]] for number in range(30)}
    html = "".join(f"<img src=http://n{number}.test/>" for number in range(30))
    run = await run_job(page(site, html), LOADED, browser_type_id=CHROMIUM)
    assert run.job.result is not None
    refused = [line for line in await log_of(database, run) if "refused" in line]
    assert len(refused) == 21
    assert refused[-1] == f"{run.job.result['blockedRequests']} connections were refused in all"


async def test_of_thousands_of_refusals_all_are_counted(run_job: RunJob, site: TestSite) -> None:
    html = """<script>(async () => { for (let i = 0; i < 1200; i += 100)
        await Promise.allSettled([...Array(100).keys()].map(j => fetch(`http://127.0.${i / 100}.${j}:81/`)));
        document.body.innerHTML = "<p id=done>done</p>" })()</script><body>"""
    run = await run_job(page(site, html), {"action": "wait", "target": "#done"})
    assert run.job.result is not None, run.job.error
    assert run.job.result["blockedRequests"] >= 1200


async def test_a_job_that_was_refused_nothing_says_nothing_of_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"))
    assert run.job.result is not None
    assert "blockedRequests" not in run.job.result


async def test_the_network_log_says_why_a_connection_was_not_made(run_job: RunJob, site: TestSite) -> None:
    html = "<img src=http://nowhere.test/><img src=http://127.0.0.1:65535/>"
    run = await run_job(page(site, html), LOADED, options={"record": {"networkLog": True}})
    lines = map(json.loads, (await run.read("network.log")).splitlines())
    reasons = {line["url"]: line["reason"] for line in lines if line["event"] == "failed"}
    assert reasons["http://nowhere.test/"] == "net::ERR_NAME_NOT_RESOLVED"
    assert reasons["http://127.0.0.1:65535/"] == "net::ERR_CONNECTION_REFUSED"


async def whitelist(database: Database, *patterns: str) -> None:
    for pattern in patterns:
        values = {"pattern": pattern, "type": "whitelist", "description": None, "is_active": True, "metadata": None}
        await create_policy(database, CLIENT, new_id(), values)


@ENGINES
@pytest.mark.parametrize(("scope", "loads"), [(None, True), ("navigations", True), ("everything", False)])
async def test_a_whitelist_holds_for_what_a_page_loads_where_the_job_wants_that(
    run_job: RunJob, site: TestSite, database: Database, engine: int, scope: str | None, loads: bool
) -> None:
    await whitelist(database, "127.0.0.1")
    other = site.url.replace("127.0.0.1", "localhost")
    options = {} if scope is None else {"policyScope": scope}
    html = f"<img src={other}/red.png><img src=/lime.svg>"
    run = await run_job(page(site, html), LOADED, options=options, browser_type_id=engine)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert ("/red.png" in site.requests) is loads
    assert "/lime.svg" in site.requests
    assert run.job.result is not None
    assert ("blockedRequests" in run.job.result) is not loads


async def test_a_policy_with_a_path_is_compared_with_whatever_a_page_loads_in_chromium(
    run_job: RunJob, site: TestSite, database: Database
) -> None:
    await whitelist(database, f"{site.url}/page*", f"{site.url}/lime.svg")
    html = "<img src=/red.png><img src=/lime.svg><iframe src=/form></iframe><script>fetch('/ping')</script>"
    run = await run_job(page(site, html), LOADED, options={"policyScope": "everything"}, browser_type_id=CHROMIUM)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert {path.split("?")[0] for path in site.requests} == {"/page", "/lime.svg"}
    assert run.job.result is not None
    assert run.job.result["blockedRequests"] >= 3
    after = await run_job(page(site, html), LOADED, browser_type_id=CHROMIUM)
    assert after.job.status is Status.COMPLETED
    assert {"/red.png", "/ping"} <= {path.split("?")[0] for path in site.requests}, "the next job did not want that"
