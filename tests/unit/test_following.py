"""What a command that follows a job tells."""

import json
import os
import signal
from collections.abc import Iterator
from threading import Event
from typing import Any, cast

import pytest
from google.protobuf.json_format import ParseDict
from grpc import StatusCode
from tabwright import Job, JobEvent
from tabwright.v1.job_pb2 import Held
from typer.testing import CliRunner

from cli import following
from cli.__main__ import app
from cli.api import Api
from cli.output import Format, Output
from cli.progress import JobProgress
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


def test_a_tasks_result_is_told_in_the_same_order_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    job = ParseDict({"id": JOB, "result": {"task": {"value": {name: {"b": 1, "a": 2} for name in "zyxwv"}}}}, Job())
    following.show_result(Api(cast(Any, None), Output(Format.TABLE), cast(Any, None)), job)
    told = json.loads(capsys.readouterr().out)
    assert (list(told), list(told["v"])) == (list("vwxyz"), ["a", "b"])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("cancels", [True, False])
def test_a_signal_ends_the_command_and_the_job_only_where_that_is_asked_for(
    fake_server: FakeServer, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int, *, cancels: bool
) -> None:
    monkeypatch.setattr(JobProgress, "show", lambda *_: os.kill(os.getpid(), number))
    fake_server.answers = [[Job(id=JOB)], [event(1)], [Job(id=JOB, status=Job.cancelled)]]
    line = ["jobs", "watch", JOB, "--address", f"127.0.0.1:{fake_server.port}"]
    answer = CliRunner().invoke(app, [*line, *["--cancel-on-interrupt"] * cancels])
    assert answer.exit_code == code
    assert [method for method, *_ in fake_server.calls] == ["GetJob", "WatchJob", *["CancelJob"] * cancels]
    assert ("is cancelled" if cancels else "the job runs on") in answer.stderr


def test_what_a_job_waits_for_is_told_where_it_waits_for_long(
    fake_server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOK_AFTER_S", 0.01)
    told = Event()
    tell = JobProgress.held

    def held(progress: JobProgress, why: Held) -> None:
        tell(progress, why)
        told.set()

    monkeypatch.setattr(JobProgress, "held", held)

    def until_told() -> Iterator[Any]:
        yield JobEvent(job_id=JOB, sequence=1, type="job.created")
        assert told.wait(20)
        yield JobEvent(job_id=JOB, sequence=2, type="job.completed")

    why = Held(by="circuit", what="own-site-shop.test")
    done = Job(id=JOB, status=Job.completed)
    waits = [Job(id=JOB, status=Job.pending), Job(id=JOB, status=Job.pending, held=why)]
    fake_server.answers = [[done], until_told(), *([one] for one in waits), [done]]
    answer = CliRunner().invoke(app, ["jobs", "watch", JOB, "--address", f"127.0.0.1:{fake_server.port}"])
    assert answer.stdout.count("it waits for the circuit own-site-shop.test;") == 1
