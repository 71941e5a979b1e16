"""Delivering webhooks: to receivers that fail, hang and redirect, from servers that die."""

import asyncio
import socket

import psycopg
import pytest
from aiohttp import web

from server.background import deliverer as module
from server.background import receiver as posting
from server.background.deliverer import Deliverer
from store.database.connection import Database
from store.queue.cancel import cancel_job
from store.secrets.sealing import NO_KEYS
from store.settings import DatabaseSettings
from store.webhooks import attempts
from store.webhooks.attempts import Attempt, claim_deliveries, record_attempt
from store.webhooks.deliveries import DeliveryStatus, redeliver
from store.webhooks.errors import WebhookInactive
from store.webhooks.receivers import get_webhook
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.receiver import AddWebhook, Deliver, MakeDue, Receiver, only

NO_PLACES: dict[tuple[str, str], int] = {}


async def wait_s(database: Database) -> float:
    """How long the delivery waits for its next attempt."""
    (row,) = await database.rows(
        "SELECT extract(epoch FROM due_at - now())::float8 AS wait_s FROM webhook_deliveries WHERE due_at IS NOT NULL"
    )
    return float(row["wait_s"])


@pytest.fixture
async def ended(database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver) -> str:
    """A job has ended, of which a webhook shall be told. Returns its secret."""
    _, secret = await add_webhook(receiver.url())
    await cancel_job(database, CLIENT, await create())
    return secret


async def test_a_receiver_is_told_the_trace_that_the_job_was_created_in(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliver: Deliver
) -> None:
    traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    await add_webhook(receiver.url(), "job.created")
    for given in (traceparent, None):
        await create(traceparent=given)
    assert await deliver() == 2
    assert {headers.get("traceparent") for headers, _ in receiver.received} == {traceparent, None}


async def test_a_receiver_that_fails_gets_the_same_again_until_it_takes_it(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver, make_due: MakeDue
) -> None:
    receiver.answers += [web.Response(status=500, text="out of order \0"), web.Response(status=404)]
    for left in (5, 30):
        assert await deliver() == 1
        assert (await only(database)).status is DeliveryStatus.PENDING
        assert left - 2 < await wait_s(database) <= left * 1.25
        assert await deliver() == 0
        await make_due()
    assert await deliver() == 1
    delivery = await only(database)
    assert (delivery.status, delivery.attempt_no, delivery.due_at) == (DeliveryStatus.DELIVERED, 3, None)
    first, second, third = delivery.attempts
    assert (first["number"], first["statusCode"], first["error"]) == (1, 500, "the receiver answered 500")
    assert first["response"].startswith("out of order")
    assert first["durationMs"] >= 0
    assert (second["statusCode"], third["statusCode"], "error" in third) == (404, 204, False)
    assert len(receiver.verified(ended)) == 3
    assert {headers["webhook-id"] for headers, _ in receiver.received} == {str(delivery.id)}
    assert len({body for _, body in receiver.received}) == 1


async def test_a_redirect_is_not_followed(database: Database, ended: str, receiver: Receiver, deliver: Deliver) -> None:
    receiver.answers.append(web.Response(status=307, headers={"Location": receiver.url("/elsewhere")}))
    await deliver()
    assert len(receiver.received) == 1
    delivery = await only(database)
    assert delivery.status is DeliveryStatus.PENDING
    assert delivery.attempts[0]["error"] == "the receiver answered 307: redirects are not followed"


async def test_a_receiver_that_is_gone_turns_its_webhook_off(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver
) -> None:
    receiver.answers.append(web.Response(status=410))
    await deliver()
    delivery = await only(database)
    webhook = await get_webhook(database, CLIENT, delivery.webhook_id)
    assert delivery.status is DeliveryStatus.FAILED
    assert (webhook.is_active, webhook.inactive_reason) == (False, "gone")
    with pytest.raises(WebhookInactive):
        await redeliver(database, CLIENT, delivery.id)


@pytest.mark.parametrize(("asked", "least"), [("600", 590), ("99999999999", 86_390), ("soon", 4), ("-1", 4)])
async def test_a_receiver_may_ask_for_time_but_not_for_ever(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver, asked: str, least: int
) -> None:
    receiver.answers.append(web.Response(status=503, headers={"Retry-After": asked}))
    await deliver()
    assert least < await wait_s(database) <= max(86_400, least)


async def test_after_a_day_it_is_given_up_and_can_be_asked_for_again(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver, make_due: MakeDue
) -> None:
    tries = len(module.DELAYS_S) + 1
    receiver.answers += [web.Response(status=500) for _ in range(tries)]
    for _ in range(tries):
        assert await deliver() == 1
        await make_due()
    assert await deliver() == 0
    delivery = await only(database)
    assert (delivery.status, delivery.attempt_no) == (DeliveryStatus.FAILED, tries)
    assert (await redeliver(database, CLIENT, delivery.id)).status is DeliveryStatus.PENDING
    receiver.answers.append(web.Response(status=500))
    assert await deliver() == 1
    assert await wait_s(database) < 10  # as if it were new
    await redeliver(database, CLIENT, delivery.id)  # not waiting for that
    assert await deliver() == 1
    assert (await only(database)).status is DeliveryStatus.DELIVERED
    assert {headers["webhook-id"] for headers, _ in receiver.received} == {str(delivery.id)}


async def test_a_receiver_that_hangs_is_left_and_holds_up_no_other(
    database: Database,
    create: CreateJob,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliverer: Deliverer,
) -> None:
    hanging = socket.create_server(("127.0.0.1", 0))  # connections come in, and nobody takes them
    await add_webhook(f"http://127.0.0.1:{hanging.getsockname()[1]}/")
    for _ in range(10):
        await cancel_job(database, CLIENT, await create())
    await add_webhook(receiver.url())
    await cancel_job(database, CLIENT, await create())
    assert await deliverer.deliver_due() == module.PER_RECEIVER + 1
    assert await deliverer.deliver_due() == 0
    async with asyncio.timeout(60):
        await receiver.came.wait()
    await deliverer.stop(0)
    hanging.close()


