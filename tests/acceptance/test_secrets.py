"""Secrets as clients manage them: through the real gateway, and with the command line."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from server import app
from server.settings import ServerSettings
from store.audit.events import Filter, list_events
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.records.files import FileStorage
from store.secrets.reading import SecretReader
from store.secrets.sealing import Keyring, new_key
from store.secrets.stores import Stores
from store.settings import DatabaseSettings
from store.webhooks.signing import count_plain
from tests.fixtures.gateway import SECRETS_KEYS, Gateway, answering, run_server
from tests.fixtures.jobs import CLIENT
from tests.fixtures.receiver import AddWebhook
from tests.rest import open_rest

SECRETS = "/api/v1/secrets"
VALUE = "correct horse battery staple"
PORTAL = {
    "name": "portal-password",
    "value": VALUE,
    "origins": ["https://Portal.example.com:443", "https://*.example.org"],
}

Tabwright = Callable[..., Awaitable[tuple[int, str, str]]]


def violations(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    assert VALUE not in answer.text
    details = {detail["@type"].rsplit(".")[-1]: detail for detail in answer.json()["details"]}
    return {one["field"]: one["description"] for one in details["BadRequest"]["fieldViolations"]}


def reason(answer: httpx.Response) -> tuple[int, str]:
    details = answer.json()["details"]
    return answer.status_code, next(one["reason"] for one in details if one["@type"].endswith("ErrorInfo"))


async def revealed(database: Database, name: str, keys: str = SECRETS_KEYS) -> str:
    return (await SecretReader(database, Keyring.parse(keys), Stores()).read(CLIENT, name)).value


@pytest.fixture
async def without_keys(
    gateway_process: Gateway, database: Database, files: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Gateway]:
    """The gateway, with a server that cannot seal."""
    monkeypatch.setattr(app, "DRAIN_S", 0)
    async with run_server(ServerSettings(grpc_port=gateway_process.grpc_port), database, files):
        async with open_rest(gateway_process.url) as client:
            await answering(client)
        yield gateway_process


@pytest.fixture
def tabwright(gateway_process: Gateway, api_key: str, database_settings: DatabaseSettings, tmp_path: Path) -> Tabwright:
    """Runs a command, with something on its standard input; returns its exit code and what it has said."""

    async def tabwright(*arguments: str, stdin: str = "", **changes: str) -> tuple[int, str, str]:
        assert database_settings.database_url is not None
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "secrets", *arguments),
            env={
                **os.environ,
                "TABWRIGHT_ADDRESS": f"127.0.0.1:{gateway_process.port}",
                "TABWRIGHT_API_KEY": api_key,
                "XDG_CONFIG_HOME": str(tmp_path),
                "TABWRIGHT_DATA": str(tmp_path),
                "DATABASE_URL": database_settings.database_url.get_secret_value(),
                **changes,
            },
            cwd=tmp_path,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(60):
            out, err = await process.communicate(stdin.encode())
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    return tabwright


async def test_a_secret_is_added_listed_replaced_and_removed_and_never_answered(
    rest: httpx.AsyncClient, database: Database, gateway_process: Gateway
) -> None:
    answers: list[httpx.Response] = []

    async def call(verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answers.append(await rest.request(verb, path, json=body))
        return answers[-1].json()

    secret = await call("POST", SECRETS, PORTAL)
    assert (answers[-1].status_code, answers[-1].headers["location"]) == (201, f"{SECRETS}/portal-password")
    assert secret == {
        "name": "portal-password",
        "kind": "text",
        "origins": ["https://portal.example.com", "https://*.example.org"],
        "createdAt": secret["createdAt"],
        "updatedAt": secret["createdAt"],
    }
    assert await call("GET", f"{SECRETS}/portal-password") == secret
    assert await revealed(database, "portal-password") == VALUE
    replaced = await call("PUT", f"{SECRETS}/portal-password", {"value": f"{VALUE} 2", "description": "new"})
    times = {name: replaced[name] for name in ("updatedAt", "lastUsedAt")}
    assert replaced == {**secret, **times, "description": "new"}
    assert await revealed(database, "portal-password") == f"{VALUE} 2"
    assert await call("GET", SECRETS) == {"data": [replaced], "nextPageToken": ""}
    assert reason(await rest.post(SECRETS, json=PORTAL)) == (409, "SECRET_NAME_TAKEN")
    assert await call("DELETE", f"{SECRETS}/portal-password") == {}
    assert reason(await rest.get(f"{SECRETS}/portal-password")) == (404, "SECRET_NOT_FOUND")
    assert [answer for answer in answers if VALUE in answer.text] == []
    assert VALUE not in gateway_process.access_log.read_text()


async def test_secrets_are_listed_by_name_in_pages_and_are_their_clients_alone(
    rest: httpx.AsyncClient, served: Gateway, database: Database
) -> None:
    for name in ("b", "a", "c", "a.1", "a-1"):
        assert (await rest.post(SECRETS, json={**PORTAL, "name": name})).is_success
    names: list[str] = []
    page = {"nextPageToken": ""}
    while not names or page.get("nextPageToken"):
        page = (await rest.get(SECRETS, params={"limit": 2, "pageToken": page["nextPageToken"]})).json()
        names += [one["name"] for one in page["data"]]
    assert names == ["a", "a-1", "a.1", "b", "c"]
    _, key = await create_key(database, NewKey(client_id="another", name="test", rate_limit=0))
    async with open_rest(served.url, key) as other:
        assert (await other.get(SECRETS)).json().get("data", []) == []
        for answer in (
            await other.get(f"{SECRETS}/a"),
            await other.put(f"{SECRETS}/a", json={"value": "theirs"}),
            await other.delete(f"{SECRETS}/a"),
        ):
            assert reason(answer) == (404, "SECRET_NOT_FOUND")


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"name": "Portal"}, "name", ""),
        ({"name": "../x"}, "name", ""),
        ({"origins": []}, "origins", ""),
        ({"origins": ["https://a.example", "portal.example.com"]}, "origins[1]", "such as https://portal.example.com"),
        ({"origins": ["https://*.com"]}, "origins[0]", "whole domain"),
        ({"value": ""}, "value", "either the value or its source"),
        ({"source": "env:X"}, "value", "and not both"),
        ({"value": "", "source": "file:///etc/passwd"}, "source", "SECRETS_STORES"),
        ({"kind": "totp"}, "value", "base32"),
        ({"kind": "other"}, "kind", ""),
        ({"value": VALUE * 3000}, "value", "65536"),
    ],
)
async def test_what_is_wrong_with_a_secret_is_named_and_its_value_not_repeated(
    rest: httpx.AsyncClient, changes: dict[str, Any], field: str, told: str
) -> None:
    found = violations(await rest.post(SECRETS, json={**PORTAL, **changes}))
    assert found.keys() == {field}
    assert told in found[field]


@pytest.mark.parametrize(
    "body", [{"value": [VALUE]}, {"value": {VALUE: VALUE}}, {"origins": {"x": VALUE}}, {"kind": [VALUE]}]
)
async def test_a_value_of_a_wrong_type_is_not_repeated(rest: httpx.AsyncClient, body: dict[str, Any]) -> None:
    answer = await rest.post(SECRETS, json={**PORTAL, **body})
    assert (answer.status_code, VALUE in answer.text) == (400, False)


async def test_origins_do_not_change_without_the_value(rest: httpx.AsyncClient) -> None:
    await rest.post(SECRETS, json=PORTAL)
    found = violations(await rest.put(f"{SECRETS}/portal-password", json={"origins": ["https://evil.example"]}))
    assert found.keys() == {"value"}


async def test_a_secret_of_codes_stays_one_when_it_is_replaced(rest: httpx.AsyncClient) -> None:
    await rest.post(SECRETS, json={**PORTAL, "kind": "totp", "value": "GEZDGNBVGY3TQOJQ"})
    assert "base32" in violations(await rest.put(f"{SECRETS}/portal-password", json={"value": VALUE}))["value"]
    assert (await rest.put(f"{SECRETS}/portal-password", json={"value": VALUE, "kind": "text"})).is_success


async def test_without_keys_the_service_says_which_setting_is_missing(without_keys: Gateway, api_key: str) -> None:
    async with open_rest(without_keys.url, api_key) as rest:
        for answer in (
            await rest.post(SECRETS, json=PORTAL),
            await rest.put(f"{SECRETS}/portal-password", json={"value": VALUE}),
        ):
            assert reason(answer) == (400, "SECRETS_KEYS_MISSING")
            assert "SECRETS_KEYS" in answer.json()["message"]
        assert (await rest.get(SECRETS)).status_code == httpx.codes.OK


async def test_the_command_line_takes_values_from_standard_input_only(
    tabwright: Tabwright, rest: httpx.AsyncClient, database: Database
) -> None:
    made = await tabwright("set", "portal", "--origin", "https://portal.example.com", stdin=f"{VALUE}\n")
    assert made == (0, "portal text https://portal.example.com\n", "")
    assert await revealed(database, "portal") == VALUE
    replaced = await tabwright("replace", "portal", "--output", "json", stdin="  two\nlines  \r\n")
    assert (replaced[0], json.loads(replaced[1])["name"]) == (0, "portal")
    assert await revealed(database, "portal") == "  two\nlines  "
    code, _, told = await tabwright("replace", "portal")
    assert (code, "there is no value" in told) == (2, True)
    code, shown, _ = await tabwright("show", "portal")
    assert (code, "https://portal.example.com" in shown, "lines" in shown) == (0, True, False)
    assert (await tabwright("remove", "portal"))[:2] == (0, "portal removed\n")


async def test_the_operator_rotates_keys_and_erases_a_client(
    tabwright: Tabwright, rest: httpx.AsyncClient, database: Database, add_webhook: AddWebhook
) -> None:
    await rest.post(SECRETS, json=PORTAL)
    await add_webhook("http://127.0.0.1:9/")
    new = new_key("new")
    rotated = await tabwright("rewrap", SECRETS_KEYS=f"{new},{SECRETS_KEYS}")
    assert rotated == (
        0,
        "1 data keys rewrapped with the key new; 1 secrets of webhooks sealed that were not\n",
        "",
    )
    assert await count_plain(database) == 0
    assert await revealed(database, "portal-password", new) == VALUE
    code, _, told = await tabwright("rewrap", SECRETS_KEYS=SECRETS_KEYS)
    assert (code, "needs the key new, which SECRETS_KEYS does not have" in told) == (1, True)
    assert (await tabwright("erase", CLIENT, "--yes"))[:2] == (
        0,
        "1 secrets, 0 sessions, 0 profiles, 1 secrets of webhooks and 1 data keys removed\n",
    )
    events = await list_events(database, None, Filter(), limit=3)
    assert [event.action for event in events] == ["secret.erase", "secret.rewrap", "secret.rewrap"]
