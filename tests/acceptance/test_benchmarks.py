"""The benchmarks work: what they say is another matter."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(600)  # a dozen processes: half a minute alone, many on a busy machine
def test_the_benchmark_of_the_queue_measures_all_that_it_promises() -> None:
    command = [sys.executable, "-m", "benchmarks.queueing", "--quick"]
    ended = subprocess.run(  # noqa: S603 - our own program
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=580
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    for title in ("Draining", "Creating", "CreateJob", "Pick-up", "leave behind", "WatchJob streams"):
        assert title in ended.stdout
