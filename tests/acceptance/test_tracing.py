"""Traces: what a collector is told of a job, and what it is not."""

import httpx
import pytest

from tests.acceptance.test_rest import JOBS, create, watch
from tests.fixtures.collector import Collector
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

TRACE_ID, SPAN_ID = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
TRACEPARENT = f"00-{TRACE_ID}-{SPAN_ID}-01"


async def test_an_attempt_is_linked_to_its_caller_and_has_its_steps_and_says_nothing_of_pages(
    rest: httpx.AsyncClient,
    site: TestSite,
    start_worker: StartWorker,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint)
    rest.headers["traceparent"] = TRACEPARENT
    async with start_worker():
        extract = {"action": "extract", "target": "title"}
        missing = {"action": "click", "target": "#nowhere", "timeoutMs": 1500}
        group = {"action": "repeat", "times": 2, "actions": [extract]}
        url = site.page("colours.html") + "?key=hunter2"
        job_id = await create(rest, url, extract, group, missing, maxRetries=0)
        await watch(rest, job_id)
        job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert job["traceparent"] == TRACEPARENT
    assert job["status"] == "failed"
    (attempt,) = [span for span in collector.spans if span.name == "tabwright.attempt"]
    assert [(link.trace_id.hex(), link.span_id.hex()) for link in attempt.links] == [(TRACE_ID, SPAN_ID)]
    assert attempt.trace_id.hex() != TRACE_ID
    assert collector.attributes("tabwright.attempt") == {
        "tabwright.job_id": job_id,
        "tabwright.attempt": 1,
        "tabwright.browser_type_id": 1,
        "tabwright.status": "failed",
        "error.type": "SELECTOR_NOT_FOUND",
    }
    assert collector.attributes("click")["error.type"] == "SELECTOR_NOT_FOUND"
    steps = [span for span in collector.spans if span.parent_span_id == attempt.span_id]
    assert sorted(span.name for span in steps) == ["click", "extract", "repeat", "visit"]
    (repeat,) = [span for span in steps if span.name == "repeat"]
    assert [span.name for span in collector.spans if span.parent_span_id == repeat.span_id] == ["extract"] * 2
    assert {span.trace_id for span in collector.spans} == {attempt.trace_id}
    assert collector.services == {"tabwright-worker"}
    told = "".join(map(str, collector.spans))
    assert [one for one in ("hunter2", "colours", "#nowhere", "127.0.0.1", "Colours") if one in told] == []


async def test_a_request_that_comes_again_in_another_trace_answers_with_its_job(rest: httpx.AsyncClient) -> None:
    other = TRACEPARENT.replace(SPAN_ID, "00f067aa0ba902b8")
    ids = []
    for traceparent in (TRACEPARENT, other):
        rest.headers["traceparent"] = traceparent
        ids.append(await create(rest, "http://example.com/", requestId="one"))
    assert ids[0] == ids[1]
    assert (await rest.get(f"{JOBS}/{ids[0]}")).json()["traceparent"] == TRACEPARENT


async def test_a_job_without_a_wellformed_trace_has_none(rest: httpx.AsyncClient) -> None:
    for headers in ({}, {"traceparent": "x"}, {"traceparent": TRACEPARENT.replace(TRACE_ID, "0" * 32)}):
        answer = await rest.post(JOBS, json={"targetUrl": "http://example.com/"}, headers=headers)
        assert answer.status_code == httpx.codes.CREATED
        assert "traceparent" not in (await rest.get(f"{JOBS}/{answer.json()['jobId']}")).json()
