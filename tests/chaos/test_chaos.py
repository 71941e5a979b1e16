"""The short form of `make chaos`: one run, with a few faults."""

from pathlib import Path

import pytest

from tests.chaos.run import run

SEED = 1
KINDS = ("kill_worker", "half_open_connections", "kill_database", "kill_driver", "freeze_worker", "kill_server")


@pytest.mark.timeout(400)
async def test_nothing_is_lost_and_nothing_is_twice_whatever_is_killed(tmp_path: Path) -> None:
    result = await run(SEED, jobs=30, faults=len(KINDS), kinds=KINDS, lease_ms=3000, folder=tmp_path / "chaos")
    assert result.wrong == [], result.report()
