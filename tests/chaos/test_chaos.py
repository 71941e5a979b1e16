"""The short form of `make chaos`: one run, with a few faults."""

from pathlib import Path

import pytest

from tests.chaos.run import run

SEED = 11


@pytest.mark.timeout(400)
async def test_nothing_is_lost_and_nothing_is_twice_whatever_is_killed(tmp_path: Path) -> None:
    result = await run(SEED, jobs=40, faults=7, lease_ms=3000, folder=tmp_path / "chaos")
    assert result.wrong == [], result.report()
