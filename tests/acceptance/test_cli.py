"""The command `tabwright`, as its user has it: the real program, against the real stack."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from PIL import Image

from cli.errors import ExitCode
from store.settings import DatabaseSettings
from tests.acceptance.test_rest import create, watch
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from worker.app import Worker

NO_JOB = "550e8400-e29b-41d4-a716-446655440000"
TIMEOUT_S = 100
_MANY = """
import json, sys
from typer.testing import CliRunner
from cli.__main__ import app
runs = [CliRunner().invoke(app, arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([[run.exit_code, run.stdout, run.stderr] for run in runs]))
"""


class Running:
    """A command that runs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.told = ""
        """What it has written to standard error."""

    async def until(self, text: str) -> None:
        """Waits until it has said something."""
        assert self._process.stderr is not None
        async with asyncio.timeout(TIMEOUT_S):
            while text not in self.told:
                line = await self._process.stderr.readline()
                assert line, self.told
                self.told += line.decode()

    async def line(self) -> bytes:
        """The next line of its standard output."""
        assert self._process.stdout is not None
        return await self._process.stdout.readline()

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> None:
        self._process.send_signal(number)

    async def end(self) -> tuple[int, bytes]:
        """Waits until it has ended; returns its exit code and its standard output."""
        async with asyncio.timeout(TIMEOUT_S):
            output, told = await self._process.communicate()
        self.told += told.decode()
        assert "Traceback" not in self.told
        assert self._process.returncode is not None
        return self._process.returncode, output


class Start(Protocol):
    async def __call__(self, *arguments: str, **changes: str) -> Running: ...


class RunMany(Protocol):
    async def __call__(self, lines: list[list[str]], **changes: str) -> list[tuple[int, str, str]]: ...


@pytest.fixture
def environment(served: Gateway, api_key: str, tmp_path: Path) -> dict[str, str]:
    """Says where the API is and with which key, and has nothing of the machine's user."""
    return {
        **os.environ,
        "TABWRIGHT_ADDRESS": f"127.0.0.1:{served.port}",
        "TABWRIGHT_API_KEY": api_key,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "TABWRIGHT_DATA": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "BROWSER_ENGINES": "chromium",
    }


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Start:
    """Starts a command in an empty folder."""

    async def start(*arguments: str, **changes: str) -> Running:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", *arguments),
            env={**environment, **changes},
            cwd=tmp_path,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        return Running(process)

    return start


@pytest.fixture
def run_many(environment: dict[str, str], tmp_path: Path) -> RunMany:
    """Runs command lines one after the other in one process, as starting Python for each would take longest. Returns
    the exit code, standard output and standard error of each.
    """

    async def run_many(lines: list[list[str]], **changes: str) -> list[tuple[int, str, str]]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _MANY, json.dumps(lines)),
            env={**environment, **changes},
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(TIMEOUT_S):
            output, _ = await process.communicate()
        return [(code, stdout, stderr) for code, stdout, stderr in json.loads(output)]

    return run_many


@pytest.fixture
async def worker(start_worker: StartWorker) -> AsyncIterator[Worker]:
    async with start_worker(worker_drain_timeout_ms=0) as worker:
        yield worker


async def test_run_does_a_job_from_a_file_and_saves_what_it_makes(
    start: Start, worker: Worker, site: TestSite, tmp_path: Path
) -> None:
    (tmp_path / "job.yaml").write_text(
        f"targetUrl: {site.page('colours.html')}\n"
        "notBefore: 2026-01-01T00:00:00Z\n"
        "actions:\n"
        "  - {action: extract, name: heading, target: title}\n"
    )
    run = await start("run", "--file", "job.yaml", "-a", "screenshot fullPage=true", "--out", "made")
    code, output = await run.end()
    assert code == 0, run.told
    assert output.decode() == "heading  Colours\n"
    assert "job.completed" in run.told
    picture = Image.open(tmp_path / "made" / "screenshot.png").convert("RGB")
    assert [picture.getpixel((7, y)) for y in (599, 600, 1200)] == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]


