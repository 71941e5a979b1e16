"""A job's browser, watched from its start to its end through the gateway: server, relay, worker and browser."""

import asyncio

import grpc
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LiveAck, LiveAttach
from tabwright.v1.live_service_pb2_grpc import LiveServiceStub

from store.database.connection import Database
from store.queue.cancel import cancel_job
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.integration.test_worker import LONG

DEADLINE_S = 90


async def test_a_viewer_sees_a_job_wait_and_run_and_end(
    served: Gateway, api_key: str, database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker
) -> None:
    job_id = await create(target_url=site.page("colours.html"), actions=[LONG], timeout_ms=90_000)
    states: list[str] = []
    async with asyncio.timeout(DEADLINE_S), open_channel(f"127.0.0.1:{served.port}", api_key) as channel:
        call = LiveServiceStub(channel).Attach(metadata=(("x-api-key", api_key),))
        await call.write(AttachRequest(attach=LiveAttach(job_id=str(job_id))))
        first = await call.read()
        assert isinstance(first, AttachResponse)
        assert first.state.state == "waiting"
        async with start_worker():
            is_seen = False
            while isinstance(response := await call.read(), AttachResponse):
                if response.HasField("state"):
                    states.append(response.state.state)
                elif response.HasField("frame"):
                    assert response.frame.data.startswith(b"\xff\xd8")
                    await call.write(AttachRequest(ack=LiveAck(seq=response.frame.seq)))
                    if not is_seen:
                        is_seen = True
                        await cancel_job(database, CLIENT, job_id)
        assert is_seen
        assert states[-1] == "ended"
        assert await call.code() is grpc.StatusCode.OK
