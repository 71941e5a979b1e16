"""Which of a client's jobs: what lists show, and what is done to many jobs at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import Database
from store.job import Status

# Each is only there when it is asked for, so that a plan is made for what is. A walk along the client's jobs finds
# those of a status or a URL; labels have an index.
_CONDITIONS: Mapping[str, LiteralString] = {
    "statuses": "AND status = ANY (%(statuses)s) ",
    "job_ids": "AND id = ANY (%(job_ids)s) ",
    "browser_type_id": "AND browser_type_id = %(browser_type_id)s ",
    "schedule_id": "AND schedule_id = %(schedule_id)s ",
    "labels": "AND labels @> ALL (%(labels)s::jsonb[]) ",
    "label_keys": "AND labels ?& %(label_keys)s::text[] ",
    "url_prefix": "AND starts_with(target_url, %(url_prefix)s) ",
    "created_after": "AND created_at >= %(created_after)s ",
    "created_before": "AND created_at < %(created_before)s ",
}

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
    created_after: datetime | None = None
    """This time, or later."""
    created_before: datetime | None = None

    @property
    def conditions(self) -> LiteralString:
        """What a statement on automation_jobs asks for, after its first condition."""
        conditions: LiteralString = ""
        for name, condition in _CONDITIONS.items():
            if getattr(self, name):
                conditions += condition
        return conditions

    @property
    def parameters(self) -> dict[str, Any]:
        """Of the conditions."""
        return {name: getattr(self, name) for name in _CONDITIONS} | {
            "statuses": [status.value for status in self.statuses],
            "job_ids": list(self.job_ids),
            "labels": [jsonb.dumps({key: value}) for key, value in self.labels],
            "label_keys": list(self.label_keys),
        }


ALL_JOBS = Filter()


async def find_jobs(database: Database, client_id: str, wanted: Filter, *, limit: int) -> dict[UUID, str]:
    """The target URLs, by job, of the jobs that were made first."""
    statement = _FIND_HEAD + wanted.conditions + _FIND_TAIL
    rows = await database.client_rows(client_id, statement, {**wanted.parameters, "limit": limit})
    return {row["id"]: row["target_url"] for row in rows}
