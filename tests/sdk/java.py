"""The Java SDK: its jar, required by a Maven project of its own."""

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from docs import versions
from tests.sdk.toolchain import SCENARIOS, SDKS, need, run

_PROJECT = SCENARIOS / "java"
_BRIEFLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What Java is told that does not run for long: twice as fast."""


def prepare(folder: Path) -> list[str]:
    """Builds the SDK's jar and the scenario in an empty folder; returns the command that runs it."""
    return build(folder, (_PROJECT / "Scenario.java").read_text())


def build(folder: Path, program: str) -> list[str]:
    """Builds a program that uses the SDK; returns the command that runs it."""
    need("mvn", "java")
    (main,) = re.findall(r"^(?:public |final )*class (\w+)", program, re.MULTILINE)
    project = Path(_project().name)
    shutil.rmtree(project / "program" / "src", ignore_errors=True)
    sources = project / "program" / "src" / "main" / "java"
    sources.mkdir(parents=True)
    (sources / f"{main}.java").write_text(program)
    options = ("--batch-mode", "--quiet", f"-Dtabwright.version={versions.current()}")
    run("mvn", *options, "package", cwd=project, MAVEN_OPTS=_BRIEFLY)
    built = folder / "built"
    shutil.copytree(project / "program" / "target", built)
    return ["java", *_BRIEFLY.split(), "-cp", f"{built / 'classes'}:{built / 'lib'}/*", main]


@cache
def _project() -> TemporaryDirectory[str]:
    """The SDK beside a project that requires it, in which Maven does not make twice what it has made."""
    project = TemporaryDirectory(prefix="tabwright-project-")
    folder = Path(project.name)
    shutil.copytree(SDKS / "java", folder / "sdk", ignore=shutil.ignore_patterns("target"))
    (folder / "program").mkdir()
    shutil.copy(_PROJECT / "pom.xml", folder / "program")
    shutil.copy(_PROJECT / "together.xml", folder / "pom.xml")
    return project