async def test_no_answer_in_time_is_a_failed_attempt(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "TIMEOUT_S", 0.2)

    async def hang(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    receiver.answers.append(hang)
    await deliver()
    delivery = await only(database)
    assert delivery.attempts[0]["error"] == "the receiver did not answer within 0.2 s"
    assert "statusCode" not in delivery.attempts[0]


async def test_of_an_endless_answer_only_the_head_is_read(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver
) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65_536)

    receiver.answers.append(endless)
    await deliver()
    delivery = await only(database)
    assert delivery.status is DeliveryStatus.DELIVERED
    assert delivery.attempts[0]["response"] == "x" * posting.MAX_SHOWN_CHARS


async def test_a_delivery_whose_server_dies_is_made_by_another_one(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver, make_due: MakeDue
) -> None:
    (lost,) = await claim_deliveries(database, free=1, per_receiver=1, places=NO_PLACES)
    assert await deliver() == 0  # it is under way
    await make_due()  # its time has run out
    assert await deliver() == 1
    done = Attempt(status=DeliveryStatus.PENDING, duration_ms=1, error="too late")
    assert not await record_attempt(database, lost, done)
    delivery = await only(database)
    assert (delivery.status, delivery.attempt_no) == (DeliveryStatus.DELIVERED, 2)
    assert [attempt["number"] for attempt in delivery.attempts] == [2]


async def test_one_that_is_being_delivered_is_not_delivered_again_beside_it(
    database: Database, ended: str, receiver: Receiver, deliver: Deliver
) -> None:
    (claimed,) = await claim_deliveries(database, free=1, per_receiver=1, places=NO_PLACES)
    assert (await redeliver(database, CLIENT, claimed.id)).status is DeliveryStatus.DELIVERING
    assert await deliver() == 0


async def test_two_servers_share_what_is_due(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliverer: Deliverer
) -> None:
    await add_webhook(receiver.url())
    for _ in range(12):
        await cancel_job(database, CLIENT, await create())
    other = Deliverer(database, deliverer._rule_book, NO_KEYS)
    while sum(await asyncio.gather(deliverer.deliver_due(), other.deliver_due())):
        await asyncio.gather(deliverer.settle(), other.settle())
    assert len(receiver.received) == len({headers["webhook-id"] for headers, _ in receiver.received}) == 12


async def test_a_stopping_server_ends_what_is_under_way(
    database: Database, ended: str, receiver: Receiver, deliverer: Deliverer
) -> None:
    answer = asyncio.Event()

    async def late(_: web.Request) -> web.StreamResponse:
        await answer.wait()
        return web.Response()

    receiver.answers.append(late)
    running = asyncio.create_task(deliverer.run())
    await receiver.came.wait()
    stopping = asyncio.create_task(deliverer.stop(grace_s=60))
    answer.set()
    await asyncio.gather(stopping, running)
    assert (await only(database)).status is DeliveryStatus.DELIVERED


async def test_a_stopping_server_gives_back_what_does_not_end(
    database: Database, ended: str, receiver: Receiver, deliverer: Deliverer
) -> None:
    async def never(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    receiver.answers.append(never)
    running = asyncio.create_task(deliverer.run())
    await receiver.came.wait()
    await asyncio.gather(deliverer.stop(grace_s=0), running)
    assert (await only(database)).status is DeliveryStatus.PENDING
    other = Deliverer(database, deliverer._rule_book, NO_KEYS)
    assert await other.deliver_due() == 1  # at once
    await other.settle()
    delivery = await only(database)
    assert (delivery.status, delivery.attempt_no) == (DeliveryStatus.DELIVERED, 2)


# Deliveries of one job to as many receivers as there are, of which the first has most and takes none.
_BACKLOG = """
WITH webhook AS (
    INSERT INTO webhooks (id, client_id, url, receiver, events)
    SELECT gen_random_uuid(), 'client', 'http://x/', 'receiver ' || no, '{}' FROM generate_series(1, 30) AS no
    RETURNING id, receiver
), job AS (
    SELECT id FROM automation_jobs
)
INSERT INTO webhook_deliveries (client_id, webhook_id, job_id, sequence, event_type, receiver, job)
SELECT 'client', webhook.id, job.id, no, 'job.progress', receiver, '{}'
FROM job, webhook, generate_series(1, CASE receiver WHEN 'receiver 1' THEN 20000 ELSE 1 END) AS no
RETURNING id
"""


async def test_a_long_line_before_a_receiver_costs_no_more_than_a_short_one(
    database: Database, database_settings: DatabaseSettings, create: CreateJob
) -> None:
    await create()
    await database.rows(_BACKLOG)
    busy = {"clients": ["client"], "receivers": ["receiver 1"], "places": [0]}
    parameters = {**busy, "free": 100, "per_receiver": 4, "lease_s": 60, "max_held_s": 3600}
    for known in (False, True):  # right after the load the planner knows nothing
        if known:
            owner = await psycopg.AsyncConnection.connect(database_settings.conninfo(), autocommit=True)
            async with owner:
                await owner.execute("ANALYZE webhook_deliveries")
        (row,) = await database.rows("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + attempts._CLAIM, parameters)
        (plan,) = row["QUERY PLAN"]
        assert plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"] < 2000
    assert await database.rows("SELECT FROM webhook_deliveries WHERE attempt_no > 0 AND receiver = 'receiver 1'") == []
