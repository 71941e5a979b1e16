"""The clients of the Python SDK, the blocking one and that for asyncio, against a server that does what it is told."""

import os
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from inspect import isawaitable
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from google.api.httpbody_pb2 import HttpBody
from google.protobuf.any_pb2 import Any as Box
from google.protobuf.descriptor_pool import Default
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message_factory import GetMessageClass
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status
from grpc import StatusCode
from grpc_status import rpc_status
from tabwright import CreateJobRequest, FieldProblem, Job, JobEvent, aio, connect, problem
from tabwright.channel import service_config
from tabwright.retrying import CALL_PATIENCE_S, Tries
from tabwright.v1.action_service_pb2 import VisitRequest
from tabwright.v1.artifact_pb2 import Artifact
from tabwright.v1.artifact_service_pb2 import ListArtifactsRequest, ListArtifactsResponse
from tabwright.v1.job_service_pb2 import (
    CreateJobResponse,
    GetJobRequest,
    ListJobsRequest,
    ListJobsResponse,
    WatchJobsRequest,
    WatchJobsResponse,
)

DAY = timedelta(days=1)


@dataclass
class FakeServer(grpc.GenericRpcHandler):  # type: ignore[misc]
    """Answers each call with the next of `answers`: a message, several of them, or an error after them."""

    answers: list[Any] = field(default_factory=list)
    calls: list[tuple[str, Any, dict[str, str], float]] = field(default_factory=list)
    """Method, request, metadata, seconds that the caller gives it."""
    port: int = 0

    def service(self, handler_call_details: Any) -> Any:
        name = handler_call_details.method.rpartition("/")[2]
        method = Default().FindMethodByName(handler_call_details.method[1:].replace("/", "."))

        def call(request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
            metadata = {one.key: one.value for one in context.invocation_metadata()}
            self.calls.append((name, request, metadata, context.time_remaining()))
            for answer in self.answers.pop(0):
                if isinstance(answer, tuple):
                    context.abort_with_status(rpc_status.to_status(_status(*answer)))
                yield answer

        def call_once(request: Any, context: grpc.ServicerContext) -> Any:
            return next(call(request, context))

        def encode(message: Any) -> bytes:
            return message.SerializeToString()  # type: ignore[no-any-return]

        decode = GetMessageClass(method.input_type).FromString
        if method.server_streaming:
            return grpc.unary_stream_rpc_method_handler(call, decode, encode)
        return grpc.unary_unary_rpc_method_handler(call_once, decode, encode)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    real = grpc.server(ThreadPoolExecutor(2), handlers=[fake])
    fake.port = real.add_insecure_port("127.0.0.1:0")
    real.start()
    yield fake
    real.stop(None).wait()


@pytest.fixture(params=["blocking", "asyncio"])
async def client(server: FakeServer, request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    """Each of both: what it answers goes through `answer` and `every`."""
    address = f"127.0.0.1:{server.port}"
    if request.param == "blocking":
        with connect(address, "secret") as blocking:
            yield blocking
    else:
        async with aio.connect(address, "secret") as asynchronous:
            yield asynchronous


async def answer(value: Any) -> Any:
    return await value if isawaitable(value) else value


async def every(stream: Any, found: list[Any] | None = None) -> list[Any]:
    found = found if found is not None else []
    if hasattr(stream, "__aiter__"):
        async for one in stream:
            found.append(one)
    else:
        found.extend(stream)
    return found


async def test_both_clients_have_the_same_names() -> None:
    with connect("nowhere") as blocking:
        async with aio.connect("nowhere") as asynchronous:
            names = [{name for name in dir(one) if name[0] != "_"} for one in (blocking, asynchronous)]
    assert names[0] == names[1]


async def test_a_watch_goes_on_after_the_last_event_when_it_breaks(server: FakeServer, client: Any) -> None:
    server.answers = [
        [_event(1), (StatusCode.UNAVAILABLE, ErrorInfo(reason="SERVER_STOPPING"))],
        [_event(2), (StatusCode.INTERNAL,)],  # the gateway's reset
        [(StatusCode.ABORTED, ErrorInfo(reason="READER_TOO_SLOW"))],
        [_event(3), _event(4)],
    ]
    assert [event.sequence for event in await every(client.watch("job"))] == [1, 2, 3, 4]
    assert [request.after_sequence for _, request, _, _ in server.calls] == [0, 1, 2, 2]


async def test_a_watch_of_all_jobs_goes_on_after_the_last_cursor(server: FakeServer, client: Any) -> None:
    asked = WatchJobsRequest(type=["job.started"])
    server.answers = [
        [WatchJobsResponse(cursor="a"), (StatusCode.UNAVAILABLE,)],
        [WatchJobsResponse(cursor="b", event=_event(1)), (StatusCode.ABORTED, ErrorInfo(reason="READER_TOO_SLOW"))],
        [WatchJobsResponse(cursor="c"), (StatusCode.OUT_OF_RANGE, ErrorInfo(reason="CURSOR_TOO_OLD"))],
    ]
    seen: list[WatchJobsResponse] = []
    with pytest.raises(grpc.RpcError) as raised:
        await every(client.watch_jobs(asked), seen)
    assert problem(raised.value).reason == "CURSOR_TOO_OLD"
    assert [message.cursor for message in seen] == ["a", "b", "c"]
    assert [(request.cursor, request.type) for _, request, _, _ in server.calls] == [
        (cursor, ["job.started"]) for cursor in ("", "a", "b")
    ]
    assert asked.cursor == ""  # it is the caller's


async def test_a_list_is_read_page_by_page_to_its_end(server: FakeServer, client: Any) -> None:
    server.answers = [
        [ListJobsResponse(data=[Job(id="a"), Job(id="b")], next_page_token="2")],
        [ListJobsResponse(next_page_token="3")],  # a page may be empty
        [ListJobsResponse(data=[Job(id="c")])],
    ]
    asked = ListJobsRequest(status=Job.failed, page=2)
    assert [job.id for job in await every(client.list_all(client.jobs.ListJobs, asked))] == ["a", "b", "c"]
    assert [(request.status, request.page, request.page_token) for _, request, _, _ in server.calls] == [
        (Job.failed, 2, ""),
        (Job.failed, 0, "2"),
        (Job.failed, 0, "3"),
    ]


async def test_a_list_without_pages_is_read_alike(server: FakeServer, client: Any) -> None:
    server.answers = [[ListArtifactsResponse(data=[Artifact(id="a")])]]
    artifacts = client.list_all(client.artifacts.ListArtifacts, ListArtifactsRequest(job_id="job"))
    assert [artifact.id for artifact in await every(artifacts)] == ["a"]


async def test_a_download_is_a_file_when_it_is_whole(server: FakeServer, client: Any, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    gone = [HttpBody(data=b"ab"), (StatusCode.NOT_FOUND, ErrorInfo(reason="ARTIFACT_NOT_FOUND"))]
    broken = [HttpBody(data=b"abx"), (StatusCode.INTERNAL,)]
    whole = [HttpBody(data=b"ab"), HttpBody(data=b"cd")]
    server.answers = [gone, broken, whole, gone, whole, broken, whole]
    with pytest.raises(grpc.RpcError):
        await answer(client.download_to("job", "picture.png", file))
    assert list(tmp_path.iterdir()) == []
    await answer(client.download_to("job", "picture.png", file))
    assert file.read_bytes() == b"abcd"
    file.write_bytes(b"old")
    with pytest.raises(grpc.RpcError):
        await answer(client.download_to("job", "picture.png", str(file), overwrite=True))
    assert file.read_bytes() == b"old"
    await answer(client.download_to("job", "picture.png", str(file), overwrite=True))
    assert file.read_bytes() == b"abcd"
    assert list(tmp_path.iterdir()) == [file]
    assert await answer(client.download("job", "picture.png")) == b"abcd"


async def test_a_download_takes_no_name_that_is_taken(server: FakeServer, client: Any, tmp_path: Path) -> None:
    file, folder = tmp_path / "picture.png", tmp_path / "folder"
    folder.mkdir()

    def take_the_name() -> Iterator[HttpBody]:
        yield HttpBody(data=b"new")
        file.write_bytes(b"old")

    server.answers = [take_the_name()]
    for _ in range(2):  # it is taken meanwhile; it has been taken before
        with pytest.raises(FileExistsError):
            await answer(client.download_to("job", "picture.png", file))
    with pytest.raises(IsADirectoryError):
        await answer(client.download_to("job", "picture.png", folder, overwrite=True))
    assert len(server.calls) == 1
    assert file.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"picture.png", "folder"}


async def test_a_download_replaces_no_pipe_and_no_link(server: FakeServer, client: Any, tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    link.symlink_to(file)
    file.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        await answer(client.download_to("job", "picture.png", pipe, overwrite=True))
    assert pipe.is_fifo()
    server.answers = [iter([HttpBody(data=b"new")])]
    await answer(client.download_to("job", "picture.png", link, overwrite=True))
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


async def test_a_file_system_without_links_gets_files_too(
    server: FakeServer, client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    server.answers = [[HttpBody(data=b"whole")]]
    await answer(client.download_to("job", "picture.png", tmp_path / "picture.png"))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


@pytest.mark.parametrize(
    "error",
    [
        (StatusCode.NOT_FOUND, ErrorInfo(reason="JOB_NOT_FOUND")),
        (StatusCode.INTERNAL, ErrorInfo(reason="INTERNAL")),
        (StatusCode.UNAUTHENTICATED, ErrorInfo(reason="UNAUTHENTICATED")),
    ],
)
async def test_a_watch_ends_with_an_error_that_does_not_pass(server: FakeServer, client: Any, error: Any) -> None:
    server.answers = [[_event(1), error]]
    with pytest.raises(grpc.RpcError) as raised:
        await every(client.watch("job"))
    assert problem(raised.value).reason == error[1].reason


async def test_a_watch_loses_its_patience(server: FakeServer, client: Any) -> None:
    away = (StatusCode.UNAVAILABLE, RetryInfo(retry_delay=Duration(seconds=60)))
    server.answers = [[_event(1), away]]
    with pytest.raises(grpc.RpcError) as raised:
        await every(client.watch("job", patience_s=1))
    assert problem(raised.value).retry_delay_s == 60


async def test_a_watchs_patience_begins_when_its_connection_breaks(
    server: FakeServer, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()

    def stand_quietly() -> Iterator[Any]:
        nonlocal now
        now += 3600
        yield (StatusCode.INTERNAL,)

    server.answers = [stand_quietly(), [(StatusCode.INTERNAL,)], stand_quietly(), [_event(1)]]
    monkeypatch.setattr("tabwright.retrying.time", SimpleNamespace(monotonic=lambda: now, sleep=time.sleep))
    assert [event.sequence for event in await every(client.watch("job"))] == [1]


async def test_a_run_names_its_request_so_that_a_repeated_create_makes_one_job(server: FakeServer, client: Any) -> None:
    server.answers = [
        [(StatusCode.UNAVAILABLE,)],
        [CreateJobResponse(job_id="job")],
        [_event(1), _event(2)],
        [Job(id="job", status=Job.failed)],
    ]
    seen: list[int] = []
    request = CreateJobRequest(target_url="http://example.test")
    job = await answer(client.run(request, lambda event: seen.append(event.sequence)))
    assert (job.status, seen) == (Job.failed, [1, 2])
    first, second = (request.request_id for method, request, _, _ in server.calls if method == "CreateJob")
    assert first == second != ""


async def test_calls_carry_the_key_and_a_deadline_that_can_be_changed(server: FakeServer, client: Any) -> None:
    server.answers = [[Job()], [Job()], [Job()], []]
    await answer(client.jobs.GetJob(GetJobRequest()))
    await answer(client.jobs.GetJob(GetJobRequest(), timeout=5))
    await answer(client.actions.Visit(VisitRequest(wait_ms=60_000)))
    await every(client.watch("job"))
    assert {metadata["x-api-key"] for _, _, metadata, _ in server.calls} == {"secret"}
    default, own, waiting, stream = (remaining for _, _, _, remaining in server.calls)
    assert 6 < default < 31  # how far the clocks of both ends may be apart
    assert own < 6
    assert 61 < waiting < 91
    assert stream is None or stream > time.time()  # gRPC's way to say that there is none


async def test_a_closed_client_refuses_calls(server: FakeServer, client: Any) -> None:
    await answer(client.close())
    for call in (
        lambda: answer(client.run(CreateJobRequest())),
        lambda: every(client.watch("a")),
        lambda: every(client.watch_jobs()),
        lambda: answer(client.jobs.ListJobs(ListJobsRequest())),
        lambda: answer(client.download("a", "b")),
    ):
        with pytest.raises((ValueError, grpc.aio.UsageError), match=r"(?i)closed"):
            await call()
    assert server.calls == []


def test_a_client_may_be_closed_while_threads_begin_their_calls(server: FakeServer) -> None:
    server.answers = [[ListJobsResponse()]] * 1000

    def call(client: Any, started: Barrier) -> None:
        started.wait()
        with suppress(ValueError, grpc.RpcError):
            while True:
                client.jobs.ListJobs(ListJobsRequest())

    with ThreadPoolExecutor(8) as threads:
        client, started = connect(f"127.0.0.1:{server.port}"), Barrier(9)
        calls = [threads.submit(call, client, started) for _ in range(8)]
        started.wait()
        client.close()
        for one in calls:
            one.result()


async def test_grpc_repeats_only_what_is_safe_to_repeat(server: FakeServer, client: Any) -> None:
    server.answers = [[(StatusCode.UNAVAILABLE,)], [Job(id="job")], [(StatusCode.UNAVAILABLE,)]]
    assert (await answer(client.jobs.GetJob(GetJobRequest()))).id == "job"
    with pytest.raises(grpc.RpcError):
        await answer(client.jobs.CreateJob(CreateJobRequest()))
    assert server.answers == []


def test_the_time_in_which_a_server_starts_is_bridged(monkeypatch: pytest.MonkeyPatch) -> None:
    (config,) = service_config()["methodConfig"]
    policy = config["retryPolicy"]
    first_s, longest_s = (float(policy[name].rstrip("s")) for name in ("initialBackoff", "maxBackoff"))
    pauses = [min(first_s * policy["backoffMultiplier"] ** number, longest_s) for number in range(4)]
    assert 10 <= sum(pauses) <= 12
    now = 0.0
    monkeypatch.setattr("tabwright.retrying.time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr("tabwright.retrying.random", SimpleNamespace(uniform=lambda least, most: (least + most) / 2))
    away = grpc.aio.AioRpcError(StatusCode.UNAVAILABLE, grpc.aio.Metadata(), grpc.aio.Metadata())
    tries = Tries(CALL_PATIENCE_S)
    with suppress(grpc.RpcError):
        while True:
            now += tries.pause_s(away)
    assert 8 <= now <= 12


def test_grpc_repeats_no_stream() -> None:
    """The watches and downloads of a client go on by themselves, and would wait twice."""
    (config,) = service_config()["methodConfig"]
    names = {one["method"] for one in config["name"]}
    assert names & {"GetJob", "CreateJob", "WatchJob", "WatchJobs", "DownloadArtifact"} == {"GetJob"}


async def test_an_errors_details_are_typed(server: FakeServer, client: Any) -> None:
    violations = [BadRequest.FieldViolation(field="url", description="must be a URL")]
    server.answers = [
        [
            (
                StatusCode.INVALID_ARGUMENT,
                ErrorInfo(reason="INVALID_ARGUMENT", metadata={"a": "b"}),
                BadRequest(field_violations=violations),
                RetryInfo(retry_delay=Duration(seconds=1, nanos=500_000_000)),
            )
        ]
    ]
    with pytest.raises(grpc.RpcError) as raised:
        await answer(client.jobs.GetJob(GetJobRequest()))
    found = problem(raised.value)
    assert (found.code, found.message, found.reason) == (StatusCode.INVALID_ARGUMENT, "told", "INVALID_ARGUMENT")
    assert found.metadata == {"a": "b"}
    assert found.fields == (FieldProblem(field="url", description="must be a URL"),)
    assert found.retry_delay_s == 1.5


async def test_a_run_tells_a_coroutine_function(server: FakeServer) -> None:
    server.answers = [[CreateJobResponse(job_id="job")], [_event(1), _event(2)], [Job(id="job")]]
    seen: list[int] = []

    async def note(event: JobEvent) -> None:
        seen.append(event.sequence)

    async with aio.connect(f"127.0.0.1:{server.port}") as client:
        await client.run(CreateJobRequest(target_url="http://example.test"), note)
    assert seen == [1, 2]


def test_a_client_for_asyncio_needs_its_event_loop() -> None:
    with pytest.raises(RuntimeError, match="no running event loop"):
        aio.connect("nowhere")


def test_the_address_and_the_key_come_from_the_environment(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABWRIGHT_ADDRESS", f"127.0.0.1:{server.port}")
    monkeypatch.setenv("TABWRIGHT_API_KEY", "from the environment")
    server.answers = [[Job()]]
    with connect() as client:
        client.jobs.GetJob(GetJobRequest())
    assert server.calls[0][2]["x-api-key"] == "from the environment"


@pytest.mark.parametrize("key", ["two\nlines", "line\n", "clé", "nul\0"])
async def test_a_key_that_cannot_be_sent_is_refused(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "the API key must be printable ASCII, without line breaks"
    for open_client in (connect, aio.connect):
        with pytest.raises(ValueError, match=words):
            open_client("nowhere", key)
    if "\0" not in key:
        monkeypatch.setenv("TABWRIGHT_API_KEY", key)
        with pytest.raises(ValueError, match=words):
            connect("nowhere")


def test_a_connection_can_be_encrypted(server: FakeServer) -> None:
    key, certificate = _certificate()
    real = grpc.server(ThreadPoolExecutor(1), handlers=[server])
    port = real.add_secure_port("localhost:0", grpc.ssl_server_credentials([(key, certificate)]))
    real.start()
    server.answers = [[Job(id="job")], [Job(id="job")]]
    trusted = grpc.ssl_channel_credentials(certificate)
    with connect(f"localhost:{port}", "secret", tls=trusted) as client:
        assert client.jobs.GetJob(GetJobRequest()).id == "job"
    with connect(f"https://localhost:{port}", "secret") as stranger, pytest.raises(grpc.RpcError) as raised:
        stranger.jobs.CreateJob(CreateJobRequest())  # it is not repeated
    assert problem(raised.value).code is StatusCode.UNAVAILABLE
    assert len(server.calls) == 1
    real.stop(None).wait()


def _certificate() -> tuple[bytes, bytes]:
    """A private key, and a certificate of localhost that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - DAY, now + DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*form), certificate.public_bytes(serialization.Encoding.PEM)


def _event(sequence: int) -> JobEvent:
    return JobEvent(job_id="job", sequence=sequence)


def _status(code: StatusCode, *details: Any) -> Status:
    boxes = [Box() for _ in details]
    for box, detail in zip(boxes, details, strict=True):
        box.Pack(detail)
    return Status(code=code.value[0], message="told", details=boxes)
