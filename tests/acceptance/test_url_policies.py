"""URL policies as an HTTP client manages them through the real gateway, and what they do to its jobs."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any, Protocol

import httpx
import pytest

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.urls import url_policies
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.rest import open_rest

POLICIES = "/api/v1/policies"
JOBS = "/api/v1/jobs"


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


async def add(rest: httpx.AsyncClient, pattern: str, **more: Any) -> dict[str, Any]:
    answer = await rest.post(POLICIES, json={"pattern": pattern, **more})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    policy: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{POLICIES}/{policy['id']}"
    return policy


async def job(rest: httpx.AsyncClient, url: str, *actions: dict[str, Any]) -> httpx.Response:
    return await rest.post(JOBS, json={"targetUrl": url, "actions": actions})


def blocked(answer: httpx.Response) -> dict[str, str]:
    """What a refusal tells programs."""
    assert answer.status_code == httpx.codes.FORBIDDEN, answer.text
    (info,) = answer.json()["details"]
    assert info["reason"] == "URL_BLOCKED"
    return dict(info["metadata"])


def wrong_fields(answer: httpx.Response) -> list[str]:
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    details = {detail["@type"].rsplit(".")[-1]: detail for detail in answer.json()["details"]}
    assert details["ErrorInfo"]["reason"] == "INVALID_ARGUMENT"
    return [violation["field"] for violation in details["BadRequest"]["fieldViolations"]]


async def test_a_policy_is_added_read_changed_listed_and_removed(rest: httpx.AsyncClient) -> None:
    policy = await add(rest, "*.example.com", description="no ads", metadata={"ticket": 7})
    path = f"{POLICIES}/{policy['id']}"
    assert {name: policy[name] for name in ("pattern", "type", "description", "isActive", "metadata", "isGlobal")} == {
        "pattern": "*.example.com",
        "type": "blacklist",
        "description": "no ads",
        "isActive": True,
        "metadata": {"ticket": 7},
        "isGlobal": False,
    }
    assert policy["createdAt"] == policy["updatedAt"]
    assert (await rest.get(path)).json() == policy

    changed = (await rest.patch(path, json={"isActive": False})).json()
    assert changed == {**policy, "isActive": False, "updatedAt": changed["updatedAt"]}
    assert changed["updatedAt"] > policy["updatedAt"]
    put = await rest.put(path, json={"type": "whitelist", "pattern": "example.org", "metadata": {}})
    assert (put.json()["type"], put.json()["pattern"], put.json()["metadata"]) == ("whitelist", "example.org", {})

    other = await add(rest, "other.test")
    listed = (await rest.get(POLICIES)).json()
    assert [one["id"] for one in listed["data"]] == [policy["id"], other["id"]]
    first = (await rest.get(POLICIES, params={"limit": 1})).json()
    second = (await rest.get(POLICIES, params={"limit": 1, "pageToken": first["nextPageToken"]})).json()
    assert [first["data"][0]["id"], second["data"][0]["id"]] == [policy["id"], other["id"]]
    assert second["nextPageToken"] == ""

    assert (await rest.delete(path)).json() == {}
    for answer in (await rest.get(path), await rest.delete(path), await rest.patch(path, json={})):
        assert answer.status_code == httpx.codes.NOT_FOUND
        assert answer.json()["details"][0]["reason"] == "URL_POLICY_NOT_FOUND"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["pattern"]),
        ({"pattern": ""}, ["pattern"]),
        ({"pattern": "x" * 256}, ["pattern"]),
        ({"pattern": "example.com/path"}, ["pattern"]),
        ({"pattern": "ftp://example.com"}, ["pattern"]),
        ({"pattern": "*.0.0.1"}, ["pattern"]),
        ({"pattern": "a\0b"}, ["pattern"]),
        ({"pattern": "example.com", "type": "greylist"}, ["type"]),
        ({"pattern": "example.com", "metadata": {"a": "x" * 20_000}}, ["metadata"]),
        ({"pattern": "example.com", "patern": "x"}, ["patern"]),
        ({"pattern": "example.com", "description": "x" * 2001}, ["description"]),
    ],
)
async def test_what_is_no_policy_is_refused_by_the_name_of_its_field(
    rest: httpx.AsyncClient, body: dict[str, Any], fields: list[str]
) -> None:
    assert wrong_fields(await rest.post(POLICIES, json=body)) == fields
    policy = await add(rest, "example.com")
    if body:
        assert wrong_fields(await rest.patch(f"{POLICIES}/{policy['id']}", json=body)) == fields
    assert (await rest.get(POLICIES)).json()["data"] == [policy]


async def test_there_is_an_end_to_policies(rest: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(url_policies, "MAX_POLICIES", 1)
    await add(rest, "example.com")
    answer = await rest.post(POLICIES, json={"pattern": "example.org"})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["details"][0]["reason"] == "URL_POLICY_LIMIT"


async def test_a_client_sees_and_changes_its_own_policies_only(calls: Calls) -> None:
    operator, one, two = await calls("operator", is_admin=True), await calls("one"), await calls("two")
    everybodys = await add(operator, "secret.test", isGlobal=True)
    assert everybodys["isGlobal"]
    own = await add(one, "own.test")
    assert (await one.get(POLICIES)).json()["data"] == [own]
    assert (await two.get(POLICIES)).json()["data"] == []
    for policy in (everybodys, own):
        path = f"{POLICIES}/{policy['id']}"
        for answer in (
            await two.get(path),
            await two.delete(path),
            await two.patch(path, json={"isActive": False}),
            await two.put(path, json={"pattern": "x.test"}),
        ):
            assert answer.status_code == httpx.codes.NOT_FOUND
    assert (await operator.get(POLICIES)).json()["data"] == [everybodys]
    path = f"{POLICIES}/{everybodys['id']}"
    assert (await operator.patch(path, json={"isActive": False})).json()["isActive"] is False
    assert (await operator.delete(path)).status_code == httpx.codes.OK


async def test_only_an_administrator_makes_policies_for_everybody(calls: Calls) -> None:
    answer = await (await calls("one")).post(POLICIES, json={"pattern": "example.com", "isGlobal": True})
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert answer.json()["details"][0]["reason"] == "ADMIN_ONLY"


async def test_a_clients_policies_are_not_about_other_clients_jobs(calls: Calls) -> None:
    one, two = await calls("one"), await calls("two")
    await add(one, "*")
    assert blocked(await job(one, "http://example.com/"))["rule"] == "blacklist"
    assert (await job(two, "http://example.com/")).status_code == httpx.codes.CREATED


async def test_a_blacklisted_url_makes_no_job_and_the_refusal_names_the_field_and_the_policy(
    rest: httpx.AsyncClient,
) -> None:
    policy = await add(rest, "blocked.test")
    own = {"rule": "blacklist", "policy_id": policy["id"]}
    assert blocked(await job(rest, "http://blocked.test/")) == {"field": "targetUrl", **own}
    visit = {"action": "visit", "url": "https://BLOCKED.test.:8443/x"}
    assert blocked(await job(rest, "http://fine.test/", visit)) == {"field": "actions[0].url", **own}
    for action in ("visit", "screenshot", "pdf"):
        answer = await rest.post(f"/api/v1/actions/{action}", json={"url": "http://a.blocked.test/"})
        assert blocked(answer) == {"field": "url", **own}
    answer = await rest.post(JOBS, json={"actionType": "visit", "payload": {"url": "http://blocked.test/"}})
    assert blocked(answer) == {"field": "payload.url", **own}
    assert (await rest.get(JOBS)).json()["data"] == []
    await rest.patch(f"{POLICIES}/{policy['id']}", json={"isActive": False})
    assert (await job(rest, "http://blocked.test/")).status_code == httpx.codes.CREATED


async def test_a_whitelist_leaves_nothing_else(rest: httpx.AsyncClient) -> None:
    await add(rest, "https://*.example.com/app/*", type="whitelist")
    assert (await job(rest, "https://a.example.com/app/x")).status_code == httpx.codes.CREATED
    assert blocked(await job(rest, "https://a.example.com/")) == {"field": "targetUrl", "rule": "whitelist"}


async def test_a_refusal_by_a_policy_for_everybody_tells_nothing_of_it(calls: Calls) -> None:
    operator = await calls("operator", is_admin=True)
    policy = await add(operator, "*.secret-pattern.test", isGlobal=True, description="because")
    answer = await job(await calls("one"), "http://a.secret-pattern.test/")
    assert blocked(answer) == {"field": "targetUrl", "rule": "blacklist"}
    for secret in (policy["id"], "*.secret", "because"):
        assert secret not in answer.text


@pytest.mark.parametrize(
    "url",
    [
        *("http://10.0.0.1/", "http://0xa.1/", "http://167772161/", "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/"),
        *("http://169.254.169.254/latest/meta-data", "http://metadata.google.internal/", "http://192.168.1.1:8080/"),
    ],
)
async def test_private_addresses_are_refused_but_those_that_the_operator_has_opened(
    rest: httpx.AsyncClient, site: TestSite, url: str
) -> None:
    assert blocked(await job(rest, url)) == {"field": "targetUrl", "rule": "private_address"}
    assert (await job(rest, site.url)).status_code == httpx.codes.CREATED


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "http://256.0.0.1/", "example.com"])
async def test_what_is_no_web_address_is_an_invalid_argument(rest: httpx.AsyncClient, url: str) -> None:
    assert wrong_fields(await job(rest, url)) == ["targetUrl"]
