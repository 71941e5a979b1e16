"""Playwright's own builds of browsers, where the users that browsers run as can reach them."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from worker.processes.users import can_enter

_CACHE = Path("/var/cache/tabwright/browsers")
_NOT_NEEDED = ("chromium-", ".")
"""The full Chromium, in whose place its headless shell is used, and what Playwright notes beside its builds."""


def reachable(builds: Path) -> Path:
    """The folder of the builds; where root alone can go there, another one with the same files, which take no space
    where both are on one disk.
    """
    if os.geteuid() != 0 or not builds.is_dir() or can_enter(builds):
        return builds
    try:
        for build in builds.iterdir():
            if build.is_dir() and not build.name.startswith(_NOT_NEEDED) and not (_CACHE / build.name).exists():
                _link(build, _CACHE / build.name)
    except OSError:
        return builds  # then they run as root, and the worker says why
    return _CACHE if _CACHE.is_dir() else builds


def _link(build: Path, target: Path) -> None:
    """Links or copies a build, which appears when all of it is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for folder in (target.parent.parent, target.parent):
        folder.chmod(0o755)
    new = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copytree(build, new, symlinks=True, copy_function=_link_or_copy)
    for path in (new, *new.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode & 0o700
            path.chmod(mode | (mode & 0o500) >> 3 | (mode & 0o500) >> 6)
    with suppress(OSError):  # another process was faster
        new.rename(target)
    shutil.rmtree(new, ignore_errors=True)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
