"""The API as an HTTP client sees it, through the real gateway."""

import asyncio
import io
import json
from typing import Any

import httpx
import httpx_sse
import pytest
from PIL import Image

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

JOBS = "/api/v1/jobs"
NO_JOB = "550e8400-e29b-41d4-a716-446655440000"


async def create(rest: httpx.AsyncClient, url: str, *actions: dict[str, Any], **more: Any) -> str:
    answer = await rest.post(JOBS, json={"targetUrl": url, "waitUntil": "load", "actions": actions, **more})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return str(answer.json()["jobId"])


async def watch(rest: httpx.AsyncClient, job_id: str, after: int = 0) -> list[dict[str, Any]]:
    """All events of a job, to its end, as newline-delimited JSON."""
    async with rest.stream("GET", f"{JOBS}/{job_id}/events", params={"afterSequence": after}) as answer:
        assert answer.headers["content-type"] == "application/x-ndjson"
        return [json.loads(line) async for line in answer.aiter_lines() if line]


async def test_a_job_is_created_watched_to_its_end_and_its_picture_shows_the_page(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        answer = await rest.post(
            JOBS,
            json={
                "browserTypeId": 1,
                "targetUrl": site.page("colours.html"),
                "actions": [{"action": "screenshot", "fullPage": True}, {"action": "extract", "target": "title"}],
            },
        )
        job_id = answer.json()["jobId"]
        assert answer.status_code == httpx.codes.CREATED
        assert answer.headers["location"] == f"{JOBS}/{job_id}"
        assert answer.json()["status"] == "pending"

        events = await watch(rest, job_id)
        assert [event["sequence"] for event in events] == [1, 2, 3, 4, 5, 6]
        assert [event["type"] for event in events[-2:]] == ["job.progress", "job.completed"]

        job = (await rest.get(f"{JOBS}/{job_id}")).json()
        assert (job["id"], job["status"], job["retryCount"]) == (job_id, "completed", 0)
        assert job["result"]["actions"][1]["value"] == "Colours"
        picture = await rest.get(job["result"]["screenshotUrl"])
        assert picture.headers["content-type"] == "image/png"
        assert picture.headers["content-disposition"] == 'inline; filename="screenshot.png"'
        assert picture.headers["x-content-type-options"] == "nosniff"
        assert int(picture.headers["content-length"]) == len(picture.content)
        image = Image.open(io.BytesIO(picture.content)).convert("RGB")
        assert image.size == (1920, 1800)
        assert [image.getpixel((7, y)) for y in (599, 600, 1200)] == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]


