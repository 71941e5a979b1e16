"""What is put as a task type is tried as a job, as far as that can be."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.task_type_service_pb2 import PutTaskTypeRequest

from server.calls.faults import InvalidRequest
from server.convert.task_type import definition
from store.job import Json

WAIT: Json = {"targetUrl": "https://shop.example/", "waitUntil": "${parameters.wait}"}


def put(job: Json, **more: Any) -> list[CreateJobRequest]:
    """The jobs that a task type was tried with."""
    tried: list[CreateJobRequest] = []
    request = ParseDict({"name": "shop", "job": job, **more}, PutTaskTypeRequest())
    made = definition(request, tried.append)
    assert made.content["job"] == job
    return tried


def wrong(job: Json, **more: Any) -> list[str]:
    with pytest.raises(InvalidRequest) as error:
        put(job, **more)
    return [place for place, _ in error.value.violations]


def schema(**wait: Any) -> Json:
    return {"required": ["wait"], "properties": {"wait": wait}}


def test_examples_must_make_a_job_that_can_be_created() -> None:
    (job,) = put(WAIT, parameters={**schema(), "examples": [{"wait": "load"}]})
    assert (job.target_url, job.wait_until) == ("https://shop.example/", "load")
    assert wrong(WAIT, parameters={**schema(), "examples": [{"wait": "load"}, {"wait": "soon"}]}) == ["job.waitUntil"]


def test_values_that_were_made_up_are_to_blame_only_for_what_does_not_depend_on_them() -> None:
    assert [job.wait_until for job in put(WAIT, parameters=schema(enum=["load"]))] == ["load"]
    assert put(WAIT, parameters=schema(type="string")) == []
    assert put(WAIT, parameters=schema(type="string", pattern="^l")) == []
    for parameters in (schema(type="string"), schema(enum=["load"])):
        assert wrong({**WAIT, "priority": 101}, parameters=parameters) == ["job.priority"]
        assert wrong({**WAIT, "priorty": 1}, parameters=parameters) == ["job.priorty"]
    assert wrong({**WAIT, "priorty": 1}, parameters=schema(type="string", pattern="^l")) == ["job.priorty"]


def test_numbers_become_texts_where_the_api_has_texts() -> None:
    fill: Json = {"action": "fill", "target": "#a", "value": "${parameters.wait}", "timeoutMs": "${parameters.wait}"}
    evaluate: Json = {"action": "evaluate", "script": "x => x", "argument": ["${parameters.wait}"]}
    job: Json = {
        "targetUrl": "https://shop.example/",
        "actions": [fill, evaluate],
        "labels": {"a": "${parameters.wait}"},
    }
    (made,) = put(job, parameters={**schema(), "examples": [{"wait": 5}]})
    assert (made.actions[0].value, made.actions[0].timeout_ms, made.labels["a"]) == ("5", 5, "5")
    assert made.actions[1].argument.list_value.values[0].number_value == 5


def test_what_is_too_long_is_told() -> None:
    assert wrong({"html": "x" * 270_000}) == ["job"]
    assert wrong({"html": "x"}, result={"x": "x" * 70_000}) == ["result"]
    assert wrong({"html": "x"}, parameters={"title": "x" * 70_000}) == ["parameters"]