async def test_a_picture_a_pdf_and_what_is_on_a_page_take_one_command_each(
    start: Start, worker: Worker, site: TestSite, tmp_path: Path
) -> None:
    page = site.page("elements.html")
    picture, pdf, extract = await asyncio.gather(
        start("screenshot", page, "--out", "-"),
        start("pdf", page, "--landscape"),
        start("extract", page, "--field", "title=h1", "--field", "link=a@href", "--output", "json"),
    )
    (code, output), (pdf_code, path), (extract_code, value) = [await one.end() for one in (picture, pdf, extract)]
    assert (code, pdf_code, extract_code) == (0, 0, 0), picture.told + pdf.told + extract.told
    markdown, content = (
        await start("markdown", page, "h1", "--frames"),
        await start("content", page, "--out", "page.html"),
    )
    assert [await one.end() for one in (markdown, content)] == [(0, b"# Elements"), (0, b"")], markdown.told
    assert (tmp_path / "page.html").read_text().startswith("<!DOCTYPE html>\n<html")
    failed = await start("markdown", page, "//[")
    assert ((await failed.end())[0], "//[" in failed.told, "(job " in failed.told) == (1, True, True), failed.told
    assert Image.open(BytesIO(output)).format == "PNG"
    assert (tmp_path / path.decode().strip()).read_bytes().startswith(b"%PDF")
    assert json.loads(value) == {"title": "Elements", "link": site.page("elements.html?linked")}


async def test_ctrl_c_leaves_the_job_running_and_says_how_to_go_on(
    start: Start, rest: httpx.AsyncClient, worker: Worker, site: TestSite
) -> None:
    run = await start("run", site.page("elements.html"), "-a", "wait 60000")
    await run.until("job.started")
    run.interrupt()
    code, _ = await run.end()
    assert code == 130
    _, _, how = run.told.partition("interrupted; the job runs on")
    watch_it, cancel_it = [line.split("tabwright ")[1].split() for line in how.strip().splitlines()]
    again = await start(*watch_it)
    job_id = cancel_it[-1]
    assert (await rest.get(f"/api/v1/jobs/{job_id}")).json()["status"] == "processing"
    assert (await (await start(*cancel_it)).end())[0] == 0
    assert (await again.end())[0] == 1
    assert "was cancelled" in again.told


async def test_ctrl_c_cancels_the_job_where_that_is_asked_for(
    start: Start, rest: httpx.AsyncClient, worker: Worker, site: TestSite
) -> None:
    job_id = await create(rest, site.page("elements.html"), {"action": "wait", "milliseconds": 60_000})
    watching = await start("jobs", "watch", job_id, "--cancel-on-interrupt", "--output", "json")
    assert json.loads(await watching.line())["type"] == "job.created"
    watching.interrupt()
    assert (await watching.end())[0] == 130
    assert (await watch(rest, job_id))[-1]["type"] == "job.cancelled"


async def test_the_exit_code_and_one_line_say_what_was_wrong(
    run_many: RunMany, worker: Worker, site: TestSite, create: CreateJob, tmp_path: Path
) -> None:
    waiting = str(await create(not_before=datetime.now(UTC) + timedelta(hours=1)))
    page = site.page("elements.html")
    (tmp_path / "there.png").touch()
    cases: list[tuple[list[str], int, str]] = [
        (["run", page, "-a", "click #nowhere", "--timeout-ms", "12000", "--max-retries", "0"], 1, "#nowhere"),
        (["run", "nonsense"], 2, "targetUrl: must be an absolute http or https URL"),
        (["run", page, "-a", "click"], 2, "actions[0].target: action click needs it"),
        (["run", page, "-a", "screenshot fulPage=true"], 2, "there is no field fulPage; do you mean fullPage?"),
        (["run", "--file", "missing.yaml"], 2, "missing.yaml cannot be read"),
        (["jobs", "get", "1"], 2, "Invalid value for 'job_id'"),
        (["jobs", "--profile", "prod"], 2, "has no profile [prod]"),
        (["jobs", "--address", "127.0.0.1:1"], 3, "no Tabwright answers at 127.0.0.1:1: start one with `tabwright up`"),
        (["jobs", "--api-key", "wrong"], 4, "the API key is unknown"),
        (["jobs", "get", NO_JOB], 5, f"there is no job {NO_JOB}"),
        (["jobs", "download", waiting, "x.png"], 5, "no artifact x.png"),
        (["jobs", "retry", waiting], 6, waiting),
        (["jobs", "purge"], 2, "say which jobs: the id of one, or --label, --status, --host"),
        (["jobs", "cancel", waiting, "--host", "example.test"], 2, "the id says which job already"),
        (["jobs", "list", "--host", "https://a.test/"], 2, "host: must be a host, such as shop.example.com"),
        (["screenshot", page, "--out", "there.png"], 6, "there.png is there already"),
        (["screenshot", page, "--out", "."], 2, "--out . is a folder"),
        (["run", page, "--priority", "99999999999"], 2, "priority: 99999999999 is too large"),
        (["run", page, "--not-before", "0001-01-01"], 2, "must be a time"),
        (["browsers", "--address", "two words"], 2, "'two words' is no address"),
        (["run", "--file", "."], 2, ". cannot be read: Is a directory"),
    ]
    runs = await run_many([arguments for arguments, _, _ in cases])
    for (arguments, code, text), (found, stdout, stderr) in zip(cases, runs, strict=True):
        assert (found, text in stderr, stdout) == (code, True, ""), f"{arguments}: {found} {stdout} {stderr}"


