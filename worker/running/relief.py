"""What a worker does about the load of its machine: it hands the governor's decisions to those whom they concern."""

import math
from collections.abc import Callable

import structlog

from worker.browsers.browsers import Browsers
from worker.load.governor import Governor
from worker.load.sampler import Sample
from worker.running.job import Slots, Stop

log = structlog.get_logger()

PAUSE_S = 2.0
"""How long after a job was given back the next one is: the first one's browser must have closed, and be seen so."""


class Relief:
    """Follows the load."""

    def __init__(self, governor: Governor, slots: Slots, browsers: Browsers, wake: Callable[[], None]) -> None:
        """`wake` is called when there are more free slots than before."""
        self._governor = governor
        self._slots = slots
        self._browsers = browsers
        self._wake = wake
        self._free = 0
        self._gave_back_s = -math.inf

    def follow(self, sample: Sample) -> None:
        """Acts on what was seen. To be told of each sample."""
        self._governor.note(sample)
        self._browsers.save_memory(is_tight=self._governor.is_tight)
        if self._governor.is_at_edge and sample.at_s - self._gave_back_s >= PAUSE_S:
            self._give_back(sample.at_s)
        before, self._free = self._free, len(self._slots.free())
        if self._free > before:
            self._wake()

    def _give_back(self, now_s: float) -> None:
        """Gives back the job that began last, of those for which that costs nothing but their time; never the oldest
        one, so that one ends. Otherwise the kernel kills a browser, which costs a retry, or all of the worker. Those
        that stand still come after all others: a person may be at work there.
        """
        candidates = reversed(self._slots.running()[1:])
        for running in sorted(candidates, key=lambda one: one.is_still):
            if running.can_be_repeated:
                self._gave_back_s = now_s
                log.warning("load.job_given_back", job_id=str(running.job.lease.job_id), load=self._governor.load)
                running.stop(Stop.SQUEEZED_OUT)
                return