async def test_artifacts_are_listed_and_downloaded_by_id_and_by_name(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(rest, site.page("colours.html"), {"action": "screenshot"}, {"action": "pdf"})
        await watch(rest, job_id)
    listed = (await rest.get(f"{JOBS}/{job_id}/artifacts")).json()["data"]
    assert [(one["name"], one["artifactType"], one["mimeType"]) for one in listed] == [
        ("screenshot.png", "screenshot", "image/png"),
        ("page.pdf", "pdf", "application/pdf"),
    ]
    for one in listed:
        by_id, by_name = await rest.get(one["url"]), await rest.get(f"{JOBS}/{job_id}/artifacts/{one['name']}")
        assert by_id.content == by_name.content
        assert len(by_id.content) == one["sizeBytes"]
    missing = await rest.get(f"{JOBS}/{job_id}/artifacts/other.png")
    assert (missing.status_code, reason(missing)) == (404, "ARTIFACT_NOT_FOUND")


async def test_a_watcher_that_asks_for_server_sent_events_gets_them(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(rest, site.page("colours.html"))
        async with httpx_sse.aconnect_sse(rest, "GET", f"{JOBS}/{job_id}/events") as source:
            assert source.response.headers["content-type"] == "text/event-stream"
            events = [json.loads(event.data) async for event in source.aiter_sse()]
    assert [event["type"] for event in events] == ["job.created", "job.started", "job.progress", "job.completed"]


async def test_a_watcher_that_comes_back_gets_what_it_has_missed_and_nothing_twice(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(rest, site.page("colours.html"), {"action": "wait", "milliseconds": 300})
        seen: list[int] = []
        while not seen or seen[-1] < 5:
            async with rest.stream("GET", f"{JOBS}/{job_id}/events", params={"afterSequence": len(seen)}) as answer:
                async for line in answer.aiter_lines():
                    seen.append(json.loads(line)["sequence"])
                    break
    assert seen == [1, 2, 3, 4, 5]


async def test_watching_a_job_that_has_ended_ends_at_once(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(rest, site.page("colours.html"))
        events = await watch(rest, job_id)
    assert await watch(rest, job_id) == events
    assert await watch(rest, job_id, after=len(events)) == []
    too_far = await rest.get(f"{JOBS}/{job_id}/events", params={"afterSequence": 99})
    assert (too_far.status_code, fields(too_far)) == (400, ["afterSequence"])


async def test_jobs_are_listed_newest_first_by_page_and_by_token(rest: httpx.AsyncClient) -> None:
    ids = [await create(rest, "http://example.test/") for _ in range(5)]
    await rest.delete(f"{JOBS}/{ids[0]}")
    newest = list(reversed(ids))

    async def listed(**query: Any) -> tuple[list[str], str]:
        answer = (await rest.get(JOBS, params=query)).json()
        return [job["id"] for job in answer["data"]], answer["nextPageToken"]

    assert await listed() == (newest, "")
    assert (await listed(page=2, limit=2))[0] == newest[2:4]
    first, token = await listed(limit=3)
    assert (first, await listed(limit=3, pageToken=token)) == (newest[:3], (newest[3:], ""))
    assert await listed(status="cancelled") == ([ids[0]], "")
    assert await listed(browserTypeId=2) == ([], "")


async def test_a_job_shows_what_was_sent_and_its_own_fields_also_where_they_are_empty(rest: httpx.AsyncClient) -> None:
    actions: list[dict[str, Any]] = [
        {"action": "click", "target": "ä<b>", "position": {"x": 1, "y": 2}},
        {"action": "fill", "target": "#b", "value": ""},
        {"action": "setHeaders", "headers": {"x-keys": "[]"}},
    ]
    sent: dict[str, Any] = {"targetUrl": "http://example.test/", "actions": actions, "options": {"locale": "de-DE"}}
    job_id = (await rest.post(JOBS, json=sent)).json()["jobId"]
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert {name: job[name] for name in sent} == sent
    assert (job["priority"], job["retryCount"], job.keys() & {"result", "error", "webhook"}) == (0, 0, set())
    assert (await rest.get(JOBS, params={"limit": 1})).json()["data"] == [job]
    cancelled = (await rest.delete(f"{JOBS}/{job_id}")).json()
    assert cancelled["actions"] == actions
    assert (await rest.post(f"{JOBS}/{job_id}/retry")).json()["actions"] == actions
    bare = (await rest.post(JOBS, json={"targetUrl": "http://example.test/"})).json()["jobId"]
    assert (await rest.get(f"{JOBS}/{bare}")).json()["actions"] == []

    schedule = {"name": "sent", "cron": "0 0 1 1 *", "job": sent}
    answer = (await rest.post("/api/v1/schedules", json=schedule)).json()
    assert answer["job"] == sent
    assert (await rest.get(f"/api/v1/schedules/{answer['id']}")).json() == answer


async def test_a_pending_job_is_cancelled(rest: httpx.AsyncClient) -> None:
    job_id = await create(rest, "http://example.test/")
    answer = await rest.delete(f"{JOBS}/{job_id}")
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert [event["type"] for event in await watch(rest, job_id)] == ["job.created", "job.cancelled"]


async def test_a_jobs_log_is_listed_page_by_page(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(
            rest,
            site.page("elements.html"),
            {"action": "extract", "target": "h1"},
            {"action": "click", "target": "#x", "timeoutMs": 1500},
            options={"failureScreenshot": False},
        )
        await watch(rest, job_id)
    first = (await rest.get(f"{JOBS}/{job_id}/logs", params={"limit": 2})).json()
    rest_of_it = (await rest.get(f"{JOBS}/{job_id}/logs", params={"pageToken": first["nextPageToken"]})).json()
    assert [line["level"] for line in first["data"] + rest_of_it["data"]] == ["info", "info", "error"]
    assert rest_of_it["nextPageToken"] == ""


async def test_a_failed_job_says_why_as_documented(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(rest, site.page("elements.html"), {"action": "click", "target": "#x", "timeoutMs": 1500})
        await watch(rest, job_id)
    error = (await rest.get(f"{JOBS}/{job_id}")).json()["error"]
    assert error == {
        "statusCode": 500,
        "error": "JobExecutionError",
        "message": "action 0 (click): no element matches getBySelector '#x'",
        "details": {
            "jobId": job_id,
            "errorType": "SELECTOR_NOT_FOUND",
            "retryCount": 0,
            "canRetry": False,
            "actionIndex": 0,
            "action": "click",
            "artifact": "failure.png",
        },
    }


async def test_browser_types_are_listed_as_documented(rest: httpx.AsyncClient) -> None:
    listed = (await rest.get("/api/v1/browsers")).json()["data"]
    assert [one["name"] for one in listed] == ["Chromium", "Firefox", "WebKit", "Mobile Chrome", "Mobile Firefox"]
    chromium = (await rest.get("/api/v1/browsers/1")).json()
    assert chromium == listed[0]
    documented = {
        "id": 1,
        "name": "Chromium",
        "type": "chromium",
        "deviceType": "desktop",
        "viewport": {"width": 1920, "height": 1080},
        "isActive": True,
    }
    assert documented.items() <= chromium.items()
    assert (await rest.get("/api/v1/browsers/99")).status_code == 404


async def test_workers_and_their_statistics_are_as_documented(
    rest: httpx.AsyncClient, start_worker: StartWorker
) -> None:
    await create(rest, "http://example.test/", browserTypeId=3)
    async with start_worker():
        workers = (await rest.get("/api/v1/workers")).json()["data"]
        stats = (await rest.get("/api/v1/workers/stats")).json()
    assert [worker["status"] for worker in workers] == ["idle", "idle"]
    assert [worker["slotsLimit"] for worker in workers] == [2, 2]
    assert (stats["totalWorkers"], stats["idleWorkers"], stats["busyWorkers"]) == (2, 2, 0)
    assert stats["byBrowserType"]["Chromium"] == {"total": 2, "idle": 2, "busy": 0, "held": 0, "pendingJobs": 0}
    assert stats["byBrowserType"]["WebKit"] == {"total": 0, "idle": 0, "busy": 0, "held": 0, "pendingJobs": 1}
    assert (stats["pendingJobs"], stats["processingJobs"]) == (1, 0)


async def test_health_tells_of_the_database_the_workers_and_their_browsers(
    rest: httpx.AsyncClient, start_worker: StartWorker
) -> None:
    assert (await rest.get("/health")).json()["status"] == "degraded"
    async with start_worker():
        health = (await rest.get("/health")).json()
    assert (health["status"], health["database"]["status"]) == ("ok", "ok")
    assert health["workers"] == {"status": "ok", "total": 2, "idle": 2, "busy": 0}
    assert health["browserPool"] == {"status": "ok", "browsers": 1, "pages": 0, "sandbox": "on"}
    assert (await rest.get("/api/v1/health")).status_code == 200


async def test_a_read_of_a_path_that_takes_a_body_is_answered_with_how_to_call_it(rest: httpx.AsyncClient) -> None:
    answer = await rest.get("/api/v1/screenshot?url=http://example.test")
    assert (answer.status_code, reason(answer)) == (404, "PATH_NOT_FOUND")
    assert "this path takes POST" in answer.json()["message"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "why"),
    [
        ("GET", "/api/v1/nowhere", None, 404, "PATH_NOT_FOUND"),
        ("PUT", JOBS, {}, 404, "PATH_NOT_FOUND"),
        ("GET", f"{JOBS}/{NO_JOB}", None, 404, "JOB_NOT_FOUND"),
        ("DELETE", f"{JOBS}/{NO_JOB}", None, 404, "JOB_NOT_FOUND"),
        ("GET", f"{JOBS}/{NO_JOB}/events", None, 404, "JOB_NOT_FOUND"),
        ("GET", f"{JOBS}/{NO_JOB}/logs", None, 404, "JOB_NOT_FOUND"),
        ("GET", f"{JOBS}/{NO_JOB}/artifacts", None, 404, "JOB_NOT_FOUND"),
        ("GET", f"{JOBS}/{NO_JOB}/artifacts/x", None, 404, "JOB_NOT_FOUND"),
        ("GET", f"{JOBS}/not-an-id", None, 400, "INVALID_ARGUMENT"),
        ("GET", f"{JOBS}?page=abc", None, 400, "INVALID_ARGUMENT"),
        ("GET", f"{JOBS}?status=bogus", None, 400, "INVALID_ARGUMENT"),
        ("GET", f"{JOBS}?stauts=pending", None, 400, "INVALID_ARGUMENT"),
        ("GET", f"{JOBS}?limit=1000", None, 400, "INVALID_ARGUMENT"),
        ("GET", f"{JOBS}?pageToken=!", None, 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, {}, 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, {"targetUrl": "ftp://x"}, 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, {"targetUrl": "http://x", "waitUntil": "never"}, 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, {"targetUrl": "http://x", "priority": "high"}, 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, {"targetUrl": "http://x", "tragetUrl": "http://x"}, 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, {"targetUrl": "http://x", "browserTypeId": 99}, 404, "BROWSER_TYPE_NOT_FOUND"),
        ("POST", JOBS, {"targetUrl": "http://x", "actions": [{"action": "hover"}]}, 400, "INVALID_ARGUMENT"),
        (
            "POST",
            JOBS,
            {"targetUrl": "http://x", "actions": [{"action": "fill", "target": "\0", "value": "x"}]},
            400,
            "INVALID_ARGUMENT",
        ),
        ("POST", JOBS, [], 400, "INVALID_ARGUMENT"),
        ("POST", JOBS, "{", 400, "INVALID_ARGUMENT"),
    ],
)
async def test_a_wrong_request_gets_a_clear_error(
    rest: httpx.AsyncClient, method: str, path: str, body: object, status: int, why: str
) -> None:
    content = body if isinstance(body, str) else json.dumps(body)
    answer = await rest.request(method, path, content=None if body is None else content)
    assert (answer.status_code, reason(answer)) == (status, why), answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["message"]


async def test_an_error_names_the_field_and_what_would_be_right(rest: httpx.AsyncClient) -> None:
    actions = [{"action": "screenshot"}, {"action": "screenshot", "fulPage": True}]
    answer = await rest.post(JOBS, json={"targetUrl": "http://x", "actions": actions})
    assert fields(answer) == ["actions[1].fulPage"]
    actions = [{"action": "click", "target": "#a", "getTargetBy": "getByMagic"}]
    answer = await rest.post(JOBS, json={"targetUrl": "http://x", "actions": actions})
    assert fields(answer) == ["actions[0].getTargetBy"]
    assert "getByLabel" in answer.json()["message"]


async def test_a_large_form_value_is_taken_and_one_that_is_too_large_is_refused(rest: httpx.AsyncClient) -> None:
    async def fill(size: int) -> httpx.Response:
        action = {"action": "fill", "target": "#a", "value": "x" * size}
        return await rest.post(JOBS, json={"targetUrl": "http://example.test", "actions": [action]})

    assert (await fill(4_000_000)).status_code == httpx.codes.CREATED
    assert reason(await fill(5_000_000)) == "INVALID_ARGUMENT"
    refused = await fill(20_000_000)
    assert (refused.status_code, reason(refused)) == (413, "REQUEST_TOO_LARGE")


async def test_a_database_that_is_away_makes_calls_fail_as_unavailable_and_health_say_so(
    rest: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise DatabaseUnavailable(OSError("connection refused at secret.host"))

    with monkeypatch.context() as patch:
        patch.setattr(database, "rows", away)
        answer = await rest.get("/health")
        assert (answer.status_code, answer.json()["status"]) == (503, "error")
        answer = await rest.get("/api/v1/browsers")
        assert (answer.status_code, reason(answer)) == (503, "DATABASE_UNAVAILABLE")
        assert "secret" not in answer.text


async def test_every_answer_has_a_request_id_and_a_callers_own_is_kept(rest: httpx.AsyncClient) -> None:
    assert (await rest.get("/api/v1/browsers")).headers["x-request-id"]
    answer = await rest.get(f"{JOBS}/{NO_JOB}", headers={"x-request-id": "my-own-id"})
    assert answer.headers["x-request-id"] == "my-own-id"


async def test_a_web_page_may_call_where_its_origin_is_allowed(rest: httpx.AsyncClient, site: TestSite) -> None:
    answer = await rest.options(JOBS, headers={"origin": site.url, "access-control-request-method": "POST"})
    assert answer.headers["access-control-allow-origin"] == site.url
    assert "POST" in answer.headers["access-control-allow-methods"]


async def test_no_other_web_page_may_call(rest: httpx.AsyncClient) -> None:
    headers = {"origin": "https://app.test", "access-control-request-method": "POST"}
    for answer in [await rest.options(JOBS, headers=headers), await rest.get(JOBS, headers=headers)]:
        assert "access-control-allow-origin" not in answer.headers


async def test_events_arrive_while_the_job_runs_not_only_at_its_end(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker(worker_drain_timeout_ms=0), asyncio.timeout(60):
        job_id = await create(rest, site.page("colours.html"), {"action": "wait", "milliseconds": 600_000})
        async with rest.stream("GET", f"{JOBS}/{job_id}/events") as answer:
            async for line in answer.aiter_lines():
                if json.loads(line)["type"] == "job.progress":
                    break


def reason(answer: httpx.Response) -> str:
    reasons = [detail["reason"] for detail in answer.json()["details"] if "reason" in detail]
    assert len(reasons) == 1
    return str(reasons[0])


def fields(answer: httpx.Response) -> list[str]:
    return [
        violation["field"] for detail in answer.json()["details"] for violation in detail.get("fieldViolations", [])
    ]
