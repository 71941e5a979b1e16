"""One call, one file: the calls that answer with what their job has made, through the real gateway."""

import asyncio
import io
from typing import Any
from urllib.parse import quote

import grpc
import httpx
import pytest
from PIL import Image
from tabwright.v1.render_service_pb2 import RenderTextRequest
from tabwright.v1.render_service_pb2_grpc import RenderServiceStub

from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

API = "/api/v1"
_STORY = "<p>Body of the story, which goes on. " * 20
_ARTICLE = f"""<nav><a href=/>Elsewhere</a></nav><main><article><h1>Story</h1>{_STORY}</article></main>
<iframe srcdoc="<p>Shown inside"></iframe>"""


async def test_a_call_answers_with_the_file_its_type_and_its_job(
    rest: httpx.AsyncClient, channel: grpc.aio.Channel, site: TestSite, start_worker: StartWorker
) -> None:
    page = {"url": site.page("colours.html"), "waitUntil": "load"}
    async with start_worker():
        picture = await rest.post(f"{API}/screenshot", json={**page, "selector": "#green", "format": "webp"})
        pdf = await rest.post(f"{API}/pdf", json=page, headers={"Idempotency-Key": "once"})
        again = await rest.post(f"{API}/pdf", json=page, headers={"Idempotency-Key": "once"})
        content = await rest.post(f"{API}/content", json=page)
        markdown = await rest.post(f"{API}/markdown", json={**page, "url": site.page("example.com/")})
        failed = await rest.post(f"{API}/markdown", json={**page, "target": "//[", "maxRetries": 0})
        about = {"waitUntil": "load", "html": _ARTICLE}
        drawing = await rest.post(f"{API}/markdown", json={**page, "url": site.page("dot.svg")})
        main = await rest.post(f"{API}/markdown", json={**about, "mainContent": True})
        framed = await rest.post(f"{API}/markdown", json={**about, "frames": True})
        request = RenderTextRequest(url=site.page("example.com/"), wait_until="load", target="h1")
        over_grpc = [body async for body in RenderServiceStub(channel).RenderMarkdown(request)]
    assert (drawing.status_code, drawing.headers["content-type"]) == (200, markdown.headers["content-type"])
    image = Image.open(io.BytesIO(picture.content)).convert("RGB")
    assert image.getpixel((0, 0)) == (0, 128, 0)
    job_id = picture.headers["x-tabwright-job-id"]
    job = (await rest.get(f"{API}/jobs/{job_id}")).json()
    assert (job["actionType"], job["status"]) == ("screenshot", "completed")
    assert picture.headers["location"] == f"{API}/jobs/{job_id}"
    assert picture.headers["content-disposition"] == 'inline; filename="screenshot.webp"'
    assert int(picture.headers["content-length"]) == len(picture.content)
    assert [(one.status_code, one.headers["content-type"]) for one in (picture, pdf, content, markdown)] == [
        (200, "image/webp"),
        (200, "application/pdf"),
        (200, "text/html; charset=utf-8"),
        (200, "text/markdown; charset=utf-8"),
    ]
    assert pdf.content.startswith(b"%PDF-")
    assert (again.content, again.headers["x-tabwright-job-id"]) == (pdf.content, pdf.headers["x-tabwright-job-id"])
    assert content.text.startswith("<!DOCTYPE html>\n<html")
    assert (content.headers["content-security-policy"], content.headers["x-content-type-options"]) == (
        "sandbox",
        "nosniff",
    )
    assert markdown.text.startswith("# Example Domain")
    assert [text in main.text for text in ("Body of the story", "Elsewhere", "Shown inside")] == [True, False, False]
    assert [text in framed.text for text in ("Elsewhere", "Shown inside")] == [True, True]
    assert b"".join(body.data for body in over_grpc) == b"# Example Domain"
    error = failed.json()
    assert (failed.status_code, error["code"]) == (400, grpc.StatusCode.FAILED_PRECONDITION.value[0])
    assert "//[" in error["message"]
    assert (error["details"][0]["reason"], error["details"][0]["metadata"]) == (
        "JOB_FAILED",
        {
            "job_id": failed.headers["x-tabwright-job-id"],
            "status": "failed",
            "error_type": "VALIDATION_ERROR",
            "action": "extract",
        },
    )


