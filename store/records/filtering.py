"""Which of a client's jobs: what lists show, what is counted, and what is done to many jobs at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import Database
from store.job import HELD_BY_WORKER, Status

# Each is only there when it is asked for, so that a plan is made for what is. Those of a URL or of labels are found by
# a walk along the client's jobs, and others by an index. Ids are in the order of creation, by the clock of who makes
# them, not of the database: so those that a time bounds are bounded by their ids too, with an hour between.
_CONDITIONS: Mapping[str, LiteralString] = {
    "statuses": "AND status = ANY (%(statuses)s) ",
    "job_ids": "AND id = ANY (%(job_ids)s) ",
    "browser_type_id": "AND browser_type_id = %(browser_type_id)s ",
    "schedule_id": "AND schedule_id = %(schedule_id)s ",
    "labels": "AND labels @> ALL (%(labels)s::jsonb[]) ",
    "label_keys": "AND labels ?& %(label_keys)s::text[] ",
    "url_prefix": "AND starts_with(target_url, %(url_prefix)s) ",
    "host": "AND host_reversed = %(host)s ",
    "below_host": "AND host_reversed > %(below_host)s AND host_reversed < %(behind_host)s ",
    "task": "AND task_name = %(task)s ",
    "id_prefix": "AND id >= %(first_id)s AND id <= %(last_id)s ",
    "created_after": "AND created_at >= %(created_after)s AND id >= %(created_after_id)s ",
    "created_before": "AND created_at < %(created_before)s AND id <= %(created_before_id)s ",
}
_CLOCKS = timedelta(hours=1)

# Where the ids of a client's jobs are, by status, beside their wide rows. A status may be in no index of those, so that
# its changes stay HOT: these are what there is instead. Events of a cancelled job stay when it is started again. Those
# of a status are in the order of their ids, which a planner without knowledge needs to hear to find their index.
_PLACES: Mapping[Status, Sequence[LiteralString]] = {
    Status.PENDING: (
        "SELECT job_id FROM job_ready WHERE client_id = %(client_id)s",
        "SELECT job_id FROM job_deferred WHERE client_id = %(client_id)s",
        "SELECT job_id FROM job_parked WHERE client_id = %(client_id)s",
    ),
    **dict.fromkeys(HELD_BY_WORKER, ("SELECT job_id FROM job_leases WHERE client_id = %(client_id)s",)),
    Status.COMPLETED: (
        "(SELECT job_id FROM job_events WHERE client_id = %(client_id)s AND status = 'completed' ORDER BY job_id)",
    ),
    Status.FAILED: ("SELECT job_id FROM dead_letters WHERE client_id = %(client_id)s",),
    Status.CANCELLED: (
        "(SELECT job_id FROM job_events WHERE client_id = %(client_id)s AND status = 'cancelled' ORDER BY job_id)",
    ),
}
FEW = 2000
"""So many jobs are looked at one by one; of a status that more have, a walk along the client's jobs meets some soon."""

_FIND_HEAD: LiteralString = "SELECT id, target_url FROM automation_jobs WHERE client_id = %(client_id)s "
_FIND_TAIL: LiteralString = "ORDER BY id LIMIT %(limit)s"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which jobs; None, and an empty list: any."""

    statuses: Sequence[Status] = ()
    job_ids: Sequence[UUID] = ()
    browser_type_id: int | None = None
    schedule_id: UUID | None = None
    labels: Sequence[tuple[str, str]] = ()
    """With all these."""
    label_keys: Sequence[str] = ()
    """With any value of all these."""
    url_prefix: str | None = None
    host: str | None = None
    """Of their target_url, as store.address.WebAddress has it."""
    below_host: str | None = None
    """A host below this one."""
    task: str | None = None
    """Made by the task of this name."""
    id_prefix: str | None = None
    """The first characters of their id, in lower case."""
    created_after: datetime | None = None
    """This time, or later."""
    created_before: datetime | None = None
    are_few: bool = False
    """Whether few jobs have one of the statuses, so that all of those are looked at."""

    @property
    def conditions(self) -> LiteralString:
        """What a statement on automation_jobs asks for, after its first condition."""
        conditions: LiteralString = ""
        for name, condition in _CONDITIONS.items():
            if getattr(self, name):
                conditions += condition
        return conditions + (f"AND id = ANY (ARRAY({_ids(self.statuses)})) " if self.are_few else "")

    @property
    def parameters(self) -> dict[str, Any]:
        """Of the conditions."""
        prefix, after, before = self.id_prefix or "", self.created_after, self.created_before
        return {name: getattr(self, name) for name in _CONDITIONS} | {
            "statuses": [status.value for status in self.statuses],
            "job_ids": list(self.job_ids),
            "labels": [jsonb.dumps({key: value}) for key, value in self.labels],
            "label_keys": list(self.label_keys),
            "host": (self.host or "")[::-1],
            "below_host": (self.below_host or "")[::-1] + ".",
            "behind_host": (self.below_host or "")[::-1] + "/",  # the character behind the dot
            "first_id": _id(prefix, "0"),
            "last_id": _id(prefix, "f"),
            "created_after_id": after and _id(_milliseconds(after - _CLOCKS), "0"),
            "created_before_id": before and _id(_milliseconds(before + _CLOCKS), "f"),
        }


ALL_JOBS = Filter()


async def find_jobs(database: Database, client_id: str, wanted: Filter, *, limit: int) -> dict[UUID, str]:
    """The target URLs, by job, of the jobs that were made first."""
    narrowed = await narrow(database, client_id, wanted)
    statement = _FIND_HEAD + narrowed.conditions + _FIND_TAIL
    rows = await database.client_rows(client_id, statement, {**narrowed.parameters, "limit": limit})
    return {row["id"]: row["target_url"] for row in rows}


async def narrow(database: Database, client_id: str, wanted: Filter) -> Filter:
    """The same jobs, found in the way that is quick for the statuses that are wanted: few jobs may be anywhere among a
    million others.
    """
    if not wanted.statuses or wanted.job_ids:
        return wanted
    statement = _ids(wanted.statuses) + " LIMIT %(few)s + 1"
    rows = await database.client_rows(client_id, statement, {"few": FEW})
    return replace(wanted, are_few=len(rows) <= FEW)


def _ids(statuses: Sequence[Status]) -> LiteralString:
    """A statement for the ids of the jobs with these statuses, and of some that had one of them."""
    return " UNION ALL ".join(dict.fromkeys(place for status in statuses for place in _PLACES[status]))


def _id(digits: str, rest: str) -> UUID:
    """The id that begins with these digits, and goes on with only one other."""
    return UUID(digits.replace("-", "").ljust(32, rest))


def _milliseconds(moment: datetime) -> str:
    """The first digits of ids that are made then."""
    return f"{max(0, int(moment.timestamp() * 1000)):012x}"[:12]
