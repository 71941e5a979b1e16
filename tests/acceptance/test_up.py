"""`tabwright up`, as its user meets it: one command, one line, and nothing left behind."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import grpc
import httpx
import httpx_sse
import psutil
import pytest
from tabwright.v1.job_service_pb2 import WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from store.database.connection import Database
from store.queue.invariant import broken_jobs
from store.settings import DatabaseSettings
from tests.acceptance.test_rest import create, watch
from tests.channel import open_channel
from tests.fixtures.site import TestSite
from tests.modes import open_to_others
from tests.ports import free_ports
from tests.rest import until_jobs_are_taken

START_TIMEOUT_S = 90
STOP_TIMEOUT_S = 90
BROWSERS = ("run-driver", "remote-debugging-pipe")
"""Signs of what a browser is made of."""


class Up:
    """A running `tabwright up`."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, data: Path) -> None:
        self.process = process
        self.port = port
        self.data = data
        self.output = ""

    async def ready(self) -> None:
        assert self.process.stdout is not None
        async with asyncio.timeout(START_TIMEOUT_S):
            line = b""
            while not line.startswith(b"ready "):
                line = await self.process.stdout.readline()
                assert line, self.output
                self.output += line.decode()

    async def line(self) -> str:
        """The next line of its output."""
        assert self.process.stdout is not None
        async with asyncio.timeout(START_TIMEOUT_S):
            return (await self.process.stdout.readline()).decode().rstrip("\n")

    async def end(self) -> int:
        """Waits until it has ended; returns its exit code, and has the rest of its output."""
        assert self.process.stdout is not None
        async with asyncio.timeout(STOP_TIMEOUT_S):
            self.output += (await self.process.stdout.read()).decode()
            return await self.process.wait()

    def processes(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def part(self, sign: str) -> psutil.Process:
        """The process whose command line holds a sign; of several, the first that was started."""
        return self.parts(sign)[0]

    def parts(self, sign: str) -> list[psutil.Process]:
        """All processes whose command lines hold a sign."""
        found = [one for one in self.processes() if sign in _line(one)]
        assert found, sign
        return found

    @asynccontextmanager
    async def rest(self) -> AsyncIterator[httpx.AsyncClient]:
        headers = {"X-API-Key": (self.data / "api-key").read_text().strip()}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=60, headers=headers) as client:
            yield client


