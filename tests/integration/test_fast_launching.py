"""Browsers of the fast lane: they are what Playwright would have launched, and go when they must."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from tests.integration.test_worker import _left_alive, _processes_below
from worker.browsers.engines import Engine, NoBrowser
from worker.browsers.fast import driver
from worker.browsers.launching import Launched, Launcher
from worker.processes import watched
from worker.processes.folder import Folder

pytestmark = pytest.mark.slow  # has browsers of its own

# Playwright says it twice, or for other gates than ours, and where its own profile lies.
_PLAYWRIGHTS = ('--host-resolver-rules="MAP', "--disable-search-engine-choice-screen", "--user-data-dir=")


@pytest.fixture
def folder(tmp_path_for_all: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_for_all))
    folder = Folder()
    yield folder
    folder.remove()


@pytest.fixture
async def deaths() -> list[str]:
    return []


@pytest.fixture
async def launcher(folder: Folder, deaths: list[str]) -> Launcher:
    return Launcher(folder, 2**20, lambda: deaths.append("died"), needs_sandbox=False)


@pytest.fixture
async def fast(launcher: Launcher) -> AsyncIterator[Launched]:
    _, launched = await launcher.find("chromium", None, fast=True)
    yield launched
    await launched.close()


async def test_both_lanes_start_the_same_browser(launcher: Launcher, fast: Launched) -> None:
    engine, plain = await launcher.find("chromium", None)
    ours, theirs = (_of(psutil.Process(one.pid)) for one in (fast, plain))
    await plain.close()
    assert ours == theirs
    assert fast.browser.version == plain.browser.version
    assert engine.why_no_sandbox is None


def _of(process: psutil.Process) -> tuple[set[str], set[str], str, bool, list[str]]:
    environment = {name for name in process.environ() if name != "PWD"}
    switches = {one for one in process.cmdline() if one and not one.startswith(_PLAYWRIGHTS)}
    is_ours = process.uids().real == os.getuid()
    limits = [line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("Cap")]
    return switches, environment, Path(process.cwd()).name, is_ours, limits


async def test_a_fast_browser_that_dies_tells_so_and_what_waits_for_it_fails(fast: Launched, deaths: list[str]) -> None:
    page = await (await fast.browser.new_context()).new_page()
    gone = asyncio.Event()
    fast.browser.on("disconnected", lambda _: gone.set())
    waiting = asyncio.create_task(page.evaluate("new Promise(() => {})"))
    await page.evaluate("1")
    os.kill(fast.pid, signal.SIGKILL)
    with pytest.raises(PlaywrightError, match="Connection closed"):
        await waiting
    await gone.wait()
    assert not fast.is_alive
    assert deaths == ["died"]
    with pytest.raises(PlaywrightError, match="Connection closed"):
        await fast.browser.new_context()


async def test_a_page_whose_process_dies_is_a_crash_of_that_page_alone(fast: Launched) -> None:
    page, other = [await (await fast.browser.new_context()).new_page() for _ in range(2)]
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    pid = await _process_of(page)
    os.kill(pid, signal.SIGKILL)
    await crashed.wait()
    with pytest.raises(PlaywrightError, match="Target crashed"):
        await page.evaluate("1")
    assert await other.evaluate("1 + 1") == 2
    assert fast.is_alive


async def _process_of(page: Page) -> int:
    """The process that shows a page, which is kept busy meanwhile."""
    browser = page.context.browser
    assert browser is not None
    session = await browser.new_browser_cdp_session()
    busy = asyncio.create_task(page.evaluate("() => { const end = Date.now() + 400; while (Date.now() < end); }"))
    before = await _times(session)
    await busy
    after = await _times(session)
    return max(after, key=lambda pid: after[pid] - before.get(pid, 0))


async def _times(session: CDPSession) -> dict[int, float]:
    told = await session.send("SystemInfo.getProcessInfo")
    return {one["id"]: one["cpuTime"] for one in told["processInfo"] if one["type"] == "renderer"}


async def test_a_fast_browser_that_hangs_is_killed_with_all_that_it_has_started(
    fast: Launched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "ANSWER_TIMEOUT_S", 0.5)
    await fast.driver.check()
    assert fast.is_alive
    old = _processes_below(fast.pid)
    os.kill(fast.pid, signal.SIGSTOP)
    await fast.driver.check()
    assert await _left_alive(old) == []
    assert not fast.is_alive


async def test_an_answer_beyond_the_limit_of_a_fast_browser_fails_its_call_and_nothing_else(fast: Launched) -> None:
    page = await (await fast.browser.new_context()).new_page()
    with pytest.raises(PlaywrightError, match="more than a message may have"):
        await page.evaluate(f"'x'.repeat({2**20})")
    assert await page.evaluate("1 + 1") == 2


async def test_a_fast_browser_that_is_closed_leaves_no_process_and_no_file(
    launcher: Launcher, folder: Folder, deaths: list[str]
) -> None:
    _, launched = await launcher.find("chromium", None, fast=True)
    await (await launched.browser.new_context()).new_page()
    old = _processes_below(launched.pid)
    await launched.close()
    assert await _left_alive(old) == []
    assert [path.name for path in folder.path.iterdir() if path.name.startswith("browser-")] == []
    assert deaths == [], "nobody is told of a browser that was to end"


async def test_what_cannot_be_launched_says_why_and_leaves_nothing(
    launcher: Launcher, folder: Folder, tmp_path_for_all: Path
) -> None:
    script = tmp_path_for_all / "chromium"
    script.write_text("#!/bin/sh\necho 'first line' >&2\necho 'FATAL: no such thing' >&2\nexit 1\n")
    script.chmod(0o755)
    for path, told in [(str(script), "FATAL: no such thing"), (str(script) + "2", "Executable doesn't exist")]:
        with pytest.raises(NoBrowser, match=told):
            await launcher.find("chromium", path, fast=True)
    script.write_text("#!/bin/sh\necho 'No usable sandbox! Update your kernel' >&2\nexit 1\n")
    with pytest.raises(PlaywrightError, match="Chromium sandboxing failed!"):
        await launcher.launch(Engine("chromium", str(script)), fast=True)
    assert [path.name for path in folder.path.iterdir() if path.name.startswith("browser-")] == []


async def test_a_browser_that_hangs_up_and_stays_is_ended(
    launcher: Launcher, tmp_path_for_all: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "STOP_TIMEOUT_S", 0.5)
    script = tmp_path_for_all / "chromium"
    script.write_text("#!/bin/sh\necho $$ >&2\nexec sleep 1000 3<&- 4>&-\n")
    script.chmod(0o755)
    with pytest.raises(PlaywrightError, match=r"^BrowserType\.launch: \d+$") as told:
        await launcher.launch(Engine("chromium", str(script)), fast=True)
    assert not psutil.pid_exists(int(told.value.message.rpartition(" ")[2]))


_WORKER = """
import asyncio
from worker.browsers.launching import Launcher
from worker.processes.folder import Folder
async def main():
    _, launched = await Launcher(Folder(), 2**20, lambda: None, needs_sandbox=False).find("chromium", None, fast=True)
    await (await launched.browser.new_context()).new_page()
    print(launched.pid, flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""


async def test_a_fast_browser_ends_with_its_worker_however_that_ends(
    tmp_path_for_all: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_for_all))
    environment = {**os.environ, "TMPDIR": str(tmp_path_for_all)}
    command = [sys.executable, "-c", _WORKER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as worker:  # noqa: ASYNC220, S603
        assert worker.stdout is not None
        old = _processes_below(int(await asyncio.to_thread(worker.stdout.readline)))
        # One that hangs does not hear of a pipe that closes.
        os.kill(old[0].pid, signal.SIGSTOP)
        worker.kill()
    assert await _left_alive(old) == []
    Folder().remove()  # of the next worker, which finds what this one has left
    assert list(tmp_path_for_all.glob("tabwright-*")) == []
