"""Browser types: administrators add, change and remove them, and workers follow."""

import asyncio
from typing import Any

import httpx
import pytest

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from tests.acceptance.test_rest import JOBS, create, fields, reason, watch
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

BROWSERS = "/api/v1/browsers"
IPHONE = {"name": "iPhone", "type": "chromium", "device": "iPhone 15"}


async def add(rest: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await rest.post(BROWSERS, json=body)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    added: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{BROWSERS}/{added['id']}"
    return added


async def test_a_browser_type_is_added_read_changed_and_removed(rest: httpx.AsyncClient) -> None:
    added = await add(
        rest,
        name="Kiosk",
        type="chromium",
        deviceType="desktop",
        userAgent="Kiosk/1.0",
        viewport={"width": 1080, "height": 1920},
    )
    path = f"{BROWSERS}/{added['id']}"
    assert (await rest.get(path)).json() == added
    assert (added["viewport"], added["isActive"]) == ({"width": 1080, "height": 1920}, True)

    changed = (await rest.patch(path, json={"userAgent": "", "isActive": False})).json()
    assert "userAgent" not in changed
    assert (changed["isActive"], changed["viewport"], changed["name"]) == (False, added["viewport"], "Kiosk")
    assert changed["updatedAt"] > added["updatedAt"]
    refused = await rest.post(JOBS, json={"targetUrl": "http://x", "browserTypeId": added["id"]})
    assert reason(refused) == "BROWSER_TYPE_INACTIVE"

    assert (await rest.put(path, json={"viewport": {}})).status_code == httpx.codes.OK
    assert "viewport" not in (await rest.get(path)).json()
    assert (await rest.delete(path)).json() == {}
    for answer in (await rest.get(path), await rest.delete(path), await rest.patch(path, json={"name": "x"})):
        assert (answer.status_code, reason(answer)) == (404, "BROWSER_TYPE_NOT_FOUND")


async def test_a_browser_type_that_names_a_device_is_of_the_devices_kind(rest: httpx.AsyncClient) -> None:
    added = await add(rest, **IPHONE)
    assert (added["device"], added["deviceType"]) == ("iPhone 15", "mobile")
    changed = (await rest.patch(f"{BROWSERS}/{added['id']}", json={"device": "Desktop Chrome HiDPI"})).json()
    assert (changed["device"], changed["deviceType"]) == ("Desktop Chrome HiDPI", "desktop")


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        ({"type": "chromium"}, "name", "1"),
        ({"name": "x"}, "type", "chromium"),
        ({"name": "x", "type": "opera"}, "type", "webkit"),
        ({"name": "x" * 51, "type": "chromium"}, "name", "50"),
        ({"name": "x", "type": "chromium", "deviceType": "tablet"}, "deviceType", "mobile"),
        ({"name": "x", "type": "chromium", "device": "iPhone 15 Por"}, "device", "iPhone 15 Pro"),
        ({"name": "x", "type": "chromium", "device": "iPhone 15", "deviceType": "desktop"}, "deviceType", "mobile"),
        ({"name": "x", "type": "chromium", "viewport": {"width": 1}}, "viewport", "both"),
        ({"name": "x", "type": "chromium", "viewport": {"width": -1, "height": 1}}, "viewport.width", "0"),
        ({"name": "x", "type": "chromium", "userAgent": "a\nb"}, "userAgent", "pattern"),
        ({"name": "x", "type": "chromium", "devcie": "iPhone 15"}, "devcie", "device"),
    ],
)
async def test_a_wrong_browser_type_gets_an_error_that_names_the_field(
    rest: httpx.AsyncClient, body: dict[str, Any], field: str, told: str
) -> None:
    answer = await rest.post(BROWSERS, json=body)
    assert (answer.status_code, fields(answer)) == (400, [field])
    assert told in answer.json()["message"]