@asynccontextmanager
async def up(
    data: Path,
    before: Sequence[str] = (),
    program: Sequence[str] = (sys.executable, "-m", "cli"),
    cwd: Path | None = None,
    **environment: str,
) -> AsyncIterator[Up]:
    """Runs `tabwright up` on free ports, and kills it if the test has not ended it. Its worker tries Chromium only,
    unless it is told otherwise: to find out about the others takes seconds of a core.
    """
    port, grpc_port = free_ports(2)
    environment = {
        "BROWSER_ENGINES": "chromium",
        "PORT": str(port),
        "GRPC_PORT": str(grpc_port),
        "TABWRIGHT_DATA": str(data),
        "XDG_STATE_HOME": str(data.parent / "state"),
        **environment,
    }
    process = await asyncio.create_subprocess_exec(
        *(*before, *program, "up"),
        env={**os.environ, **environment},
        cwd=cwd,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    running = Up(process, port, data)
    try:
        yield running
    finally:
        if process.returncode is None:
            processes = running.processes()
            process.kill()
            await process.wait()
            assert await gone(processes)


@pytest.fixture(scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Up]:
    """One that is as it was after each test that has it: to start one takes six seconds of a core."""
    async with up(tmp_path_factory.mktemp("shared") / "data") as running:
        await running.ready()
        yield running


async def gone(processes: list[psutil.Process]) -> bool:
    """Whether all of them end within a moment. Ended ones may wait for PID 1 to bury them."""
    _, alive = await asyncio.to_thread(psutil.wait_procs, processes, 10)
    return all(process.status() == psutil.STATUS_ZOMBIE for process in alive)


async def test_it_makes_a_key_for_its_own_machine_and_an_owner_with_a_link_and_keeps_them(tmp_path: Path) -> None:
    keys: list[str] = []
    for _ in range(2):
        async with up(tmp_path) as running:
            await running.ready()
            file = tmp_path / "api-key"
            assert file.stat().st_mode & 0o777 == 0o600
            assert (tmp_path / "secrets-keys").stat().st_mode & 0o777 == 0o600
            keys.append(file.read_text())
            async with running.rest() as rest:
                assert (await rest.get("/api/v1/keys")).json()["data"][0]["rateLimit"] == 0
                secret = {"name": f"portal-{len(keys)}", "value": "secret", "origins": ["https://example.com"]}
                assert (await rest.post("/api/v1/secrets", json=secret)).is_success  # also with the key of before
                if len(keys) == 1:
                    await _give_the_owner_a_password(running, rest)
            running.process.send_signal(signal.SIGTERM)
            assert await running.end() == 0
    assert len(set(keys)) == 1
    assert "sign in:" not in running.output


async def _give_the_owner_a_password(running: Up, rest: httpx.AsyncClient) -> None:
    """By the link that is printed."""
    page, _, token = (await running.line()).partition("#token=")
    assert page == f"sign in: http://127.0.0.1:{running.port}/console/sign-in/link"
    session = (await rest.post("/api/v1/auth/login", json={"linkToken": token})).json()
    assert (session["user"]["email"], session["user"]["clientId"]) == ("owner@localhost", "default")
    assert session["user"]["isAdmin"]
    bearer = {"Authorization": f"Bearer {session['accessToken']}", "X-API-Key": ""}
    password = {"newPassword": "correct horse battery"}
    assert (await rest.post("/api/v1/auth/password", json=password, headers=bearer)).is_success


async def test_keys_can_be_made_listed_and_revoked_from_the_command_line(shared: Up) -> None:
    async def tabwright(*arguments: str) -> str:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "keys", *arguments),
            env={**os.environ, "TABWRIGHT_DATA": str(shared.data), "COLUMNS": "200"},
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await process.communicate()
        assert process.returncode == 0
        return output.decode()

    secret = (await tabwright("create", "--client", "acme", "--name", "ci")).strip()
    async with shared.rest() as rest:
        answer = await rest.get("/api/v1/browsers", headers={"X-API-Key": secret})
        assert answer.status_code == httpx.codes.OK
        (key,) = (await rest.get("/api/v1/keys", params={"clientId": "acme"})).json()["data"]
        assert (key["name"], key["isAdmin"], key["rateLimit"]) == ("ci", False, 100)
        assert key["id"] in await tabwright("list", "--client", "acme")
        await tabwright("revoke", key["id"])
        (key,) = (await rest.get("/api/v1/keys", params={"clientId": "acme"})).json()["data"]
        assert key["status"] == "revoked"


