"""What the command line and the SDK make of a call that the service level refuses."""

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo
from grpc import StatusCode
from tabwright import CreateJobRequest, connect
from tabwright.retrying import CALL_PATIENCE_S, Tries

from cli.errors import ExitCode, failed_call
from store.levels.levels import RETRY_AFTER_S
from tests.fixtures.fake_server import FakeServer


@pytest.fixture
def refusal(fake_server: FakeServer) -> grpc.RpcError:
    """What a caller of CreateJob gets."""
    details = (ErrorInfo(reason="SERVICE_LEVEL"), RetryInfo(retry_delay=Duration(seconds=min(RETRY_AFTER_S.values()))))
    fake_server.answers = [[(StatusCode.UNAVAILABLE, *details)]]
    with connect(f"127.0.0.1:{fake_server.port}", "secret") as client, pytest.raises(grpc.RpcError) as error:
        client.jobs.CreateJob(CreateJobRequest(target_url="http://a.test"))
    return error.value


def test_a_command_says_when_to_try_again_and_ends_as_at_a_limit(refusal: grpc.RpcError) -> None:
    error = failed_call(refusal, "a.test")
    assert error.code is ExitCode.LIMITED
    assert "try again in 30 s" in str(error)


def test_the_sdk_does_not_wait_for_as_long_as_a_level_lasts_and_asks_no_sooner(refusal: grpc.RpcError) -> None:
    with pytest.raises(grpc.RpcError):
        Tries(CALL_PATIENCE_S).pause_s(refusal)
    assert Tries(300).pause_s(refusal) >= 30
