"""The TypeScript SDK: its npm package, in a project of its own, whose program is compiled against its types."""

import json
import shutil
from pathlib import Path

from tests.sdk.toolchain import DOCS, SCENARIOS, SDKS, commands, made_once, need, run

_SDK = SDKS / "typescript"
_ROOT = SDKS.parent
_ERASABLE = ("--erasableSyntaxOnly", "--verbatimModuleSyntax")
"""Programs that newer versions of Node.js run as they are."""
_NODE_MODULES = _ROOT / "node_modules"


def prepare(folder: Path) -> list[str]:
    """Builds and installs it in an empty folder; returns the command that runs the scenario."""
    install(folder)
    return program(folder, "scenario")


def install(folder: Path) -> None:
    """Makes the folder a project that has the package."""
    need("node", "npm")
    checkout = (_ROOT / "package.json", _ROOT / "package-lock.json", _SDK, DOCS / "quickstart-typescript.md")
    project = made_once("typescript", _install, *checkout, Path(__file__)) / "project"
    shutil.copy(project / "package.json", folder)
    (folder / "node_modules").symlink_to(project / "node_modules")


def _install(folder: Path) -> None:
    """Packs the package in a fresh checkout, and installs it in a project that has nothing else."""
    checkout, project = folder / "checkout", folder / "project"
    shutil.copytree(_SDK, checkout / "gen" / "typescript", ignore=shutil.ignore_patterns("dist", "node_modules"))
    for file in ("package.json", "package-lock.json"):
        shutil.copy(_ROOT / file, checkout)
    project.mkdir()
    run("bash", "-euc", commands("quickstart-typescript.md")[0].replace('"$HOME"', f"'{project}'"), cwd=checkout)
    (tarball,) = project.glob("*.tgz")
    (project / "package.json").write_text('{"type": "module"}')
    # The versions that this project is locked to.
    locked = json.loads((_ROOT / "package-lock.json").read_text())["packages"]
    names = json.loads((_SDK / "package.json").read_text())["dependencies"]
    pinned = (f"{name}@{locked[f'node_modules/{name}']['version']}" for name in names)
    run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", str(tarball), *pinned, cwd=project)
    shutil.rmtree(checkout)


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
    options = ("--strict", "--module", "nodenext", "--target", "es2022", *_ERASABLE, *types)
    run(str(_NODE_MODULES / ".bin" / "tsc"), *options, f"{name}.ts", cwd=folder)
    return ["node", str(folder / f"{name}.js")]


def bundled(folder: Path, text: str) -> Path:
    """Checks the types of a web page's program, and makes one file of it, as bundlers do."""
    (folder / "page.ts").write_text(text)
    compiled(folder, "page")
    run(str(_NODE_MODULES / ".bin" / "esbuild"), "page.js", "--bundle", "--outfile=page.bundle.js", cwd=folder)
    return folder / "page.bundle.js"
