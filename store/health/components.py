"""What was found, judged: each component from 0 to 100 with a reason, and the score of all. Nothing here asks the
database.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from store.health.looks import Looks, Process, Waiting

QUEUE_WAIT_TARGET_S: Final = 60.0
"""How long jobs may wait for a worker where nothing else is said."""
CAP: Final = 20
"""By how much the score is above the worst critical component at most: what is broken is not hidden by what works."""
LOW_TRAFFIC_JOBS: Final = 50
"""Ratios are of so many jobs at least: one failure of three says little."""

WEIGHTS: Final[Mapping[str, int]] = {
    "database": 3,
    "workers": 3,
    "capacity": 2,
    "outcomes": 3,
    "browsers": 2,
    "storage": 2,
    "webhooks": 1,
    "circuits": 0,
}
"""The components, and what each counts for in the score. Circuits count for nothing: they tell of sites."""
CRITICAL: Final = frozenset({"database", "workers", "capacity", "outcomes", "browsers", "storage"})
"""The components that cap the score."""


@dataclass(frozen=True, slots=True)
class Component:
    """How well one part does."""

    score: int | None
    """From 0 to 100. None: it is not known."""
    reason: str
    """Why, for people. It names no client, no host and no site."""
    todo: str = ""
    """What to do about it. Empty: nothing."""


@dataclass(frozen=True, slots=True)
class _Finding:
    score: float
    reason: str
    todo: str = ""


Scale = Sequence[tuple[float, float]]
"""Points between which a score is interpolated: a value, and the score there."""

_LATENCY_MS: Scale = ((20, 100), (100, 90), (250, 60), (1000, 20), (5000, 0))
_CONNECTIONS: Scale = ((0.85, 100), (0.95, 60), (1, 20))
_TRANSACTION_S: Scale = ((300, 100), (3600, 50))
_TRANSACTION_AGE: Scale = ((1e9, 100), (1.5e9, 60), (2e9, 0))
_WAIT: Scale = ((1, 100), (2, 80), (5, 50), (10, 20), (20, 0))
"""Of the wait as a multiple of its target."""
_FAULTS: Scale = ((0, 100), (0.001, 95), (0.01, 80), (0.05, 60), (0.1, 40), (0.5, 0))
_CRASHES: Scale = ((0, 100), (0.01, 90), (0.05, 70), (0.2, 40), (1, 0))
_BEHIND_S: Scale = ((30, 100), (60, 80), (300, 40), (1800, 0))
_OPEN_CIRCUITS: Scale = ((0, 100), (10, 80), (100, 50), (1000, 20))

NO_SANDBOX_SCORE = 90
PAST_FLOOR = 80
"""What ended more than 15 minutes ago is told, and is no reason to take on less: where nothing is taken on, nothing
would end that shows that it is over.
"""
LOST_FLOOR = 60
"""What lives still works, however many have died: their number alone is no reason to take on less. Where it does not
suffice, jobs wait.
"""
PARTLY_FAILING_SCORE = 60


def judge(looks: Looks, *, wait_target_s: float = QUEUE_WAIT_TARGET_S) -> dict[str, Component]:
    """All components."""
    return {
        "database": _database(looks),
        "workers": _workers(looks),
        "capacity": _capacity(looks, wait_target_s),
        "outcomes": _outcomes(looks),
        "browsers": _browsers(looks),
        "storage": _storage(looks),
        "webhooks": _webhooks(looks),
        "circuits": _circuits(looks),
    }


def overall(components: Mapping[str, Component]) -> int | None:
    """The weighted mean of what is known, CAP above the worst critical component at most. None: nothing is known."""
    known = {name: component.score for name, component in components.items() if component.score is not None}
    weight = sum(WEIGHTS[name] for name in known)
    if not weight:
        return None
    mean = sum(WEIGHTS[name] * score for name, score in known.items()) / weight
    worst = min((score for name, score in known.items() if name in CRITICAL), default=100)
    return round(min(mean, worst + CAP))


def away(reason: str) -> dict[str, Component]:
    """All components, while the database cannot be asked."""
    unknown = Component(None, "unknown: the database cannot be asked")
    todo = "start it, and see that the server reaches it: DATABASE_URL, its log, the network"
    return dict.fromkeys(WEIGHTS, unknown) | {"database": Component(0, reason, todo)}


def queue_wait_s(looks: Looks) -> float:
    """How long the jobs that start next have waited for a worker: of the browser type that waits longest, the middle
    one. Types that no worker takes are left out: a client can ask for any.
    """
    heads: dict[int, list[float]] = {}
    for one in _served(looks):
        if one.is_head:
            heads.setdefault(one.browser_type_id, []).append(_wait_s(looks, one))
    return max(map(statistics.median, heads.values()), default=0.0)


def oldest_wait_s(looks: Looks) -> float:
    """The same of the job that has waited longest, of those that are looked at."""
    return max((_wait_s(looks, one) for one in _served(looks)), default=0.0)


def _served(looks: Looks) -> list[Waiting]:
    """Waiting jobs that some worker could take. Without any worker: all."""
    taken = {type_id for process in looks.live for type_id in process.browser_type_ids}
    return [one for one in looks.waiting if not looks.live or one.browser_type_id in taken]


def _wait_s(looks: Looks, one: Waiting) -> float:
    """Of a job that was held only what it has been seen to wait since; the same where it is about to be taken."""
    return one.seen_s if one.was_held or _is_next(looks, one.browser_type_id) else one.waited_s


def _is_next(looks: Looks, browser_type_id: int) -> bool:
    """Whether there are idle slots for all jobs of a browser type that wait, as far as they are looked at. In a long
    line, a slot that is idle is so between two jobs.
    """
    jobs = {one.job_id for one in looks.waiting if one.browser_type_id == browser_type_id}
    return _idle(looks.live, browser_type_id) >= len(jobs)


def _idle(processes: Iterable[Process], browser_type_id: int) -> int:
    return sum(process.idle for process in processes if browser_type_id in process.browser_type_ids)


def _database(looks: Looks) -> Component:
    used = looks.connections / looks.max_connections
    return _component(
        f"it answers within {looks.latency_ms:g} ms, and {looks.connections} of {looks.max_connections} connections "
        "are used",
        _Finding(
            _score(looks.latency_ms, _LATENCY_MS),
            f"it takes {looks.latency_ms:g} ms to answer",
            "look at its load, its disk and the network between; pg_stat_activity shows what runs",
        ),
        _Finding(
            _score(used, _CONNECTIONS),
            f"{looks.connections} of its {looks.max_connections} connections are used",
            "raise max_connections, or put a pooler before it",
        ),
        _Finding(
            _score(looks.oldest_transaction_s, _TRANSACTION_S),
            f"a transaction that has written has been open for {_time(looks.oldest_transaction_s)}, which keeps old "
            "rows from being cleaned up and streams of events from going on",
            "find it in pg_stat_activity by xact_start, and end it",
        ),
        _Finding(
            _score(looks.transaction_age, _TRANSACTION_AGE),
            f"{looks.transaction_age:,} transactions have not been frozen, and at 2,000,000,000 it stops",
            "find out what keeps autovacuum from its work, and run VACUUM (FREEZE)",
        ),
    )


def _workers(looks: Looks) -> Component:
    live, lost = looks.live, len(looks.processes) - len(looks.live)
    if not live:
        return Component(0, "no worker runs", "start one, or read in its log why it has ended")
    unable = sum(not process.browser_type_ids for process in live)
    findings = [
        _Finding(
            max(LOST_FLOOR, 100 * len(live) / (len(live) + lost)),
            f"{_many(lost, 'worker process', 'worker processes')} died within the last 15 minutes",
            "look for kills for want of memory, and for lost connections to the database, in their logs",
        ),
        _Finding(
            100 * (len(live) - unable) / len(live),
            f"{unable} of {len(live)} worker processes can run no browser",
            "their logs say why (worker.lacks)",
        ),
    ]
    text = f"{_many(len(live), 'worker process', 'worker processes')} with {_slots(looks)} slots"
    taken = {type_id for process in live for type_id in process.browser_type_ids}
    waited_for = {one.browser_type_id for one in looks.waiting} - taken
    if waited_for:
        names = ", ".join(sorted(looks.browser_types.get(type_id, str(type_id)) for type_id in waited_for))
        text += f"; jobs wait for browser types that no worker takes: {names}"
    return _component(text, *findings)


def _capacity(looks: Looks, target_s: float) -> Component:
    wait_s = queue_wait_s(looks)
    if not looks.live and not looks.waiting:
        return Component(None, "unknown: no worker runs, and no job waits")
    busy = sum(process.busy for process in looks.live)
    held = _slots(looks) - sum(process.filled for process in looks.live)
    slots = f"{busy} of {_slots(looks)} slots are busy" + (
        f", and {held} held back: machines are loaded" if held else ""
    )
    text = f"jobs that start next have waited {_time(wait_s)}, and {slots}"
    todo = "start more workers, or raise WORKER_MAX_CONCURRENT_JOBS where the machines have room"
    if any(one.seen_s and _idle(looks.live, one.browser_type_id) for one in _served(looks)):
        todo = "slots are idle and take no jobs: the logs of the workers say why"
    score = _score(wait_s / target_s, _WAIT)
    return _component(text, _Finding(score, f"{text}; the target is {_time(target_s)}", todo))


def _outcomes(looks: Looks) -> Component:
    window, name, floor = looks.windows["15m"], "15 minutes", 0
    if not window.ended:
        window, name, floor = looks.windows["1h"], "hour", PAST_FLOOR
    if not window.ended:
        return Component(None, "unknown: no job has ended within the last hour")
    score = max(floor, _score(window.faults / max(window.ended, LOW_TRAFFIC_JOBS), _FAULTS))
    text = f"{window.faults} of {_many(window.ended, 'job', 'jobs')} that ended within the last {name} failed through "
    todo = "list them by error type (ListDeadLetters): WORKER_LOST, BROWSER_CRASHED, STORAGE_UNAVAILABLE, INTERNAL"
    return _component(f"{text}a fault of ours", _Finding(score, f"{text}a fault of ours", todo))


def _browsers(looks: Looks) -> Component:
    live = [process for process in looks.live if process.pages_failing is not None]
    if not live:
        return Component(None, "unknown: no worker tells of its browsers")
    failing = sum(bool(process.pages_failing) for process in live)
    shelterless = sum(bool(process.sandbox_off) for process in live)
    window = looks.windows["15m"]
    return _component(
        "pages open in the browsers of all workers",
        _Finding(
            100 * (len(live) - failing) / len(live),
            f"no page opens in the browsers of {failing} of {_many(len(live), 'worker process', 'worker processes')}",
            "their logs say why; memory and /dev/shm are the usual ones",
        ),
        _Finding(
            NO_SANDBOX_SCORE if shelterless else 100,
            f"{_many(shelterless, 'worker process runs', 'worker processes run')} browsers without their sandbox",
            "the metadata of the workers say why: docs/security.md has what to do",
        ),
        _Finding(
            _score(window.crashes / max(window.ended + window.crashes, LOW_TRAFFIC_JOBS), _CRASHES),
            f"{_many(window.crashes, 'attempt', 'attempts')} ended within the last 15 minutes as a browser crashed",
            "give the workers more memory, or fewer slots",
        ),
    )


def _storage(looks: Looks) -> Component:
    live = [process for process in looks.live if process.storage_failing is not None]
    failing = sum(bool(process.storage_failing) for process in live)
    if not live:
        return Component(None, "unknown: no worker tells of the storage")
    return _component(
        "all workers can store files",
        _Finding(
            100 if not failing else min(PARTLY_FAILING_SCORE, 100 * (len(live) - failing) / len(live)),
            f"{failing} of {_many(len(live), 'worker process', 'worker processes')} cannot store files",
            "is the disk full, or the bucket away? Their logs say why (storage.unavailable)",
        ),
    )


def _webhooks(looks: Looks) -> Component:
    if not looks.receivers:
        return Component(100, "nothing is to be delivered")
    text = f"{_many(looks.receivers, 'receiver has', 'receivers have')} something to come, and nothing waits for us"
    return _component(
        text,
        _Finding(
            _score(looks.behind_s, _BEHIND_S),
            f"a delivery that no receiver holds up is overdue for {_time(looks.behind_s)}",
            "start more servers: each of them makes 100 deliveries at once; and read the log for webhooks.unavailable",
        ),
    )


def _circuits(looks: Looks) -> Component:
    return _component(
        "no circuit is open",
        _Finding(
            _score(looks.open_circuits, _OPEN_CIRCUITS) if looks.open_circuits else 100,
            f"{_many(looks.open_circuits, 'circuit is', 'circuits are')} open: jobs for what is behind wait",
            "" if looks.open_circuits < 10 else "as many at once may mean that our own network is at fault",  # noqa: PLR2004
        ),
    )


def _component(well: str, *findings: _Finding) -> Component:
    """The worst of what was found counts; all of it that is below 100 is said, the worst first."""
    wrong = sorted((finding for finding in findings if finding.score < 100), key=lambda finding: finding.score)  # noqa: PLR2004
    if not wrong:
        return Component(100, well)
    return Component(round(wrong[0].score), "; ".join(finding.reason for finding in wrong), wrong[0].todo)


def _score(value: float, scale: Scale) -> float:
    below = scale[0]
    if value <= below[0]:
        return below[1]
    for above in scale[1:]:
        if value <= above[0]:
            part = (value - below[0]) / (above[0] - below[0])
            return below[1] + part * (above[1] - below[1])
        below = above
    return below[1]


def _slots(looks: Looks) -> int:
    return sum(process.slots for process in looks.live)


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _time(seconds: float) -> str:
    if seconds < 120:  # noqa: PLR2004
        return f"{seconds:.0f} s"
    if seconds < 7200:  # noqa: PLR2004
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
