"""Where deliveries go: to no address inside, whatever a name says, and to nobody who cannot prove it."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.background.deliverer import Deliverer
from store.database.connection import Database
from store.queue.cancel import cancel_job
from store.secrets.sealing import NO_KEYS
from store.urls.url_policies import RuleBook
from store.webhooks.deliveries import DeliveryStatus
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.receiver import AddWebhook, Deliver, Receiver, only


@pytest.fixture
async def strict(database: Database) -> AsyncIterator[Deliverer]:
    """Delivers to the public internet only."""
    deliverer = Deliverer(database, RuleBook(database, []), NO_KEYS)
    yield deliverer
    await deliverer.stop(0)


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "metadata.google.internal", "[::ffff:10.0.0.1]"])
async def test_addresses_inside_are_refused_again_when_it_is_delivered(
    database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver, strict: Deliverer, host: str
) -> None:
    await add_webhook(f"http://{host}:{receiver.port}/")
    await cancel_job(database, CLIENT, await create())
    await strict.deliver_due()
    await strict.settle()
    assert "a private, local or reserved address" in (await only(database)).attempts[0]["error"]
    assert receiver.received == []


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.7"])
async def test_a_name_that_leads_inside_is_refused_whatever_it_said_before(
    database: Database,
    create: CreateJob,
    add_webhook: AddWebhook,
    receiver: Receiver,
    strict: Deliverer,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    place = (address, receiver.port, 0, 0) if ":" in address else (address, receiver.port)
    asked = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place)]

    await add_webhook(f"http://rebinding.test:{receiver.port}/")
    await cancel_job(database, CLIENT, await create())
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    await strict.deliver_due()
    await strict.settle()
    monkeypatch.undo()
    error = (await only(database)).attempts[0]["error"]
    assert error.startswith("the URL leads to ")
    assert asked == ["rebinding.test"]
    assert receiver.received == []


async def test_an_address_that_the_operator_has_opened_is_delivered_to_by_its_name(
    database: Database,
    create: CreateJob,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", receiver.port))
    await add_webhook(f"http://inside.test:{receiver.port}/")
    await cancel_job(database, CLIENT, await create())
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place])
    await deliver()
    monkeypatch.undo()
    ((headers, _),) = receiver.received
    assert headers["Host"] == f"inside.test:{receiver.port}"


async def test_a_name_that_nobody_knows_is_a_failed_attempt(
    database: Database, create: CreateJob, add_webhook: AddWebhook, deliver: Deliver
) -> None:
    await add_webhook("http://nobody.invalid/")
    await cancel_job(database, CLIENT, await create())
    await deliver()
    delivery = await only(database)
    assert delivery.status is DeliveryStatus.PENDING
    assert "nobody.invalid" in delivery.attempts[0]["error"]


async def test_a_receiver_must_prove_its_name(
    database: Database, create: CreateJob, add_webhook: AddWebhook, deliver: Deliver, tmp_path: Path
) -> None:
    """With a certificate that somebody has signed whom nobody knows, it is not told anything."""
    (tmp_path / "both.pem").write_bytes(_self_signed("127.0.0.1"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    receiver = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    async with receiver:
        await add_webhook(f"https://127.0.0.1:{receiver.sockets[0].getsockname()[1]}/")
        await cancel_job(database, CLIENT, await create())
        await deliver()
    delivery = await only(database)
    assert delivery.status is DeliveryStatus.PENDING
    assert "certificate verify failed" in delivery.attempts[0]["error"]


def _self_signed(name: str) -> bytes:
    """A key, and a certificate of its own for an address."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return secret + certificate.public_bytes(serialization.Encoding.PEM)
