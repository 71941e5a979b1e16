"""The secrets of webhooks, sealed as all that is secret where there is a key to seal with."""

import psycopg
import pytest
import structlog

from cli.checks import _check_secrets
from server import app
from server.background.deliverer import Deliverer
from server.settings import AuthSettings, ServerSettings
from store.database.connection import Database
from store.queue.cancel import cancel_job
from store.records.files import FileStorage
from store.secrets.data_keys import Renewed
from store.secrets.sealing import NO_KEYS, Keyring, new_key
from store.webhooks.deliveries import DeliveryStatus
from store.webhooks.receivers import rotate_secret
from store.webhooks.signing import count_plain, seal_plain
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.receiver import AddWebhook, Receiver, only

KEYRING = Keyring.parse(new_key("k1"))


async def deliver(database: Database, deliverer: Deliverer, keyring: Keyring) -> None:
    other = Deliverer(database, deliverer._rule_book, keyring)
    await other.deliver_due()
    await other.settle()


async def test_a_sealed_secret_signs_and_is_nowhere_as_it_is(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliverer: Deliverer
) -> None:
    webhook, first = await add_webhook(receiver.url())
    second, _ = await rotate_secret(database, KEYRING, CLIENT, webhook.id, overlap_s=3600)
    await cancel_job(database, CLIENT, await create())
    await deliver(database, deliverer, KEYRING)
    # The first was made where there was no key.
    assert len(receiver.verified(first)) == len(receiver.verified(second)) == 1
    assert await count_plain(database) == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, "SELECT sealed FROM webhook_secrets")
    rows = await database.rows("SELECT secret FROM webhook_secrets")
    assert second not in [row["secret"] for row in rows]


async def test_what_is_stored_as_it_is_can_be_sealed_later(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliverer: Deliverer
) -> None:
    _, secret = await add_webhook(receiver.url())
    await add_webhook(receiver.url("/theirs"), client_id="another")
    assert await seal_plain(database, KEYRING) == Renewed(2, [])
    assert await seal_plain(database, KEYRING) == Renewed(0, [])
    assert await count_plain(database) == 0
    await cancel_job(database, CLIENT, await create())
    await deliver(database, deliverer, KEYRING)
    assert len(receiver.verified(secret)) == 1


async def test_a_delivery_waits_for_a_key_that_is_lost(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, deliverer: Deliverer
) -> None:
    await add_webhook(receiver.url())
    await seal_plain(database, KEYRING)
    await cancel_job(database, CLIENT, await create())
    await deliver(database, deliverer, NO_KEYS)
    delivery = await only(database)
    assert delivery.status is DeliveryStatus.PENDING
    assert "needs the key k1, which SECRETS_KEYS does not have" in delivery.attempts[-1]["error"]
    assert receiver.received == []


async def test_the_doctor_says_what_is_not_sealed_and_which_key_is_missing(
    database: Database, add_webhook: AddWebhook
) -> None:
    async def found(keyring: Keyring) -> tuple[str, str]:
        finding = await _check_secrets(database, keyring)
        return finding.verdict, f"{finding.found}; {finding.advice}"

    assert await found(NO_KEYS) == ("ok", "SECRETS_KEYS is not set: none can be kept; ")
    await add_webhook("http://127.0.0.1:1/")
    verdict, told = await found(NO_KEYS)
    assert (verdict, "1 secrets of webhooks are not sealed" in told) == ("warning", True)
    verdict, told = await found(KEYRING)
    assert (verdict, "rewrap" in told) == ("warning", True)
    await seal_plain(database, KEYRING)
    assert await found(KEYRING) == ("ok", "sealed with the key k1; ")
    verdict, told = await found(NO_KEYS)
    assert (verdict, "lacks keys that are needed: k1 (1 clients)" in told) == ("error", True)


async def test_a_server_that_lacks_a_key_says_so_at_its_start(database: Database, files: FileStorage) -> None:
    await rotate_secret(database, KEYRING, CLIENT, None, overlap_s=0)
    await rotate_secret(database, NO_KEYS, "another", None, overlap_s=0)
    server = app.Server(ServerSettings(), AuthSettings(), database, files)
    with structlog.testing.capture_logs() as logs:
        await server._tell_of_keys()
    told = {one.pop("event"): one for one in logs}
    assert told == {
        "secrets.keys_lost": {"keys": ["k1"], "clients": 1, "log_level": "error"},
        "webhooks.secrets_not_sealed": {"count": 1, "why": "SECRETS_KEYS is not set", "log_level": "warning"},
    }
