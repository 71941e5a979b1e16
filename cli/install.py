"""Getting a browser: Playwright's own build where it can be had, else the system's package."""

import os
import shutil
import subprocess
import sys

from playwright.async_api import async_playwright

from cli.errors import CommandError
from worker.engines import NoBrowser, find_chromium
from worker.settings import WorkerSettings

DOWNLOAD_TIMEOUT_S = 600
CONNECTION_TIMEOUT_MS = 5000
"""How long Playwright's download waits for a connection: on a machine without Internet it must fail soon."""
PACKAGE_TIMEOUT_S = 600
_PACKAGES = ("chromium-headless-shell", "chromium")
_APT = ("-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=120")

_HELP = """\
No Chromium can be launched here, and none could be installed:
{reasons}
Do one of these, then try again:
  - on Debian or Ubuntu, as root:  apt-get install chromium-headless-shell   (or: chromium)
  - with access to the Internet:   {python} -m playwright install --with-deps --only-shell chromium
  - with a Chromium or Chrome that is installed elsewhere:  export CHROMIUM_PATH=/path/to/chromium"""


async def install_chromium() -> str:
    """Makes sure that a Chromium can be launched. Returns which. Raises CommandError."""
    reasons = []
    for get in (None, _download, _install_package):
        if get is not None:
            reason = get()
            if reason is not None:
                reasons.append(f"  - {reason}")
                continue
        try:
            return await _find()
        except NoBrowser as error:
            reasons.append(f"  - {error}")
    raise CommandError(_HELP.format(reasons="\n".join(reasons), python=sys.executable))


async def _find() -> str:
    async with async_playwright() as playwright:
        engine = await find_chromium(playwright, WorkerSettings().chromium_path)
    return engine.executable or "Playwright's own build"


def _download() -> str | None:
    """Downloads Playwright's headless shell. Returns why it could not."""
    print("Downloading Chromium…", flush=True)
    return _run(
        [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
        {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(CONNECTION_TIMEOUT_MS)},
        DOWNLOAD_TIMEOUT_S,
        "Playwright's download",
    )


def _install_package() -> str | None:
    """Installs the system's package. Returns why it could not."""
    if shutil.which("apt-get") is None:
        return "the system's package: there is no apt-get on this machine"
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if root and _run([*root, "true"], {}, PACKAGE_TIMEOUT_S, "sudo") is not None:
        return "the system's package: that needs root, and there is no sudo that would not ask for a password"
    print("Installing the system's Chromium…", flush=True)
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    reason = _run([*root, "apt-get", *_APT, "update"], environment, PACKAGE_TIMEOUT_S, "apt-get update")
    for package in _PACKAGES:
        command = [*root, "apt-get", *_APT, "install", "--yes", "--no-install-recommends", package]
        reason = _run(command, environment, PACKAGE_TIMEOUT_S, f"apt-get install {package}")
        if reason is None:
            return None
    return reason


def _run(command: list[str], environment: dict[str, str], timeout_s: float, what: str) -> str | None:
    """Runs a command quietly. Returns why it failed, in a line."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{what} took longer than {timeout_s:.0f} s"
    except OSError as error:
        return f"{what}: {error}"
    if done.returncode == 0:
        return None
    telling = [line for line in done.stdout.splitlines() if line.startswith(("E:", "Error"))]
    return f"{what}: {(telling or done.stdout.splitlines() or ['failed'])[0]}"
