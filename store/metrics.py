"""The metrics, by the names under which Prometheus reads them. Who counts, imports the object from here.

No label is a URL, a host, a client or a job: there would be no end of them. What differs between installations only by
what administrators make (browser types) may be one.

There is a registry for each place that says them, so that nobody says a number that it does not know: SHARED, of each
process; SERVER; WORKER; and FLEET, which is about all processes together. Each server says the same of the fleet, so
queries take the `max` of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics

PREFIX = "tabwright_"
UNKNOWN = float("nan")
"""What a number is that nobody knows: no comparison with it holds."""

SHARED, SERVER, WORKER, FLEET = (CollectorRegistry(auto_describe=True) for _ in range(4))

_FAST_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_STATEMENT_S = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0)
"""There are many statements."""
_LONG_S = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0)

disable_created_metrics()


class Where(Enum):
    """Who says a metric."""

    SHARED = "server, worker"
    SERVER = "server"
    WORKER = "worker"
    FLEET = "server, of all processes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A metric, as docs/metrics.md has it."""

    name: str
    type: str
    labels: tuple[str, ...]
    help: str
    where: Where


DESCRIBED: list[Described] = []
"""All of them, in the order of this module."""

_REGISTRIES = {Where.SHARED: SHARED, Where.SERVER: SERVER, Where.WORKER: WORKER, Where.FLEET: FLEET}


def _told(name: str, kind: str, help_: str, labels: Sequence[str], where: Where) -> CollectorRegistry:
    DESCRIBED.append(Described(name=PREFIX + name, type=kind, labels=tuple(labels), help=help_, where=where))
    return _REGISTRIES[where]


def _counter(name: str, help_: str, labels: Sequence[str] = (), *, where: Where) -> Counter:
    return Counter(PREFIX + name, help_, labels, registry=_told(name, "counter", help_, labels, where))


def _gauge(name: str, help_: str, labels: Sequence[str] = (), *, where: Where) -> Gauge:
    return Gauge(PREFIX + name, help_, labels, registry=_told(name, "gauge", help_, labels, where))


def _histogram(
    name: str, help_: str, labels: Sequence[str] = (), *, where: Where, buckets: Sequence[float]
) -> Histogram:
    registry = _told(name, "histogram", help_, labels, where)
    return Histogram(PREFIX + name, help_, labels, registry=registry, buckets=buckets)


# ---- Of each process --------------------------------------------------------------------------------

ProcessCollector(registry=SHARED)

BUILD_INFO = _gauge("build_info", "1, with the version that runs.", ("version",), where=Where.SHARED)
JOBS_FINISHED = _counter(
    "jobs_finished_total",
    "Jobs that have ended, by the status that they ended with; error_type is empty unless it is failed.",
    ("browser_type", "status", "error_type"),
    where=Where.SHARED,
)
JOB_RETRIES = _counter(
    "job_retries_total",
    "Attempts that have failed and whose jobs are tried again.",
    ("error_type",),
    where=Where.SHARED,
)
JOBS_RESCUED = _counter(
    "jobs_rescued_total",
    "Attempts that others have ended since their worker had died or lost its connection.",
    where=Where.SHARED,
)
CIRCUIT_TRANSITIONS = _counter(
    "circuit_transitions_total",
    "Circuits that have changed their state by themselves, by what they protect and by the new state.",
    ("kind", "to"),
    where=Where.SHARED,
)
DB_UP = _gauge("db_up", "Whether the database answers: 1, or 0.", where=Where.SHARED)
DB_STATEMENT_S = _histogram(
    "db_statement_seconds",
    "How long statements take, from being sent to their answer; `other` is what has no name of its own.",
    ("statement",),
    where=Where.SHARED,
    buckets=_STATEMENT_S,
)
DB_CONNECTIONS = _gauge(
    "db_connections", "Connections of the pool, used or free, and who waits for one.", ("state",), where=Where.SHARED
)

# ---- Of servers -------------------------------------------------------------------------------------

