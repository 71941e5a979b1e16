"""How many jobs a worker runs at once, as its machine bears.

Two bounds hold. One follows what happens: it falls when the machine is overloaded, and rises while it is calm. The
other looks ahead: a job begins only where there is room in the memory for what jobs take. Neither stops a running job.
"""

import math
from collections.abc import Callable
from functools import partial

import structlog

from store import metrics
from store.job import Json
from worker.load.needs import Needs
from worker.load.room import ALL, Filling, Room
from worker.load.sampler import Sample

log = structlog.get_logger()

DOWN = 0.7
"""What is left of the limit, or of the jobs that run, when there is too much load."""
PAUSE_S = 5.0
"""How long after a step down the next one comes: what runs is not stopped, and takes its time to end."""
CALM_S = 10.0
"""How long there must have been no load, nor a step, before one more job is allowed."""
CPU_CALM = 0.10
"""How far below its threshold the CPU must be to be calm."""
LAG_S, LAG_CALM_S = 0.1, 0.05
"""How late the event loop is where the CPU does not suffice, and where it does."""
PRESSURE_PERCENT, PRESSURE_CALM_PERCENT = 10.0, 5.0
PRESSED_SHARE = 0.7
"""Pressure counts where so much of the memory is taken: otherwise it is of a group that is not ours."""
SMOOTHING = 0.3
_MEGABYTE = 2**20
_SHOWN = {"cpu": ("cpu", 1), "memory": ("memory", 1), "memory_stalls": ("memoryPressure", 100)}
"""What metrics say of the load: its name there, and how much is all of it."""


