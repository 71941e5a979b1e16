"""Circuits as HTTP clients see, open and reset them through the real gateway."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import httpx
import pytest

from store.audit.events import Filter, list_events
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from tests.fixtures.gateway import Gateway
from tests.rest import open_rest

CIRCUITS = "/api/v1/circuit-breakers"
OWN, SHARED = "own-site-shop.test", "site-shop.test"


class Calls(Protocol):
    async def __call__(self, client_id: str, *, is_admin: bool = False) -> httpx.AsyncClient: ...


@pytest.fixture
async def calls(served: Gateway, database: Database) -> AsyncIterator[Calls]:
    """HTTP clients of the gateway with keys of other clients of the installation."""
    async with AsyncExitStack() as stack:

        async def calls(client_id: str, *, is_admin: bool = False) -> httpx.AsyncClient:
            new = NewKey(client_id=client_id, name="test", rate_limit=0, is_admin=is_admin, may_evaluate=False)
            _, secret = await create_key(database, new)
            return await stack.enter_async_context(open_rest(served.url, secret))

        yield calls


async def opened(rest: httpx.AsyncClient, name: str, **more: Any) -> dict[str, Any]:
    answer = await rest.post(f"{CIRCUITS}/{name}/open", json={"durationMs": 60_000, **more})
    assert answer.status_code == httpx.codes.OK, answer.text
    circuit: dict[str, Any] = answer.json()
    return circuit


async def names(rest: httpx.AsyncClient, **query: Any) -> list[str]:
    answer = await rest.get(CIRCUITS, params=query)
    assert answer.status_code == httpx.codes.OK, answer.text
    return [one["name"] for one in answer.json()["data"]]


def refused(answer: httpx.Response) -> tuple[int, str]:
    (info,) = (one for one in answer.json()["details"] if one["@type"].endswith("ErrorInfo"))
    return answer.status_code, info["reason"]


async def test_a_client_opens_reads_and_resets_its_own_circuit_at_both_paths(calls: Calls, database: Database) -> None:
    ann, bob = await calls("ann"), await calls("bob")
    circuit = await opened(ann, OWN, reason="stocktaking")
    assert {name: circuit[name] for name in ("name", "kind", "subject", "state", "isGlobal", "clientId")} == {
        "name": OWN,
        "kind": "site",
        "subject": "shop.test",
        "state": "open",
        "isGlobal": False,
        "clientId": "ann",
    }
    assert circuit["reason"] == "opened by hand: stocktaking"
    assert circuit["forcedUntil"] == circuit["openUntil"]
    assert circuit["forcedBy"].startswith("key:")

    assert (await ann.get(f"{CIRCUITS}/{OWN}")).json() == circuit
    assert (await ann.get(f"/circuit-breakers/{OWN}")).json() == circuit
    assert (await ann.get("/circuit-breakers")).json()["data"] == [circuit]
    assert await names(bob) == []
    assert refused(await bob.get(f"{CIRCUITS}/{OWN}")) == (httpx.codes.NOT_FOUND, "CIRCUIT_NOT_FOUND")
    assert refused(await bob.post(f"{CIRCUITS}/{OWN}/reset")) == (httpx.codes.NOT_FOUND, "CIRCUIT_NOT_FOUND")
    assert await names(bob, clientId="ann") == []

    closed = (await ann.post(f"/circuit-breakers/{OWN}/reset", json={})).json()
    assert (closed["state"], closed.get("openUntil"), closed["forcedBy"]) == ("closed", None, "")
    told = [
        event.action for event in await list_events(database, "ann", Filter(resource=f"circuit_breaker/{OWN}"), limit=9)
    ]
    assert told == ["CircuitBreakerService.ResetCircuitBreaker", "CircuitBreakerService.OpenCircuitBreaker"]


async def test_only_administrators_change_what_is_for_all_clients(calls: Calls) -> None:
    ann, root = await calls("ann"), await calls("root", is_admin=True)
    shared = (httpx.codes.FORBIDDEN, "CIRCUIT_SHARED")
    assert refused(await ann.post(f"{CIRCUITS}/{SHARED}/open", json={"durationMs": 1000})) == shared
    assert (await opened(root, SHARED))["isGlobal"]
    await opened(root, "storage-artifacts")
    assert await names(ann) == []
    assert refused(await ann.post(f"{CIRCUITS}/{SHARED}/reset")) == (httpx.codes.NOT_FOUND, "CIRCUIT_NOT_FOUND")

    assert (await root.post(f"{CIRCUITS}/{SHARED}/reset")).json()["state"] == "closed"


async def test_an_administrator_names_another_clients_circuit(calls: Calls) -> None:
    ann, root = await calls("ann"), await calls("root", is_admin=True)
    await opened(ann, "receiver-hooks.test_443")
    await opened(root, OWN, clientId="ann")
    assert await names(ann) == ["receiver-hooks.test_443", OWN]
    assert await names(root, clientId="ann", kind="site") == [OWN]
    seen = (await root.get(f"{CIRCUITS}/receiver-hooks.test_443", params={"clientId": "ann"})).json()
    assert (seen["clientId"], seen["subject"]) == ("ann", "hooks.test:443")
    closed = await root.post(f"{CIRCUITS}/{OWN}/reset", json={"clientId": "ann"})
    assert closed.json()["state"] == "closed"


async def test_the_list_is_paged_and_filtered(calls: Calls) -> None:
    ann = await calls("ann")
    for host in ("a.test", "b.test", "c.test"):
        await opened(ann, f"own-site-{host}")
    await ann.post(f"{CIRCUITS}/own-site-b.test/reset")
    first = (await ann.get(CIRCUITS, params={"limit": 2})).json()
    rest = (await ann.get(CIRCUITS, params={"limit": 2, "pageToken": first["nextPageToken"]})).json()
    assert [one["name"] for one in (*first["data"], *rest["data"])] == [
        "own-site-a.test",
        "own-site-b.test",
        "own-site-c.test",
    ]
    assert rest["nextPageToken"] == ""
    assert await names(ann, state="open") == ["own-site-a.test", "own-site-c.test"]
    assert await names(ann, namePrefix="own-site-c") == ["own-site-c.test"]


async def test_an_address_of_ipv6_is_named_without_colons(calls: Calls) -> None:
    ann = await calls("ann")
    circuit = await opened(ann, "own-site-2001_db8__1")
    assert circuit["subject"] == "2001:db8::1"
    assert (await ann.get(f"{CIRCUITS}/own-site-2001_db8__1")).json() == circuit


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        (OWN, {}, "until"),
        (OWN, {"durationMs": 1000, "until": "2100-01-01T00:00:00Z"}, "until"),
        (OWN, {"durationMs": 999}, "durationMs"),
        (OWN, {"durationMs": 86_400_001}, "durationMs"),
        (OWN, {"until": "2020-01-01T00:00:00Z"}, "until"),
        (OWN, {"until": "2100-01-01T00:00:00Z"}, "until"),
        ("shop.test", {"durationMs": 1000}, "name"),
        ("own-storage-artifacts", {"durationMs": 1000}, "name"),
        ("receiver-hooks.test", {"durationMs": 1000}, "name"),
    ],
    ids=["no_end", "two_ends", "too_short", "too_long", "past", "too_far", "no_kind", "own_storage", "no_port"],
)
async def test_what_cannot_be_opened_is_told_by_its_field(
    rest: httpx.AsyncClient, name: str, body: dict[str, Any], field: str
) -> None:
    answer = await rest.post(f"{CIRCUITS}/{name}/open", json=body)
    assert refused(answer) == (httpx.codes.BAD_REQUEST, "INVALID_ARGUMENT")
    fields = [one["field"] for detail in answer.json()["details"] for one in detail.get("fieldViolations", [])]
    assert field in fields, answer.text


async def test_until_is_when_it_ends(calls: Calls) -> None:
    ann = await calls("ann")
    until = (datetime.now(UTC) + timedelta(hours=2)).replace(microsecond=0)
    answer = await ann.post(f"{CIRCUITS}/{OWN}/open", json={"until": until.isoformat()})
    assert datetime.fromisoformat(answer.json()["openUntil"]) == until
