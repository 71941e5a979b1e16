"""Browsers are shut in: they know nothing of ours, are users of their own where the worker is root, and their pages are
in a sandbox.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from tests.integration.test_worker import _left_alive, _line, _processes_below
from worker.browsers.launching import Launched, Launcher
from worker.page.files import open_download
from worker.processes import environment
from worker.processes.folder import Folder
from worker.processes.users import FIRST_UID, User, can_enter

pytestmark = pytest.mark.slow  # has browsers of its own

SECRETS = {
    "DATABASE_URL": "postgresql://automation_user:hidden@db/jobs",
    "DB_PASSWORD": "hidden",
    "AWS_SECRET_ACCESS_KEY": "hidden",
    "TABWRIGHT_API_KEY": "hidden",
    "ODD_VARIABLE": "hidden",
    "http_proxy": "http://user:hidden@proxy.test:3128",
}
TIMEOUT_S = 90
IS_ROOT = os.geteuid() == 0
KNOWN = {
    *environment._PASSED_ON,
    *("HOME", "TMPDIR", "LC_ALL", environment.BROWSERS_PATH),
    *("NODE_OPTIONS", "NODE_COMPILE_CACHE"),  # of the driver
}


@pytest.fixture(scope="module", params=["chromium", "firefox"])
async def two(request: pytest.FixtureRequest) -> AsyncIterator[list[Launched]]:
    """Two browsers of an engine, as a worker launches them that has secrets in its environment. Each test that has them
    leaves them as they are, but for the last one: to launch two of Firefox takes ten seconds of a core.
    """
    folder = Folder()
    launcher = Launcher(folder, 2**24, lambda: None, needs_sandbox=True)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SECRETS.items():
            patch.setenv(name, value)
        engine, first = await launcher.find(request.param, None)
        launched = [first, await launcher.launch(engine)]
    yield launched
    for one in launched:
        await one.close()
    folder.remove()


async def test_browsers_and_drivers_know_nothing_of_ours_and_are_nobody_elses(two: list[Launched]) -> None:
    users, names = [], set[str]()
    for one in two:
        await _open(one)
        driver, *browser = _processes_below(one.driver.pid)
        assert browser
        for process in [driver, *browser]:
            text = _read(process, "environ")
            assert "hidden" not in text, (_line(process), text)
            names |= {line.partition("=")[0] for line in text.split("\0") if "=" in line}
        users.append({process.uids().real for process in browser})
        assert {(one.home.path / name).stat().st_mode & 0o777 for name in ("home", "downloads")} == {0o700}
        assert one.home.path.stat().st_mode & 0o066 == 0
    assert names & (os.environ.keys() | SECRETS) <= KNOWN
    (first,), (second,) = users
    if IS_ROOT:
        assert 0 not in {first, second}
        assert first != second
        assert two[0].home.downloads.stat().st_uid == first


async def test_pages_are_in_a_sandbox(two: list[Launched]) -> None:
    for one in two:
        await _open(one)
        pages = [
            process
            for process in _processes_below(one.driver.pid)
            if "--type=renderer" in _line(process) or "-isForBrowser" in _line(process)
        ]
        assert pages
        for page in pages:
            await _shut_in(page)
            assert "NoNewPrivs:\t1" in _read(page, "status")
            for namespace in ("user", "net"):
                ours, theirs = (Path(f"/proc/{pid}/ns/{namespace}").readlink() for pid in ("self", page.pid))
                assert ours != theirs


async def test_a_browser_ends_with_its_driver_and_with_all_that_it_has_started(two: list[Launched]) -> None:
    killed, closed = two
    for one in two:
        await _open(one)
    processes = _processes_below(killed.driver.pid)
    psutil.Process(killed.driver.pid).kill()
    assert await _left_alive(processes) == []
    processes = _processes_below(closed.driver.pid)
    await closed.close()
    assert await _left_alive(processes) == []
    assert not closed.home.path.exists()


def test_a_file_that_a_browser_only_links_to_is_no_download_of_its(tmp_path: Path) -> None:
    secret, downloads = tmp_path / "secret", tmp_path / "downloads"
    secret.write_text("hidden")
    downloads.mkdir()
    (downloads / "real").write_text("real")
    (downloads / "link").symlink_to(secret)
    os.mkfifo(downloads / "pipe")
    with open_download(downloads / "real") as file:
        assert file.read() == b"real"
    for name in ("link", "pipe"):
        with pytest.raises(OSError, match=name):
            open_download(downloads / name)
    if IS_ROOT:
        os.chown(downloads, FIRST_UID, FIRST_UID)
        with pytest.raises(PermissionError, match="no file of the browser's"):
            open_download(downloads / "real")


@pytest.mark.skipif(not IS_ROOT, reason="only root can give others users")
def test_a_user_is_nobody_elses_until_it_is_given_back_and_leaves_no_process() -> None:
    user = User.take()
    left = subprocess.Popen(["sleep", "60"], user=user.uid, group=user.uid, start_new_session=True)  # noqa: S607
    others = [User.take() for _ in range(20)]
    assert user.uid not in {other.uid for other in others}
    user.release()
    assert left.wait(10) < 0
    for other in others:
        other.release()


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another")
def test_a_process_that_keeps_to_itself_cannot_be_read_by_others_of_its_user() -> None:
    program = """
import ctypes, os
from store.own_process import keep_to_itself
os.setgid(65534)
os.setuid(65534)
for do in (lambda: ctypes.CDLL(None).prctl(4, 1), keep_to_itself):  # who changes users is unreadable at first
    do()
    if (child := os.fork()) == 0:
        try:
            print(len(open(f"/proc/{os.getppid()}/environ").read()) > 0, flush=True)
        except PermissionError:
            print("refused", flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["True", "refused"]


_AS_NOBODY = """
import asyncio, concurrent.futures.thread, os, sys, tempfile
from worker.settings import WorkerSettings
from worker.browsers.trial import try_engine
folder = sys.argv[1]
os.chown(folder, 65534, 65534)
os.setgroups([]), os.setgid(65534), os.setuid(65534)
os.environ |= {"HOME": folder, "TMPDIR": folder}
engine, _ = asyncio.run(try_engine(WorkerSettings(), "chromium"))
print(engine.why_no_sandbox, os.listdir(folder))
"""


@pytest.mark.skipif(not IS_ROOT, reason="otherwise all tests show it")
@pytest.mark.skipif(not can_enter(Path(environment.__file__).parent), reason="this checkout is root's alone")
def test_a_worker_that_is_not_root_has_the_sandbox_too(tmp_path_for_all: Path) -> None:
    command = [sys.executable, "-c", _AS_NOBODY, str(tmp_path_for_all)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stdout.strip() == "None []", done.stderr


async def _open(launched: Launched) -> None:
    page = await launched.browser.new_page()
    await page.goto("data:text/html,<h1>here</h1>")


async def _shut_in(process: psutil.Process) -> None:
    """Waits until it is filtered: one that has just begun, for pages to come, is not yet."""
    async with asyncio.timeout(TIMEOUT_S):
        while "Seccomp:\t2" not in _read(process, "status"):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)


def _read(process: psutil.Process, name: str) -> str:
    try:
        return Path(f"/proc/{process.pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
