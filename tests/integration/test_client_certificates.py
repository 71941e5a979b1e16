"""A job's client certificates: the site sees them, and what cannot be used says so."""

import asyncio
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from store.job import Json, Status
from tests.fixtures.name_server import NameServer
from tests.fixtures.runs import RunJob
from tests.integration.test_options import ENGINES, pytestmark  # noqa: F401
from tests.loopback import INNER

PASSPHRASE = b"pass-phrase"


@dataclass
class Identity:
    """A certificate that nobody but itself has signed, and its key."""

    name: str

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.name)])
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key())
        builder = builder.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(9))
        self.certificate = builder.sign(self.key, hashes.SHA256())

    @property
    def cert_pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def pfx(self) -> bytes:
        encryption = BestAvailableEncryption(PASSPHRASE)
        return pkcs12.serialize_key_and_certificates(b"", self.key, self.certificate, None, encryption)


ANN, STRANGER = Identity("ann"), Identity("stranger")


@pytest.fixture
async def origin(tmp_path: Path) -> AsyncIterator[str]:
    """A site that lets in ann only, and says whom it sees."""
    (tmp_path / "site.pem").write_bytes(ANN.cert_pem + ANN.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "site.pem")
    context.load_verify_locations(cadata=ANN.cert_pem.decode())
    context.verify_mode = ssl.CERT_REQUIRED
    context.maximum_version = ssl.TLSVersion.TLSv1_2  # in which a certificate is refused before anything is asked for

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            name = writer.get_extra_info("peercert")["subject"][0][0][1]
            body = f"<p id=who>{name}</p>"
            writer.write(
                f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
            )
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()


def _text(data: bytes) -> str:
    return b64encode(data).decode()


PEM = {"cert": _text(ANN.cert_pem), "key": _text(ANN.key_pem)}
PFX = {"pfx": _text(ANN.pfx), "passphrase": PASSPHRASE.decode()}


@ENGINES
@pytest.mark.parametrize("certificate", [PEM, PFX], ids=["pem", "pfx"])
async def test_a_site_sees_the_certificate_that_a_job_has_for_it(
    run_job: RunJob, origin: str, engine: int, certificate: Json
) -> None:
    options = {"clientCertificates": [{"origin": origin, **certificate}], "ignoreHttpsErrors": True}
    read = {"action": "extract", "target": "#who"}
    run = await run_job(origin, read, options=options, browser_type_id=engine, wait_until="load")
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "ann"


@pytest.mark.parametrize(
    ("certificate", "error_type"),
    [
        ({"cert": _text(STRANGER.cert_pem), "key": _text(STRANGER.key_pem)}, "NETWORK_ERROR"),
        ({**PFX, "passphrase": "wrong-phrase"}, "VALIDATION_ERROR"),
        ({"cert": _text(b"no certificate"), "key": _text(b"no key")}, "VALIDATION_ERROR"),
    ],
    ids=["refused", "passphrase", "malformed"],
)
async def test_a_certificate_that_is_not_right_fails_the_job_for_good(
    run_job: RunJob, origin: str, certificate: Json, error_type: str
) -> None:
    options = {"clientCertificates": [{"origin": origin, **certificate}], "ignoreHttpsErrors": True}
    run = await run_job(origin, options=options, wait_until="load")
    assert run.error_type == error_type, run.job.error
    assert "wrong-phrase" not in str([run.job.error, run.events])


@ENGINES
async def test_what_playwright_connects_to_for_a_certificate_is_judged_too(
    run_job: RunJob, names: NameServer, engine: int
) -> None:
    reached = []
    canary = await asyncio.start_server(lambda *_: reached.append(1), INNER, 0)
    names.names["inner.test"] = [[INNER]]
    url = f"https://inner.test:{canary.sockets[0].getsockname()[1]}"
    options = {"clientCertificates": [{"origin": url, **PEM}], "ignoreHttpsErrors": True}
    run = await run_job(url, options=options, browser_type_id=engine)
    canary.close()
    assert run.error_type == "URL_BLOCKED", run.job.error
    assert reached == []