async def test_two_browser_types_cannot_have_one_name(rest: httpx.AsyncClient) -> None:
    for answer in (
        await rest.post(BROWSERS, json={"name": "Chromium", "type": "chromium"}),
        await rest.patch(f"{BROWSERS}/2", json={"name": "Chromium"}),
    ):
        assert (answer.status_code, reason(answer)) == (409, "BROWSER_TYPE_NAME_TAKEN")


async def test_a_browser_type_that_jobs_refer_to_stays(rest: httpx.AsyncClient) -> None:
    await create(rest, "http://example.test/", browserTypeId=3)
    answer = await rest.delete(f"{BROWSERS}/3")
    assert (answer.status_code, reason(answer)) == (400, "BROWSER_TYPE_IN_USE")
    assert "isActive" in answer.json()["message"]
    assert (await rest.get(f"{BROWSERS}/3")).status_code == httpx.codes.OK


async def test_only_administrators_change_browser_types(rest: httpx.AsyncClient, database: Database) -> None:
    _, secret = await create_key(database, NewKey(client_id="somebody", name="test", rate_limit=0))
    rest.headers["X-API-Key"] = secret
    for answer in (
        await rest.post(BROWSERS, json=IPHONE),
        await rest.patch(f"{BROWSERS}/1", json={"isActive": False}),
        await rest.put(f"{BROWSERS}/1", json={"isActive": False}),
        await rest.delete(f"{BROWSERS}/5"),
        await rest.post(f"{BROWSERS}/1/pause"),
        await rest.post(f"{BROWSERS}/1/resume"),
    ):
        assert (answer.status_code, reason(answer)) == (403, "ADMIN_ONLY")
    assert len((await rest.get(BROWSERS)).json()["data"]) == 5


async def test_a_running_worker_takes_jobs_of_a_type_that_was_just_added_and_follows_its_changes(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async def seen(browser_type_id: int) -> str:
        job_id = await create(
            rest, site.page("visitor.html"), {"action": "extract", "target": "#size"}, browserTypeId=browser_type_id
        )
        await watch(rest, job_id)
        size: str = (await rest.get(f"{JOBS}/{job_id}")).json()["result"]["actions"][0]["value"]
        return size

    async with start_worker(worker_poll_interval_ms=100), asyncio.timeout(60):
        added = await add(rest, **IPHONE)
        assert await seen(added["id"]) == "393x659@3"
        await rest.patch(f"{BROWSERS}/{added['id']}", json={"device": "iPad Pro 11"})
        while await seen(added["id"]) != "834x1194@2":  # jobs that were started just now may have the old one
            pass


async def test_a_paused_browser_types_jobs_wait_and_start_at_once_when_it_is_resumed(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker(worker_poll_interval_ms=60_000), asyncio.timeout(50):  # a wake-up must do it
        paused = (await rest.post(f"{BROWSERS}/1/pause")).json()
        assert paused["pausedAt"]
        assert (await rest.get(f"{BROWSERS}/1")).json() == paused
        job_id = await create(rest, site.page("colours.html"))
        ran = await create(rest, site.page("colours.html"), browserTypeId=4)
        await watch(rest, ran)
        stats = (await rest.get("/api/v1/workers/stats")).json()["byBrowserType"]["Chromium"]
        assert (stats["pausedAt"], stats["pendingJobs"]) == (paused["pausedAt"], 1)
        assert (await rest.get(f"{JOBS}/{job_id}")).json()["status"] == "pending"

        resumed = (await rest.post(f"{BROWSERS}/1/resume", json={})).json()
        assert "pausedAt" not in resumed
        first, *_ = await watch(rest, job_id)
        assert first["data"]["warning"] == "BrowserTypePaused"
    for change in ("pause", "resume"):
        answer = await rest.post(f"{BROWSERS}/99/{change}")
        assert (answer.status_code, reason(answer)) == (404, "BROWSER_TYPE_NOT_FOUND")
