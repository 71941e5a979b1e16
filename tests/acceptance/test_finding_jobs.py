"""Jobs found and counted over REST: by several statuses, by host, by task, and by how their id begins."""

from typing import Any

import httpx
import pytest

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from tests.fixtures.gateway import Gateway
from tests.fixtures.story import Play
from tests.rest import open_rest

JOBS, COUNTS, SETTINGS = "/api/v1/jobs", "/api/v1/job-counts", "/api/v1/settings"


async def create(rest: httpx.AsyncClient, url: str = "https://shop.example.com/a") -> str:
    answer = await rest.post(JOBS, json={"targetUrl": url})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return str(answer.json()["jobId"])


async def listed(rest: httpx.AsyncClient, query: str) -> list[str]:
    answer = await rest.get(f"{JOBS}?{query}")
    assert answer.status_code == httpx.codes.OK, answer.text
    return [job["id"] for job in answer.json()["data"]]


async def counted(rest: httpx.AsyncClient, query: str = "") -> dict[str, int]:
    answer = (await rest.get(f"{COUNTS}?{query}")).json()
    assert [one["more"] for one in answer["data"]] == [False] * 7
    return {one["status"]: one["count"] for one in answer["data"]}


async def test_jobs_of_several_statuses_are_listed_with_repeated_parameters(
    rest: httpx.AsyncClient, play: Play
) -> None:
    ended, waiting, cancelled = str(await play()), await create(rest), await create(rest)
    await rest.delete(f"{JOBS}/{cancelled}")
    assert await listed(rest, "statuses=pending&statuses=cancelled") == [cancelled, waiting]
    assert await listed(rest, "statuses=completed&statuses=failed") == [ended]
    assert await listed(rest, "statuses=processing") == []
    answer = (await rest.get(COUNTS)).json()
    assert [one["status"] for one in answer["data"]] == [
        "pending",
        "processing",
        "completed",
        "failed",
        "cancelled",
        "paused",
        "intervention_needed",
    ]
    assert answer["oldestPendingAt"] == (await rest.get(f"{JOBS}/{waiting}")).json()["createdAt"]
    assert await counted(rest) == {one["status"]: one["count"] for one in answer["data"]}
    assert (await counted(rest))["pending"] == 1


async def test_a_host_is_written_as_people_write_it(rest: httpx.AsyncClient) -> None:
    shop, deep = await create(rest), await create(rest, "https://deep.shop.example.com:8443/")
    books = await create(rest, "https://bücher.example/")
    assert await listed(rest, "host=Shop.Example.com.") == [shop]
    assert await listed(rest, "host=*.example.com") == [deep, shop]
    assert await listed(rest, "host=*.shop.example.com") == [deep]
    assert await listed(rest, "host=B%C3%BCcher.example") == await listed(rest, "host=xn--bcher-kva.example") == [books]
    assert (await counted(rest, "host=*.EXAMPLE.com"))["pending"] == 2


async def test_many_are_changed_by_the_same_filters(rest: httpx.AsyncClient) -> None:
    first, second, other = await create(rest), await create(rest), await create(rest, "https://other.test/")
    wanted = {"filter": {"host": "*.example.com", "statuses": ["pending", "processing"]}}
    answer = await rest.post(f"{JOBS}/cancel", json=wanted)
    assert answer.json() == {"jobIds": [first, second], "more": False}
    wanted = {"filter": {"idPrefix": second.upper(), "statuses": ["cancelled"]}}
    assert (await rest.post(f"{JOBS}/retry", json=wanted)).json()["jobIds"] == [second]
    assert (await rest.post(f"{JOBS}/purge", json={"filter": {"task": "website"}})).json()["jobIds"] == []
    assert (await rest.post(f"{JOBS}/purge", json={"filter": {"host": "shop.example.com"}})).json()["jobIds"] == [first]
    assert await listed(rest, f"idPrefix={second[:13]}") == [other, second] if other[:13] == second[:13] else [second]


async def test_pages_of_a_filtered_list_follow_each_other(rest: httpx.AsyncClient) -> None:
    made = [await create(rest, f"https://{name}.example.com/") for name in ("a", "b", "c", "d", "e")]
    query, token, seen = "host=*.example.com&statuses=pending&limit=2", "", []
    while True:
        page = (await rest.get(f"{JOBS}?{query}&pageToken={token}")).json()
        seen += [job["id"] for job in page["data"]]
        if not (token := page["nextPageToken"]):
            break
    assert seen == made[::-1]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("status=failed&statuses=cancelled", "statuses: goes without status"),
        ("statuses=failed&statuses=failed", "statuses"),
        ("statuses=over", "statuses"),
        ("host=https://example.com/", "host: must be a host"),
        ("host=*", "host: must be a host"),
        ("host=*.10.0.0.1", "host: must be a host"),
        ("host=a%20b", "host: must be a host"),
        ("idPrefix=01", "idPrefix"),
        ("idPrefix=019812ab3", "idPrefix: must be how an id begins"),
        ("idPrefix=xyzw", "idPrefix"),
    ],
)
async def test_what_is_wrong_with_a_filter_is_told_by_its_name(rest: httpx.AsyncClient, query: str, told: str) -> None:
    paths = (JOBS, COUNTS) if "status" not in query else (JOBS,)
    for path in paths:
        answer = await rest.get(f"{path}?{query}")
        assert answer.status_code == httpx.codes.BAD_REQUEST
        assert told in answer.json()["message"]


@pytest.mark.parametrize(
    ("path", "wanted", "told"),
    [
        ("cancel", {"statuses": ["pending", "completed"]}, "filter.statuses: must be one of"),
        ("purge", {"status": "failed", "statuses": ["failed"]}, "filter.statuses: goes without status"),
        ("retry", {"host": "*."}, "filter.host: must be a host"),
        ("retry", {"idPrefix": "01234567x"}, "filter.idPrefix"),
    ],
)
async def test_what_is_wrong_with_the_filter_of_a_change_is_told(
    rest: httpx.AsyncClient, path: str, wanted: dict[str, Any], told: str
) -> None:
    answer = await rest.post(f"{JOBS}/{path}", json={"filter": wanted})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert told in answer.json()["message"]


async def test_another_client_finds_and_counts_its_own_only(
    rest: httpx.AsyncClient, served: Gateway, database: Database
) -> None:
    mine = await create(rest)
    _, key = await create_key(database, NewKey(client_id="another", name="plain", rate_limit=0))
    async with open_rest(served.url, key) as another:
        for query in ("host=shop.example.com", "statuses=pending", f"idPrefix={mine}"):
            assert await listed(another, query) == []
            assert sum((await counted(another, query if "statuses" not in query else "")).values()) == 0
        assert "oldestPendingAt" not in (await another.get(COUNTS)).json()


async def test_settings_are_told_administrators_without_secrets(
    rest: httpx.AsyncClient, served: Gateway, database: Database
) -> None:
    told = {one["name"]: one for one in (await rest.get(SETTINGS)).json()["data"]}
    assert list(told) == sorted(told)
    assert told["MAX_JOB_RETRIES"]["value"] == "3"
    assert told["SECRETS_KEYS"]["isSecret"]
    assert told["SECRETS_KEYS"]["value"] in {"", "set"}
    assert all(one["description"] for one in told.values())
    _, key = await create_key(database, NewKey(client_id="another", name="plain", rate_limit=0))
    async with open_rest(served.url, key) as another:
        assert (await another.get(SETTINGS)).status_code == httpx.codes.FORBIDDEN
