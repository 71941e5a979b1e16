"""The Go SDK: its module, required from a checkout by a module of its own."""

from pathlib import Path

from tests.sdk.toolchain import SCENARIOS, SDKS, commands, need, run


def prepare(folder: Path) -> list[str]:
    """Builds the scenario in an empty folder; returns the command that runs it."""
    return build(folder, (SCENARIOS / "go" / "main.go").read_text())


def build(folder: Path, program: str) -> list[str]:
    """Builds a program that uses the SDK; returns the command that runs it."""
    _require(folder, program)
    run("go", "mod", "tidy", cwd=folder)
    run("go", "build", "-o", "program", ".", cwd=folder)
    return [str(folder / "program")]


def follow(folder: Path, program: str) -> list[str]:
    """Does what docs/quickstart-go.md says; returns the command that builds and runs the program."""
    _require(folder, program)
    return ["bash", "-euc", commands("quickstart-go.md")[1]]


def _require(folder: Path, program: str) -> None:
    need("go")
    # In the checkout itself, so that Go builds it once for all.
    text = commands("quickstart-go.md")[0].replace('"$(mktemp -d)"', f"'{folder}'")
    run("bash", "-euc", text, cwd=SDKS.parent)
    (folder / "main.go").write_text(program)
