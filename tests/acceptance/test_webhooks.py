"""Webhooks as an HTTP client has them through the real gateway."""

import asyncio
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from store.webhooks import receivers as webhooks
from tests.acceptance.test_url_policies import Calls, blocked, calls, wrong_fields
from tests.fixtures.receiver import Receiver
from tests.ports import free_ports

__all__ = ["calls"]

WEBHOOKS = "/api/v1/webhooks"
DELIVERIES = "/api/v1/webhook-deliveries"
JOBS = "/api/v1/jobs"
NOBODY = "019a2073-0000-7000-8000-000000000000"
PAGE = Path(__file__).parent.parent.parent / "docs" / "webhooks.md"


async def add(rest: httpx.AsyncClient, url: str, **more: Any) -> tuple[dict[str, Any], str]:
    answer = await rest.post(WEBHOOKS, json={"url": url, **more})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    webhook: dict[str, Any] = answer.json()["webhook"]
    assert answer.headers["location"] == f"{WEBHOOKS}/{webhook['id']}"
    return webhook, answer.json()["secret"]


def reason(answer: httpx.Response) -> str:
    return str(answer.json()["details"][0]["reason"])


async def ended_job(rest: httpx.AsyncClient, **more: Any) -> str:
    answer = await rest.post(JOBS, json={"targetUrl": "http://example.com/", **more})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    job_id = str(answer.json()["jobId"])
    assert (await rest.delete(f"{JOBS}/{job_id}")).json()["status"] == "cancelled"
    return job_id


async def until(rest: httpx.AsyncClient, path: str, status: str, *, attempts: int = 1) -> dict[str, Any]:
    """The delivery when it has this status: nobody tells of that but the list."""
    async with asyncio.timeout(60):
        while True:
            delivery: dict[str, Any] = (await rest.get(path)).json()
            if delivery["status"] == status and delivery["attemptCount"] >= attempts:
                return delivery
            await asyncio.sleep(0.05)


async def test_a_webhook_is_added_read_changed_listed_and_removed(rest: httpx.AsyncClient) -> None:
    webhook, secret = await add(rest, "HTTPS://Example.com:443/a?b", description="ours")
    path = f"{WEBHOOKS}/{webhook['id']}"
    assert {name: webhook[name] for name in ("url", "events", "description", "isActive")} == {
        "url": "https://example.com/a?b",
        "events": ["job.completed", "job.failed", "job.cancelled"],
        "description": "ours",
        "isActive": True,
    }
    assert secret.startswith("whsec_")
    answer = await rest.get(path)
    assert answer.json() == webhook
    assert "whsec_" not in answer.text
    changed = (await rest.patch(path, json={"isActive": False})).json()
    assert changed == {**webhook, "isActive": False, "updatedAt": changed["updatedAt"]}
    put = (await rest.put(path, json={"events": ["job.failed"], "url": "http://example.org"})).json()
    assert (put["url"], put["events"], put["isActive"]) == ("http://example.org/", ["job.failed"], False)
    other, _ = await add(rest, "https://example.net/", isActive=False)
    first = (await rest.get(WEBHOOKS, params={"limit": 1})).json()
    second = (await rest.get(WEBHOOKS, params={"pageToken": first["nextPageToken"]})).json()
    assert [first["data"][0]["id"], second["data"][0]["id"]] == [webhook["id"], other["id"]]
    assert (await rest.delete(path)).json() == {}
    for gone in (
        await rest.get(path),
        await rest.delete(path),
        await rest.patch(path, json={}),
        await rest.post(f"{path}/secret", json={}),
    ):
        assert (gone.status_code, reason(gone)) == (httpx.codes.NOT_FOUND, "WEBHOOK_NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["url"]),
        ({"url": "example.com"}, ["url"]),
        ({"url": "ftp://example.com/"}, ["url"]),
        ({"url": "https://user:secret@example.com/"}, ["url"]),
        ({"url": "https://example.com/#x"}, ["url"]),
        ({"url": "https://example.com/" + "x" * 2048}, ["url"]),
        ({"url": "https://example.com/", "events": ["job.ended"]}, ["events[0]"]),
        ({"url": "https://example.com/", "events": ["job.failed", "job.failed"]}, ["events"]),
        ({"url": "https://example.com/", "secret": "x"}, ["secret"]),
        ({"url": "https://example.com/", "description": "x" * 2001}, ["description"]),
    ],
)
async def test_what_is_no_webhook_is_refused_by_the_name_of_its_field(
    rest: httpx.AsyncClient, body: dict[str, Any], fields: list[str]
) -> None:
    assert wrong_fields(await rest.post(WEBHOOKS, json=body)) == fields
    if "description" not in body and "secret" not in body and body:
        answer = await rest.post(JOBS, json={"targetUrl": "http://example.com/", "webhook": body})
        assert wrong_fields(answer) == [f"webhook.{field}" for field in fields]


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://10.0.0.1/hook", "http://metadata.google.internal/"])
async def test_receivers_inside_are_refused(rest: httpx.AsyncClient, url: str) -> None:
    rule = {"rule": "private_address"}
    assert blocked(await rest.post(WEBHOOKS, json={"url": url})) == {"field": "url", **rule}
    webhook, _ = await add(rest, "https://example.com/")
    assert blocked(await rest.patch(f"{WEBHOOKS}/{webhook['id']}", json={"url": url})) == {"field": "url", **rule}
    answer = await rest.post(JOBS, json={"targetUrl": "http://example.com/", "webhook": {"url": url}})
    assert blocked(answer) == {"field": "webhook.url", **rule}