async def test_what_is_there_stays_unless_it_is_to_be_replaced(
    run_many: RunMany, worker: Worker, site: TestSite, tmp_path: Path
) -> None:
    page = site.page("elements.html").removeprefix("http://")  # on this machine that is what it means
    job = ["run", page, "-a", "screenshot"]
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "screenshot.png").write_text("mine")
    (tmp_path / "dark.html").write_text("<style>@media (prefers-color-scheme: dark) { :root { background: black } }")
    picture = ["screenshot", "dark.html", "--color-scheme", "dark", "--out", "made/page.jpg"]
    runs = await run_many([job, job, [*job, "--out", "made"], [*job, "--out", "made", "--overwrite"], picture])
    assert [code for code, _, _ in runs] == [0, 0, ExitCode.CONFLICT, 0, 0], runs
    made = Image.open(tmp_path / "made" / "page.jpg")
    assert made.format == "JPEG"
    assert made.getpixel((0, 0)) == (0, 0, 0)
    assert (tmp_path / "tabwright-output" / "screenshot.png").exists()
    assert (tmp_path / "tabwright-output-2" / "screenshot.png").exists()
    assert "made/screenshot.png; nothing was saved: tabwright jobs download " in runs[2][2]
    assert (tmp_path / "made" / "screenshot.png").read_bytes().startswith(b"\x89PNG")


async def test_browsers_says_which_types_no_worker_runs(run_many: RunMany, worker: Worker) -> None:
    browsers, workers = await run_many([["browsers"], ["workers"]])
    rows = {line.split()[1]: line.split()[-1] for line in browsers[1].splitlines()[2:]}
    assert rows["Chromium"].isdigit()
    assert rows["WebKit"] == "none"
    assert "No worker runs " in browsers[2]
    assert "WebKit" in browsers[2]
    assert "Chromium, " in workers[1]
    assert re.search(r"\d\d:\d\d:\d\d[+-]\d\d:\d\d", workers[1])


async def test_a_reader_that_has_read_enough_is_no_error_to_tell(environment: dict[str, str], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "cli", "browsers", "--output", "json"),  # -u: as if it were long
        env=environment,
        cwd=tmp_path,
        stdout=writer,
        stderr=asyncio.subprocess.PIPE,
    )
    os.close(writer)
    async with asyncio.timeout(TIMEOUT_S):
        _, told = await process.communicate()
    assert told == b""