JOBS_CREATED = _counter(
    "jobs_created_total", "Jobs that were accepted: from a call or a schedule.", ("source",), where=Where.SERVER
)
JOBS_REPLAYED = _counter("jobs_replayed_total", "Ended jobs that were started again by a call.", where=Where.SERVER)
RPC_S = _histogram(
    "rpc_server_duration_seconds",
    "How long calls take that have one answer, REST's too, by method.",
    ("method",),
    where=Where.SERVER,
    buckets=_FAST_S,
)
RPC_CALLS = _counter(
    "rpc_server_calls_total",
    "Calls that have ended, streams too, by method and gRPC status.",
    ("method", "code"),
    where=Where.SERVER,
)
WATCHERS = _gauge("watchers", "Streams of events that are open.", where=Where.SERVER)
WEBHOOK_DELIVERIES = _counter(
    "webhook_deliveries_total",
    "Attempts to deliver a webhook: delivered; retried: failed, and made again later; failed for good.",
    ("outcome",),
    where=Where.SERVER,
)
SERVICE_LEVEL_CHANGES = _counter(
    "service_level_changes_total",
    "Changes of the service level, by the new level and the cause: measured, override, or expired. Each is counted by "
    "the server that has made it.",
    ("to", "cause"),
    where=Where.SERVER,
)
REQUESTS_SHED = _counter(
    "requests_shed_total",
    "Requests that were refused for the service level.",
    ("level", "reason"),
    where=Where.SERVER,
)

# ---- Of workers -------------------------------------------------------------------------------------

WORKER_SLOTS = _gauge(
    "worker_slots",
    "Slots of this worker: used; free; held: closed as long as the machine is loaded.",
    ("state",),
    where=Where.WORKER,
)
WORKER_SLOTS_LIMIT = _gauge(
    "worker_slots_limit", "How many jobs this worker runs at once now, at most.", where=Where.WORKER
)
WORKER_LOAD = _gauge(
    "worker_load_ratio",
    "How much of a resource is taken, 0 to 1, as this worker sees it: cpu; memory; memory_stalls, the share of the "
    "time in which something waited for memory. NaN: not known.",
    ("resource",),
    where=Where.WORKER,
)
JOB_QUEUE_WAIT_S = _histogram(
    "job_queue_wait_seconds",
    "How long jobs have waited for their first attempt, from the time when they might start.",
    ("browser_type",),
    where=Where.WORKER,
    buckets=_LONG_S,
)
JOB_ATTEMPTS = _counter(
    "job_attempts_total",
    "Attempts at jobs that were given a browser, by the way to it: fast, or playwright.",
    ("lane",),
    where=Where.WORKER,
)
JOB_DURATION_S = _histogram(
    "job_duration_seconds",
    "How long the attempts took that ended their jobs, by type of action: visit, screenshot, extract, pdf, form-fill, "
    "or other.",
    ("action_type",),
    where=Where.WORKER,
    buckets=_LONG_S,
)
STEP_DURATION_S = _histogram(
    "step_duration_seconds",
    "How long single actions took, those that failed too.",
    ("action",),
    where=Where.WORKER,
    buckets=(0.01, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0),
)
BROWSERS = _gauge("browsers", "Open browsers: busy with a job, or idle.", ("engine", "state"), where=Where.WORKER)
BROWSER_LAUNCH_S = _histogram(
    "browser_launch_seconds",
    "How long browsers took to start.",
    ("engine",),
    where=Where.WORKER,
    buckets=(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0),
)
BROWSER_LAUNCHES_FAILED = _counter(
    "browser_launches_failed_total", "Browsers that did not start.", ("engine",), where=Where.WORKER
)
PAGE_OPEN_S = _histogram(
    "page_open_seconds",
    "How long it took to open a job's empty page, with its context.",
    ("engine",),
    where=Where.WORKER,
    buckets=_FAST_S,
)
BROWSER_MEMORY = _gauge(
    "browser_memory_bytes",
    "What the open browsers take together, with their drivers; shared memory counts once. Weighed twice a minute.",
    ("engine",),
    where=Where.WORKER,
)
BROWSER_MEMORY_LARGEST = _gauge(
    "browser_memory_largest_bytes", "What the largest of them takes.", ("engine",), where=Where.WORKER
)
BROWSER_CPU = _counter(
    "browser_cpu_seconds_total", "How long the browsers have computed for jobs.", ("engine",), where=Where.WORKER
)
BROWSER_RECYCLES = _counter(
    "browser_recycles_total",
    "Browsers that were closed: worn (pages, age, memory, priority, slowness), not needed (idle), or at once, for "
    "their jobs took too much or hung (killed).",
    ("engine", "reason"),
    where=Where.WORKER,
)
BROWSER_CRASHES = _counter(
    "browser_crashes_total",
    "Browsers that have died by themselves, or whose driver hung.",
    ("engine",),
    where=Where.WORKER,
)
FALLBACKS = _counter(
    "fallbacks_total",
    "Fallbacks of jobs that were tried: browserType, cached, plainFetch; and whether they answered, had nothing "
    "(empty), or failed.",
    ("kind", "outcome"),
    where=Where.WORKER,
)
SITE_ANSWERS = _counter(
    "site_answers_total",
    "What sites have answered when a page was opened: up, down, limited, blocked, or none of these.",
    ("class",),
    where=Where.WORKER,
)

