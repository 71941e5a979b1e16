"""What a command that follows a job tells."""

from typing import Any

import pytest
from grpc import StatusCode
from tabwright import Job
from typer.testing import CliRunner

from cli.__main__ import app
from tests.fixtures.fake_server import FakeServer, event

JOB = "550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_server_that_is_away_for_longer_is_told_in_one_line(fake_server: FakeServer, form: str) -> None:
    away: Any = (StatusCode.INTERNAL,)
    done = Job(id=JOB, status=Job.completed)
    fake_server.answers = [[done], [event(1), away], [away], [away], [event(2)], [done]]
    line = ["jobs", "watch", JOB, "--address", f"127.0.0.1:{fake_server.port}", "--output", form]
    answer = CliRunner().invoke(app, line)
    told = answer.stderr if form == "json" else answer.stdout
    assert (answer.exit_code, told.count("the server does not answer, trying again…")) == (0, 1)
