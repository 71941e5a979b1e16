"""The Java SDK: its jar, put by `mvn install` where a program of its own requires it from."""

import re
import shutil
from pathlib import Path

from docs import versions
from tests.sdk.toolchain import DOCS, SCENARIOS, SDKS, commands, made_once, need, run

_PROJECT = SCENARIOS / "java"
_BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What Java is told that does not run for long: twice as fast."""


def prepare(folder: Path) -> list[str]:
    """Builds the scenario in an empty folder; returns the command that runs it."""
    return build(folder, (_PROJECT / "Scenario.java").read_text())


def build(folder: Path, program: str) -> list[str]:
    """Builds a program that uses the SDK; returns the command that runs it."""
    required = f"{_installed() / 'lib'}/*"
    (main,) = re.findall(r"^(?:public |final )*class (\w+)", program, re.MULTILINE)
    source = folder / f"{main}.java"
    source.write_text(program)
    options = ("--release", "17", "-Xlint:all", "-Werror", *(f"-J{option}" for option in _BRIEFLY))
    run("javac", *options, "-cp", required, "-d", str(folder / "classes"), str(source), cwd=folder)
    return ["java", *_BRIEFLY, "-cp", f"{folder / 'classes'}:{required}", main]


def follow(folder: Path, program: str) -> list[str]:
    """Does what docs/quickstart-java.md says; returns the command that builds and runs the program."""
    (pom,) = re.findall(r"^```xml\n(.*?)^```", (DOCS / "quickstart-java.md").read_text(), re.DOTALL | re.MULTILINE)
    (folder / "pom.xml").write_text(pom)
    sources = folder / "src" / "main" / "java"
    sources.mkdir(parents=True)
    (sources / "Quickstart.java").write_text(program)
    options = f"-Dmaven.repo.local={_installed() / 'repository'} {' '.join(_BRIEFLY)}"
    return ["env", f"MAVEN_OPTS={options}", "bash", "-euc", commands("quickstart-java.md")[1]]


def _installed() -> Path:
    """Where Maven has installed the SDK into a repository of the tests' own, and what a program requires."""
    need("mvn", "javac", "java")
    return made_once("java", _install, SDKS / "java", DOCS / "quickstart-java.md", Path(__file__))


def _install(folder: Path) -> None:
    shutil.copytree(SDKS / "java", folder / "gen" / "java", ignore=shutil.ignore_patterns("target"))
    _link_repository(folder / "repository")
    # In the same run, as Maven takes seconds to start. Gson comes with gRPC.
    (install,) = commands("quickstart-java.md")[0].splitlines()
    copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
    also = f"{copy} '-DoutputDirectory={folder / 'lib'}'"
    options = " ".join([f"-Dmaven.repo.local={folder / 'repository'}", *_BRIEFLY])
    run("bash", "-euc", f"{install} {also}", cwd=folder, MAVEN_OPTS=options)
    shutil.copy(folder / "gen" / "java" / "target" / f"tabwright-{versions.current()}.jar", folder / "lib")


def _link_repository(folder: Path) -> None:
    """A repository that has what the machine's has, and does not give it our jar."""
    machine = Path.home() / ".m2" / "repository"
    (folder / "dev").mkdir(parents=True)
    for one in (*machine.glob("*"), *machine.glob("dev/*")):
        if one.name not in ("dev", "tabwright"):
            (folder / one.relative_to(machine)).symlink_to(one)
