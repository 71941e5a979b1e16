"""The Python SDK: its wheel, in a virtual environment of its own."""

import shutil
import sys
from importlib.metadata import distributions
from pathlib import Path

from tests.sdk.toolchain import SCENARIOS, SDKS, run


def prepare(folder: Path) -> list[str]:
    """Builds and installs it in an empty folder; returns the command that runs the scenario."""
    python = folder / "venv" / "bin" / "python"
    # The versions that this project is locked to.
    pinned = folder / "constraints.txt"
    pinned.write_text("".join(f"{one.name}=={one.version}\n" for one in distributions() if one.name != "tabwright"))
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(SDKS / "python"), cwd=folder)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"), cwd=folder)
    run(*pip, "--python", str(python), "install", "--constraint", str(pinned), str(wheel), cwd=folder)
    shutil.copy(SCENARIOS / "python" / "scenario.py", folder)
    return [str(python), str(folder / "scenario.py")]
