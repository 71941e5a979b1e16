"""The Python client, against a server that does what it is told."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from google.protobuf.any_pb2 import Any as Box
from google.protobuf.duration_pb2 import Duration
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status
from grpc import StatusCode
from grpc_status import rpc_status
from tabwright import Client, CreateJobRequest, FieldProblem, Job, JobEvent, connect, problem
from tabwright.v1.action_service_pb2 import VisitRequest
from tabwright.v1.job_service_pb2 import CreateJobResponse, GetJobRequest, WatchJobRequest

DAY = timedelta(days=1)


@dataclass
class FakeServer(grpc.GenericRpcHandler):  # type: ignore[misc]
    """Answers each call with the next of `answers`: a message, several of them, or an error after them."""

    answers: list[Any] = field(default_factory=list)
    calls: list[tuple[str, Any, dict[str, str], float]] = field(default_factory=list)
    """Method, request, metadata, seconds that the caller gives it."""
    port: int = 0

    def service(self, handler_call_details: Any) -> Any:
        method = handler_call_details.method.rpartition("/")[2]
        requests = {"CreateJob": CreateJobRequest, "GetJob": GetJobRequest, "WatchJob": WatchJobRequest}

        def call(data: bytes, context: grpc.ServicerContext) -> Iterator[Any]:
            request = requests.get(method, VisitRequest).FromString(data)
            metadata = {one.key: one.value for one in context.invocation_metadata()}
            self.calls.append((method, request, metadata, context.time_remaining()))
            for answer in self.answers.pop(0):
                if isinstance(answer, tuple):
                    context.abort_with_status(rpc_status.to_status(_status(*answer)))
                yield answer

        def call_once(data: bytes, context: grpc.ServicerContext) -> Any:
            return next(call(data, context))

        def encode(message: Any) -> bytes:
            return message.SerializeToString()  # type: ignore[no-any-return]

        if method == "WatchJob":
            return grpc.unary_stream_rpc_method_handler(call, response_serializer=encode)
        return grpc.unary_unary_rpc_method_handler(call_once, response_serializer=encode)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    real = grpc.server(ThreadPoolExecutor(2), handlers=[fake])
    fake.port = real.add_insecure_port("127.0.0.1:0")
    real.start()
    yield fake
    real.stop(None).wait()


@pytest.fixture
def client(server: FakeServer) -> Iterator[Client]:
    with connect(f"127.0.0.1:{server.port}", "secret") as client:
        yield client


def test_a_watch_goes_on_after_the_last_event_when_it_breaks(server: FakeServer, client: Client) -> None:
    server.answers = [
        [_event(1), (StatusCode.UNAVAILABLE, ErrorInfo(reason="SERVER_STOPPING"))],
        [_event(2), (StatusCode.INTERNAL,)],  # the gateway's reset
        [(StatusCode.ABORTED, ErrorInfo(reason="READER_TOO_SLOW"))],
        [_event(3), _event(4)],
    ]
    assert [event.sequence for event in client.watch("job")] == [1, 2, 3, 4]
    assert [request.after_sequence for _, request, _, _ in server.calls] == [0, 1, 2, 2]


@pytest.mark.parametrize(
    "error",
    [
        (StatusCode.NOT_FOUND, ErrorInfo(reason="JOB_NOT_FOUND")),
        (StatusCode.INTERNAL, ErrorInfo(reason="INTERNAL")),
        (StatusCode.UNAUTHENTICATED, ErrorInfo(reason="UNAUTHENTICATED")),
    ],
)
def test_a_watch_ends_with_an_error_that_does_not_pass(server: FakeServer, client: Client, error: Any) -> None:
    server.answers = [[_event(1), error]]
    with pytest.raises(grpc.RpcError) as raised:
        list(client.watch("job"))
    assert problem(raised.value).reason == error[1].reason


def test_a_watch_loses_its_patience(server: FakeServer, client: Client) -> None:
    away = (StatusCode.UNAVAILABLE, RetryInfo(retry_delay=Duration(seconds=60)))
    server.answers = [[_event(1), away]]
    with pytest.raises(grpc.RpcError) as raised:
        list(client.watch("job", patience_s=1))
    assert problem(raised.value).retry_delay_s == 60


def test_a_watchs_patience_begins_when_its_connection_breaks(
    server: FakeServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()

    def stand_quietly() -> Iterator[Any]:
        nonlocal now
        now += 3600
        yield (StatusCode.INTERNAL,)

    server.answers = [stand_quietly(), [(StatusCode.INTERNAL,)], stand_quietly(), [_event(1)]]
    monkeypatch.setattr("tabwright.client.time", SimpleNamespace(monotonic=lambda: now, sleep=time.sleep))
    assert [event.sequence for event in client.watch("job")] == [1]


def test_a_run_names_its_request_so_that_a_repeated_create_makes_one_job(server: FakeServer, client: Client) -> None:
    server.answers = [
        [(StatusCode.UNAVAILABLE,)],
        [CreateJobResponse(job_id="job")],
        [_event(1), _event(2)],
        [Job(id="job", status=Job.failed)],
    ]
    seen: list[int] = []
    job = client.run(CreateJobRequest(target_url="http://example.test"), lambda event: seen.append(event.sequence))
    assert (job.status, seen) == (Job.failed, [1, 2])
    first, second = (request.request_id for method, request, _, _ in server.calls if method == "CreateJob")
    assert first == second != ""


def test_calls_carry_the_key_and_a_deadline_that_can_be_changed(server: FakeServer, client: Client) -> None:
    server.answers = [[Job()], [Job()], [Job()], []]
    client.jobs.GetJob(GetJobRequest())
    client.jobs.GetJob(GetJobRequest(), timeout=5)
    client.actions.Visit(VisitRequest(wait_ms=60_000))
    list(client.watch("job"))
    assert {metadata["x-api-key"] for _, _, metadata, _ in server.calls} == {"secret"}
    default, own, waiting, stream = (remaining for _, _, _, remaining in server.calls)
    assert 6 < default < 31  # how far the clocks of both ends may be apart
    assert own < 6
    assert 61 < waiting < 91
    assert stream is None or stream > time.time()  # gRPC's way to say that there is none


def test_grpc_repeats_only_what_is_safe_to_repeat(server: FakeServer, client: Client) -> None:
    server.answers = [[(StatusCode.UNAVAILABLE,)], [Job(id="job")], [(StatusCode.UNAVAILABLE,)]]
    assert client.jobs.GetJob(GetJobRequest()).id == "job"
    with pytest.raises(grpc.RpcError):
        client.jobs.CreateJob(CreateJobRequest())
    assert server.answers == []


def test_an_errors_details_are_typed(server: FakeServer, client: Client) -> None:
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
        client.jobs.GetJob(GetJobRequest())
    found = problem(raised.value)
    assert (found.code, found.message, found.reason) == (StatusCode.INVALID_ARGUMENT, "told", "INVALID_ARGUMENT")
    assert found.metadata == {"a": "b"}
    assert found.fields == (FieldProblem(field="url", description="must be a URL"),)
    assert found.retry_delay_s == 1.5


def test_the_address_and_the_key_come_from_the_environment(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABWRIGHT_ADDRESS", f"127.0.0.1:{server.port}")
    monkeypatch.setenv("TABWRIGHT_API_KEY", "from the environment")
    server.answers = [[Job()]]
    with connect() as client:
        client.jobs.GetJob(GetJobRequest())
    assert server.calls[0][2]["x-api-key"] == "from the environment"


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
        stranger.jobs.GetJob(GetJobRequest(), timeout=10)
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