async def test_json_is_what_rest_answers(run_many: RunMany, rest: httpx.AsyncClient, create: CreateJob) -> None:
    job_id = await create(actions=[{"action": "wait", "milliseconds": 1}])
    jobs = "/api/v1/jobs"
    same = {
        f"jobs get {job_id}": f"/api/v1/jobs/{job_id}",
        "jobs": jobs,
        "jobs --status pending --status failed --host *.test": f"{jobs}?statuses=pending&statuses=failed&host=*.test",
        "jobs count --host example.test": "/api/v1/job-counts?host=example.test",
        "settings": "/api/v1/settings",
        "browsers": "/api/v1/browsers",
        "workers stats": "/api/v1/workers/stats",
        "keys": "/api/v1/keys",
        "policies": "/api/v1/policies",
        "dlq": "/api/v1/dlq/jobs",
        "dlq count": "/api/v1/dlq/counts",
        "schedules": "/api/v1/schedules",
        "secrets": "/api/v1/secrets",
        "webhooks": "/api/v1/webhooks",
    }
    runs = await run_many([[*line.split(), "--output", "json"] for line in same])
    for line, (code, stdout, stderr) in zip(same, runs, strict=True):
        assert code == 0, stderr
        there = (await rest.get(same[line])).json()
        assert _without_times(json.loads(stdout)) == _without_times(there), line


async def test_the_doctor_finds_nothing_wrong_and_names_what_is(
    start: Start, worker: Worker, tmp_path_for_all: Path
) -> None:
    well, ill = await asyncio.gather(
        start("doctor", "--output", "json", TMPDIR=str(tmp_path_for_all)),
        start("doctor", TABWRIGHT_ADDRESS="localhost:1", DATABASE_URL="postgresql://127.0.0.1:1/x"),
    )
    code, output = await well.end()
    assert code == 0, well.told
    checks = {one["name"]: one["verdict"] for one in json.loads(output)["checks"]}
    assert checks.keys() >= {
        "API",
        "key",
        "its workers",
        "database",
        "chromium",
        "egress guard",
        "Envoy",
        "PORT",
        "GRPC_PORT",
        "disk",
    }
    assert {*checks.values()} == {"ok"}, output
    assert list(tmp_path_for_all.iterdir()) == []
    code, output = await ill.end()
    assert code == 1
    assert "problems with: API, database" in ill.told
    assert "start one with `tabwright up`" in output.decode()


async def test_a_command_that_is_stopped_while_it_tries_a_browser_leaves_nothing(
    start: Start, tmp_path_for_all: Path
) -> None:
    doctor = await start("doctor", TMPDIR=str(tmp_path_for_all))
    async with asyncio.timeout(TIMEOUT_S):
        while not list(tmp_path_for_all.glob("tabwright-*/browser-*/home")):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
    doctor.interrupt(signal.SIGTERM)
    assert (await doctor.end())[0] == 128 + signal.SIGTERM
    assert list(tmp_path_for_all.iterdir()) == []


def _without_times(value: Any) -> Any:
    """What another call cannot change."""
    if isinstance(value, dict):
        return {name: _without_times(one) for name, one in value.items() if name not in ("lastUsedAt", "updatedAt")}
    return [_without_times(one) for one in value] if isinstance(value, list) else value


async def test_keys_can_be_made_in_the_database_itself(
    start: Start, database_settings: DatabaseSettings, served: Gateway
) -> None:
    """As the first one must be: without a key, and where nobody answers."""
    nobody = {"TABWRIGHT_ADDRESS": "127.0.0.1:1", "TABWRIGHT_API_KEY": "", "DATABASE_URL": database_settings.conninfo()}

    async def keys(*arguments: str) -> tuple[int, Any]:
        code, output = await (await start("keys", *arguments, "--database", "--output", "json", **nobody)).end()
        return code, json.loads(output) if code == 0 else None

    code, made = await keys("create", "--client", "ops", "--name", "first", "--admin")
    assert code == 0
    async with httpx.AsyncClient(base_url=served.url, headers={"X-API-Key": made["key"]}) as holder:
        assert (await holder.get("/api/v1/keys")).status_code == httpx.codes.OK
    code, listed = await keys("list", "--client", "ops")
    assert [(one["id"], one["name"], one["isAdmin"]) for one in listed["data"]] == [
        (made["apiKey"]["id"], "first", True)
    ]
    assert (await keys("revoke", made["apiKey"]["id"]))[1]["status"] == "revoked"
    assert (await keys("revoke", NO_JOB))[0] == ExitCode.NOT_FOUND
    assert (await keys("create", "--client", ""))[0] == ExitCode.USAGE