async def test_a_large_page_is_answered_whole(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    html = "<body><script>document.body.innerHTML = '<p>' + 'ü'.repeat(2e6)</script>"
    async with start_worker():
        url = f"{site.url}/page?html={quote(html)}"
        content = await rest.post(f"{API}/content", json={"url": url, "waitUntil": "load"})
    assert content.text == f"<html><head></head><body><p>{'ü' * 2_000_000}</p></body></html>"


async def test_a_job_that_has_not_ended_in_time_is_named_and_goes_on(rest: httpx.AsyncClient) -> None:
    answer = await rest.post(f"{API}/screenshot", json={"url": "http://example.test", "waitMs": 1})
    assert (answer.status_code, answer.json()["details"][0]["reason"]) == (504, "JOB_NOT_ENDED")
    job_id = answer.headers["x-tabwright-job-id"]
    assert answer.json()["details"][0]["metadata"] == {"job_id": job_id}
    assert (await rest.get(f"{API}/jobs/{job_id}")).json()["status"] == "pending"


async def test_a_job_that_waits_for_its_site_is_told_with_what_it_waits_for(
    rest: httpx.AsyncClient, start_worker: StartWorker
) -> None:
    opened = await rest.post(f"{API}/circuit-breakers/own-site-example.test/open", json={"durationMs": 60_000})
    assert opened.is_success
    job_id = (await rest.post(f"{API}/jobs", json={"targetUrl": "http://example.test"})).json()["jobId"]
    async with start_worker():
        while "held" not in (await rest.get(f"{API}/jobs/{job_id}")).json():
            pass
        body = {"url": "http://example.test", "waitMs": 1}
        answer = await rest.post(f"{API}/screenshot", json=body, headers={"Idempotency-Key": "once"})
        held = answer.headers["x-tabwright-job-id"]
        while "held" not in (await rest.get(f"{API}/jobs/{held}")).json():
            pass
        answer = await rest.post(f"{API}/screenshot", json=body, headers={"Idempotency-Key": "once"})
    assert answer.json()["message"].endswith("; it waits for the circuit own-site-example.test")


async def test_a_job_that_has_not_ended_in_time_is_told_with_the_error_of_its_last_attempt(
    rest: httpx.AsyncClient, start_worker: StartWorker
) -> None:
    body = {"url": "http://127.0.0.1:65535/", "waitMs": 1, "maxRetries": 10}
    answer = await rest.post(f"{API}/screenshot", json=body, headers={"Idempotency-Key": "once"})
    job_id = answer.headers["x-tabwright-job-id"]
    async with start_worker():
        while (job := (await rest.get(f"{API}/jobs/{job_id}")).json())["retryCount"] == 0:
            assert job["status"] in {"pending", "processing"}
    answer = await rest.post(f"{API}/screenshot", json=body, headers={"Idempotency-Key": "once"})
    error = answer.json()
    assert (answer.status_code, answer.headers["x-tabwright-job-id"]) == (504, job_id)
    assert error["message"].startswith("the job has not ended yet")
    words = "opening http://127.0.0.1:65535/: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:65535/"
    assert error["message"].endswith(f"; its last attempt failed: {words}")
    assert error["details"][0]["metadata"] == {
        "job_id": job_id,
        "error_type": "NETWORK_ERROR",
        "action": "visit",
        "last_error": words,
    }


async def test_a_job_goes_on_when_its_caller_leaves(rest: httpx.AsyncClient, channel: grpc.aio.Channel) -> None:
    call = RenderServiceStub(channel).RenderContent(RenderTextRequest(url="http://example.test"))
    reading = asyncio.ensure_future(call.read())
    while not (jobs := (await rest.get(f"{API}/jobs")).json()["data"]):
        pass
    assert call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert (await rest.get(f"{API}/jobs/{jobs[0]['id']}")).json()["status"] == "pending"


async def test_a_job_that_is_cancelled_is_an_error_of_the_call(rest: httpx.AsyncClient) -> None:
    call = asyncio.create_task(rest.post(f"{API}/pdf", json={"url": "http://example.test"}))
    while not (jobs := (await rest.get(f"{API}/jobs")).json()["data"]):
        pass
    await rest.delete(f"{API}/jobs/{jobs[0]['id']}")
    answer = (await call).json()
    assert answer["details"][0]["metadata"] == {"job_id": jobs[0]["id"], "status": "cancelled"}


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("screenshot", {"url": "http://a", "fullpage": True}, "fullpage"),
        ("pdf", {"url": "ftp://a"}, "url"),
        ("content", {"url": "http://a", "format": "text"}, "format"),
        ("markdown", {"url": "http://a", "extractors": [{"name": "a", "selector": "b"}]}, "extractors"),
        ("markdown", {"url": "http://a", "frames": True, "mainContent": True}, "mainContent"),
        ("content", {"url": "http://a", "frames": True}, "frames"),
        ("markdown", {"url": "http://a", "options": {"device": "x"}}, "options.device"),
    ],
)
async def test_a_wrong_request_is_refused_by_the_fields_name(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await rest.post(f"{API}/{path}", json=body)
    violations = [one for detail in answer.json()["details"] for one in detail.get("fieldViolations", [])]
    assert (answer.status_code, [violation["field"] for violation in violations]) == (400, [field])
