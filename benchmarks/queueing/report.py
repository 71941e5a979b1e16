"""The results as tables."""

from collections.abc import Sequence
from statistics import median

from benchmarks.queueing.benchmark import Results
from benchmarks.queueing.creating import Called, Created
from benchmarks.queueing.draining import Depth, Drain
from benchmarks.report import Grid, p99, said_aim

LEAST_DRAINED = 8_000
LEAST_CALLED = 800
LEAST_AT_DEPTH = 0.9
LEAST_WITH_CIRCUITS = 0.8
LEAST_BATCHED = 35_000
MOST_PICK_UP_MS = (2, 5)
"""p50 and p99."""
CPU = "Worker, Creator, Server, PostgreSQL: milliseconds of CPU per job."


def grids(results: Results) -> list[Grid]:
    """The results, as they are printed and saved."""
    shallow = results.by_depth[0].shallow[0]
    wear = results.wear
    return [
        Grid("Measured on", ["What", "Which"], list(results.facts.items())),
        Grid(
            "Draining: jobs that do nothing, one worker process",
            ["Slots", "Jobs", "Jobs/s", "Worker", "PostgreSQL", "Aim"],
            [_slots(drain, results.by_slots) for drain in results.by_slots],
            CPU,
        ),
        Grid(
            f"Draining before others that wait, {shallow.slots} slots",
            ["Left waiting", "Jobs/s", "Worker", "PostgreSQL", "Few", "Ratio", "Aim"],
            [_depth(depth) for depth in results.by_depth],
            f"Right after a bulk load, without statistics. {CPU} Few: jobs/s where {shallow.left:,} wait, the mean of "
            "a drain just before and one just after. Ratio: of both rates.",
        ),
        Grid(
            "Creating jobs in the store, one process",
            ["How", "Jobs", "Jobs/s", "Creator", "PostgreSQL", "Aim"],
            [_created(created, results.created) for created in results.created],
            CPU,
        ),
        Grid(
            "CreateJob by gRPC, with keys and counted requests",
            ["Clients", "Processes", "Jobs/s", "p50 ms", "p99 ms", "Server", "PostgreSQL", "Caller", "Aim"],
            [_called(called, results.called) for called in results.called],
            f"Processes: of the server. {CPU} Caller: the same of the program that has all clients.",
        ),
        Grid(
            "Pick-up by an idle worker at 20 jobs/s, in milliseconds",
            ["From", "Jobs", "p50", "p99", "Most", "Aim"],
            [
                _pick_up("create_job's return", results.pick_up.from_return, MOST_PICK_UP_MS),
                _pick_up("create_job's call", results.pick_up.from_call),
            ],
            "Until the worker's executor has the job; 0 where that came first.",
        ),
        Grid(
            f"What {wear.jobs:,} jobs leave behind",
            ["What", "How much"],
            [
                ["WAL per job, drained", f"{wear.wal_bytes / wear.jobs:,.0f} bytes"],
                ["The queue's tables, empty now", f"{wear.queue_bytes / 2**20:.1f} MiB"],
                ["Their indexes", f"{wear.index_bytes / 2**20:.1f} MiB"],
            ],
        ),
        Grid(
            f"{results.watched.watchers:,} WatchJob streams on one server process",
            ["What", "How much"],
            [
                ["Memory of the server, each", f"{results.watched.bytes_each / 1024:.1f} KiB"],
                ["Events", f"{len(results.watched.delays):,} of {results.watched.events:,}"],
                ["Delay p50", f"{median(results.watched.delays) * 1000:.1f} ms"],
                ["Delay p99", f"{p99(results.watched.delays) * 1000:.1f} ms"],
                ["Longest GetJob, no events", f"{max(results.crowded.quiet) * 1000:.0f} ms"],
                ["Longest GetJob, one event to all streams", f"{max(results.crowded.busy) * 1000:.0f} ms"],
                ["Delay p50 of that event", f"{median(results.crowded.delays) * 1000:.0f} ms"],
            ],
            "Delay: from when an event was written until its client has it; 200 events a second. GetJob: called all "
            "the time, beside as many streams of one job.",
        ),
    ]


def _slots(drain: Drain, all_drains: Sequence[Drain]) -> list[str]:
    aim = _at_least(LEAST_DRAINED, max(one.rate for one in all_drains)) if drain is all_drains[-1] else ""
    return [str(drain.slots), f"{drain.jobs:,}", *_drain(drain), aim]


def _drain(drain: Drain) -> list[str]:
    cpu_ms = (spent / drain.jobs * 1000 for spent in (drain.worker_cpu_s, drain.database_cpu_s))
    return [f"{drain.rate:,.0f}", *(f"{each:.3f}" for each in cpu_ms)]


def _depth(depth: Depth) -> list[str]:
    drain, ratio = depth.drain, depth.drain.rate / depth.shallow_rate
    least = LEAST_WITH_CIRCUITS if "circuits" in drain.what else LEAST_AT_DEPTH
    return [
        f"{drain.left:,}{drain.what}",
        *_drain(drain),
        f"{depth.shallow_rate:,.0f}",
        f"{ratio:.2f}",
        said_aim(f"≥ {least}", met=ratio >= least),
    ]


def _created(created: Created, all_created: Sequence[Created]) -> list[str]:
    aim = _at_least(LEAST_BATCHED, max(one.rate for one in all_created)) if created is all_created[-1] else ""
    cpu_ms = (spent / created.jobs * 1000 for spent in (created.creator_cpu_s, created.database_cpu_s))
    return [created.what, f"{created.jobs:,}", f"{created.rate:,.0f}", *(f"{each:.3f}" for each in cpu_ms), aim]


def _called(called: Called, all_called: Sequence[Called]) -> list[str]:
    aim = _at_least(LEAST_CALLED, max(one.rate for one in all_called)) if called is all_called[-1] else ""
    ms = [latency * 1000 for latency in called.latencies]
    cpu_ms = (spent / called.jobs * 1000 for spent in (called.server_cpu_s, called.database_cpu_s, called.caller_cpu_s))
    return [
        str(called.clients),
        str(called.processes),
        f"{called.rate:,.0f}",
        f"{median(ms):.1f}",
        f"{p99(ms):.1f}",
        *(f"{each:.3f}" for each in cpu_ms),
        aim,
    ]


def _pick_up(what: str, seconds: Sequence[float], most: tuple[int, int] | None = None) -> list[str]:
    ms = [value * 1000 for value in seconds]
    aim = ""
    if most is not None:
        aim = said_aim(f"≤ {most[0]} and ≤ {most[1]}", met=median(ms) <= most[0] and p99(ms) <= most[1])
    return [what, f"{len(ms):,}", f"{median(ms):.1f}", f"{p99(ms):.1f}", f"{max(ms):.1f}", aim]


def _at_least(aim: int, best: float) -> str:
    return said_aim(f"≥ {aim:,}", met=best >= aim)
