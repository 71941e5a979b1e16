"""The name that a call has in the answer and in all logs: its caller's, where that is one, or else ours."""

import json
from contextlib import AbstractContextManager
from itertools import product
from pathlib import Path
from uuid import UUID

import httpx
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs
from structlog.typing import EventDict

from cli import gateway
from cli.child import Child
from tests.fixtures.gateway import Gateway, answering
from tests.fixtures.raw_http2 import grpc_status
from tests.ports import free_ports

GOOD = [b"my-own-id", b"a", b"Root=1:2/3+4@5._", b"y" * 128]
LEGAL = [b"", b"y" * 129, b"y" * 8000, b"a b", b"a,b", b"a\tb", b'a"b', b"${x}", b"caf\xe9", b"caf\xc3\xa9", b"\xff"]
ILLEGAL = [b"a\x01b", b"a\nb", b"a\0b", b"\x7f"]
"""What HTTP allows in no header. gRPC's server looks at none of it."""
LIVE = "/health/live"
GET_LIVENESS = "/tabwright.v1.HealthService/GetLiveness"
PATHS = [LIVE, "/docs", "/api/v1/nowhere"]
"""The server answers the first one, the gateway the others."""


def named_logs() -> AbstractContextManager[list[EventDict]]:
    return capture_logs([merge_contextvars])


async def test_answer_and_logs_of_gateway_and_server_name_a_call_alike(served: Gateway, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    access_log = tmp_path / "access.log"  # it is whole once the gateway has stopped
    command = gateway.prepare(tmp_path, port=port, grpc_port=served.grpc_port, access_log=access_log)
    envoy = await Child.start("envoy", command, tmp_path / "envoy.log")
    told: dict[str, list[str]] = {path: [] for path in PATHS}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        await answering(client)
        with named_logs() as logs:
            for path, given in product(PATHS, [*GOOD, *LEGAL]):
                answer = await client.get(path, headers=[(b"x-request-id", given)])
                told[path].append(answer.headers["x-request-id"])
                assert told[path][-1].encode() == given if given in GOOD else UUID(told[path][-1])
            answer = await client.get(LIVE, headers=[("x-request-id", "a"), ("x-request-id", "b")])
            told[LIVE].append(answer.headers["x-request-id"])
            await client.get("/%00", headers={"x-request-id": "z" * 8000})
    await envoy.stop(grace_s=5)
    assert UUID(told[LIVE][-1])
    assert [one["request_id"] for one in logs if one["event"] == "call"] == told[LIVE]
    lines = [json.loads(line) for line in access_log.read_text().splitlines()]
    for path in PATHS:
        assert [line["request_id"] for line in lines if line["path"] == path] == told[path]
    assert [line["request_id"] for line in lines if line["path"] == "/%00"] == [""]


async def test_a_call_past_the_gateway_cannot_choose_any_name_either(served: Gateway) -> None:
    for given in [*GOOD, *LEGAL, *ILLEGAL]:
        with named_logs() as logs:
            assert await grpc_status(served.grpc_port, GET_LIVENESS, b"", [(b"x-request-id", given)]) == 0
        ((event, name),) = [(one["event"], one["request_id"]) for one in logs]
        assert event == "call"
        assert name == given.decode() if given in GOOD else UUID(name)
