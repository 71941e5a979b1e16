"""Answering questions about jobs. Every question is a client's, and sees that client's jobs only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import Database, Row
from store.database.paging import Page, cut, page_of
from store.errors import ArtifactNotFound, JobNotFound
from store.job import Job, Json, Repeat, Status
from store.records.filtering import ALL_JOBS, Filter, narrow
from store.records.holding import PARKED, held, read_held

PLAIN: LiteralString = """
    id, client_id, browser_type_id, target_url, wait_until, status, priority, retry_count, max_retries, timeout_ms,
    created_at, started_at, completed_at, updated_at, not_before, schedule_id, scheduled_at, labels, repeat,
    html_bytes, base_url, referer, traceparent
"""
WEBHOOK: LiteralString = """(
        SELECT jsonb_build_object('url', url, 'events', events) FROM webhooks WHERE webhooks.job_id = automation_jobs.id
    ) AS webhook
"""
PAUSE: LiteralString = """CASE
        WHEN status IN ('paused', 'intervention_needed') THEN (
            SELECT lease.pause || CASE
                WHEN lease.pause_requested_at IS NULL THEN '{}'
                ELSE jsonb_build_object(
                    'deadline', lease.pause_requested_at + lease.pause_timeout_ms * interval '1 ms'
                )
            END || CASE
                WHEN lease.controlled_by IS NULL THEN '{}'
                ELSE jsonb_build_object(
                    'controlledBy', lease.controlled_by, 'controlledSince', lease.controlled_since
                )
            END
            FROM job_leases AS lease
            WHERE lease.job_id = automation_jobs.id
        )
    END AS pause
"""
"""Why a job stands still, with the deadline that was wished for last, and who has control of its browser."""
LISTED_DOCUMENTS: tuple[LiteralString, ...] = ("actions", "options", "error", "task")
"""What lists read of a job's documents: results can be large, they leave them out."""

_OBJECTS = ("options", "result", "error", "task")
"""Its documents that are objects."""

_GET = (
    """
SELECT
    {plain}, actions::text AS actions, options::text AS options, result::text AS result, error::text AS error,
    task::text AS task, {webhook}, {pause}, {parked}
FROM automation_jobs
WHERE id = %(job_id)s AND client_id = %(client_id)s
""".replace("{plain}", PLAIN)
    .replace("{webhook}", WEBHOOK)
    .replace("{pause}", PAUSE)
    .replace("{parked}", PARKED)
)

_LIST_HEAD = (
    """
SELECT {plain}, actions, options, error, task, {webhook}, {pause}, {parked}
FROM automation_jobs
WHERE client_id = %(client_id)s
""".replace("{plain}", PLAIN)
    .replace("{webhook}", WEBHOOK)
    .replace("{pause}", PAUSE)
    .replace("{parked}", PARKED)
)
_LIST_OWN: LiteralString = ", webhook, pause, held"
_LIST_BEFORE = "AND id < %(before)s "
_LIST_TAIL = "ORDER BY id DESC LIMIT %(limit)s + 1 OFFSET %(offset)s"

_PROGRESS = """
SELECT
    status,
    (SELECT max(sequence) FROM job_events AS event WHERE event.job_id = job.id) AS last_sequence
FROM automation_jobs AS job
WHERE id = %(job_id)s AND client_id = %(client_id)s
"""

# From the last event backwards, by the primary key: what is behind the last retry is one attempt's.
_GET_LAST_ERROR = """
SELECT data -> 'error' AS error FROM job_events
WHERE job_id = %(job_id)s AND client_id = %(client_id)s AND type = 'job.retrying' AND data ? 'error'
ORDER BY sequence DESC
LIMIT 1
"""

_LIST_LOGS = """
SELECT id, job_id, level, message, metadata, created_at
FROM job_logs
WHERE job_id = %(job_id)s AND client_id = %(client_id)s AND id > %(after)s
ORDER BY id
LIMIT %(limit)s + 1
"""
_LIST_LOGS_PAGE = page_of(
    _LIST_LOGS, columns="id, job_id, level, message, created_at", documents=("metadata",), order="id"
)

_LIST_ARTIFACTS = """
SELECT id, job_id, lease_no, artifact_type, name, file_path, mime_type, size_bytes, created_at
FROM job_artifacts
WHERE job_id = %(job_id)s AND client_id = %(client_id)s
ORDER BY id
"""

# The latest attempt's file, where several attempts made one of this name.
_GET_ARTIFACT = """
SELECT
    id, job_id, lease_no, artifact_type, name, file_path, mime_type, size_bytes, created_at,
    (SELECT job.created_by FROM automation_jobs AS job WHERE job.id = job_id) AS created_by
FROM job_artifacts
WHERE job_id = %(job_id)s AND client_id = %(client_id)s AND %(artifact)s IN (id::text, name)
ORDER BY lease_no DESC
LIMIT 1
"""