# ---- Of the fleet, said by each server --------------------------------------------------------------

FLEET_READ_AT = _gauge(
    "fleet_snapshot_timestamp_seconds", "When what is said of the fleet was read.", where=Where.FLEET
)
JOBS_WAITING = _gauge(
    "jobs_waiting",
    "Jobs that wait: ready; deferred until a time; parked until others have ended or a site is well. Counted to "
    "100000: ready for each browser type, deferred and parked over all of them.",
    ("browser_type", "place"),
    where=Where.FLEET,
)
JOBS_RUNNING = _gauge("jobs_running", "Jobs that run.", ("browser_type",), where=Where.FLEET)
JOBS_STANDING_STILL = _gauge(
    "jobs_standing_still",
    "Jobs among them that stand still: paused, or waiting for a person (intervention_needed).",
    ("status",),
    where=Where.FLEET,
)
JOBS_HELD = _gauge(
    "jobs_held",
    "Parked jobs by what holds them: circuit, throttle, limit, session. Counted to 100000.",
    ("by",),
    where=Where.FLEET,
)
QUEUE_OLDEST_READY_S = _gauge(
    "queue_oldest_ready_seconds",
    "How long the oldest of those has waited that are served next, the first 100 of a line; 0 where none waits.",
    ("browser_type",),
    where=Where.FLEET,
)
WORKERS = _gauge("workers", "Slots of all living workers: idle, busy, or held.", ("state",), where=Where.FLEET)
WORKER_PROCESSES = _gauge("worker_processes", "Living worker processes.", where=Where.FLEET)
WORKERS_STORAGE_FAILING = _gauge(
    "workers_storage_failing", "Living worker processes that cannot store files.", where=Where.FLEET
)
CIRCUIT_BREAKERS = _gauge(
    "circuit_breakers", "Circuits that are not closed, by what they protect.", ("kind", "state"), where=Where.FLEET
)
HEALTH_SCORE = _gauge("health_score", "The health of the service, 0 to 100.", where=Where.FLEET)
HEALTH_COMPONENT_SCORE = _gauge(
    "health_component_score", "The health of its parts, 0 to 100.", ("component",), where=Where.FLEET
)
SERVICE_LEVEL = _gauge(
    "service_level",
    "1 for the level that holds, 0 for the others: full, degraded, minimal, emergency.",
    ("level",),
    where=Where.FLEET,
)
ALERTS = _gauge("alerts", "Alerts that fire: info, warning, critical.", ("severity",), where=Where.FLEET)

_UNKNOWN_AT_FIRST = (WORKER_SLOTS_LIMIT, DB_UP)
_OF_FLEET = (FLEET_READ_AT, WORKER_PROCESSES, WORKERS_STORAGE_FAILING, HEALTH_SCORE)
_OF_FLEET_LABELLED = (
    JOBS_WAITING,
    JOBS_RUNNING,
    JOBS_HELD,
    QUEUE_OLDEST_READY_S,
    WORKERS,
    CIRCUIT_BREAKERS,
    HEALTH_COMPONENT_SCORE,
    ALERTS,
)


def forget_fleet() -> None:
    """Has nothing said of the fleet: it is not known."""
    for one in _OF_FLEET:
        one.set(UNKNOWN)
    for one in _OF_FLEET_LABELLED:
        one.clear()


for _one in _UNKNOWN_AT_FIRST:
    _one.set(UNKNOWN)
forget_fleet()

_browser_types: dict[int, str] = {}
"""Names of browser types, as far as this process has heard of them."""


def know_browser_types(names: dict[int, str]) -> None:
    """Has browser types called by their names."""
    _browser_types.update(names)


def browser_type(browser_type_id: int) -> str:
    """What a browser type is called in labels."""
    return _browser_types.get(browser_type_id, str(browser_type_id))


def jobs_finished(browser_type_id: int, status: str, error_type: str | None = None, jobs: int = 1) -> None:
    """Counts jobs that have ended: once, by whoever's statement has ended them."""
    _finished(browser_type(browser_type_id), status, error_type or "").inc(jobs)


def job_waited(browser_type_id: int, seconds: float) -> None:
    """Notes how long a job has waited for its first attempt."""
    _waited(browser_type(browser_type_id)).observe(seconds)


# To find the one with some labels takes longer than to count.
@lru_cache(maxsize=1000)
def _finished(browser_type: str, status: str, error_type: str) -> Counter:
    return JOBS_FINISHED.labels(browser_type, status, error_type)


@lru_cache(maxsize=1000)
def _waited(browser_type: str) -> Histogram:
    return JOB_QUEUE_WAIT_S.labels(browser_type)
