"""The API as a gRPC client sees it: the same through the gateway and at the server itself."""

import io
import struct
from collections import Counter
from collections.abc import AsyncIterator

import grpc
import httpx
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2
from grpc_status import rpc_status
from PIL import Image
from tabwright.v1.action_pb2 import Action
from tabwright.v1.artifact_service_pb2 import DownloadArtifactRequest
from tabwright.v1.artifact_service_pb2_grpc import ArtifactServiceStub
from tabwright.v1.browser_service_pb2 import ListBrowsersRequest, ListBrowsersResponse
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceStub
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import CancelJobRequest, CreateJobRequest, GetJobRequest, WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server.services.table import DESCRIPTORS
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

NO_JOB = "550e8400-e29b-41d4-a716-446655440000"


async def test_a_job_is_created_watched_to_its_end_and_its_picture_shows_the_page(
    channel: grpc.aio.Channel, site: TestSite, start_worker: StartWorker
) -> None:
    jobs, artifacts = JobServiceStub(channel), ArtifactServiceStub(channel)
    async with start_worker():
        created = await jobs.CreateJob(
            CreateJobRequest(
                target_url=site.page("colours.html"),
                wait_until="load",
                actions=[Action(action="screenshot", full_page=True)],
            ),
            timeout=60,
        )
        assert created.status == Job.pending
        events = [event async for event in jobs.WatchJob(WatchJobRequest(job_id=created.job_id), timeout=30)]
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert events[-1].type == "job.completed"
    job = await jobs.GetJob(GetJobRequest(job_id=created.job_id), timeout=60)
    assert job.status == Job.completed

    download = artifacts.DownloadArtifact(DownloadArtifactRequest(job_id=job.id, artifact="screenshot.png"), timeout=60)
    pieces = [piece async for piece in download]
    headers = dict(await download.initial_metadata() or ())
    data = b"".join(piece.data for piece in pieces)
    assert (pieces[0].content_type, headers["x-file-size"]) == ("image/png", str(len(data)))
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert [image.getpixel((7, y)) for y in (599, 600, 1200)] == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]


async def test_a_watcher_that_comes_back_continues_where_it_was(
    channel: grpc.aio.Channel, site: TestSite, start_worker: StartWorker
) -> None:
    jobs = JobServiceStub(channel)
    async with start_worker():
        created = await jobs.CreateJob(
            CreateJobRequest(target_url=site.page("colours.html"), wait_until="load"), timeout=60
        )
        seen: list[int] = []
        while len(seen) < 4:
            call = jobs.WatchJob(WatchJobRequest(job_id=created.job_id, after_sequence=len(seen)), timeout=30)
            event = await call.read()
            seen.append(event.sequence)
            call.cancel()
    assert seen == [1, 2, 3, 4]


async def test_an_error_carries_typed_details(channel: grpc.aio.Channel) -> None:
    jobs = JobServiceStub(channel)
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await jobs.CreateJob(CreateJobRequest(target_url="http://x", actions=[Action(action="click")]), timeout=60)
    assert raised.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    info, bad_request = _details(raised.value)
    assert (info.reason, info.domain) == ("INVALID_ARGUMENT", "tabwright.dev")
    assert [violation.field for violation in bad_request.field_violations] == ["actions[0].target"]


@pytest.mark.parametrize(
    ("method", "request_", "code", "reason"),
    [
        ("GetJob", GetJobRequest(job_id=NO_JOB), grpc.StatusCode.NOT_FOUND, "JOB_NOT_FOUND"),
        ("GetJob", GetJobRequest(job_id="x"), grpc.StatusCode.INVALID_ARGUMENT, "INVALID_ARGUMENT"),
        ("CancelJob", CancelJobRequest(job_id=NO_JOB), grpc.StatusCode.NOT_FOUND, "JOB_NOT_FOUND"),
        ("WatchJob", WatchJobRequest(job_id=NO_JOB), grpc.StatusCode.NOT_FOUND, "JOB_NOT_FOUND"),
        ("CreateJob", CreateJobRequest(), grpc.StatusCode.INVALID_ARGUMENT, "INVALID_ARGUMENT"),
        (
            "CreateJob",
            CreateJobRequest(target_url="http://x", browser_type_id=99),
            grpc.StatusCode.NOT_FOUND,
            "BROWSER_TYPE_NOT_FOUND",
        ),
    ],
)
async def test_a_wrong_call_gets_its_code_and_one_reason(
    channel: grpc.aio.Channel, method: str, request_: object, code: grpc.StatusCode, reason: str
) -> None:
    call = getattr(JobServiceStub(channel), method)(request_, timeout=60)
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await (call.read() if method == "WatchJob" else call)
    assert raised.value.code() is code
    assert _details(raised.value)[0].reason == reason


async def test_a_deadline_ends_a_watch(channel: grpc.aio.Channel) -> None:
    jobs = JobServiceStub(channel)
    created = await jobs.CreateJob(CreateJobRequest(target_url="http://example.test"), timeout=60)
    watching = jobs.WatchJob(WatchJobRequest(job_id=created.job_id), timeout=0.5)
    assert (await watching.read()).type == "job.created"
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await watching.read()
    assert raised.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED


