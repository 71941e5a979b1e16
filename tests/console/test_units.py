"""What the console's modules promise without a browser: its tests of units, by Node's own runner."""

from pathlib import Path

from tests.sdk.toolchain import need, run

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "console"


def test_the_units_of_the_console_do_what_they_promise(tmp_path: Path) -> None:
    need("node")
    files = sorted(CONSOLE.glob("src/**/*.test.ts"))
    assert files
    esbuild = str(ROOT / "node_modules" / ".bin" / "esbuild")
    run(
        *(esbuild, *map(str, files), "--bundle", "--platform=node", "--format=esm", "--out-extension:.js=.mjs"),
        *(f"--outbase={CONSOLE / 'src'}", f"--outdir={tmp_path}", "--log-level=warning"),
        cwd=CONSOLE,
    )
    run("node", "--test", *map(str, sorted(tmp_path.rglob("*.test.mjs"))), cwd=tmp_path)