async def test_it_says_where_it_is_and_stops_without_leaving_anything(tmp_path: Path, site: TestSite) -> None:
    (metrics_port,) = free_ports(1)
    told_of_metrics = {"ENABLE_METRICS": "true", "METRICS_PORT": str(metrics_port)}
    async with up(tmp_path, BROWSER_ENGINES="chromium,firefox", **told_of_metrics) as running:
        await running.ready()
        assert "ALLOW_PRIVATE_ADDRESSES=127.0.0.0/8,::1/128" in running.output.splitlines()[-3]
        assert running.output.splitlines()[-2] == f"metrics http://127.0.0.1:{metrics_port}/metrics"
        ready = running.output.splitlines()[-1]
        assert ready.startswith(f"ready rest=http://127.0.0.1:{running.port} grpc=127.0.0.1:")
        gateway = f"http://127.0.0.1:{running.port}"
        assert ready.endswith(f" docs={gateway}/docs console={gateway}/console/")
        async with running.rest() as rest:
            job_id = await create(rest, site.page("colours.html"), {"action": "screenshot"})
            await watch(rest, job_id)
            health = (await rest.get("/health")).json()
            assert health["browserPool"]["sandbox"] == "on"
            metrics = (await rest.get(f"http://127.0.0.1:{metrics_port}/metrics")).text
        assert 'tabwright_jobs_created_total{service="server",source="call"} 1.0' in metrics
        assert 'tabwright_job_duration_seconds_count{action_type="screenshot",service="worker"} 1.0' in metrics
        assert 'tabwright_page_open_seconds_count{engine="chromium",service="worker"}' in metrics
        processes = running.processes()
        assert open_to_others(tmp_path) == []
        assert (tmp_path / "gateway-address").read_text() == f"127.0.0.1:{running.port}\n"
        async with running.rest() as rest:
            async with asyncio.timeout(START_TIMEOUT_S):
                calls = await UnderWay(running, rest, site).begin()
            running.process.send_signal(signal.SIGTERM)
            told = await asyncio.gather(*calls)
        assert await running.end() == 0
        assert running.output.endswith("\nstopping…\n")
    assert await gone(processes)
    assert told == ["SERVER_STOPPING", "processing", "job.started", grpc.StatusCode.UNAVAILABLE]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {
        "api-key",
        "artifacts",
        "database",
        "database-password",
        "envoy.yaml",
        "lock",
        "logs",
        "secrets-keys",
    }
    logs = {path.name for path in (tmp_path / "logs").iterdir()}
    assert logs == {"access.log", "envoy.log", "postgres.log", "server.log", "worker.log"}
    asked = [json.loads(line)["path"] for line in (tmp_path / "logs" / "access.log").read_text().splitlines()]
    assert f"/api/v1/jobs/{job_id}/events" in asked


async def test_nothing_runs_on_after_it_was_killed_and_the_next_start_has_all_jobs(
    tmp_path: Path, site: TestSite
) -> None:
    async with up(tmp_path) as running:
        await running.ready()
        async with running.rest() as rest:
            done = await create(rest, site.page("colours.html"))
            await watch(rest, done)
            wait = {"action": "wait", "milliseconds": 3000}
            cut_off = [await create(rest, site.page("colours.html"), wait) for _ in range(8)]
        processes = running.processes()
        running.process.kill()
        assert await gone(processes)
    async with up(tmp_path) as running:
        await running.ready()
        async with running.rest() as rest:
            assert (await watch(rest, done))[-1]["type"] == "job.completed"
            for job_id in cut_off:
                assert (await watch(rest, job_id))[-1]["type"] == "job.completed"
        await assert_nothing_broken(running)


async def test_what_has_started_everything_takes_little_once_all_runs(shared: Up) -> None:
    keeper = psutil.Process(shared.process.pid)
    assert "cli.keeper" in _line(keeper)
    assert keeper.memory_full_info().uss < 30 * 2**20
    assert {name for name in ("SECRETS_KEYS", "DATABASE_URL") if name in keeper.environ()} <= os.environ.keys()


@pytest.mark.parametrize("part", ["bin/postgres", "-m server", "-m worker", "envoy.yaml", *BROWSERS])
async def test_a_job_survives_the_death_of_any_part(shared: Up, site: TestSite, part: str) -> None:
    # To scroll takes Playwright's driver; without that, a job has none.
    by_playwright = [{"action": "scroll", "to": "bottom"}] if part == "run-driver" else []
    async with shared.rest() as rest:
        await until_jobs_are_taken(rest)
        job_id = await create(
            rest,
            site.page("colours.html"),
            {"action": "wait", "milliseconds": 1500},
            {"action": "screenshot", "fullPage": True},
            *by_playwright,
        )
        async with rest.stream("GET", f"/api/v1/jobs/{job_id}/events") as answer:
            async for line in answer.aiter_lines():
                if line and json.loads(line)["type"] == "job.progress":
                    break
        # Of browsers there may be others than the job's.
        processes = shared.parts(part) if part in BROWSERS else [shared.part(part)]
        assert processes
        for process in processes:
            with suppress(psutil.NoSuchProcess):  # it has ended with another of them
                process.kill()
        events = await _watch_through(rest, job_id)
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert [event["type"] for event in events if event["status"] in ("completed", "failed")] == ["job.completed"]
    await assert_nothing_broken(shared)