async def test_a_message_over_the_limit_is_refused(channel: grpc.aio.Channel) -> None:
    value = "x" * 20_000_000
    request = CreateJobRequest(target_url="http://x", actions=[Action(action="fill", target="#a", value=value)])
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await JobServiceStub(channel).CreateJob(request, timeout=60)
    assert raised.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


async def test_health_checks_are_answered(channel: grpc.aio.Channel) -> None:
    health = health_pb2_grpc.HealthStub(channel)  # type: ignore[no-untyped-call]
    for service in ("", "tabwright.v1.JobService"):
        answer = await health.Check(health_pb2.HealthCheckRequest(service=service), timeout=60)
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


@pytest.mark.parametrize("version", ["v1", "v1alpha"])
async def test_reflection_tells_all_services_with_the_messages_that_they_use(
    channel: grpc.aio.Channel, version: str
) -> None:
    reflect = channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
    )

    async def ask(**question: str) -> reflection_pb2.ServerReflectionResponse:
        async def questions() -> AsyncIterator[reflection_pb2.ServerReflectionRequest]:
            yield reflection_pb2.ServerReflectionRequest(**question)

        return await anext(aiter(reflect(questions(), timeout=60)))

    async def files(symbol: str) -> dict[str, FileDescriptorProto]:
        answer = await ask(file_containing_symbol=symbol)
        found = map(FileDescriptorProto.FromString, answer.file_descriptor_response.file_descriptor_proto)
        return {file.name: file for file in found}

    listed = {service.name for service in (await ask(list_services="")).list_services_response.service}
    assert {service.full_name for service in DESCRIPTORS} | {f"grpc.reflection.{version}.ServerReflection"} <= listed
    for service in listed:
        assert await files(service)
    needed = await files("tabwright.v1.ArtifactService.DownloadArtifact")
    assert {"tabwright/v1/artifact_service.proto", "google/api/httpbody.proto"} <= needed.keys()
    for detail in ("ErrorInfo", "BadRequest", "PreconditionFailure", "RetryInfo", "Status"):
        assert await files(f"google.rpc.{detail}")
    names = [field.json_name for field in needed["google/api/httpbody.proto"].message_type[0].field]
    assert names == ["contentType", "data", "extensions"]


async def test_a_browser_may_call_by_grpc_web(rest: httpx.AsyncClient) -> None:
    frame = struct.pack(">BI", 0, 0) + ListBrowsersRequest().SerializeToString()
    answer = await rest.post(
        "/tabwright.v1.BrowserService/ListBrowsers",
        content=frame,
        headers={"content-type": "application/grpc-web+proto", "x-grpc-web": "1"},
    )
    flag, length = struct.unpack(">BI", answer.content[:5])
    message = ListBrowsersResponse.FromString(answer.content[5 : 5 + length])
    assert (flag, message.data[0].name) == (0, "Chromium")
    assert b"grpc-status:0" in answer.content[5 + length :].replace(b" ", b"")


async def test_a_call_says_which_request_it_was(channel: grpc.aio.Channel) -> None:
    call = BrowserServiceStub(channel).ListBrowsers(
        ListBrowsersRequest(), timeout=60, metadata=(("x-request-id", "my-own-id"),)
    )
    await call
    assert dict(await call.trailing_metadata() or ())["x-request-id"] == "my-own-id"


def _details(error: grpc.aio.AioRpcError) -> tuple[ErrorInfo, BadRequest]:
    status = rpc_status.from_call(error)  # type: ignore[arg-type]  # it reads what both kinds of call have
    assert status is not None
    info, bad_request = ErrorInfo(), BadRequest()
    for detail in status.details:
        detail.Unpack(info)
        detail.Unpack(bad_request)
    return info, bad_request


async def test_thousands_of_calls_at_once_are_all_answered(served: Gateway) -> None:
    async with grpc.aio.insecure_channel(f"127.0.0.1:{served.grpc_port}") as channel:
        call = channel.unary_unary("/tabwright.v1.HealthService/GetLiveness")
        await call(b"", timeout=60)
        answers = [call(b"", timeout=60) for _ in range(4000)]
        ended = Counter([await answer.code() for answer in answers])
    assert ended == {grpc.StatusCode.OK: 4000}


@pytest.mark.parametrize("method", ["JobService/GetJob", "JobService/WatchJob", "HealthService/GetHealth"])
async def test_a_call_that_ends_without_its_message_is_told_so(
    channel: grpc.aio.Channel, api_key: str, method: str
) -> None:
    call = channel.stream_stream(f"/tabwright.v1.{method}")(iter([]), timeout=60, metadata=[("x-api-key", api_key)])
    with pytest.raises(grpc.aio.AioRpcError) as refusal:
        await anext(aiter(call))
    assert refusal.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "without its message" in (refusal.value.details() or "")
    assert rpc_status.from_call(refusal.value) is not None  # type: ignore[arg-type]  # made for the synchronous one


@pytest.mark.parametrize("body", [b"", b"\0\0", b"\0\0\0\0\x09ab"], ids=repr)
async def test_a_call_over_grpc_web_whose_message_is_not_whole_is_answered(
    rest: httpx.AsyncClient, body: bytes
) -> None:
    headers = {"content-type": "application/grpc-web+proto"}
    answer = await rest.post("/tabwright.v1.JobService/GetJob", content=body, headers=headers, timeout=60)
    assert b"grpc-status:3" in answer.content or answer.headers.get("grpc-status") == "3", answer.headers
