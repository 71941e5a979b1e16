"""Webhooks: which events are delivered, and that none is lost."""

import asyncio
import json
from uuid import UUID

import psycopg
import pytest
from standardwebhooks import Webhook as Verifier

from store.database.connection import Database
from store.job import NewWebhook, Status, new_id
from store.queue import maintenance
from store.queue.attempts import Outcome, finish_jobs
from store.queue.cancel import cancel_job
from store.queue.replay import replay_job
from store.records.retention import remove_jobs
from store.secrets.sealing import NO_KEYS
from store.webhooks.deliveries import DeliveryStatus, list_deliveries
from store.webhooks.errors import WebhookNotFound, WebhookSecretMissing
from store.webhooks.receivers import (
    EVENTS,
    delete_webhook,
    list_webhooks,
    require_client_secret,
    rotate_secret,
    update_webhook,
)
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join, end_of_wait
from tests.fixtures.receiver import AddWebhook, Deliver, MakeDue, Receiver

FAILED = {"message": "no such element", "details": {"errorType": "SELECTOR_NOT_FOUND"}}
RESULT = {
    "duration": 12,
    "title": "T" * 10_000,
    "actions": [
        {"index": 0, "action": "extract", "value": "x" * 10_000},
        {"index": 1, "action": "screenshot", "artifact": "screenshot.png"},
    ],
}


async def told(database: Database, job_id: UUID) -> list[str]:
    return [one.event_type for one in reversed(await list_deliveries(database, CLIENT, job_id=job_id, limit=100))]


@pytest.mark.parametrize(
    "ending", ["completed", "failed", "cancelled", "cancelled while it ran", "rescued", "given up"]
)
async def test_each_end_of_a_job_is_delivered_once_to_each_webhook(
    database: Database,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliver: Deliver,
    ending: str,
) -> None:
    _, secret = await add_webhook(receiver.url("/one"))
    await add_webhook(receiver.url("/two"))
    await rotate_secret(database, NO_KEYS, CLIENT, None, overlap_s=0)
    own = NewWebhook(id=new_id(), url=receiver.url("/own"), receiver=f"127.0.0.1:{receiver.port}", events=[*EVENTS])
    job_id = await create(webhook=own, max_retries=1 if ending == "rescued" else 0)
    if ending == "cancelled":
        await cancel_job(database, CLIENT, job_id)
    elif ending in {"rescued", "given up"}:
        await claim_one(await join())
        await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
        await maintenance.rescue_jobs(database)
        if ending == "rescued":
            assert await deliver() == 0  # it goes on
            await end_of_wait(database)
            job = await claim_one(await join())
            await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    else:
        job = await claim_one(await join())
        if ending == "cancelled while it ran":
            await cancel_job(database, CLIENT, job_id)
        status = Status(ending.split(maxsplit=1)[0])
        error = FAILED if status is Status.FAILED else None
        assert await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)]) == {job_id}
        assert await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)]) == frozenset()
    assert await deliver() == 3
    assert await deliver() == 0
    assert len({headers["webhook-id"] for headers, _ in receiver.received}) == 3
    ends = [json.loads(body) for _, body in receiver.received]
    expected = {"rescued": "completed", "given up": "failed"}.get(ending, ending.split(maxsplit=1)[0])
    assert {(end["type"], end["data"]["job"]["status"]) for end in ends} == {(f"job.{expected}", expected)}
    (first,) = [one for one in receiver.received if _is_signed(one, secret)]
    assert json.loads(first[1])["data"]["event"]["jobId"] == str(job_id)


def _is_signed(received: tuple[dict[str, str], bytes], secret: str) -> bool:
    try:
        Verifier(secret).verify(received[1], received[0])
    except Exception:  # noqa: BLE001 - not with this one
        return False
    return True


async def test_the_body_holds_the_event_as_watchjob_tells_it_and_the_job_without_what_is_bulky(
    database: Database,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliver: Deliver,
) -> None:
    _, secret = await add_webhook(receiver.url())
    job_id = await create(actions=[{"action": "fill", "value": "secret"}], options={"userAgent": "secret"})
    job = await claim_one(await join())
    done = Outcome(lease=job.lease, status=Status.COMPLETED, result=RESULT, data={"durationMs": 7})
    await finish_jobs(database, [done])
    await deliver()
    ((headers, raw),) = receiver.received
    (body,) = receiver.verified(secret)
    assert headers["Content-Type"] == "application/json"
    assert (body["type"], body["timestamp"]) == ("job.completed", body["data"]["event"]["timestamp"])
    event, shown = body["data"]["event"], body["data"]["job"]
    assert {name: event[name] for name in ("jobId", "sequence", "type", "status", "data")} == {
        "jobId": str(job_id),
        "sequence": 3,
        "type": "job.completed",
        "status": "completed",
        "data": {"durationMs": 7},
    }
    assert shown["id"] == str(job_id)
    assert shown["targetUrl"] == "http://example.test/"
    assert shown["completedAt"]
    assert shown["result"]["screenshotUrl"] == f"/api/v1/jobs/{job_id}/artifacts/screenshot.png"
    assert shown["result"]["duration"] == 12
    assert not {"actions", "options"} & shown.keys()
    assert "actions" not in shown["result"]
    assert b"secret" not in raw
    assert len(raw) < 20_000


async def test_a_webhook_hears_of_the_events_that_it_has_asked_for(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, add_webhook: AddWebhook, deliver: Deliver
) -> None:
    await add_webhook("http://127.0.0.1:1/", "job.created", "job.started", "job.retrying")
    job_id = await create()
    job = await claim_one(await join())
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.PENDING, retries=1, delay_s=9)])
    await cancel_job(database, CLIENT, job_id)
    assert await told(database, job_id) == ["job.created", "job.started", "job.retrying"]