async def test_a_folder_that_is_in_use_is_told_in_one_line(shared: Up) -> None:
    async with up(shared.data) as second:
        assert await second.end() == 1
    told = f"tabwright: {shared.data} is in use by another Tabwright: stop it, or set TABWRIGHT_DATA\n"
    assert second.output == told


class UnderWay:
    """Calls that have begun: one that waits for its job, and watches of that job in three ways."""

    def __init__(self, running: Up, rest: httpx.AsyncClient, site: TestSite) -> None:
        self._running = running
        self._rest = rest
        self._url = f"{site.url}/slow?s=60"
        self._started: asyncio.Queue[str] = asyncio.Queue()
        """Ids of jobs whose start a watch has shown."""

    async def begin(self) -> list[asyncio.Task[Any]]:
        """Each ends with what it was told at last."""
        tasks = [asyncio.create_task(self._all_jobs())]
        assert await self._started.get() == ""
        tasks.append(asyncio.create_task(self._call()))
        job_id = await self._started.get()
        tasks += [asyncio.create_task(self._lines(job_id)), asyncio.create_task(self._grpc(job_id))]
        assert [await self._started.get() for _ in range(2)] == [job_id] * 2
        return tasks

    async def _all_jobs(self) -> str:
        async with httpx_sse.aconnect_sse(self._rest, "GET", "/api/v1/events?type=job.started") as source:
            async for event in source.aiter_sse():
                if event.event != "stream-error":
                    self._started.put_nowait(json.loads(event.data).get("event", {}).get("jobId", ""))
        return str(json.loads(event.data)["details"][0]["reason"])

    async def _call(self) -> str:
        answer = await self._rest.post("/api/v1/actions/visit", json={"url": self._url, "waitMs": 60_000})
        return str(answer.json()["job"]["status"])

    async def _lines(self, job_id: str) -> str:
        last = ""
        async with self._rest.stream("GET", f"/api/v1/jobs/{job_id}/events") as answer:
            async for line in answer.aiter_lines():
                last = json.loads(line)["type"]
                if last == "job.started":
                    self._started.put_nowait(job_id)
        return last

    async def _grpc(self, job_id: str) -> grpc.StatusCode:
        async with open_channel(f"127.0.0.1:{self._running.port}", self._rest.headers["X-API-Key"]) as channel:
            call = JobServiceStub(channel).WatchJob(WatchJobRequest(job_id=job_id))
            with suppress(grpc.aio.AioRpcError):
                async for event in call:
                    if event.type == "job.started":
                        self._started.put_nowait(job_id)
            return await call.code()


async def _watch_through(rest: httpx.AsyncClient, job_id: str) -> list[dict[str, Any]]:
    """Watches a job to its end though servers and gateways die meanwhile."""
    events: list[dict[str, Any]] = []
    async with asyncio.timeout(60):
        while not events or events[-1]["status"] in ("pending", "processing"):
            try:
                after = events[-1]["sequence"] if events else 0
                events += await watch(rest, job_id, after=after)
            except (httpx.TransportError, AssertionError):
                await asyncio.sleep(0.1)
    return events


def _line(process: psutil.Process) -> str:
    """Its command line; none where it has just ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


async def assert_nothing_broken(running: Up) -> None:
    """The queue's promise holds in the stack's own database."""
    environment = running.part("-m server").environ()
    settings = DatabaseSettings.model_validate({"database_url": environment["DATABASE_URL"]})
    async with Database(settings, application_name="test") as database:
        assert await broken_jobs(database) == []
