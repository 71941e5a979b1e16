"""The Python SDK: installed from a checkout, in a virtual environment of its own."""

import os
import sys
from importlib.metadata import distributions
from pathlib import Path

from tests.sdk.toolchain import SCENARIOS, SDKS, commands, made_once, run

_ROOT = SDKS.parent


def prepare(folder: Path) -> list[str]:
    """Returns the command that runs the scenario in an empty folder."""
    return build(folder, (SCENARIOS / "python" / "scenario.py").read_text())


def build(folder: Path, program: str) -> list[str]:
    """Returns the command that runs a program that uses the SDK."""
    (folder / "program.py").write_text(program)
    environment = made_once("python", _install, SDKS / "python", _ROOT / "constraints" / "runtime.txt")
    return [str(environment / "bin" / "python"), str(folder / "program.py")]


def _install(folder: Path) -> None:
    """Does what docs/quickstart-python.md says, with the versions that this project is locked to."""
    pinned = folder / "constraints.txt"
    pinned.write_text("".join(f"{one.name}=={one.version}\n" for one in distributions() if "tabwright" not in one.name))
    python = new_environment(folder)
    # To install another pip there takes 4 s of a core.
    pip = folder / "bin" / "pip"
    pip.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pip --python "{python}" "$@"\n')
    pip.chmod(0o755)
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    run("bash", "-euc", commands("quickstart-python.md")[0], cwd=_ROOT, PATH=path, PIP_CONSTRAINT=str(pinned))


def new_environment(folder: Path) -> Path:
    """Makes an empty virtual environment; returns its Python."""
    run(sys.executable, "-m", "venv", "--without-pip", str(folder), cwd=folder)
    return folder / "bin" / "python"


def pip(python: Path, *arguments: str) -> None:
    """Runs pip on an environment."""
    quiet = ("--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", *quiet, "--python", str(python), *arguments, cwd=python.parent)
