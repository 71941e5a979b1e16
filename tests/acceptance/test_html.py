"""HTML in place of a URL, through the real gateway: where it may be, what is kept of it, and what answers show."""

import json
from typing import Any

import httpx
import pytest

from store.database.connection import Database
from tests.acceptance.test_rest import JOBS, fields
from tests.fixtures.receiver import AddWebhook
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

MARK = "Größe of the page"
HTML = f'<!DOCTYPE html><title>Own</title><h1 id="top">{MARK}</h1><a href="dot.svg">dot</a><!-- unshown -->'


async def test_html_is_rendered_and_shown_by_no_answer(
    rest: httpx.AsyncClient,
    site: TestSite,
    start_worker: StartWorker,
    add_webhook: AddWebhook,
    database: Database,
) -> None:
    await add_webhook("https://example.test/")
    page = {"html": HTML, "baseUrl": site.page("elements.html"), "waitUntil": "load"}
    async with start_worker():
        markdown = await rest.post("/api/v1/markdown", json=page)
        pdf = await rest.post("/api/v1/pdf", json={"html": f"<p>x<!-- {'é' * 2_600_000} -->", "waitUntil": "load"})
        payload = {"actionType": "extract", "payload": {**page, "target": "h1"}}
        extract = await rest.post(JOBS, json=payload)
    assert markdown.text == f"# {MARK}\n\n[dot]({site.page('dot.svg')})"
    assert pdf.content.startswith(b"%PDF-")
    job = (await rest.get(f"{JOBS}/{markdown.headers['x-tabwright-job-id']}")).json()
    assert (job["targetUrl"], job["htmlBytes"], job["baseUrl"]) == ("", len(HTML.encode()), page["baseUrl"])
    listed = await rest.get(JOBS)
    assert listed.json()["data"][0]["id"] == extract.json()["jobId"]
    rows = await database.rows("SELECT job::text FROM webhook_deliveries")
    assert rows
    for text in (json.dumps(job, ensure_ascii=False), listed.text, *(row["job"] for row in rows)):
        assert "unshown" not in text
        assert "<p>x" not in text


async def test_a_schedule_does_not_show_html_and_refuses_what_it_shows_in_its_place(rest: httpx.AsyncClient) -> None:
    schedule = {"name": "own", "cron": "@yearly", "job": {"html": HTML}}
    made = (await rest.post("/api/v1/schedules", json=schedule)).json()
    assert made["job"] == {"html": "***"}
    answer = await rest.patch(f"/api/v1/schedules/{made['id']}", json={"job": made["job"]})
    assert fields(answer) == ["job.html"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("jobs", {"html": "<p>", "targetUrl": "http://example.test/"}, "html"),
        ("jobs", {"html": ""}, "html"),
        ("jobs", {"html": "x" * (5 * 2**20 + 1)}, "html"),
        ("jobs", {"html": "<p>", "baseUrl": "file:///etc/"}, "baseUrl"),
        ("jobs", {"targetUrl": "http://example.test/", "baseUrl": "http://example.test/"}, "baseUrl"),
        ("actions/pdf", {"html": "<p>", "url": "http://example.test/"}, "html"),
        ("actions/pdf", {"html": "x" * (5 * 2**20 + 1)}, "html"),
        ("content", {}, "url"),
    ],
)
async def test_html_that_may_not_be_is_refused_by_the_fields_name(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await rest.post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, fields(answer)) == (400, [field])


async def test_a_base_that_the_policies_refuse_is_refused(rest: httpx.AsyncClient) -> None:
    answer = await rest.post("/api/v1/actions/pdf", json={"html": "<p>", "baseUrl": "http://10.0.0.1/"})
    assert (answer.status_code, answer.json()["details"][0]["metadata"]["field"]) == (403, "baseUrl")
