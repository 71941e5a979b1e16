"""Where the SDKs are, and what is needed to build them."""

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent.parent
SDKS = _ROOT / "gen"
"""A folder for each language, with its package."""
DOCS = _ROOT / "docs"
SCENARIOS = Path(__file__).parent
"""A folder for each language, with its program."""
_MADE = _ROOT / ".venv" / "sdk"
_BUILT = {"__pycache__", "dist", "node_modules", "target"}


def need(*programs: str) -> None:
    """Skips the test on a machine without one of these programs; where CI=true, that is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"missing: {', '.join(missing)}")
    if missing:
        pytest.skip(f"this machine has no {', '.join(missing)}")


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Runs a program to its end, which must be a good one; returns what it has printed."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
    return done.stdout


def commands(page: str) -> list[str]:
    """What a page of the documentation tells its reader to type, block by block."""
    return re.findall(r"^```sh\n(.*?)^```", (DOCS / page).read_text(), re.DOTALL | re.MULTILINE)


def made_once(name: str, make: Callable[[Path], None], *sources: Path) -> Path:
    """The folder that `make` fills from its sources, files and folders. All processes that run tests share it, and
    later runs find it as long as the sources stay as they are.
    """
    _MADE.mkdir(exist_ok=True)
    with (_MADE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder, digest = _MADE / name, _MADE / f"{name}.digest"
        current = _digest(*sources)
        if not digest.exists() or digest.read_text() != current:
            digest.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            digest.write_text(current)
    return folder


def _digest(*sources: Path) -> str:
    digest = sha256()
    for source in sources:
        files = [source] if source.is_file() else sorted(file for file in source.rglob("*") if file.is_file())
        for file in files:
            name = file.relative_to(_ROOT)
            if not _BUILT.intersection(name.parts):
                digest.update(f"{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
