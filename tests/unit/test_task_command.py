"""`tabwright task`: what it makes of a command line, and what it shows of a result."""

import json
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright import Job
from tabwright.v1.artifact_service_pb2 import ListArtifactsResponse
from tabwright.v1.job_service_pb2 import CreateJobResponse
from tabwright.v1.task_type_pb2 import TaskType
from typer.testing import CliRunner, Result

from cli.__main__ import app
from tests.fixtures.fake_server import FakeServer, event

SCHEMA = {
    "type": "object",
    "required": ["url"],
    "$defs": {"Kind": {"enum": ["a", "b"], "type": "string"}},
    "properties": {
        "url": {"type": "string", "description": "The page."},
        "links": {"type": "integer", "default": 10},
        "kind": {"$ref": "#/$defs/Kind"},
        "code": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "any": {},
    },
}
DONE = {
    "id": "job",
    "status": "completed",
    "task": {"name": "website", "version": 1},
    "actions": [{"action": "extract"}],
    "result": {
        "actions": [{"action": "extract", "value": "not told again"}],
        "task": {"value": {"title": "A", "author": None}, "missing": ["author"], "truncated": True},
    },
}


def run(server: FakeServer, *words: str, answers: list[Any]) -> Result:
    server.answers = [[one] if not isinstance(one, list) else one for one in answers]
    return CliRunner().invoke(app, ["task", *words, "--address", f"127.0.0.1:{server.port}"])


@pytest.fixture
def task_type() -> TaskType:
    return ParseDict({"name": "website", "version": 1, "parametersSchema": SCHEMA, "enabled": True}, TaskType())


def test_parameters_are_what_the_schema_wants(fake_server: FakeServer, task_type: TaskType) -> None:
    words = ("run", "website", "url=5", "links=5", "kind=1", "code=007", "any=[1, {}]", "other=a=b", "--detach")
    done = run(fake_server, *words, answers=[task_type, CreateJobResponse(job_id="job")])
    assert (done.exit_code, done.stdout) == (0, "job\n")
    assert dict(fake_server.calls[-1][1].parameters.items()) == {
        "url": "5",
        "links": 5,
        "kind": "1",
        "code": "007",
        "any": fake_server.calls[-1][1].parameters["any"],
        "other": "a=b",
    }
    assert json.loads(json.dumps(list(fake_server.calls[-1][1].parameters["any"]), default=dict)) == [1, {}]


def test_what_is_no_parameter_is_told(fake_server: FakeServer, task_type: TaskType) -> None:
    done = run(fake_server, "run", "website", "https://example.com", answers=[task_type])
    assert "'https://example.com': must be KEY=VALUE, such as url=https://example.com" in done.stderr


def test_a_task_is_shown_with_what_it_takes(fake_server: FakeServer, task_type: TaskType) -> None:
    told = run(fake_server, "show", "website", answers=[task_type]).stdout
    assert "url (string, needed): The page." in told
    assert "links (integer, default 10)" in told


@pytest.mark.usefixtures("_elsewhere")
def test_the_result_is_what_the_task_has_made(fake_server: FakeServer) -> None:
    job = ParseDict(DONE, Job())
    answers = [CreateJobResponse(job_id="job"), [event(1), event(2)], job, job, ListArtifactsResponse()]
    done = run(fake_server, "run", "website", answers=answers)
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"title": "A", "author": None})
    assert "the page does not have: author" in done.stderr
    assert "some of it was left out" in done.stderr


@pytest.fixture
def _elsewhere(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
