"""The clients of the Python SDK, the blocking one and that for asyncio, against a server that does what it is told."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from google.protobuf.duration_pb2 import Duration
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc import StatusCode
from tabwright import CreateJobRequest, FieldProblem, Job, JobEvent, RunTaskRequest, aio, connect, problem
from tabwright.channel import service_config
from tabwright.retrying import CALL_PATIENCE_S, Tries
from tabwright.v1.action_service_pb2 import VisitRequest
from tabwright.v1.job_service_pb2 import (
    CreateJobResponse,
    GetJobRequest,
    ListJobsRequest,
    ListJobsResponse,
    WatchJobsRequest,
    WatchJobsResponse,
)

from tests.fixtures.fake_server import FakeServer, answer, event, every

DAY = timedelta(days=1)


async def test_both_clients_have_the_same_names() -> None:
    with connect("nowhere") as blocking:
        async with aio.connect("nowhere") as asynchronous:
            names = [{name for name in dir(one) if name[0] != "_"} for one in (blocking, asynchronous)]
    assert names[0] == names[1]


async def test_a_watch_goes_on_after_the_last_event_when_it_breaks(fake_server: FakeServer, client: Any) -> None:
    fake_server.answers = [
        [event(1), (StatusCode.UNAVAILABLE, ErrorInfo(reason="SERVER_STOPPING"))],
        [event(2), (StatusCode.INTERNAL,)],  # the gateway's reset
        [(StatusCode.ABORTED, ErrorInfo(reason="READER_TOO_SLOW"))],
        [event(3), event(4)],
    ]
    assert [event.sequence for event in await every(client.watch("job"))] == [1, 2, 3, 4]
    assert [request.after_sequence for _, request, _, _ in fake_server.calls] == [0, 1, 2, 2]


async def test_a_watch_of_all_jobs_goes_on_after_the_last_cursor(fake_server: FakeServer, client: Any) -> None:
    asked = WatchJobsRequest(type=["job.started"])
    fake_server.answers = [
        [WatchJobsResponse(cursor="a"), (StatusCode.UNAVAILABLE,)],
        [WatchJobsResponse(cursor="b", event=event(1)), (StatusCode.ABORTED, ErrorInfo(reason="READER_TOO_SLOW"))],
        [WatchJobsResponse(cursor="c"), (StatusCode.OUT_OF_RANGE, ErrorInfo(reason="CURSOR_TOO_OLD"))],
    ]
    seen: list[WatchJobsResponse] = []
    with pytest.raises(grpc.RpcError) as raised:
        await every(client.watch_jobs(asked), seen)
    assert problem(raised.value).reason == "CURSOR_TOO_OLD"
    assert [message.cursor for message in seen] == ["a", "b", "c"]
    assert [(request.cursor, request.type) for _, request, _, _ in fake_server.calls] == [
        (cursor, ["job.started"]) for cursor in ("", "a", "b")
    ]
    assert asked.cursor == ""  # it is the caller's


@pytest.mark.parametrize(
    "error",
    [
        (StatusCode.NOT_FOUND, ErrorInfo(reason="JOB_NOT_FOUND")),
        (StatusCode.INTERNAL, ErrorInfo(reason="INTERNAL")),
        (StatusCode.UNAUTHENTICATED, ErrorInfo(reason="UNAUTHENTICATED")),
    ],
)
async def test_a_watch_ends_with_an_error_that_does_not_pass(fake_server: FakeServer, client: Any, error: Any) -> None:
    fake_server.answers = [[event(1), error]]
    with pytest.raises(grpc.RpcError) as raised:
        await every(client.watch("job"))
    assert problem(raised.value).reason == error[1].reason


async def test_a_watch_that_cannot_go_on_at_once_tells_so_once_until_it_goes_on(
    fake_server: FakeServer, client: Any
) -> None:
    lost, away = (StatusCode.INTERNAL,), (StatusCode.UNKNOWN,)
    fake_server.answers = [[event(1), lost], [away], [away], [event(2), lost], [event(3), lost], [away], [event(4)]]
    told: list[grpc.RpcError] = []
    await every(client.watch("job", on_interruption=told.append))
    assert [problem(error).code for error in told] == [StatusCode.UNKNOWN] * 2
    fake_server.answers = [[WatchJobsResponse(cursor="a"), lost], [away], [WatchJobsResponse(cursor="b")]]
    await every(client.watch_jobs(on_interruption=told.append))
    assert len(told) == 3


async def test_a_run_that_cannot_go_on_at_once_tells_so(fake_server: FakeServer, client: Any) -> None:
    away = (StatusCode.INTERNAL,)
    fake_server.answers = [[CreateJobResponse(job_id="job")], [away], [away], [event(1)], [away], [away], [Job()]]
    told: list[grpc.RpcError] = []
    await answer(client.run(CreateJobRequest(), on_interruption=told.append))
    assert len(told) == 2


async def test_a_watch_loses_its_patience(fake_server: FakeServer, client: Any) -> None:
    away = (StatusCode.UNAVAILABLE, RetryInfo(retry_delay=Duration(seconds=60)))
    fake_server.answers = [[event(1), away]]
    with pytest.raises(grpc.RpcError) as raised:
        await every(client.watch("job", patience_s=1))
    assert problem(raised.value).retry_delay_s == 60


async def test_a_watchs_patience_begins_when_its_connection_breaks(
    fake_server: FakeServer, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()

    def stand_quietly() -> Iterator[Any]:
        nonlocal now
        now += 3600
        yield (StatusCode.INTERNAL,)

    fake_server.answers = [stand_quietly(), [(StatusCode.INTERNAL,)], stand_quietly(), [event(1)]]
    monkeypatch.setattr("tabwright.retrying.time", SimpleNamespace(monotonic=lambda: now, sleep=time.sleep))
    assert [event.sequence for event in await every(client.watch("job"))] == [1]


async def test_a_run_names_its_request_so_that_a_repeated_create_makes_one_job(
    fake_server: FakeServer, client: Any
) -> None:
    fake_server.answers = [
        [(StatusCode.UNAVAILABLE,)],
        [CreateJobResponse(job_id="job")],
        [event(1), event(2)],
        [Job(id="job", status=Job.failed)],
    ]
    seen: list[int] = []
    request = CreateJobRequest(target_url="http://example.test")
    job = await answer(client.run(request, lambda event: seen.append(event.sequence)))
    assert (job.status, seen) == (Job.failed, [1, 2])
    first, second = (request.request_id for method, request, _, _ in fake_server.calls if method == "CreateJob")
    assert first == second != ""


async def test_a_task_is_run_to_its_end_as_a_job_is(fake_server: FakeServer, client: Any) -> None:
    fake_server.answers = [
        [(StatusCode.UNAVAILABLE,)],
        [CreateJobResponse(job_id="job")],
        [event(1), event(2)],
        [Job(id="job", status=Job.completed)],
    ]
    request = RunTaskRequest(task_name="website", parameters={"url": "http://example.test"})
    assert (await answer(client.run_task(request))).status == Job.completed
    first, second = (request for method, request, _, _ in fake_server.calls if method == "RunTask")
    assert (first, first.parameters["url"]) == (second, "http://example.test")
    assert first.request_id


async def test_calls_carry_the_key_and_a_deadline_that_can_be_changed(fake_server: FakeServer, client: Any) -> None:
    fake_server.answers = [[Job()], [Job()], [Job()], []]
    await answer(client.jobs.GetJob(GetJobRequest()))
    await answer(client.jobs.GetJob(GetJobRequest(), timeout=5))
    await answer(client.actions.Visit(VisitRequest(wait_ms=60_000)))
    await every(client.watch("job"))
    assert {metadata["x-api-key"] for _, _, metadata, _ in fake_server.calls} == {"secret"}
    default, own, waiting, stream = (remaining for _, _, _, remaining in fake_server.calls)
    assert 6 < default < 31  # how far the clocks of both ends may be apart
    assert own < 6
    assert 61 < waiting < 91
    assert stream is None or stream > time.time()  # gRPC's way to say that there is none


async def test_a_closed_client_refuses_calls(fake_server: FakeServer, client: Any) -> None:
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
    assert fake_server.calls == []


def test_a_client_may_be_closed_while_threads_begin_their_calls(fake_server: FakeServer) -> None:
    fake_server.answers = [[ListJobsResponse()]] * 1000

    def call(client: Any, started: Barrier) -> None:
        started.wait()
        with suppress(ValueError, grpc.RpcError):
            while True:
                client.jobs.ListJobs(ListJobsRequest())

    with ThreadPoolExecutor(8) as threads:
        client, started = connect(f"127.0.0.1:{fake_server.port}"), Barrier(9)
        calls = [threads.submit(call, client, started) for _ in range(8)]
        started.wait()
        client.close()
        for one in calls:
            one.result()


async def test_grpc_repeats_only_what_is_safe_to_repeat(fake_server: FakeServer, client: Any) -> None:
    fake_server.answers = [[(StatusCode.UNAVAILABLE,)], [Job(id="job")], [(StatusCode.UNAVAILABLE,)]]
    assert (await answer(client.jobs.GetJob(GetJobRequest()))).id == "job"
    with pytest.raises(grpc.RpcError):
        await answer(client.jobs.CreateJob(CreateJobRequest()))
    assert fake_server.answers == []


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


async def test_an_errors_details_are_typed(fake_server: FakeServer, client: Any) -> None:
    violations = [BadRequest.FieldViolation(field="url", description="must be a URL")]
    fake_server.answers = [
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


async def test_a_run_tells_a_coroutine_function(fake_server: FakeServer) -> None:
    away = (StatusCode.INTERNAL,)
    fake_server.answers = [[CreateJobResponse(job_id="job")], [event(1), away], [away], [event(2)], [Job(id="job")]]
    seen: list[int] = []

    async def note(event: JobEvent) -> None:
        seen.append(event.sequence)

    async def note_interruption(_: grpc.RpcError) -> None:
        seen.append(0)

    async with aio.connect(f"127.0.0.1:{fake_server.port}") as client:
        await client.run(CreateJobRequest(target_url="http://example.test"), note, on_interruption=note_interruption)
    assert seen == [1, 0, 2]


def test_a_client_for_asyncio_needs_its_event_loop() -> None:
    with pytest.raises(RuntimeError, match="no running event loop"):
        aio.connect("nowhere")


def test_the_address_and_the_key_come_from_the_environment(
    fake_server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABWRIGHT_ADDRESS", f"127.0.0.1:{fake_server.port}")
    monkeypatch.setenv("TABWRIGHT_API_KEY", "from the environment")
    fake_server.answers = [[Job()]]
    with connect() as client:
        client.jobs.GetJob(GetJobRequest())
    assert fake_server.calls[0][2]["x-api-key"] == "from the environment"


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


def test_a_connection_can_be_encrypted(fake_server: FakeServer) -> None:
    key, certificate = _certificate()
    real = grpc.server(ThreadPoolExecutor(1), handlers=[fake_server])
    port = real.add_secure_port("localhost:0", grpc.ssl_server_credentials([(key, certificate)]))
    real.start()
    fake_server.answers = [[Job(id="job")], [Job(id="job")]]
    trusted = grpc.ssl_channel_credentials(certificate)
    with connect(f"localhost:{port}", "secret", tls=trusted) as client:
        assert client.jobs.GetJob(GetJobRequest()).id == "job"
    with connect(f"https://localhost:{port}", "secret") as stranger, pytest.raises(grpc.RpcError) as raised:
        stranger.jobs.CreateJob(CreateJobRequest())  # it is not repeated
    assert problem(raised.value).code is StatusCode.UNAVAILABLE
    assert len(fake_server.calls) == 1
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
