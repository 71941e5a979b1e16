"""Getting browsers, and what records their videos: Playwright's own builds where they can be had, else the system's
packages.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cli.errors import CommandError
from cli.settings import read_settings
from worker.browsers.engines import NoBrowser
from worker.browsers.trial import try_engine
from worker.settings import WorkerSettings

DOWNLOAD_TIMEOUT_S = 600
CONNECTION_TIMEOUT_MS = 5000
"""How long Playwright's download waits for a connection: on a machine without Internet it must fail soon."""
PACKAGE_TIMEOUT_S = 600
_APT = ("-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=120")


@dataclass(frozen=True, kw_only=True, slots=True)
class Installable:
    """Something that this command gets."""

    name: str
    download: Sequence[str]
    """What `playwright install` calls it."""
    packages: Sequence[str] = ()
    """The system's packages that have it, the best first."""
    help: str = ""
    """What else there is to do where it cannot be had."""


INSTALLABLE = {
    one.name: one
    for one in [
        Installable(
            name="chromium",
            download=["--only-shell", "chromium"],
            packages=["chromium-headless-shell", "chromium"],
            help="\n  - with a Chromium or Chrome that is installed elsewhere:  export CHROMIUM_PATH=/path/to/chromium",
        ),
        Installable(
            name="firefox",
            download=["firefox"],
            packages=["firefox-esr", "firefox"],
            help="\n  - with a Firefox that is installed elsewhere:  export FIREFOX_PATH=/path/to/firefox",
        ),
        Installable(name="webkit", download=["webkit"]),
        Installable(name="ffmpeg", download=["ffmpeg"], packages=["ffmpeg"]),
    ]
}

_HELP = """\
{name} does not work here, and could not be installed:
{reasons}
Do one of these, then try again:{apt}
  - with access to the Internet:   {python} -m playwright install --with-deps {download}{help}"""


async def install(name: str) -> str:
    """Makes sure that a browser can be launched, or that ffmpeg is there for videos. Returns which one.

    Raises CommandError.
    """
    wanted = INSTALLABLE[name]
    reasons = []
    for get in (None, _download, _install_package):
        if get is not None:
            reason = get(wanted)
            if reason is not None:
                reasons.append(f"  - {reason}")
                continue
        try:
            return await _find(name)
        except NoBrowser as error:
            reasons.append(f"  - {error}")
    packages = "   (or: ".join(wanted.packages) + ")" * (len(wanted.packages) - 1)
    raise CommandError(
        _HELP.format(
            name=name,
            reasons="\n".join(reasons),
            apt=f"\n  - on Debian or Ubuntu, as root:  apt-get install {packages}" if packages else "",
            python=sys.executable,
            download=" ".join(wanted.download),
            help=wanted.help,
        )
    )


async def _find(name: str) -> str:
    if name == "ffmpeg":
        return _find_ffmpeg()
    engine, _ = await try_engine(read_settings(WorkerSettings), name)
    return str(engine)


def _find_ffmpeg() -> str:
    """The ffmpeg that Playwright records with: its own, or a link to the system's in its place."""
    told = subprocess.run(
        [sys.executable, "-P", "-m", "playwright", "install", "--dry-run", "ffmpeg"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    (folder,) = re.findall(r"Install location: *(.+)", told.stdout)
    path = Path(folder.strip()) / ("ffmpeg-mac" if sys.platform == "darwin" else "ffmpeg-linux")
    system = shutil.which("ffmpeg")
    if not path.exists() and system is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(system)
    if not path.exists():
        raise NoBrowser("there is no ffmpeg")
    return str(path)


def _download(wanted: Installable) -> str | None:
    """Downloads Playwright's own build. Returns why it could not."""
    print(f"Downloading {wanted.name}…", flush=True)
    with TemporaryDirectory(prefix="tabwright-") as folder:
        return _run(
            [sys.executable, "-P", "-m", "playwright", "install", *wanted.download],
            {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(CONNECTION_TIMEOUT_MS), "TMPDIR": folder},
            DOWNLOAD_TIMEOUT_S,
            "Playwright's download",
        )


def _install_package(wanted: Installable) -> str | None:
    """Installs the system's package. Returns why it could not."""
    if not wanted.packages:
        return "the system's package: none can be driven"
    if shutil.which("apt-get") is None:
        return "the system's package: there is no apt-get on this machine"
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if root and _run([*root, "true"], {}, PACKAGE_TIMEOUT_S, "sudo") is not None:
        return "the system's package: that needs root, and there is no sudo that would not ask for a password"
    print(f"Installing the system's {wanted.name}…", flush=True)
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    reason = _run([*root, "apt-get", *_APT, "update"], environment, PACKAGE_TIMEOUT_S, "apt-get update")
    for package in wanted.packages:
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