async def test_a_webhook_may_hear_that_a_job_is_replayed(
    database: Database, create: CreateJob, add_webhook: AddWebhook
) -> None:
    await add_webhook("http://127.0.0.1:1/", "job.replayed")
    job_id = await create()
    await cancel_job(database, CLIENT, job_id)
    await replay_job(database, CLIENT, job_id)
    assert await told(database, job_id) == ["job.replayed"]


async def test_a_job_that_has_changed_since_is_told_as_it_was(
    database: Database,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliver: Deliver,
) -> None:
    await add_webhook(receiver.url(), "job.created")
    await create()
    await claim_one(await join())
    await deliver()
    ((_, body),) = receiver.received
    assert json.loads(body)["data"]["job"]["status"] == "pending"


async def test_a_webhook_that_is_off_or_anothers_hears_nothing(
    database: Database, create: CreateJob, add_webhook: AddWebhook
) -> None:
    off, _ = await add_webhook("http://127.0.0.1:1/")
    await update_webhook(database, CLIENT, off.id, {**_NOTHING, "is_active": False})
    await add_webhook("http://127.0.0.1:1/", client_id="another")
    job_id = await create()
    await cancel_job(database, CLIENT, job_id)
    assert await database.rows("SELECT id FROM webhook_deliveries") == []


_NOTHING = dict.fromkeys(("url", "receiver", "events", "description", "is_active"))


async def test_a_job_ends_while_its_client_deletes_a_webhook(
    database: Database, create: CreateJob, add_webhook: AddWebhook
) -> None:
    webhook, _ = await add_webhook("http://127.0.0.1:1/")
    job_id = await create()
    async with database.connection() as other:
        async with other.transaction():
            await other.execute("DELETE FROM webhooks WHERE id = %s", (webhook.id,))
            cancelling = asyncio.create_task(cancel_job(database, CLIENT, job_id))
            while not await database.rows("SELECT FROM pg_locks WHERE NOT granted"):
                assert not cancelling.done()
        assert (await cancelling).status is Status.CANCELLED
    assert await database.rows("SELECT id FROM webhook_deliveries") == []


async def test_what_is_on_its_way_to_a_webhook_that_is_turned_off_is_given_up(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliver: Deliver
) -> None:
    webhook, _ = await add_webhook(receiver.url())
    await cancel_job(database, CLIENT, await create())
    await update_webhook(database, CLIENT, webhook.id, {**_NOTHING, "is_active": False})
    assert await deliver() == 1
    assert receiver.received == []
    (delivery,) = await list_deliveries(database, CLIENT, limit=10)
    assert (delivery.status, delivery.attempts[-1]["error"]) == (DeliveryStatus.FAILED, "the webhook is not active")


async def test_another_client_sees_changes_and_signs_nothing(
    database: Database, create: CreateJob, add_webhook: AddWebhook
) -> None:
    webhook, _ = await add_webhook("http://127.0.0.1:1/")
    await cancel_job(database, CLIENT, await create())
    assert await list_webhooks(database, "another", after=None, limit=10) == []
    assert await list_deliveries(database, "another", limit=10) == []
    for change in (
        update_webhook(database, "another", webhook.id, {**_NOTHING, "is_active": False}),
        delete_webhook(database, "another", webhook.id),
        rotate_secret(database, NO_KEYS, "another", webhook.id, overlap_s=0),
    ):
        with pytest.raises(WebhookNotFound):
            await change
    for table in ("webhooks", "webhook_deliveries"):
        assert await database.client_rows("another", f"SELECT client_id FROM {table}") == []  # type: ignore[arg-type]


async def test_a_clients_call_cannot_read_a_secret(database: Database, add_webhook: AddWebhook) -> None:
    await add_webhook("http://127.0.0.1:1/")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, "SELECT secret FROM webhook_secrets")


async def test_a_replaced_secret_signs_beside_the_new_one_until_it_expires(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliver: Deliver
) -> None:
    webhook, first = await add_webhook(receiver.url())
    second, until = await rotate_secret(database, NO_KEYS, CLIENT, webhook.id, overlap_s=3600)
    assert until is not None
    await cancel_job(database, CLIENT, await create())
    await deliver()
    assert len(receiver.verified(first)) == len(receiver.verified(second)) == 1

    receiver.received.clear()
    third, until = await rotate_secret(database, NO_KEYS, CLIENT, webhook.id, overlap_s=0)
    assert until is None
    await cancel_job(database, CLIENT, await create())
    await deliver()
    (received,) = receiver.received
    assert [_is_signed(received, one) for one in (first, second, third)] == [False, False, True]


async def test_secrets_that_are_made_at_once_leave_one_that_signs(database: Database) -> None:
    with pytest.raises(WebhookSecretMissing):
        await require_client_secret(database, CLIENT)
    for _ in range(5):
        await asyncio.gather(*(rotate_secret(database, NO_KEYS, CLIENT, None, overlap_s=60) for _ in range(8)))
    await require_client_secret(database, CLIENT)
    rows = await database.rows("SELECT FROM webhook_secrets WHERE expires_at IS NULL")
    assert len(rows) == 1


async def test_a_job_stays_until_its_deliveries_are_through_and_takes_them_with_it(
    database: Database,
    create: CreateJob,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliver: Deliver,
    make_due: MakeDue,
) -> None:
    await add_webhook(receiver.url())
    job_id = await create(id=UUID(int=1))
    await cancel_job(database, CLIENT, job_id)
    await database.rows("UPDATE automation_jobs SET completed_at = now() - interval '9 days' RETURNING id")
    assert await remove_jobs(database, 7) == 0
    await deliver()
    assert await remove_jobs(database, 7) == 1
    assert await database.rows("SELECT id FROM webhook_deliveries") == []
