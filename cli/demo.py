"""`tabwright demo`: everything started, one real job done before your eyes, everything stopped."""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

import grpc
from google.protobuf.json_format import ParseDict
from rich.console import Console
from tabwright import CreateJobRequest, connect

from cli.api import Api
from cli.bundle import ROOT
from cli.child import Child, Command
from cli.errors import CommandError, ExitCode, failed_call
from cli.following import must_have_completed
from cli.output import Format, Output, to_json
from cli.profile import LOCAL_KEY_FILE, Target
from cli.progress import JobProgress
from cli.saving import check_file, chosen, save, size_and_path
from cli.settings import UpSettings
from cli.stack import Stack
from store.own_process import stop_on_signals, unless

_START_TIMEOUT_S = 30
_RESULT = "result.json"
_EXAMPLES = ROOT / "examples"

_URL_ACTIONS = [
    {"action": "extract", "extractors": [{"name": "headings", "selector": "h1, h2", "multiple": True}]},
    {"action": "screenshot", "fullPage": True},
    {"action": "pdf", "printBackground": True},
]


class Demo:
    """One demonstration. It has a folder and ports of its own, so that it does not disturb `tabwright up`."""

    def __init__(self, settings: UpSettings, url: str, out: Path | None, *, overwrite: bool) -> None:
        """Raises CommandError."""
        port, grpc_port = _free_ports(2)
        folder = settings.tabwright_data / "demo"
        self._settings = UpSettings(port=port, grpc_port=grpc_port, tabwright_data=folder)
        self._url = url
        if url and not url.startswith(("http://", "https://")):
            raise CommandError(f"--url {url}: must be an absolute http or https URL", ExitCode.USAGE)
        self._out = chosen(out, "demo-output", overwrite=overwrite)
        self._overwrite = overwrite
        check_file(self._out / _RESULT, overwrite=overwrite)
        self._console = Console(highlight=False)

    async def run_unless_interrupted(self) -> None:
        """Runs it all. Raises CommandError when something cannot start, or when the job fails."""
        stop = stop_on_signals()
        if not await unless(stop, self._run(stop)):
            raise CommandError("interrupted", ExitCode.INTERRUPTED)

    async def _run(self, stop: asyncio.Event) -> None:
        started = time.monotonic()
        os.environ.setdefault("BROWSER_ENGINES", "chromium")  # to look for the others takes as long as all the rest
        stack = Stack(self._settings)
        try:
            with self._console.status("Starting PostgreSQL, server, worker and gateway…"):
                await stack.start()
            self._console.print(*stack.notices, sep="\n", soft_wrap=True)
            self._console.print(f"Everything runs, after {time.monotonic() - started:.1f} s.")
            async with self._job_request() as request:
                await self._do(request)
        except grpc.RpcError as error:
            raise failed_call(error, f"127.0.0.1:{self._settings.port}") from error
        finally:
            if stop.is_set():
                self._console.print("stopping…")
            await stack.stop()

    async def _do(self, request: CreateJobRequest) -> None:
        # The gateway speaks gRPC as well as REST: this is the way that any client takes.
        key = (self._settings.tabwright_data / LOCAL_KEY_FILE).read_text().strip()
        address = f"127.0.0.1:{self._settings.port}"
        target = Target(address=address, api_key=key, key_source=LOCAL_KEY_FILE, tls=False)
        with connect(address, key) as client:  # its end ends the thread's calls
            api = Api(client, Output(Format.TABLE), target)
            await asyncio.to_thread(self._run_job, api, request)

    def _run_job(self, api: Api, request: CreateJobRequest) -> None:
        with JobProgress(self._console, request) as progress:
            job = api.client.run(request, progress.show, on_interruption=progress.interrupted)
        self._out.mkdir(parents=True, exist_ok=True)
        result = self._out / _RESULT
        result.write_text(json.dumps(to_json(job), indent=2, ensure_ascii=False) + "\n")
        for path in (result, *save(api, job.id, self._out, overwrite=self._overwrite)):
            self._console.print(size_and_path(path), soft_wrap=True)
        must_have_completed(job)

    @asynccontextmanager
    async def _job_request(self) -> AsyncIterator[CreateJobRequest]:
        """The job to run; while it is lent, the page that it visits is there."""
        if self._url:
            yield ParseDict({"targetUrl": self._url, "actions": _URL_ACTIONS}, CreateJobRequest())
            return
        async with self._shop() as site:
            text = (_EXAMPLES / "jobs" / "shop.json").read_text().replace("{{site}}", site)
            yield ParseDict(json.loads(text), CreateJobRequest())

    @asynccontextmanager
    async def _shop(self) -> AsyncIterator[str]:
        """Runs the example shop, and lends its URL."""
        (port,) = _free_ports(1)
        script = _EXAMPLES / "site" / "serve.py"
        log = self._settings.tabwright_data / "logs" / "site.log"
        command = Command(argv=[sys.executable, str(script), "--port", str(port)])
        child = await Child.start("site", command, log)
        try:
            await until_it_listens(child, port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            await child.stop(grace_s=5)


async def until_it_listens(child: Child, port: int) -> None:
    """Raises CommandError when the child dies, or does not listen in time."""
    try:
        async with asyncio.timeout(_START_TIMEOUT_S):
            while child.returncode is None:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except ConnectionRefusedError:
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    return
    except TimeoutError:
        pass
    raise CommandError(f"the example shop did not start: {child.last_words()}; see {child.log_path}")


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in sockets]