_GET_FILE_DATA = """
SELECT file_data FROM job_artifacts
WHERE id = %(id)s AND client_id = %(client_id)s AND file_data IS NOT NULL
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a job has come."""

    status: Status
    last_sequence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LogLine:
    """A line of a job's log."""

    id: int
    job_id: UUID
    level: str
    message: str
    metadata: Json | None
    created_at: datetime
    size_bytes: int
    """About how much text it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Artifact:
    """A file that a job made."""

    id: UUID
    job_id: UUID
    lease_no: int
    artifact_type: str
    name: str
    file_path: str | None
    """Where it lies in the artifact storage. None: in the database."""
    mime_type: str
    size_bytes: int
    created_at: datetime
    created_by: str | None = None
    """Who has asked for its job, as store.database.auditing.Actor.text; None in lists, and where it is not known."""


async def get_job(database: Database, client_id: str, job_id: UUID) -> Job:
    """Raises JobNotFound."""
    row = await database.client_row(client_id, _GET, {"job_id": job_id})
    if row is None:
        raise JobNotFound(job_id)
    return read_job({**row, "held": await read_held(database, row["held"])})


async def get_progress(database: Database, client_id: str, job_id: UUID) -> Progress:
    """Raises JobNotFound."""
    row = await database.client_row(client_id, _PROGRESS, {"job_id": job_id})
    if row is None:
        raise JobNotFound(job_id)
    return Progress(status=Status(row["status"]), last_sequence=row["last_sequence"])


async def get_last_error(database: Database, client_id: str, job_id: UUID) -> Json | None:
    """What the last attempt that was to be followed by another has failed with. None: there was none."""
    row = await database.client_row(client_id, _GET_LAST_ERROR, {"job_id": job_id})
    return None if row is None else row["error"]


async def list_jobs(
    database: Database,
    client_id: str,
    wanted: Filter = ALL_JOBS,
    *,
    before: UUID | None = None,
    offset: int = 0,
    limit: int,
) -> Page[Job]:
    """A page of jobs without their results, newest first: those made before `before`, past the first `offset`."""
    narrowed = await narrow(database, client_id, wanted)
    statement: LiteralString = _LIST_HEAD + narrowed.conditions
    if before is not None:
        statement += _LIST_BEFORE
    rows = await database.client_rows(
        client_id,
        page_of(statement + _LIST_TAIL, columns=PLAIN + _LIST_OWN, documents=LISTED_DOCUMENTS, order="id DESC"),
        {**narrowed.parameters, "before": before, "offset": offset, "limit": limit},
    )
    return read_jobs([{**row, "held": held(row["held"])} for row in rows], limit)


async def list_logs(database: Database, client_id: str, job_id: UUID, *, after: int, limit: int) -> Page[LogLine]:
    """A page of a job's log after the line with id `after`, oldest first. Raises JobNotFound."""
    await require_job(database, client_id, job_id)
    rows = await database.client_rows(client_id, _LIST_LOGS_PAGE, {"job_id": job_id, "after": after, "limit": limit})
    page, more = cut(rows, limit)
    return Page(map(_log_line, page), more=more)


async def list_artifacts(database: Database, client_id: str, job_id: UUID) -> Sequence[Artifact]:
    """A job's artifacts of all attempts, oldest first. Raises JobNotFound."""
    await require_job(database, client_id, job_id)
    rows = await database.client_rows(client_id, _LIST_ARTIFACTS, {"job_id": job_id})
    return [Artifact(**row) for row in rows]


async def get_artifact(database: Database, client_id: str, job_id: UUID, id_or_name: str) -> Artifact:
    """An artifact by its id, or by its name: then the latest attempt's.

    Raises JobNotFound or ArtifactNotFound.
    """
    row = await database.client_row(client_id, _GET_ARTIFACT, {"job_id": job_id, "artifact": id_or_name})
    if row is None:
        await require_job(database, client_id, job_id)
        raise ArtifactNotFound(job_id, id_or_name)
    return Artifact(**row)


async def get_file_data(database: Database, client_id: str, artifact: Artifact) -> bytes:
    """The bytes of an artifact that lies in the database. Raises ArtifactNotFound."""
    row = await database.client_row(client_id, _GET_FILE_DATA, {"id": artifact.id})
    if row is None:
        raise ArtifactNotFound(artifact.job_id, artifact.name)
    data: bytes = row["file_data"]
    return data


async def require_job(database: Database, client_id: str, job_id: UUID) -> None:
    """Raises JobNotFound."""
    row = await database.client_row(
        client_id,
        "SELECT FROM automation_jobs WHERE id = %(job_id)s AND client_id = %(client_id)s",
        {"job_id": job_id},
    )
    if row is None:
        raise JobNotFound(job_id)


async def whose_job(database: Database, job_id: UUID) -> str | None:
    """The client of anybody's job, for administrators. None: there is no such job."""
    row = await database.row("SELECT client_id FROM automation_jobs WHERE id = %(job_id)s", {"job_id": job_id})
    return None if row is None else row["client_id"]


def read_job(row: Row) -> Job:
    """The job that a row of its columns is, with its documents as texts."""
    documents: Mapping[str, Any] = {name: jsonb.read_object(row.get(name)) for name in _OBJECTS}
    size_bytes = sum(len(row.get(name) or "") for name in ("actions", *documents))
    words = {"status": Status(row["status"]), "repeat": Repeat(row["repeat"])}
    return Job(
        **{**row, **documents, **words, "actions": jsonb.Array(row["actions"])},
        size_bytes=size_bytes,
    )


def read_jobs(rows: list[Row], limit: int) -> Page[Job]:
    """The page of jobs that such rows of store.database.paging are."""
    page, more = cut(rows, limit)
    return Page(map(read_job, page), more=more)


def _log_line(row: Row) -> LogLine:
    size_bytes = len(row["message"]) + len(row["metadata"] or "")
    return LogLine(**{**row, "metadata": jsonb.read_object(row["metadata"])}, size_bytes=size_bytes)