async def test_there_is_an_end_to_webhooks(rest: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "MAX_WEBHOOKS", 1)
    await add(rest, "https://example.com/")
    answer = await rest.post(WEBHOOKS, json={"url": "https://example.com/"})
    assert (answer.status_code, reason(answer)) == (httpx.codes.BAD_REQUEST, "WEBHOOK_LIMIT")


async def test_a_jobs_own_webhook_needs_the_clients_secret(rest: httpx.AsyncClient, receiver: Receiver) -> None:
    own = {"url": receiver.url(), "events": ["job.created", "job.cancelled"]}
    answer = await rest.post(JOBS, json={"targetUrl": "http://example.com/", "webhook": own})
    assert (answer.status_code, reason(answer)) == (httpx.codes.BAD_REQUEST, "WEBHOOK_SECRET_MISSING")
    assert (await rest.get(JOBS)).json()["data"] == []
    secret = (await rest.post("/api/v1/webhook-secret", json={})).json()["secret"]
    job_id = await ended_job(rest, webhook=own)
    assert (await rest.get(f"{JOBS}/{job_id}")).json()["webhook"] == own
    listed = (await rest.get(DELIVERIES, params={"jobId": job_id})).json()["data"]
    for delivery in listed:
        await until(rest, f"{DELIVERIES}/{delivery['id']}", "delivered")
    assert [delivery["eventType"] for delivery in listed] == ["job.cancelled", "job.created"]
    assert {body["data"]["job"]["id"] for body in receiver.verified(secret)} == {job_id}
    assert (await rest.get(WEBHOOKS)).json()["data"] == []


async def test_a_delivery_is_looked_at_and_asked_for_again(rest: httpx.AsyncClient, receiver: Receiver) -> None:
    webhook, secret = await add(rest, receiver.url())
    job_id = await ended_job(rest)
    (delivery,) = (await rest.get(DELIVERIES, params={"webhookId": webhook["id"]})).json()["data"]
    path = f"{DELIVERIES}/{delivery['id']}"
    delivered = await until(rest, path, "delivered")
    assert delivered["attempts"][0]["statusCode"] == httpx.codes.NO_CONTENT
    assert (delivered["jobId"], delivered["eventSequence"], delivered["url"]) == (job_id, 2, receiver.url())
    assert (await rest.get(DELIVERIES, params={"status": "delivered"})).json()["data"] == [delivered]
    assert (await rest.get(DELIVERIES, params={"status": "failed"})).json()["data"] == []
    again = await rest.post(f"{path}/redeliver", json={})
    assert again.json()["status"] == "pending", again.text
    assert len((await until(rest, path, "delivered", attempts=2))["attempts"]) == 2
    assert len(receiver.verified(secret)) == 2
    assert {headers["webhook-id"] for headers, _ in receiver.received} == {delivery["id"]}
    missing = await rest.get(f"{DELIVERIES}/{NOBODY}")
    assert (missing.status_code, reason(missing)) == (httpx.codes.NOT_FOUND, "WEBHOOK_DELIVERY_NOT_FOUND")