class Governor:
    """Says how many jobs may run at once."""

    def __init__(self, most: int, *, cores: float, filling: Filling, cpu_percent: int, needs: Needs) -> None:
        """`most`: how many jobs may ever run at once. `cpu_percent`: how much of the CPU may be taken; 100: all."""
        self.running: Callable[[], int] = lambda: 0
        """How many jobs run."""
        self.still: Callable[[], int] = lambda: 0
        """How many of them stand still, for minutes or hours, and leave the processor to others."""
        self.reason: str | None = None
        """Why fewer are allowed than `most` for the load that there was: memory, pressure, cpu or page opening."""
        self.is_tight = False
        """Whether memory is scarce: browsers that nobody needs should be closed."""
        self._most = most
        self._least_by_cpu = max(1, math.ceil(cores))
        self._cpu_percent = cpu_percent
        self._needs = needs
        self._room = Room(filling, needs)
        self._allowed = most
        self._ceiling = most
        self._sample: Sample | None = None
        self._cpu: float | None = None
        self._lag_s = 0.0
        self._stepped_s = -math.inf
        self._calm_since_s: float | None = None
        self._was_saturated = False

    @property
    def limit(self) -> int:
        """How many jobs may run at once now, at least one: while none runs, there is nothing to wait for."""
        more, running = self._room.more_jobs(self.running()), self.running()
        return max(1, min(self._bound + self._apart, self._most, self._most if more is None else running + more))

    @property
    def has_room(self) -> bool:
        """Whether one more job fits into the memory, whatever the limit is."""
        return self._room.more_jobs(self.running()) != 0

    @property
    def is_at_edge(self) -> bool:
        """Whether the kernel is about to kill something for want of memory."""
        return self._room.is_at_edge

    def set_ceiling_ratio(self, ratio: float) -> None:
        """Allows only this part of the slots, and at least one, whatever the load is. 1 allows all again."""
        self._ceiling = max(1, min(self._most, math.floor(self._most * ratio)))

    def note(self, sample: Sample) -> None:
        """Decides by what was seen now. To be told of each sample."""
        self._sample = sample
        self._room.note(sample.memory, sample.at_s)
        if sample.cpu is not None:
            self._cpu = sample.cpu if self._cpu is None else SMOOTHING * sample.cpu + (1 - SMOOTHING) * self._cpu
        self._lag_s = SMOOTHING * sample.lag_s + (1 - SMOOTHING) * self._lag_s
        self.is_tight = self._room.is_above(relaxed=self.is_tight)
        self._was_saturated = self._was_saturated or self.running() - self._apart >= self._bound
        if reason := self._overload(sample, relaxed=False):
            self._calm_since_s = None
            if sample.at_s - self._stepped_s >= PAUSE_S:
                self._step_down(sample.at_s, reason)
        elif self._overload(sample, relaxed=True):
            self._calm_since_s = None
        else:
            self._calm_since_s = sample.at_s if self._calm_since_s is None else self._calm_since_s
            if self._was_saturated and sample.at_s - max(self._calm_since_s, self._stepped_s) >= CALM_S:
                self._step_up(sample.at_s)

    def facts(self) -> Json:
        """What others may know of it."""
        limit, load = self.limit, self.load
        if limit < self._most:
            load["reason"] = self.reason if limit == self._allowed + self._apart else "memory"
            if limit - self._apart == self._ceiling < self._allowed:
                load["reason"] = "service level"
        return {"slotsLimit": limit, "load": load}

    def show_in_metrics(self) -> None:
        """Has the metrics say the load as last seen; what is not known is no number."""
        for resource, (name, whole) in _SHOWN.items():
            metrics.WORKER_LOAD.labels(resource).set_function(partial(self._ratio, name, whole))

    def _ratio(self, name: str, whole: int) -> float:
        found = self.load.get(name)
        return float(found) / whole if isinstance(found, int | float) else metrics.UNKNOWN

    @property
    def load(self) -> dict[str, float | int | str | None]:
        """The load as last seen."""
        told: dict[str, float | int | str | None] = {"lagMs": round(self._lag_s * 1000)}
        if self._cpu is not None:
            told["cpu"] = round(self._cpu, 2)
        if memory := self._room.scarcest:
            told |= {"memory": round(memory.share, 2), "memoryLimitMb": memory.limit_bytes // _MEGABYTE}
            told |= {"source": memory.source, "jobMemoryMb": self._needs.expected_bytes // _MEGABYTE}
        if self._sample and self._sample.pressure_percent is not None:
            told["memoryPressure"] = self._sample.pressure_percent
        return told

    @property
    def _bound(self) -> int:
        return min(self._allowed, self._ceiling)

    @property
    def _apart(self) -> int:
        """How many jobs do not count for what the load allows: they would keep all others out. Memory they do take."""
        return 0 if self.reason in {"memory", "pressure"} else self.still()

    def _step_down(self, now_s: float, reason: str) -> None:
        # That the CPU does not suffice is no reason to leave a core without a job.
        least = 1 if reason in {"memory", "pressure"} else self._least_by_cpu
        before, busy = self._allowed, min(self._allowed, max(1, self.running() - self._apart))
        self._allowed = min(before, max(least, math.floor(busy * DOWN)))
        if self._allowed < before:
            self._stepped_s, self._was_saturated, self.reason = now_s, False, reason
            log.info("load.slots_reduced", slots=self._allowed, before=before, reason=reason, load=self.load)

    def _step_up(self, now_s: float) -> None:
        self._stepped_s, self._was_saturated = now_s, False
        if self._allowed < self._most:
            self._allowed += 1
        if self._allowed == self._most and self.reason is not None:
            self.reason = None
            log.info("load.slots_restored", slots=self._allowed)

    def _overload(self, sample: Sample, *, relaxed: bool) -> str | None:
        """What there is too much of; `relaxed`: or almost too much, so that it is not calm yet."""
        if self._room.is_above(relaxed=relaxed):
            return "memory"
        pressure, most = sample.pressure_percent or 0.0, PRESSURE_CALM_PERCENT if relaxed else PRESSURE_PERCENT
        if pressure > most and self._room.is_bounded and self._room.fullest_share > PRESSED_SHARE:
            return "pressure"
        if self._cpu_percent == ALL:
            return None
        cpu, lag_s = self._cpu_percent / 100, LAG_S
        if relaxed:
            cpu, lag_s = cpu - CPU_CALM, LAG_CALM_S
        if (self._cpu or 0.0) > cpu and self._lag_s > lag_s:
            return "cpu"
        return "page opening" if sample.is_slow else None
