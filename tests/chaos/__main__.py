"""`make chaos [RUNS=…] [JOBS=…] [SEED=…]`: kills everything again and again while hundreds of jobs run."""

import argparse
import asyncio
import os
import random
import sys
from pathlib import Path

from tests.chaos.run import run

LEASE_MS = 10_000
JOBS_PER_FAULT = 20


async def main() -> int:
    """Returns how many runs went wrong."""
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--runs", type=int, default=1, help="how many, each with a seed one higher than the one before")
    parser.add_argument("--jobs", type=int, default=500, help="how many jobs each run has")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="which faults, and when")  # noqa: S311
    parser.add_argument(
        "--out", type=Path, default=Path("chaos-output"), help="where runs that go wrong leave all they have"
    )
    arguments = parser.parse_args()
    os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"  # it tells of each process that is started
    wrong = 0
    for seed in range(arguments.seed, arguments.seed + arguments.runs):
        result = await run(
            seed,
            jobs=arguments.jobs,
            faults=max(5, arguments.jobs // JOBS_PER_FAULT),
            lease_ms=LEASE_MS,
            folder=(arguments.out / f"seed-{seed}").absolute(),
        )
        print(result.report(), flush=True)  # noqa: T201 - a command
        wrong += bool(result.wrong)
    return wrong


if __name__ == "__main__":
    sys.exit(1 if asyncio.run(main()) else 0)
