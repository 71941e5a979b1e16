"""RenderService: one call, one file."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from google.api.httpbody_pb2 import HttpBody
from tabwright.v1.action_service_pb2 import ExtractRequest, PdfRequest, ScreenshotRequest
from tabwright.v1.render_service_pb2 import RenderTextRequest
from tabwright.v1.render_service_pb2_grpc import RenderServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.faults import JOB_ID_HEADER, JobFailed, JobNotEnded
from server.convert.translation import reading
from server.intake.intake import Intake
from server.streams import files as file_stream
from server.streams.ending import wait_for_end
from server.streams.feed import EventFeed
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import TERMINAL, Held, Job, Json, Status
from store.records import listing
from store.records.files import CHUNK_BYTES, FileStorage

MAX_WAIT_MS = 300_000
"""As wait_ms's own rule has it."""
BESIDE_MS = 10_000
"""What a job takes beside the time of its attempt: waiting for a worker, opening a page, and recording its end."""
SOON_S = 1.0
"""How soon most jobs end. Of one that does, nothing is read before: it would take from what others do meanwhile."""
FALLBACK_HEADER = "x-tabwright-fallback"
"""What says, besides a file, which fallback it is from."""
_SHUT_IN = (("content-security-policy", "sandbox"),)
"""What a page has written is no page of our origin, whoever opens it."""


class RenderService(RenderServiceServicer):
    def __init__(self, database: Database, files: FileStorage, feed: EventFeed, intake: Intake) -> None:
        self._database = database
        self._files = files
        self._feed = feed
        self._intake = intake

    async def RenderScreenshot(self, request: ScreenshotRequest, context: Context) -> AsyncIterator[HttpBody]:
        async for body in self._file(request, context):
            yield body

    async def RenderPdf(self, request: PdfRequest, context: Context) -> AsyncIterator[HttpBody]:
        async for body in self._file(request, context):
            yield body

    async def RenderContent(self, request: RenderTextRequest, context: Context) -> AsyncIterator[HttpBody]:
        async for body in self._text(reading(request, "html"), "text/html", "content.html", context):
            yield body

    async def RenderMarkdown(self, request: RenderTextRequest, context: Context) -> AsyncIterator[HttpBody]:
        async for body in self._text(reading(request, "markdown"), "text/markdown", "content.md", context):
            yield body

    async def _file(self, request: ScreenshotRequest | PdfRequest, context: Context) -> AsyncIterator[HttpBody]:
        """The file that the job has made."""
        job, result = await self._ended(request, context)
        artifact = await listing.get_artifact(self._database, client_id(), _kept_by(job), result["artifact"])
        pieces = file_stream.pieces(self._database, self._files, artifact)
        first = await anext(pieces, b"")
        await context.send_initial_metadata((*_of(job), *file_stream.headers(artifact)))
        yield HttpBody(content_type=artifact.mime_type, data=first)
        async for piece in pieces:
            yield HttpBody(data=piece)

    async def _text(self, request: ExtractRequest, kind: str, name: str, context: Context) -> AsyncIterator[HttpBody]:
        """The text that the job has read, which is in a file of JSON where it is large."""
        job, result = await self._ended(request, context)
        text = result.get("value")
        if "artifact" in result:
            artifact = await listing.get_artifact(self._database, client_id(), _kept_by(job), result["artifact"])
            read = b"".join([piece async for piece in file_stream.pieces(self._database, self._files, artifact)])
            text = await asyncio.to_thread(json.loads, read)
        data = str(text or "").encode(errors="replace")
        about = (("content-disposition", f'inline; filename="{name}"'), ("x-file-size", str(len(data))))
        await context.send_initial_metadata((*_of(job), *about, *_SHUT_IN))
        yield HttpBody(content_type=f"{kind}; charset=utf-8", data=data[:CHUNK_BYTES])
        for start in range(CHUNK_BYTES, len(data), CHUNK_BYTES):
            yield HttpBody(data=data[start : start + CHUNK_BYTES])

    async def _ended(
        self, request: ScreenshotRequest | PdfRequest | ExtractRequest, context: Context
    ) -> tuple[Job, dict[str, Any]]:
        """Makes a job, and waits for its end: the job, and the result of its action.

        Raises JobFailed and JobNotEnded.
        """
        accepted = await self._intake.make(request, context)
        job_id, began = accepted.job_id, time.monotonic()
        given_s = request.wait_ms / 1000 if request.HasField("wait_ms") else None
        last_error: Json | None = None
        held: Held | None = None
        stands_still = ""
        # The job is there, whatever happens now: from here on no failure of ours may hide its id.
        with suppress(DatabaseUnavailable):
            if accepted.status not in TERMINAL:
                await wait_for_end(self._feed, job_id, SOON_S if given_s is None else min(given_s, SOON_S))
            job = await listing.get_job(self._database, client_id(), job_id)
            most_s = min(job.timeout_ms + BESIDE_MS, MAX_WAIT_MS) / 1000
            wait_s = most_s if given_s is None else given_s
            if job.status not in TERMINAL and (left_s := began + wait_s - time.monotonic()) > 0:
                await wait_for_end(self._feed, job_id, left_s)
                job = await listing.get_job(self._database, client_id(), job_id)
            if job.status in TERMINAL:
                return job, _result(job)
            held = job.held
            stands_still = (job.pause or {}).get("reason", "")
            last_error = await listing.get_last_error(self._database, client_id(), job_id)
        error = last_error or {}
        raise JobNotEnded(job_id, error.get("message", ""), held, stands_still=stands_still, **_facts(error))


def _result(job: Job) -> dict[str, Any]:
    """The result of a job's last action. Raises JobFailed."""
    if job.status is not Status.COMPLETED:
        raise _failed(job, job.error or {})
    results = (job.result or {}).get("actions") or [{}]
    last: dict[str, Any] = results[-1]
    if "error" in last:  # with continueOnError
        raise _failed(
            job, {"message": last["error"]["message"], "details": {**last["error"], "action": last["action"]}}
        )
    return last


def _failed(job: Job, error: Json) -> JobFailed:
    message = error.get("message") or f"job {job.id} was cancelled"
    return JobFailed(message, job_id=str(job.id), status=job.status.value, **_facts(error))


def _facts(error: Json) -> dict[str, str]:
    """What is told of a job's error beside its message."""
    details = error.get("details", {})
    facts = {"error_type": details.get("errorType"), "action": details.get("action")}
    return {name: text for name, text in facts.items() if text}


def _of(job: Job) -> tuple[tuple[str, str], ...]:
    told = ((JOB_ID_HEADER, str(job.id)), ("location", f"/api/v1/jobs/{job.id}"))
    fallback = _fallback(job)
    return (*told, (FALLBACK_HEADER, fallback["kind"])) if fallback else told


def _kept_by(job: Job) -> UUID:
    """The job whose artifacts are those of the result."""
    return UUID(_fallback(job).get("cachedJobId", str(job.id)))


def _fallback(job: Job) -> Json:
    """The fallback that a job's result is from, if it is from one."""
    told: Json = (job.result or {}).get("fallback", {})
    return told
