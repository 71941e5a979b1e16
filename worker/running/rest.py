"""Whether this process leaves jobs to others for a while, since its own network is the trouble."""

import time
from collections.abc import Callable, Mapping

import structlog

from store.failures import Blame, ErrorType, Failure, of_guard

log = structlog.get_logger()

FIRST_S = 10.0
LONGEST_S = 120.0
"""How long it rests: twice as long each time that nothing answers after a rest, up to this."""
WORKED_S = 10.0
"""How long an answer shows that the network works: what fails meanwhile is the matter of one host."""
SITES = 5
WITHIN_S = 30.0
"""So many sites that fail within this time, with no answer from any, make the network suspect."""
_PROOF = frozenset({of_guard("connection_refused").name, of_guard("name_not_resolved").name})
"""Failures that show that the network works: a host has refused, or name servers do not know it."""
_OF_CONNECTIONS = frozenset({ErrorType.NETWORK_ERROR, ErrorType.TLS_FAILED})


class Rest:
    """Rests when the network fails, until something answers; after a rest, one job at a time finds out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = -float("inf")
        self._next_s = FIRST_S
        self._answered_at = -float("inf")
        self._failed: dict[str, float] = {}
        """When each site has failed last, of those that have since the last answer."""

    @property
    def left_s(self) -> float:
        """How long it still rests; 0: it does not."""
        return max(0.0, self._until - self._clock())

    @property
    def is_resting(self) -> bool:
        return self.left_s > 0

    @property
    def is_suspect(self) -> bool:
        """Whether the network here is more likely to be the cause of failures than the sites are."""
        return self._next_s > FIRST_S or len(self._recent()) >= SITES

    def most(self, free: list[int]) -> list[int]:
        """Which of the free slots it fills."""
        if self.is_resting:
            return []
        return free[:1] if self._next_s > FIRST_S else free

    def answered(self) -> None:
        """A site has answered, whatever it said."""
        if self.is_resting:
            log.info("worker.network_back")
        self._answered_at = self._clock()
        self._until, self._next_s = -float("inf"), FIRST_S
        self._failed.clear()

    def failed(self, host: str, failure: Failure | None) -> None:
        """A site was not reached; without a failure: it has long not answered."""
        if failure is not None and failure.recovery.elsewhere:
            if self._clock() - self._answered_at >= WORKED_S:
                self._begin(failure.name)
        elif failure is not None and not _is_of_a_network(failure):
            return
        self._failed[host] = self._clock()
        if len(self._recent()) >= SITES:
            self._begin("nothing answers")

    def _recent(self) -> Mapping[str, float]:
        since = self._clock() - WITHIN_S
        self._failed = {host: at for host, at in self._failed.items() if at >= since}
        return self._failed

    def _begin(self, reason: str) -> None:
        if self.is_resting:
            return
        self._until = self._clock() + self._next_s
        log.warning("worker.rests", reason=reason, seconds=self._next_s)
        self._next_s = min(LONGEST_S, self._next_s * 2)


def _is_of_a_network(failure: Failure) -> bool:
    """Whether a failure may be one of the network here, for all that it tells."""
    may_be = failure.recovery.blame in {Blame.SITE, Blame.NOBODY} and failure.name not in _PROOF
    return failure.error_type in _OF_CONNECTIONS and may_be
