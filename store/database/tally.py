"""What a process has counted, until it tells the database of it: with its heartbeat, not with each job."""

import time
from collections import Counter
from collections.abc import Mapping

from store.job import new_id

RENEW_S = 3600.0
"""After so much silence a tally begins anew, with another id: what it told before may have been forgotten."""

# Totals, not differences: one that is sent twice, as its answer was lost, counts once.
TELL = """
INSERT INTO process_tallies (process_id, tally)
SELECT %(tally_id)s, %(tally)s::jsonb WHERE %(tally)s::jsonb IS NOT NULL
ON CONFLICT (process_id) DO UPDATE SET tally = excluded.tally, told_at = now()
"""


class Tally:
    """Counts by name, from the beginning of the process."""

    def __init__(self) -> None:
        self.id = new_id()
        self._counts: Counter[str] = Counter()
        self._told: dict[str, int] = {}
        self._told_at = time.monotonic()

    def add(self, name: str, count: int = 1) -> None:
        self._counts[name] += count

    def news(self) -> dict[str, int] | None:
        """The totals, to be told under `id`. None: all of them have been."""
        if self._counts == self._told:
            return None
        if self._told and time.monotonic() - self._told_at > RENEW_S:
            self._counts.subtract(self._told)
            self._told = {}
            self.id = new_id()
        return {name: count for name, count in self._counts.items() if count}

    def was_told(self, totals: Mapping[str, int]) -> None:
        """The database has these totals."""
        self._told = dict(totals)
        self._told_at = time.monotonic()
