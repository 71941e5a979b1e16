"""The action endpoints, through the real gateway."""

import asyncio
import io
from typing import Any

import grpc
import httpx
import pytest
from PIL import Image
from tabwright.v1.action_service_pb2 import VisitRequest
from tabwright.v1.action_service_pb2_grpc import ActionServiceStub
from tabwright.v1.job_pb2 import Job

from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

ACTIONS = "/api/v1/actions"


async def test_a_call_that_waits_answers_the_job_at_its_end(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    body = {"url": site.page("colours.html"), "selector": "#green", "waitUntil": "load", "waitMs": 30_000}
    async with start_worker():
        answer = await rest.post(f"{ACTIONS}/screenshot", json=body)
    made = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/v1/jobs/{made['jobId']}")
    assert (made["status"], made["job"]["status"], made["job"]["actionType"]) == (
        "completed",
        "completed",
        "screenshot",
    )
    picture = await rest.get(made["job"]["result"]["screenshotUrl"])
    image = Image.open(io.BytesIO(picture.content)).convert("RGB")
    assert {image.getpixel((0, 0)), image.getpixel((image.width - 1, image.height - 1))} == {(0, 128, 0)}


async def test_a_call_says_where_it_comes_from(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    body = {"url": f"{site.url}/headers", "referer": site.page("a"), "target": "#referer", "waitMs": 30_000}
    async with start_worker():
        made = (await rest.post(f"{ACTIONS}/extract", json=body)).json()["job"]
    assert (made["referer"], made["result"]["actions"][0]["value"]) == (site.page("a"), site.page("a"))


async def test_a_call_that_has_waited_long_enough_answers_the_job_as_it_stands(rest: httpx.AsyncClient) -> None:
    made = (await rest.post(f"{ACTIONS}/visit", json={"url": "http://example.test", "wait_ms": 1})).json()
    assert (made["status"], made["job"]["id"], made["job"]["status"]) == ("pending", made["jobId"], "pending")


async def test_a_call_that_does_not_wait_answers_at_once_without_the_job(rest: httpx.AsyncClient) -> None:
    made = (await rest.post(f"{ACTIONS}/pdf", json={"url": "http://example.test"})).json()
    assert made.keys() == {"jobId", "status", "createdAt"}


async def test_a_caller_that_gives_up_waiting_leaves_the_job(
    channel: grpc.aio.Channel, rest: httpx.AsyncClient
) -> None:
    call = ActionServiceStub(channel).Visit(VisitRequest(url="http://example.test", wait_ms=60_000))
    while not (jobs := (await rest.get("/api/v1/jobs")).json()["data"]):
        pass
    assert call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert (await rest.get(f"/api/v1/jobs/{jobs[0]['id']}")).json()["status"] == "pending"


async def test_a_call_over_grpc_waits_too(channel: grpc.aio.Channel, site: TestSite, start_worker: StartWorker) -> None:
    async with start_worker():
        request = VisitRequest(url=site.page("colours.html"), wait_until="load", wait_ms=30_000)
        answer = await ActionServiceStub(channel).Visit(request)
    assert (answer.status, answer.job.action_type) == (Job.Status.completed, "visit")


async def test_a_call_takes_what_its_action_takes_and_the_options_of_its_job(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    options = {"viewport": {"width": 300, "height": 200}, "locale": "de-DE"}
    body = {"url": site.page("colours.html"), "waitUntil": "load", "waitMs": 30_000, "options": options}
    async with start_worker():
        made = (await rest.post(f"{ACTIONS}/screenshot", json={**body, "name": "small"})).json()["job"]
    assert (made["options"], made["result"]["actions"][0]["artifact"]) == (options, "small.png")
    picture = Image.open(io.BytesIO((await rest.get(made["result"]["screenshotUrl"])).content))
    assert picture.size == (300, 200)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("screenshot", {"url": "http://a", "fullpage": True}, "fullpage"),
        ("screenshot", {"url": "ftp://a"}, "url"),
        ("screenshot", {}, "url"),
        ("visit", {"url": "http://a", "waitMs": -1}, "waitMs"),
        ("visit", {"url": "http://a", "waitMs": 300_001}, "waitMs"),
        ("form-fill", {"url": "http://a"}, "actions"),
        ("extract", {"url": "http://a", "extractors": [{"name": "x"}]}, "extractors[0].selector"),
        ("pdf", {"url": "http://a", "margin": {"top": 1}}, "margin.top"),
        ("pdf", {"url": "http://a", "pageRanges": "all"}, "pageRanges"),
        ("pdf", {"url": "http://a", "pageRanges": "3-1"}, "pageRanges"),
        ("pdf", {"url": "http://a", "footerTemplate": "x"}, "footerTemplate"),
        ("extract", {"url": "http://a", "target": "b", "nth": 99_999}, "nth"),
        ("screenshot", {"url": "http://a", "selector": "b", "getTargetBy": "x"}, "getTargetBy"),
        ("screenshot", {"url": "http://a", "mask": [{"target": ""}]}, "mask[0].target"),
        (
            "form-fill",
            {"url": "http://a", "actions": [{"type": "check", "selector": "b", "value": ""}]},
            "actions[0].value",
        ),
        ("visit", {"url": "http://a", "options": {"device": "x"}}, "options.device"),
    ],
)
async def test_a_wrong_request_is_refused_by_the_fields_name(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await rest.post(f"{ACTIONS}/{path}", json=body)
    violations = [one for detail in answer.json()["details"] for one in detail.get("fieldViolations", [])]
    assert (answer.status_code, [violation["field"] for violation in violations]) == (400, [field])


async def test_a_wrong_url_in_a_payload_is_refused_by_its_name_there(rest: httpx.AsyncClient) -> None:
    answer = await rest.post("/api/v1/jobs", json={"actionType": "visit", "payload": {"url": "ftp://a"}})
    assert answer.json()["message"].startswith("payload.url: must be an absolute http or https URL")
