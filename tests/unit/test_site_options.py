"""What commands ask of a job about its site, and say of one that is held."""

from collections.abc import Sequence
from typing import Any

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from grpc import StatusCode
from tabwright.v1.browser_service_pb2 import ListBrowsersResponse
from tabwright.v1.job_options_pb2 import JobOptions
from tabwright.v1.job_pb2 import Held, Job
from typer.testing import CliRunner

from cli.__main__ import app
from tests.fixtures.fake_server import FakeServer

JOB = "550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize(
    ("line", "options"),
    [
        (["screenshot", "a.test", "--robots", "obey"], JobOptions(robots="obey")),
        (["pdf", "a.test", "--if-site-down", "fail"], JobOptions(if_site_down="fail")),
        (["extract", "a.test", "h1", "--robots", "obey"], JobOptions(robots="obey")),
        (
            ["run", "a.test", "--max-wait-ms", "60000", "--crawl-delay-ms", "500", "--detach"],
            JobOptions(max_wait_ms=60_000, crawl_delay_ms=500),
        ),
        (["run", "a.test", "--detach"], None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_commands_pass_on_what_is_wished_about_the_site(
    fake_server: FakeServer, line: Sequence[str], options: JobOptions | None
) -> None:
    refused: Any = (StatusCode.INVALID_ARGUMENT,)
    fake_server.answers = [[refused]]
    CliRunner().invoke(app, [*line, "--address", f"127.0.0.1:{fake_server.port}"])
    ((_, request, _, _),) = fake_server.calls
    assert (request.options if request.HasField("options") else None) == options


def test_a_job_that_is_held_says_by_what_and_until_when(fake_server: FakeServer) -> None:
    held = Held(by="circuit", what="site-a.test", since=Timestamp(seconds=1), until=Timestamp(seconds=61))
    fake_server.answers = [[Job(id=JOB, held=held)], [ListBrowsersResponse()]]
    answer = CliRunner().invoke(app, ["jobs", "get", JOB, "--address", f"127.0.0.1:{fake_server.port}"])
    assert "circuit site-a.test, since " in answer.stdout
    assert ", until " in answer.stdout