async def test_another_client_sees_nothing(rest: httpx.AsyncClient, calls: Calls, receiver: Receiver) -> None:
    webhook, _ = await add(rest, receiver.url())
    job_id = await ended_job(rest)
    (delivery,) = (await rest.get(DELIVERIES, params={"jobId": job_id})).json()["data"]
    other = await calls("another", is_admin=True)
    for path in (WEBHOOKS, DELIVERIES, f"{DELIVERIES}?jobId={job_id}", f"{DELIVERIES}?webhookId={webhook['id']}"):
        assert (await other.get(path)).json()["data"] == []
    for answer in (
        await other.get(f"{WEBHOOKS}/{webhook['id']}"),
        await other.patch(f"{WEBHOOKS}/{webhook['id']}", json={"isActive": False}),
        await other.post(f"{WEBHOOKS}/{webhook['id']}/secret", json={}),
        await other.delete(f"{WEBHOOKS}/{webhook['id']}"),
        await other.get(f"{DELIVERIES}/{delivery['id']}"),
        await other.post(f"{DELIVERIES}/{delivery['id']}/redeliver", json={}),
    ):
        assert answer.status_code == httpx.codes.NOT_FOUND


async def test_the_receiver_of_the_documentation_verifies_what_it_gets(rest: httpx.AsyncClient, tmp_path: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    (tmp_path / "receiver.py").write_text(example)
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}/"
    _, secret = await add(rest, url)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(tmp_path / "receiver.py")),
        env={"WEBHOOK_SECRET": secret, "RECEIVER_PORT": str(port)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(60), httpx.AsyncClient() as client:
            while not await _refuses(client, url):  # noqa: ASYNC110 - it tells nobody that it listens
                await asyncio.sleep(0.05)
            job_id = await ended_job(rest)
            assert process.stdout is not None
            assert (await process.stdout.readline()).decode().split()[1:] == ["job.cancelled", job_id]
    finally:
        process.kill()
        await process.communicate()


async def _refuses(client: httpx.AsyncClient, url: str) -> bool:
    """Whether it is there, and takes nothing that is not signed."""
    try:
        return (await client.post(url, content=b"{}")).status_code == httpx.codes.BAD_REQUEST
    except httpx.TransportError:
        return False


async def test_the_jobs_of_a_schedule_have_its_webhook(rest: httpx.AsyncClient, receiver: Receiver) -> None:
    job = {"targetUrl": "http://example.com/", "webhook": {"url": receiver.url(), "events": ["job.created"]}}
    nightly = {"name": "nightly", "cron": "30 4 * * *", "job": job}
    refused = await rest.post("/api/v1/schedules", json=nightly)
    assert (refused.status_code, reason(refused)) == (httpx.codes.BAD_REQUEST, "WEBHOOK_SECRET_MISSING")
    secret = (await rest.post("/api/v1/webhook-secret", json={})).json()["secret"]
    schedule = (await rest.post("/api/v1/schedules", json=nightly)).json()
    job_id = (await rest.post(f"/api/v1/schedules/{schedule['id']}/run", json={})).json()["jobId"]
    async with asyncio.timeout(60):
        await receiver.came.wait()
    (body,) = receiver.verified(secret)
    assert (body["type"], body["data"]["job"]["id"]) == ("job.created", job_id)
    assert body["data"]["job"]["scheduleId"] == schedule["id"]
    await rest.delete(f"{JOBS}/{job_id}")
