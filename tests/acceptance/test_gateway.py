"""What the gateway answers itself, believes of a request, and writes down of it."""

import asyncio
import json
import socket
from pathlib import Path

import grpc
import httpx
import pytest

from cli import gateway
from cli.child import Child
from server.gateway.ext_authz_pb2 import AttributeContext, CheckRequest, CheckResponse
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway, answering
from tests.ports import free_ports
from tests.rest import open_rest

JOBS = "/api/v1/jobs"
CHECK = "/envoy.service.auth.v3.Authorization/Check"
TIMEOUT_S = 90
NOBODYS = "00000000-0000-0000-0000-000000000000"

UNREADABLE = {
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "an unknown method": (b"FOO / HTTP/1.1\r\nhost: a\r\n\r\n", 400),
    "no HTTP": (b"GARBAGE\r\n\r\n", 400),
    "HTTP/1.0": (b"GET / HTTP/1.0\r\n\r\n", 426),
    "a character that no path has": (b"GET /%00 HTTP/1.1\r\nhost: a\r\n\r\n", 400),
    "a long path": (b"GET /" + b"y" * 70_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n", 431),
    "many headers": (
        b"GET / HTTP/1.1\r\nhost: a\r\n" + b"".join(b"x-%d: 1\r\n" % n for n in range(150)) + b"\r\n",
        431,
    ),
    "two lengths": (b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n", 400),
    "a packed body": (b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip, chunked\r\n\r\n", 400),
    "a proxy's": (b"CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n", 400),
    "a WebSocket's": (b"GET / HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n", 400),
}


@pytest.fixture
def alone(gateway_process: Gateway) -> Gateway:
    """The gateway without a server."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=10)) as client:  # until it listens
        client.get(gateway_process.url)
    return gateway_process


def explained(body: str) -> str:
    """The reason in a body that is a google.rpc.Status with all that belongs to it."""
    status = json.loads(body)
    assert status["code"]
    assert status["message"]
    (info,) = status["details"]
    assert (info["@type"], info["domain"]) == ("type.googleapis.com/google.rpc.ErrorInfo", "tabwright.dev")
    return str(info["reason"])


@pytest.mark.parametrize("verb", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", [JOBS, f"{JOBS}/x", f"{JOBS}/x/events", "/api/v1/actions/visit", "/health"])
def test_while_the_server_is_down_every_call_is_told_so(alone: Gateway, verb: str, path: str) -> None:
    answer = httpx.request(verb, alone.url + path, headers={"x-api-key": "k"}, timeout=TIMEOUT_S)
    expected = (404, "PATH_NOT_FOUND") if answer.status_code == httpx.codes.NOT_FOUND else (503, "SERVER_UNAVAILABLE")
    assert (answer.status_code, explained(answer.text)) == expected


@pytest.mark.parametrize(("request_", "status"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_request_is_told_so(alone: Gateway, request_: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", alone.port), TIMEOUT_S) as connection:
        connection.sendall(request_)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.decode().partition("\r\n\r\n")
    assert int(head.split()[1]) == status
    assert explained(body) in {"INVALID_ARGUMENT", "REQUEST_TOO_LARGE"}
    assert json.loads(body)["message"] != "Bad Request"


async def test_the_log_has_what_was_asked_for_and_neither_keys_nor_what_headers_claim(
    tmp_path: Path, served: Gateway, api_key: str
) -> None:
    (port,) = free_ports(1)
    log = tmp_path / "access.log"
    command = gateway.prepare(tmp_path, port=port, grpc_port=served.grpc_port, access_log=log)
    child = await Child.start("envoy", command, tmp_path / "envoy.log")
    claims = {
        "x-envoy-original-method": "EVIL",
        "x-envoy-original-path": "/evil",
        "x-envoy-upstream-rq-timeout-ms": "1",
        "x-envoy-retry-on": "5xx",
        "x-forwarded-for": "evil",
        "x-http-code": "299",
        "x-file-size": "7",
    }
    asked = [
        ("GET", "/api/v1/browsers"),
        ("GET", f"{JOBS}?api_key=sesame&limit=1"),
        ("POST", f"{JOBS}?access_token=sesame"),
        ("GET", "/nowhere?key=sesame"),
        ("GET", "/%00?key=sesame"),
        ("GET", f"{JOBS}/{NOBODYS}"),
        ("GET", f"{JOBS}/nonsense"),
        ("GET", f"{JOBS}/{NOBODYS}/events"),
        ("GET", "/docs"),
    ]
    try:
        transport = httpx.AsyncHTTPTransport(retries=10)  # until it listens
        url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=url, timeout=TIMEOUT_S, transport=transport) as client:
            headers = {"x-api-key": api_key, **claims}
            answers = [await client.request(verb, path, headers=headers) for verb, path in asked]
    finally:
        await child.stop(grace_s=5)
    assert [answer.status_code for answer in answers] == [200, 400, 400, 404, 400, 404, 400, 404, 200]
    text = log.read_text()
    assert "sesame" not in text
    assert "evil" not in text.lower()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["method"], line["path"]) for line in lines] == [(verb, path.split("?")[0]) for verb, path in asked]
    # The server's own status, as in the body; none where the gateway has not called the server.
    told = [0 if answer.is_success else answer.json()["code"] for answer in answers]
    asked_server = [line["details"] == "via_upstream" for line in lines]
    assert asked_server == [True, False, False, False, False, True, True, True, False]
    expected = [code if is_asked else None for code, is_asked in zip(told, asked_server, strict=True)]
    assert [line["grpc_status"] for line in lines] == expected == [0, None, None, None, None, 5, 3, 5, None]


@pytest.mark.parametrize("content_type", ["application/grpc", "application/grpc-web+proto", "application/json"])
async def test_what_the_gateway_asks_the_server_nobody_else_asks_through_it(
    rest: httpx.AsyncClient, content_type: str
) -> None:
    answer = await rest.post(CHECK, content=b"\0\0\0\0\0", headers={"content-type": content_type})
    assert answer.status_code == httpx.codes.NOT_FOUND or answer.headers["grpc-status"] == "12"


@pytest.mark.parametrize("has_key", [False, True])
async def test_who_reaches_the_server_itself_learns_nothing_by_that(
    served: Gateway, api_key: str, *, has_key: bool
) -> None:
    """A key in the call's own headers is not one of the request that it is about."""
    http = AttributeContext.HttpRequest(method="POST", path=JOBS, raw_body=b'{"actions":[' + b"{}," * 100_000)
    request = CheckRequest(attributes=AttributeContext(request=AttributeContext.Request(http=http)))
    async with open_channel(f"127.0.0.1:{served.grpc_port}", api_key if has_key else "") as channel:
        call = channel.unary_unary(
            CHECK, request_serializer=CheckRequest.SerializeToString, response_deserializer=CheckResponse.FromString
        )
        answer = await call(request, timeout=TIMEOUT_S)
    assert answer.denied_response.status.code == httpx.codes.UNAUTHORIZED


async def test_a_body_is_not_waited_for_when_nobody_sends_it(served: Gateway) -> None:
    head = f"POST {JOBS} HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", served.port), TIMEOUT_S) as connection:
        connection.settimeout(0)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(connection, head)
        answer = await loop.sock_recv(connection, 65536)
    assert answer.startswith(b"HTTP/1.1 401 ")


async def test_a_body_that_does_not_go_on_is_given_up_and_no_watch_is(
    tmp_path: Path, served: Gateway, rest: httpx.AsyncClient, api_key: str
) -> None:
    (port,) = free_ports(1)
    command = gateway.prepare(tmp_path, port=port, grpc_port=served.grpc_port, access_log=tmp_path / "access.log")
    config = tmp_path / "envoy.yaml"
    config.write_text(config.read_text().replace("request_timeout: 120s", "request_timeout: 0.3s"))
    child = await Child.start("envoy", command, tmp_path / "envoy.log")
    head = f"POST {JOBS} HTTP/1.1\r\nhost: a\r\nx-api-key: {api_key}\r\ncontent-length: 100\r\n\r\n{{"
    job = f"{JOBS}/{(await rest.post(JOBS, json={'targetUrl': 'http://example.test'})).json()['jobId']}"
    try:
        transport = httpx.AsyncHTTPTransport(retries=10)  # until it listens
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=TIMEOUT_S, transport=transport, headers={"x-api-key": api_key}
        ) as client:
            await answering(client)
            async with client.stream("GET", f"{job}/events") as watch:
                lines = watch.aiter_lines()
                assert "job.created" in await anext(lines)
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(head.encode())
                answer = (await asyncio.wait_for(reader.read(), TIMEOUT_S)).decode()
                writer.close()
                await client.delete(job)
                assert "job.cancelled" in [json.loads(line)["type"] async for line in lines if line]
    finally:
        await child.stop(grace_s=5)
    assert answer.startswith("HTTP/1.1 408 ")
    assert explained(answer.partition("\r\n\r\n")[2]) == "INVALID_ARGUMENT"


