"""A client that does not read on does not hold the server up, and loses nothing."""

import asyncio
from collections.abc import AsyncIterable

import grpc
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server.calls import faults, sending
from server.calls.faults import ReaderTooSlow
from store.database.connection import Database
from tests.fixtures.jobs import CreateJob

# More than all that the connections hold on the way, twice.
EVENTS = 4000
_FILL = """
WITH event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT %(job_id)s, n, 'client', 'job.progress', 'pending', jsonb_build_object('message', repeat('x', 5000))
    FROM generate_series(2, %(events)s) AS n
)
UPDATE job_ready SET next_sequence = %(events)s + 1 WHERE job_id = %(job_id)s RETURNING job_id
"""


@pytest.fixture
def given_up(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Happens when the server has given a reader up, which here it does soon."""
    event = asyncio.Event()
    tell = faults.status

    def status(error: Exception, request_id: str) -> Status:
        if isinstance(error, ReaderTooSlow):
            event.set()
        return tell(error, request_id)

    monkeypatch.setattr(sending, "SEND_TIMEOUT_S", 0.5)
    monkeypatch.setattr(faults, "status", status)
    return event


async def test_a_reader_that_stands_still_is_told_where_to_go_on_and_misses_nothing(
    channel: grpc.aio.Channel, create: CreateJob, database: Database, given_up: asyncio.Event
) -> None:
    job_id = await create()
    await database.rows(_FILL, {"job_id": job_id, "events": EVENTS})
    jobs = JobServiceStub(channel)
    call = jobs.WatchJob(WatchJobRequest(job_id=str(job_id)), timeout=60)
    seen = [(await call.read()).sequence]
    async with asyncio.timeout(60):
        await given_up.wait()
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await _read_on(call, seen)
    assert raised.value.code() is grpc.StatusCode.ABORTED
    info = ErrorInfo()
    status = rpc_status.from_call(raised.value)  # type: ignore[arg-type]  # it reads what both kinds of call have
    assert status is not None
    assert status.details[0].Unpack(info)
    assert (info.reason, info.metadata["sequence"]) == ("READER_TOO_SLOW", str(seen[-1]))
    assert seen[-1] < EVENTS

    again = jobs.WatchJob(WatchJobRequest(job_id=str(job_id), after_sequence=seen[-1]), timeout=60)
    while seen[-1] < EVENTS:
        seen.append((await again.read()).sequence)
    again.cancel()
    assert seen == list(range(1, EVENTS + 1))


async def _read_on(call: AsyncIterable[JobEvent], seen: list[int]) -> None:
    async for event in call:
        seen.append(event.sequence)  # noqa: PERF401 - what came before the error counts
