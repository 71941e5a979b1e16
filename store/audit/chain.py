"""The chain of hashes over the audit trail: made behind the events, so that no call waits for another one's.

Each seal has a number without gaps, and a hash over the one before it and its event. Whoever changes, removes or moves
an event later would have to make all hashes anew that follow, and then differs from a hash that was noted elsewhere.
"""

import hashlib
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.database.connection import Connection, Database

BATCH = 1000
"""How many events one transaction seals, and one statement reads."""

# What is hashed of an event: a JSON array, as jsonb has it in words.
_TEXT = """
    jsonb_build_array(
        event.id, to_char(event.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), event.client_id,
        event.actor_type, event.actor_id, event.actor_name, event.actor_client_id, event.is_admin, event.action,
        event.resources, event.outcome, event.reason, event.request_id, event.address, event.details
    )::text AS text
"""

_WAITS = "SELECT true AS waits FROM audit_unsealed LIMIT 1"

_IN_TURN = "SELECT pg_try_advisory_xact_lock(hashtextextended('audit seals', 0)) AS is_ours"

_TAKE = f"""
WITH taken AS (
    DELETE FROM audit_unsealed
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM audit_unsealed LIMIT %(batch)s))
    RETURNING event_id
)
SELECT event.id, {_TEXT}
FROM audit_events AS event
WHERE event.id = ANY (ARRAY(SELECT event_id FROM taken))
    AND NOT EXISTS (SELECT FROM audit_seals AS seal WHERE seal.event_id = event.id)
ORDER BY event.occurred_at, event.id
"""  # noqa: S608 - a constant

_HEAD = """
SELECT seq, hash FROM (SELECT seq, hash FROM audit_seals ORDER BY seq DESC LIMIT 1) AS last
UNION ALL
SELECT seq, hash FROM audit_anchor
ORDER BY seq DESC
LIMIT 1
"""

_SEAL = """
INSERT INTO audit_seals (seq, event_id, previous_hash, hash)
SELECT * FROM unnest(%(seqs)s::bigint[], %(event_ids)s::uuid[], %(previous)s::bytea[], %(hashes)s::bytea[])
"""

_ANCHOR = "SELECT seq, hash FROM audit_anchor"

_READ = f"""
SELECT seal.seq, seal.event_id, seal.previous_hash, seal.hash, event.id, {_TEXT}
FROM audit_seals AS seal
LEFT JOIN audit_events AS event ON event.id = seal.event_id
WHERE seal.seq > %(after)s
ORDER BY seal.seq
LIMIT %(batch)s
"""  # noqa: S608

_OUTSIDE = """
SELECT event.id
FROM audit_events AS event
WHERE NOT EXISTS (SELECT FROM audit_seals AS seal WHERE seal.event_id = event.id)
    AND NOT EXISTS (SELECT FROM audit_unsealed AS unsealed WHERE unsealed.event_id = event.id)
ORDER BY event.occurred_at
LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal: to be noted elsewhere, where nobody changes it who can change the database."""

    seq: int
    hash: bytes

    @property
    def text(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What became of checking the chain."""

    checked: int
    """How many seals were right, from its beginning on."""
    head: Head
    """The last one of them."""
    broken_at: int | None = None
    """The number of the first seal that is not right. None: all are, or it is not a matter of a seal."""
    fault: str | None = None
    """What is wrong. None: nothing is."""
    is_whole: bool = True
    """Whether all was looked at, or a part only for want of time."""


async def seal_events(database: Database) -> int:
    """Adds events that wait to the chain: all of them, unless another process does just that. Returns how many."""
    sealed = 0
    while await database.row(_WAITS):
        async with database.system_transaction() as connection:
            number = await _seal(connection)
        sealed += number
        if number < BATCH:
            break
    return sealed


async def verify(database: Database, *, noted: str | None = None, within_s: float = math.inf) -> Verdict:
    """Checks the chain from its beginning, and whether it has a head that was noted, as Head.text has it. When
    `within_s` is over, it stops where it is. Raises ValueError unless `noted` is a head.
    """
    known = _read_head(noted) if noted else None
    (anchor,) = await database.rows(_ANCHOR)
    (end,) = await database.rows(_HEAD)
    last, checked, until = Head(anchor["seq"], anchor["hash"]), 0, time.monotonic() + within_s
    if known is not None and known.seq < last.seq:
        return Verdict(checked=0, head=last, fault=f"seal {known.seq}, which was noted, has been removed since")
    while last.seq < end["seq"] and (rows := await database.rows(_READ, {"after": last.seq, "batch": BATCH})):
        for row in rows:
            if fault := _fault(row, last, known):
                return Verdict(checked=checked, head=last, broken_at=last.seq + 1, fault=fault)
            last, checked = Head(row["seq"], row["hash"]), checked + 1
        if time.monotonic() > until:
            return Verdict(checked=checked, head=last, is_whole=False)
    if known is not None and known.seq > last.seq:
        return Verdict(checked=checked, head=last, fault="the chain ends before the head that was noted")
    if outside := await database.row(_OUTSIDE):
        return Verdict(checked=checked, head=last, fault=f"event {outside['id']} is not in the chain")
    return Verdict(checked=checked, head=last)


def chained(previous: bytes, seq: int, text: str) -> bytes:
    """The hash of a seal: SHA-256 of the hash before it, its number in eight bytes (big-endian), and its event."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + text.encode()).digest()


async def _seal(connection: Connection) -> int:
    turn = await (await connection.execute(_IN_TURN)).fetchone()
    if not turn or not turn["is_ours"]:
        return 0
    events = await (await connection.execute(_TAKE, {"batch": BATCH})).fetchall()
    if not events:
        return 0
    head = await (await connection.execute(_HEAD)).fetchone()
    if head is None:
        raise RuntimeError("the audit trail has no anchor")
    seqs = range(head["seq"] + 1, head["seq"] + 1 + len(events))
    hashes = [head["hash"]]
    for seq, event in zip(seqs, events, strict=True):
        hashes.append(chained(hashes[-1], seq, event["text"]))
    await connection.execute(
        _SEAL,
        {
            "seqs": list(seqs),
            "event_ids": [event["id"] for event in events],
            "previous": hashes[:-1],
            "hashes": hashes[1:],
        },
    )
    return len(events)


def _fault(row: Mapping[str, Any], last: Head, noted: Head | None) -> str | None:
    """Why a seal cannot be the one behind `last`, or is not the one that was noted."""
    if row["seq"] != last.seq + 1:
        return f"seal {last.seq + 1} is missing"
    if row["previous_hash"] != last.hash:
        return f"seal {row['seq']} does not follow the one before it: seals were changed, removed or moved"
    if row["id"] is None:
        return f"event {row['event_id']}, which seal {row['seq']} is of, is missing"
    if chained(last.hash, last.seq + 1, row["text"]) != row["hash"]:
        return f"event {row['id']}, which seal {row['seq']} is of, is not what was sealed: it was changed or moved"
    if noted is not None and noted.seq == row["seq"] and noted.hash != row["hash"]:
        return f"seal {row['seq']} is not the one that was noted: the chain has been made anew"
    return None


def _read_head(text: str) -> Head:
    seq, _, digest = text.partition(":")
    return Head(int(seq), bytes.fromhex(digest))
