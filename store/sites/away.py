"""Proxies and storages that are out of use for now: what worker processes hear with the answer to their heartbeat.

A job with a proxy, or one that stores files, costs no statement for it; only what is half open is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

MAX_TOLD = 1000

NEWS: LiteralString = f"""
(
    SELECT jsonb_agg(jsonb_build_object(
        'kind', kind, 'subject', subject, 'client_id', client_id, 'is_forced', forced_by IS NOT NULL,
        'wait_s', greatest(0, extract(epoch FROM coalesce(open_until, now()) - now()))
    ))
    FROM (
        SELECT kind, subject, client_id, open_until, forced_by
        FROM circuits
        WHERE kind IN ('proxy', 'storage') AND state <> 'closed'
        ORDER BY client_id <> '', changed_at
        LIMIT {MAX_TOLD}
    ) AS circuit
) AS away,
(
    SELECT jsonb_agg(jsonb_build_array(kind, subject))
    FROM (
        SELECT kind, subject
        FROM circuit_runs
        WHERE kind IN ('proxy', 'storage')
        ORDER BY client_id <> '', seen_at
        LIMIT {MAX_TOLD}
    ) AS run
) AS failing
"""  # noqa: S608 - a constant
"""Two columns of a statement, each a look into an index that is mostly empty there. What concerns all clients comes
first: no client's own proxies keep that from being told.
"""


@dataclass(frozen=True, slots=True)
class Away:
    """A proxy or a storage whose circuit is not closed."""

    kind: str
    subject: str
    client_id: str
    wait_s: float
    """How long its circuit stays open. 0: it is half open."""
    is_forced: bool = False
    """Whether an administrator has opened it."""


@dataclass(frozen=True, slots=True)
class News:
    """What is out of use, and what has failed lately: of that, others want to hear when it works."""

    away: Sequence[Away] = ()
    failing: frozenset[tuple[str, str]] = frozenset()
    """Kinds and subjects."""


NOTHING = News()


def news(row: Mapping[str, Any]) -> News:
    """What a row with the columns of NEWS says."""
    return News(
        [Away(**{**one, "wait_s": float(one["wait_s"])}) for one in row["away"] or ()],
        frozenset((kind, subject) for kind, subject in row["failing"] or ()),
    )
