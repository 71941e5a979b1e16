"""The log of a child: all that it writes, and no more than a file may grow."""

import sys
from pathlib import Path

import pytest

from cli import log_file
from cli.child import Child, Command


async def run(code: str, log: Path, output: Path | None = None) -> Child:
    child = await Child.start("python", Command(argv=[sys.executable, "-c", code]), log, output)
    assert await child.wait() == 0
    return child


async def test_a_full_log_gives_way_to_a_new_one_and_the_oldest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "MAX_BYTES", 100_000)
    monkeypatch.setattr(log_file, "KEPT", 2)
    log = tmp_path / "server.log"
    for start in (0, 50_000):
        await run(f"for number in range({start}, {start + 50_000}): print(number)", log)
    assert {path.name for path in tmp_path.iterdir()} == {"server.log", "server.log.1", "server.log.2"}
    assert all(path.stat().st_size <= 100_000 for path in tmp_path.iterdir())
    written = "".join((tmp_path / name).read_text() for name in ("server.log.2", "server.log.1", "server.log"))
    numbers = [int(line) for line in written.splitlines()]
    assert numbers == list(range(numbers[0], 100_000))


async def test_a_log_has_all_that_was_written_when_its_child_has_ended(tmp_path: Path) -> None:
    log, output = tmp_path / "envoy.log", tmp_path / "access.log"
    code = "import sys; print('to its output'); print('FATAL: no\\nto \\udcff', end='', file=sys.stderr)"
    child = await run(code, log, output)
    assert (output.read_text(), log.read_text()) == ("to its output\n", "FATAL: no\nto \\udcff")
    assert child.last_words() == "FATAL: no"
