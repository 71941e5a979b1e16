"""The proxies of jobs and of the installation, as the egress guard uses them: for all connections, and none past it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from tests.fixtures.egress import INNER, OK, PUBLIC, Egress, call, policy
from tests.fixtures.tunnel_proxy import TunnelProxy, tunnel_proxy
from tests.fixtures.web_proxy import PASSWORD, USER, WebProxy
from worker.egress.guard import ConnectionFailure, EgressGuard, FailureKind, Upstream
from worker.settings import WorkerSettings

GET = b"GET /a?b HTTP/1.1\r\nHost: far.test\r\nConnection: keep-alive\r\nAccept: */*\r\n\r\n"
HELLO = b"\x16\x03\x01 and so on"


@pytest.fixture
async def tunnels(egress: Egress) -> AsyncIterator[TunnelProxy]:
    async with tunnel_proxy((INNER, egress.machine.port)) as proxy:
        yield proxy


def upstream(scheme: str, proxy: TunnelProxy | WebProxy, password: str = PASSWORD) -> Upstream:
    host = "127.0.0.1" if isinstance(proxy, WebProxy) else PUBLIC[0]
    return Upstream(server=f"{scheme}://{host}:{proxy.port}", username=USER, password=password)


@pytest.mark.parametrize("scheme", ["http", "socks5", "SOCKS5"])
async def test_a_tunnel_leads_through_the_proxy_which_resolves_the_name(
    egress: Egress, tunnels: TunnelProxy, scheme: str
) -> None:
    await egress.admit(proxy=upstream(scheme, tunnels))
    caller = await egress.call("far.test", 443)
    assert caller.code == OK
    caller.writer.write(HELLO)
    caller.writer.write_eof()
    assert await caller.reached() == INNER  # of the proxy, not of ours
    assert await caller.reader.read() == HELLO + b"END"
    assert tunnels.asked == ["far.test:443" if scheme.lower() == "socks5" else "CONNECT far.test:443"]
    assert egress.names.queries["far.test"] == 0


@pytest.mark.parametrize("said", [HELLO, GET.replace(b"Accept: */*", b"Upgrade: websocket")])
async def test_what_is_no_plain_request_goes_through_a_tunnel_at_any_port(
    egress: Egress, tunnels: TunnelProxy, said: bytes
) -> None:
    await egress.admit(proxy=upstream("http", tunnels))
    caller = await egress.call("far.test", 8080)
    assert caller.code == OK
    caller.writer.write(said)
    caller.writer.write_eof()
    assert await caller.reached() == INNER
    assert await caller.reader.read() == said + b"END"
    assert tunnels.asked == ["CONNECT far.test:8080"]


@pytest.mark.parametrize(("port", "place"), [(80, "far.test"), (8080, "far.test:8080")])
async def test_a_plain_request_is_asked_for_with_its_whole_url(
    egress: Egress, web_proxy: WebProxy, port: int, place: str
) -> None:
    await egress.admit(policy("whitelist", "127.0.0.1", everybody=True), proxy=upstream("http", web_proxy))
    caller = await egress.call("far.test", port)
    caller.writer.write(GET)
    assert b"the proxy" in await caller.reader.read()
    assert web_proxy.requests == [f"GET http://{place}/a?b HTTP/1.1"]
    assert egress.failures == []


@pytest.mark.parametrize(("scheme", "port"), [("http", 443), ("http", 80), ("socks5", 80)])
async def test_a_proxy_that_refuses_the_password_is_told_as_such(
    egress: Egress, tunnels: TunnelProxy, scheme: str, port: int
) -> None:
    await egress.admit(proxy=upstream(scheme, tunnels, "wrong"))
    caller = await egress.call("far.test", port)
    caller.writer.write(GET.replace(b"GET", b"XGET"))
    with suppress(ConnectionError):
        assert await caller.reader.read() == b""
    failure = await egress.gate.failure("far.test", port)
    assert failure is not None
    assert failure.kind is FailureKind.PROXY_AUTHENTICATION
    assert [one.kind for one in egress.failures] == [FailureKind.PROXY_AUTHENTICATION]
    assert "wrong" not in failure.reason


async def test_a_proxy_that_cannot_connect_us_or_is_not_there_is_told_as_such(
    egress: Egress, web_proxy: WebProxy
) -> None:
    opened = policy("whitelist", "127.0.0.1", everybody=True)
    await egress.admit(opened, proxy=upstream("http", web_proxy))
    assert await egress.rule("far.test", 443) == FailureKind.PROXY_FAILED
    assert "answers with status 502" in egress.failures[0].reason
    assert not egress.failures[0].is_away
    await egress.admit(proxy=Upstream(server=f"socks5://{PUBLIC[0]}:1024"))
    assert await egress.rule("far.test", 443) == FailureKind.PROXY_FAILED
    assert "the connection to it is refused by the host" in egress.failures[0].reason
    assert egress.failures[0].is_away


async def test_a_proxy_that_never_ends_its_answer_keeps_nobody_waiting(egress: Egress) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        with suppress(OSError):
            while True:
                writer.write(b"HTTP/1.1 200 Fine\r\nX: ".ljust(65536, b"x"))
                await writer.drain()
        writer.close()

    proxy = await asyncio.start_server(answer, PUBLIC[0], 0)
    await egress.admit(proxy=Upstream(server=f"http://{PUBLIC[0]}:{proxy.sockets[0].getsockname()[1]}"))
    async with asyncio.timeout(60):  # a byte at a time, it takes minutes
        callers = await asyncio.gather(*(egress.call("far.test", 443) for _ in range(50)))
    assert OK not in {one.code for one in callers}
    assert egress.failures[0].kind is FailureKind.PROXY_FAILED
    proxy.close()


async def test_what_comes_right_after_a_proxys_answer_is_not_lost(egress: Egress) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for piece in (b"HTTP/1.1 200 Fi", b"ne\r\nA: b\r", b"\n\r", b"\nearly\r\n\r\nbird"):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
        writer.close()

    proxy = await asyncio.start_server(answer, PUBLIC[0], 0)
    await egress.admit(proxy=Upstream(server=f"http://{PUBLIC[0]}:{proxy.sockets[0].getsockname()[1]}"))
    caller = await egress.call("far.test", 443)
    assert caller.code == OK
    assert await caller.reader.read() == b"early\r\n\r\nbird"
    proxy.close()


async def test_a_proxy_is_judged_as_a_site_is(egress: Egress, tunnels: TunnelProxy) -> None:
    egress.names.names |= {"proxy.test": [[INNER]]}
    await egress.admit(proxy=Upstream(server=f"http://proxy.test:{tunnels.port}"))
    assert await egress.rule("far.test", 443) == "private_address"
    assert "the connection to the job's proxy leads to 127.8.0.1" in egress.failures[0].reason
    await egress.admit(proxy=Upstream(server=f"http://{PUBLIC[0]}:25"))
    assert await egress.rule("far.test", 443) == "port"


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_jobs_reach_the_web_through_the_proxy_of_the_installation_and_not_the_inside(
    egress: Egress, tunnels: TunnelProxy, scheme: str
) -> None:
    egress.names.names |= {"inner.test": [[INNER]]}
    settings = WorkerSettings(
        egress_dns_servers=egress.names.address,
        egress_proxy=SecretStr(f"{scheme}://{USER}:{quote(PASSWORD)}@{PUBLIC[0]}:{tunnels.port}"),
    )
    guard = await EgressGuard.start(settings, lambda: None)
    gate, failures = await guard.open(), list[ConnectionFailure]()
    await gate.admit([], on_failure=failures.append)
    caller = await call(gate.port, "far.test", 443)
    assert (caller.code, await caller.reached()) == (OK, INNER)
    assert tunnels.asked == [f"{'CONNECT ' if scheme == 'http' else ''}far.test:443"]
    for host in ("inner.test", "127.0.0.1", PUBLIC[0], "metadata.google.internal"):
        assert (await call(gate.port, host, tunnels.port)).code != OK
    assert {one.rule for one in failures} == {"private_address"}
    assert len(tunnels.asked) == 1
    await guard.close()


async def test_that_the_proxy_of_the_installation_lets_nobody_in_is_no_fault_of_the_job(
    egress: Egress, tunnels: TunnelProxy
) -> None:
    proxy = SecretStr(f"socks5://{USER}:wrong@{PUBLIC[0]}:{tunnels.port}")
    settings = WorkerSettings(egress_dns_servers=egress.names.address, egress_proxy=proxy)
    guard = await EgressGuard.start(settings, lambda: None)
    gate, failures = await guard.open(), list[ConnectionFailure]()
    await gate.admit([], on_failure=failures.append)
    assert (await call(gate.port, "far.test", 443)).code != OK
    assert [one.kind for one in failures] == [FailureKind.PROXY_FAILED]
    assert "is not made by the installation's proxy: the proxy refuses the username" in failures[0].reason
    await guard.close()


async def test_inner_addresses_are_refused_through_a_proxy_too(egress: Egress, tunnels: TunnelProxy) -> None:
    await egress.admit(policy("blacklist", "far.test"), proxy=upstream("socks5", tunnels))
    for host in ("127.0.0.1", "localhost", "[::ffff:10.0.0.1]", "169.254.169.254", "metadata.google.internal"):
        assert await egress.rule(host, 80) == "private_address"
    assert await egress.rule("far.test", 80) == "blacklist"
    assert tunnels.asked == []


async def test_a_proxy_is_reached_by_https_if_its_certificate_is_right(
    egress: Egress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("SSL_CERT_FILE", f"{folder}/cert.pem")
        context = _certificate(Path(folder))
        guard = await EgressGuard.start(WorkerSettings(allow_private_addresses=",".join(PUBLIC)), lambda: None)
        gate = await guard.open()
        async with tunnel_proxy((INNER, egress.machine.port), context) as proxy:
            await gate.admit([], proxy=upstream("https", proxy), on_failure=lambda _: None)
            caller = await call(gate.port, "far.test", 443)
            assert caller.code == OK
            assert await caller.reached() == INNER
            caller.writer.write(b"x" * 1_000_000)
            assert await caller.reader.readexactly(1_000_000) == b"x" * 1_000_000
            await egress.admit(proxy=upstream("https", proxy))  # of a guard that does not know the certificate
            assert await egress.rule("far.test", 443) == FailureKind.PROXY_FAILED
            assert "there is no TLS with it" in egress.failures[0].reason
            await guard.close()


def _certificate(folder: Path) -> ssl.SSLContext:
    """A server's, for the address of the proxy; the guard finds it in `cert.pem`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proxy")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(PUBLIC[0]))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "cert.pem").chmod(0o644)
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
