"""Mutated requests: whatever is sent over gRPC, a clear answer comes. For REST, test_openapi.py."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import grpc
import httpx
import pytest
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message_factory import GetMessageClass
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from tabwright.v1.job_service_pb2 import CreateJobRequest, WatchJobRequest

from tests.channel import open_channel
from tests.fixtures.gateway import Gateway
from tests.fixtures.generated import shows_insides
from tests.fixtures.mutations import mutations
from tests.fixtures.raw_http2 import grpc_status
from tests.fixtures.valid_requests import JOB, methods, valid_requests

Code = grpc.StatusCode
EXPECTED = {
    *(Code.OK, Code.INVALID_ARGUMENT, Code.NOT_FOUND, Code.FAILED_PRECONDITION, Code.ALREADY_EXISTS),
    Code.PERMISSION_DENIED,  # by a URL policy that another request has made
    Code.OUT_OF_RANGE,  # a cursor of another time
    Code.ABORTED,  # a version that another request has changed
    Code.RESOURCE_EXHAUSTED,  # too many tries to sign in
    Code.UNAUTHENTICATED,  # a password, link or refresh token that is wrong: the calls themselves are somebody's
}
OF_ONE = ("ListArtifacts", "ListJobLogs", "ListTaskSteps", "ListUserSessions")
"""Lists of what one job, one task or one user has."""
AT_A_LEVEL = "the service level is "
"""How a refusal with UNAVAILABLE begins that another request has caused, which has set a level."""
BROKEN = {Code.UNKNOWN.value[0], Code.INTERNAL.value[0]}
ANSWER_S = 20.0
AT_ONCE = 8

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "0"))
"""How many requests of each method to try, by hand: then they are others each time."""

HEADERS = [b"x-request-id", b"x-api-key", b"authorization", b"idempotency-key", b"last-event-id", b"user-agent"]
HEADER_VALUES = st.one_of(
    st.sampled_from(
        [b"", b"caf\xe9", b"caf\xc3\xa9", b"\xff" * 20, b"y" * 8000, b"Bearer caf\xe9", b"a\tb", b"a, b", b"%00"]
    ),
    st.sampled_from([b"tw_", b"Bearer ", b"Bearer a.b.c", b'"', b"1", b""]).flatmap(
        lambda start: st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=30).map(
            lambda text: (start + text.encode("latin-1")).strip()
        )
    ),
)

Example = TypeVar("Example")


def tried(strategy: st.SearchStrategy[Example], count: int) -> list[Example]:
    """Examples, the same in every run: a test that finds something new on some day cannot be relied on."""
    found: list[Example] = []
    some = settings(
        max_examples=REQUESTS or count,
        deadline=None,
        derandomize=not REQUESTS,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    @some
    @given(strategy)
    def keep(example: Example) -> None:
        found.append(example)

    keep()
    return found


@contextmanager
def nothing_breaks() -> Iterator[None]:
    with capture_logs() as logs:
        yield
    assert [one for one in logs if one["log_level"] in ("error", "critical")] == []


def _is_expected(code: grpc.StatusCode, text: str) -> bool:
    return code in EXPECTED or (code is Code.UNAVAILABLE and text.startswith(AT_A_LEVEL))


@pytest.fixture
async def channel(served: Gateway, api_key: str) -> AsyncIterator[grpc.aio.Channel]:
    async with open_channel(f"127.0.0.1:{served.port}", api_key) as channel:
        yield channel


@pytest.mark.timeout(max(300, REQUESTS * 10))
async def test_no_request_breaks_the_server_or_shows_its_insides(
    channel: grpc.aio.Channel, things: dict[str, str]
) -> None:
    async def answer(method: MethodDescriptor, data: bytes) -> tuple[grpc.StatusCode, str]:
        for stand_in, thing in things.items():
            data = data.replace(stand_in.encode(), thing.encode())
        path = f"/{method.containing_service.full_name}/{method.name}"
        call = channel.unary_stream(path)(data, timeout=ANSWER_S)
        try:
            await anext(aiter(call), None)  # of a stream, the first message is enough
        except grpc.aio.AioRpcError as error:
            return error.code(), str(error.details())
        finally:
            call.cancel()
        return Code.OK, ""

    wrong: list[str] = []
    with nothing_breaks():
        for method in methods():
            examples = valid_requests(method)
            for example in examples:
                code, text = await answer(method, example.SerializeToString())
                is_told = code is not Code.INVALID_ARGUMENT and _is_expected(code, text)
                assert is_told, f"{method.name} with {example}: {code} {text}"
            for requests in _in_slices(tried(mutations(examples), count=40)):
                answers = await asyncio.gather(*(answer(method, data) for data in requests))
                wrong += [
                    f"{method.full_name} with {data!r}: {code} {text}"
                    for data, (code, text) in zip(requests, answers, strict=True)
                    if not _is_expected(code, text) or shows_insides(text)
                ]
        assert wrong == []
        await _read_everything(channel)


@pytest.mark.timeout(max(300, REQUESTS))
async def test_no_header_breaks_the_server_or_shows_its_insides(
    served: Gateway, rest: httpx.AsyncClient, things: dict[str, str]
) -> None:
    over_rest = [
        ("POST", "/api/v1/jobs", b'{"targetUrl":"http://example.test/"}'),
        ("GET", f"/api/v1/jobs/{things[JOB]}/events", None),
        ("GET", "/health/live", None),
    ]
    over_grpc = [
        ("JobService/CreateJob", CreateJobRequest(target_url="http://example.test/")),
        ("EventStreamService/WatchJob", WatchJobRequest(job_id=things[JOB])),
    ]
    key = (b"x-api-key", rest.headers["x-api-key"].encode())
    with nothing_breaks():
        for name, value in tried(st.tuples(st.sampled_from(HEADERS), HEADER_VALUES), count=60):
            for verb, path, body in over_rest:
                headers = [(name, value), (b"accept", b"text/event-stream")]
                answer = await rest.request(verb, path, content=body, headers=headers)
                assert answer.status_code < 500, f"{verb} {path} with {name!r}: {value!r}: {answer.text}"
                assert not shows_insides(answer.text)
            for method, request in over_grpc:
                headers = [(name, value)] if name == b"x-api-key" else [key, (name, value)]
                data = request.SerializeToString()
                status = await grpc_status(served.grpc_port, f"/tabwright.v1.{method}", data, headers)
                assert status not in (None, *BROKEN), f"{method} with {name!r}: {value!r}"


async def _read_everything(channel: grpc.aio.Channel) -> None:
    """What has been stored can be read, by a client that knows the messages."""
    for method in methods():
        if not method.name.startswith("List") or method.name in OF_ONE:
            continue
        request: Any = GetMessageClass(method.input_type)()
        answer: type[Any] = GetMessageClass(method.output_type)
        path = f"/{method.containing_service.full_name}/{method.name}"
        list_page = channel.unary_unary(path, type(request).SerializeToString, answer.FromString)
        while token := getattr(await list_page(request, timeout=ANSWER_S), "next_page_token", ""):
            request.page_token = token


def _in_slices(requests: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(requests), AT_ONCE):
        yield requests[start : start + AT_ONCE]
