"""Where the SDKs are, and what is needed to build them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent.parent
SDKS = _ROOT / "gen"
"""A folder for each language, with its package."""
SCENARIOS = Path(__file__).parent
"""A folder for each language, with its program."""


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