async def test_over_grpc_a_message_is_not_waited_for_when_nobody_sends_it(served: Gateway) -> None:
    async with grpc.aio.insecure_channel(f"127.0.0.1:{served.grpc_port}") as nobody:
        call = nobody.stream_unary("/tabwright.v1.JobService/CreateJob")(timeout=TIMEOUT_S)
        assert await call.code() is grpc.StatusCode.UNAUTHENTICATED  # and nothing has been written yet


@pytest.mark.parametrize(
    "path", ["/health", f"{JOBS}?limit=1", f"{JOBS}?limit=x", f"{JOBS}/{NOBODYS}", "/nowhere", "/docs"]
)
async def test_a_head_is_answered_as_its_get_without_the_body(served: Gateway, api_key: str, path: str) -> None:
    async with open_rest(served.url, api_key) as rest:
        head, get = await rest.head(path), await rest.get(path)
    assert (head.status_code, head.headers["content-type"]) == (get.status_code, get.headers["content-type"])
    assert (head.content, bool(get.content)) == (b"", True)


async def test_a_head_has_no_body_over_http2_either(served: Gateway) -> None:
    command = ("curl", "-sS", "--head", "--http2-prior-knowledge", f"{served.url}/health")
    curl = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    told, _ = await curl.communicate()
    assert (curl.returncode, told.split()[:2]) == (0, [b"HTTP/2", b"200"])  # curl fails when there is a body


async def test_there_is_no_head_of_what_only_takes_a_post_or_does_not_end(rest: httpx.AsyncClient) -> None:
    for path in ("/api/v1/actions/visit", "/api/v1/events", f"{JOBS}/{NOBODYS}/artifacts/a.png"):
        assert (await rest.head(path)).status_code == httpx.codes.NOT_FOUND
