"""A server is killed while it delivers a webhook."""

import asyncio
import os
import signal
from pathlib import Path

from aiohttp import web

from store.database.connection import Database
from store.queue.cancel import cancel_job
from store.settings import DatabaseSettings
from store.webhooks.deliveries import DeliveryStatus, list_deliveries
from tests.acceptance.test_parts import Part
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.receiver import AddWebhook, MakeDue, Receiver
from tests.loopback import LOOPBACK


async def test_a_delivery_of_a_killed_server_is_made_by_another_one(
    database: Database,
    database_settings: DatabaseSettings,
    create: CreateJob,
    add_webhook: AddWebhook,
    receiver: Receiver,
    make_due: MakeDue,
    tmp_path: Path,
) -> None:
    async def never(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    receiver.answers.append(never)
    _, secret = await add_webhook(receiver.url())
    await cancel_job(database, CLIENT, await create())
    environment = {"DATABASE_URL": database_settings.conninfo(), "ALLOW_PRIVATE_ADDRESSES": LOOPBACK}
    first = await Part.start("server", tmp_path, **environment)
    async with asyncio.timeout(60):
        await receiver.came.wait()
    os.kill(first.pid, signal.SIGKILL)
    await first.end()
    (delivery,) = await list_deliveries(database, CLIENT, limit=10)
    assert delivery.status is DeliveryStatus.DELIVERING

    await make_due()  # its minute is over
    second = await Part.start("server", tmp_path, **environment)
    await second.says("webhook.attempt")
    assert await second.stop() == 0, second.output
    (delivery,) = await list_deliveries(database, CLIENT, limit=10)
    assert (delivery.status, delivery.attempt_no) == (DeliveryStatus.DELIVERED, 2)
    assert len(receiver.verified(secret)) == 2
    assert len({headers["webhook-id"] for headers, _ in receiver.received}) == 1
