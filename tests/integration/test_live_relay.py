"""How servers reach the browsers of a worker."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID, uuid4

import grpc
import pytest
from playwright.async_api import Page
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LiveAck, LiveAttach, LiveView

from store.live import relay
from store.live.relay import RelayAddress
from tests.fixtures.watching import Watched
from worker.live.jobs import LiveJobs
from worker.live.relay import serving

pytestmark = pytest.mark.slow

DEADLINE_S = 60.0
JOB, LEASE = uuid4(), 3
ATTACH = AttachRequest(attach=LiveAttach(view=LiveView(max_width=640, max_height=640)))
StreamStream = grpc.aio.StreamStreamMultiCallable[AttachRequest, AttachResponse]
Call = grpc.aio.StreamStreamCall[AttachRequest, AttachResponse]


def _bytes(request: AttachRequest) -> bytes:
    return request.SerializeToString()


@pytest.fixture
def jobs() -> LiveJobs:
    return LiveJobs()


@pytest.fixture
def held() -> set[tuple[UUID, int]]:
    return {(JOB, LEASE)}


@pytest.fixture
async def where(jobs: LiveJobs, held: set[tuple[UUID, int]]) -> AsyncIterator[RelayAddress]:
    async with serving("127.0.0.1:0", jobs, lambda job_id, lease_no: (job_id, lease_no) in held) as where:
        assert where is not None
        yield where


def _shown(where: RelayAddress) -> dict[str, str | bytes]:
    return {
        relay.AUTHORIZATION: f"Bearer {where.token}",
        relay.JOB: str(JOB),
        relay.LEASE: str(LEASE),
        relay.VIEWER: "ann",
        relay.NAME: "Änn".encode(),
        relay.RIGHT: "view",
    }


@asynccontextmanager
async def dialled(
    where: RelayAddress, metadata: Mapping[str, str] = MappingProxyType({}), *, trusts: bytes | None = None
) -> AsyncIterator[Call]:
    credentials = grpc.ssl_channel_credentials(trusts or where.certificate)
    options = [("grpc.ssl_target_name_override", relay.SERVER_NAME)]
    shown = {**_shown(where), **metadata}
    async with grpc.aio.secure_channel(where.address, credentials, options) as channel:
        attach: StreamStream = channel.stream_stream(
            relay.METHOD,
            request_serializer=_bytes,
            response_deserializer=AttachResponse.FromString,
        )
        yield attach(metadata=tuple(shown.items()), timeout=DEADLINE_S)


async def heard(call: Call, kind: str) -> AttachResponse:
    """The next thing of a kind that is said."""
    while isinstance(response := await call.read(), AttachResponse):
        if response.WhichOneof("message") == kind:
            return response
    raise AssertionError(f"the stream has ended without {kind}")


async def end(call: Call) -> grpc.StatusCode:
    """How a stream ends."""
    try:
        while isinstance(await call.read(), AttachResponse):
            pass
    except grpc.aio.AioRpcError as error:
        return error.code()
    return await call.code()


async def refusal(call: Call) -> grpc.StatusCode:
    """How a stream ends that is asked for a job."""
    with suppress(grpc.aio.AioRpcError):  # it may have ended before; the error of a write does not tell how
        await call.write(ATTACH)
    return await end(call)


async def test_frames_come_at_the_pace_of_their_acknowledgements(
    where: RelayAddress, jobs: LiveJobs, page: Page
) -> None:
    await page.set_content("<title>here</title><p>text")
    async with Watched(page, JOB, LEASE).in_(jobs) as live, dialled(where) as call:
        await call.write(ATTACH)
        assert (await heard(call, "state")).state.viewer_id == "ann"
        for seq in (1, 2):
            frame = (await heard(call, "frame")).frame
            assert frame.seq == seq
            await call.write(AttachRequest(ack=LiveAck(seq=seq)))
        assert [viewer.name for viewer in live.viewers.values()] == ["Änn"]
        await call.done_writing()
        assert await end(call) is grpc.StatusCode.OK
        assert not live.viewers


async def test_a_viewer_of_a_job_that_only_starts_hears_that_and_then_sees_it(
    where: RelayAddress, jobs: LiveJobs, page: Page
) -> None:
    async with dialled(where) as call:
        await call.write(ATTACH)
        told = (await heard(call, "state")).state
        assert (told.state, told.attempt, told.right) == ("starting", LEASE, "view")
        async with Watched(page, JOB, LEASE).in_(jobs):
            await heard(call, "frame")
        assert await end(call) is grpc.StatusCode.OK
    async with dialled(where) as call:
        assert await refusal(call) is grpc.StatusCode.FAILED_PRECONDITION, "its attempt is over"


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({relay.AUTHORIZATION: "Bearer other"}, grpc.StatusCode.UNAUTHENTICATED),
        ({relay.LEASE: "2"}, grpc.StatusCode.FAILED_PRECONDITION),
        ({relay.JOB: str(uuid4())}, grpc.StatusCode.FAILED_PRECONDITION),
        ({relay.JOB: "no id"}, grpc.StatusCode.INVALID_ARGUMENT),
    ],
)
async def test_who_may_not_look_is_refused(
    where: RelayAddress, metadata: dict[str, str], code: grpc.StatusCode
) -> None:
    async with dialled(where, metadata) as call:
        assert await refusal(call) is code


async def test_what_is_no_request_is_refused_without_a_traceback(
    where: RelayAddress, jobs: LiveJobs, page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    credentials = grpc.ssl_channel_credentials(where.certificate)
    options = [("grpc.ssl_target_name_override", relay.SERVER_NAME)]
    async with (
        Watched(page, JOB, LEASE).in_(jobs),
        grpc.aio.secure_channel(where.address, credentials, options) as channel,
    ):
        attach: StreamStream = channel.stream_stream(relay.METHOD, response_deserializer=AttachResponse.FromString)
        for before in ([], [ATTACH.SerializeToString()]):
            call = attach(metadata=tuple(_shown(where).items()), timeout=DEADLINE_S)
            for data in (*before, b"\xff\xff"):
                await call.write(cast(Any, data))
            assert await end(call) is grpc.StatusCode.INVALID_ARGUMENT
    assert [one for one in caplog.records if one.exc_info] == []


async def test_a_worker_with_another_certificate_is_not_talked_to(where: RelayAddress, jobs: LiveJobs) -> None:
    async with serving("127.0.0.1:0", jobs, lambda _, __: True) as other:
        assert other is not None
        async with dialled(where, trusts=other.certificate) as call:
            assert await refusal(call) is grpc.StatusCode.UNAVAILABLE


async def test_a_second_stream_of_a_viewer_ends_the_first(where: RelayAddress, jobs: LiveJobs, page: Page) -> None:
    async with Watched(page, JOB, LEASE).in_(jobs) as live, dialled(where) as first, dialled(where) as second:
        await first.write(ATTACH)
        await heard(first, "frame")
        await second.write(ATTACH)
        await heard(second, "frame")
        assert await end(first) is grpc.StatusCode.ABORTED
        assert len(live.viewers) == 1


async def test_a_link_that_breaks_leaves_no_viewer(where: RelayAddress, jobs: LiveJobs, page: Page) -> None:
    async with Watched(page, JOB, LEASE).in_(jobs) as live:
        async with dialled(where) as call:
            await call.write(ATTACH)
            await heard(call, "frame")
        async with asyncio.timeout(DEADLINE_S), dialled(where, {relay.VIEWER: "bob"}) as bob:
            await bob.write(ATTACH)
            while set(live.viewers) != {"bob"}:
                await heard(bob, "state")


async def test_off_means_no_relay(jobs: LiveJobs) -> None:
    async with serving("off", jobs, lambda _, __: True) as where:
        assert where is None


async def test_a_relay_that_listens_on_all_addresses_tells_one(jobs: LiveJobs) -> None:
    async with serving("0.0.0.0:0", jobs, lambda _, __: True, [("127.0.0.1", 5432)]) as where:
        assert where is not None
        assert where.address.startswith("127.0.0.1:")
