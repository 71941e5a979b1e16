"""The Go SDK: a copy of its module, required by a module of its own."""

import shutil
from pathlib import Path

from tests.sdk.toolchain import SCENARIOS, SDKS, need, run

MODULE = "github.com/tabwright/tabwright/gen/go"


def prepare(folder: Path) -> list[str]:
    """Copies it into an empty folder, checks it as Go's own tools do, and builds the scenario there."""
    return build(folder, (SCENARIOS / "go" / "main.go").read_text())


def build(folder: Path, program: str) -> list[str]:
    """Builds a program that uses the SDK; returns the command that runs it."""
    need("go")
    shutil.copytree(SDKS / "go", folder / "sdk")
    (folder / "main.go").write_text(program)
    run("go", "mod", "init", "example.com/program", cwd=folder)
    run("go", "mod", "edit", f"-require={MODULE}@v0.0.0", f"-replace={MODULE}=./sdk", cwd=folder)
    run("go", "build", "-mod=mod", "-o", "program", ".", cwd=folder)
    return [str(folder / "program")]
