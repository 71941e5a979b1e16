"""The TypeScript SDK: its npm package, in a project of its own, whose program is compiled against its types."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sdk.toolchain import SCENARIOS, SDKS, need, run

_SDK = SDKS / "typescript"
_NODE_MODULES = _SDK.parent.parent / "node_modules"


def prepare(folder: Path) -> list[str]:
    """Builds and installs it in an empty folder; returns the command that runs the scenario."""
    install(folder)
    return program(folder, "scenario")


def install(folder: Path) -> None:
    """Makes the folder a project that has the package."""
    need("node", "npm")
    shutil.copytree(_project().name, folder, dirs_exist_ok=True)


@cache
def _project() -> TemporaryDirectory[str]:
    """A project that has the package as it is packed, and nothing else."""
    project = TemporaryDirectory(prefix="tabwright-project-")
    folder = Path(project.name)
    run("npm", "pack", "--pack-destination", str(folder), cwd=_SDK)
    (tarball,) = folder.glob("*.tgz")
    (folder / "package.json").write_text('{"type": "module"}')
    # The versions that this project is locked to.
    locked = json.loads((_NODE_MODULES.parent / "package-lock.json").read_text())["packages"]
    names = json.loads((_SDK / "package.json").read_text())["dependencies"]
    pinned = (f"{name}@{locked[f'node_modules/{name}']['version']}" for name in names)
    run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", str(tarball), *pinned, cwd=folder)
    return project


def program(folder: Path, name: str) -> list[str]:
    """Makes a program of ours one of the project; returns the command that runs it."""
    shutil.copy(SCENARIOS / "typescript" / f"{name}.ts", folder)
    return compiled(folder, name)


def build(folder: Path, text: str) -> list[str]:
    """Makes a project of a program; returns the command that runs it."""
    install(folder)
    (folder / "main.ts").write_text(text)
    return compiled(folder, "main")


def compiled(folder: Path, name: str) -> list[str]:
    """Checks the types of a program of the project, and makes JavaScript of it; returns the command that runs it."""
    types = ("--typeRoots", str(_NODE_MODULES / "@types"), "--types", "node")
    options = ("--strict", "--module", "nodenext", "--target", "es2022", *types)
    run(str(_NODE_MODULES / ".bin" / "tsc"), *options, f"{name}.ts", cwd=folder)
    return ["node", str(folder / f"{name}.js")]


def bundled(folder: Path, text: str) -> Path:
    """Checks the types of a web page's program, and makes one file of it, as bundlers do."""
    (folder / "page.ts").write_text(text)
    compiled(folder, "page")
    run(str(_NODE_MODULES / ".bin" / "esbuild"), "page.js", "--bundle", "--outfile=page.bundle.js", cwd=folder)
    return folder / "page.bundle.js"
