"""What can be said of the console without a browser: its pure functions, its weight, and the size of its parts."""

import gzip
import re
import shutil
import statistics
import subprocess
from pathlib import Path

import pytest

from server.console.bundle import bundle

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "console" / "src"
MAX_SCRIPT_BYTES = 176_000
"""Of what the list of jobs loads, packed: half of it are React and the router."""
MAX_ENTRY_BYTES = 155_000
"""Of what every page loads."""
MAX_STYLE_BYTES = 10_000
MAX_LINES = 300
MEDIAN_LINES = 90
ALLOWED = {
    # a room, and what of ours it may know
    "base": {"base"},
    "api": {"base", "api"},
    "store": {"base", "api", "store"},
    "ui": {"base", "ui", "store/clock"},
}


def test_the_pure_functions_keep_their_promises(tmp_path: Path) -> None:
    tests = sorted(SOURCE.rglob("*.test.ts"))
    esbuild, node = ROOT / "node_modules" / ".bin" / "esbuild", shutil.which("node")
    if not esbuild.exists() or node is None:
        pytest.skip("esbuild comes with `make node_modules`, which needs npm")
    how = ["--bundle", "--platform=node", "--format=esm", "--out-extension:.js=.mjs", "--log-level=error"]
    project = f"--tsconfig={ROOT / 'console' / 'tsconfig.json'}"
    subprocess.run([esbuild, *tests, *how, project, f"--outdir={tmp_path}"], check=True, cwd=ROOT)  # noqa: S603
    run = subprocess.run(  # noqa: S603
        [node, "--test", *sorted(tmp_path.rglob("*.test.mjs"))], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout[-8000:]
    (passed,) = re.findall(r"^# pass (\d+)$", run.stdout, re.MULTILINE)
    # Some are made by loops.
    assert int(passed) >= sum(len(re.findall(r"^ *test\(", one.read_text(), re.MULTILINE)) for one in tests)


def test_the_first_page_is_light() -> None:
    scripts = {name: file.data for name, file in bundle().items() if name.endswith(".js")}
    entry = re.findall(r'src="/console/(assets/[^"]+)"', bundle()["index.html"].data.decode())
    assert _packed(scripts, entry) <= MAX_ENTRY_BYTES
    jobs = next(name for name in scripts if re.fullmatch(r"assets/jobs-[\w-]{8}\.js", name))
    assert _packed(scripts, _with_imports(scripts, [*entry, jobs])) <= MAX_SCRIPT_BYTES
    styles = [len(gzip.compress(file.data)) for name, file in bundle().items() if name.endswith(".css")]
    assert sum(styles) <= MAX_STYLE_BYTES


def test_its_components_are_small() -> None:
    lines = {path.relative_to(SOURCE): len(path.read_text().splitlines()) for path in SOURCE.rglob("*.tsx")}
    assert {path: count for path, count in lines.items() if count > MAX_LINES} == {}
    assert statistics.median(lines.values()) <= MEDIAN_LINES


def test_widgets_know_nothing_of_jobs_and_pages_nothing_of_the_shell() -> None:
    wrong = []
    for path in SOURCE.rglob("*.ts*"):
        room = path.relative_to(SOURCE).parts[0]
        for target in re.findall(r'from "#/([^"]+)"', path.read_text()):
            if room in ALLOWED and not any(target.startswith(one) for one in ALLOWED[room]):
                wrong.append((str(path.relative_to(SOURCE)), target))
            if room == "features" and target.startswith("app/"):
                wrong.append((str(path.relative_to(SOURCE)), target))
    assert wrong == []


def test_its_pages_write_no_html_and_run_no_text() -> None:
    found = [
        (str(path.relative_to(SOURCE)), word)
        for path in SOURCE.rglob("*.ts*")
        for word in (
            "dangerouslySetInnerHTML",
            "innerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
        )
        if word in path.read_text()
    ]
    assert found == []


def test_there_are_few_colours_and_sizes() -> None:
    names = set(re.findall(r"^\s+(--[\w-]+):", (SOURCE / "style.css").read_text(), re.MULTILINE))
    assert len(names) <= 45


def _packed(scripts: dict[str, bytes], names: list[str]) -> int:
    return sum(len(gzip.compress(scripts[name])) for name in names)


def _with_imports(scripts: dict[str, bytes], names: list[str]) -> list[str]:
    """These files, and those without which they do not run."""
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            imports = re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', scripts[name].decode())
            waiting += [f"assets/{one}" for one in imports]
    return found
