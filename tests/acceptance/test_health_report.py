"""How well the service does, and what a person should look at, as clients are told it through the real gateway."""

from typing import Any

import httpx
import pytest

from server.background import health_monitor
from store.database.connection import Database
from store.health.alerts import evaluate
from store.health.components import WEIGHTS
from store.health.minutes import HealthMinute, latest, write_minute
from store.health.rules import Found, Rule
from tests.acceptance.test_url_policies import Calls, calls
from tests.acceptance.test_webhooks import WEBHOOKS, add, reason
from tests.fixtures.gateway import Gateway
from tests.fixtures.health import let_minutes_pass
from tests.rest import open_rest

__all__ = ["calls"]

REPORT, ALERTS = "/fallback/health", "/alerts"
ALERT_EVENTS = ["alert.firing", "alert.resolved"]


@pytest.fixture(autouse=True)
def only_by_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the test measures, and no report is answered from memory."""
    monkeypatch.setattr(health_monitor, "START_S", 3600)
    monkeypatch.setattr(health_monitor, "READ_S", 0)


async def fire(database: Database, *names: str, holds: bool = True) -> None:
    """Has these rules hold, or none of them any more."""
    minute = await latest(database) or await write_minute(database)
    assert isinstance(minute, HealthMinute)
    found = Found(holds, 1, "it is broken")
    rules = [Rule(name=name, subject=name, severity="info", for_s=0, keep_s=0, find=lambda _: found) for name in names]
    await evaluate(database, minute, rules)


async def rules(rest: httpx.AsyncClient, **query: Any) -> list[str]:
    answer = await rest.get(ALERTS, params=query)
    assert answer.status_code == httpx.codes.OK, answer.text
    return [alert["rule"] for alert in answer.json()["data"]]


@pytest.mark.parametrize("path", [REPORT, f"/api/v1{REPORT}"])
async def test_any_key_reads_the_report_and_nobody_without_one(served: Gateway, calls: Calls, path: str) -> None:
    report = (await (await calls("other")).get(path)).json()
    assert (report["status"], "score" in report) == ("unknown", False)
    assert report["reason"] == "unknown: nothing has been measured yet"
    assert [one["name"] for one in report["components"]] == list(WEIGHTS)
    assert not any("score" in one for one in report["components"])
    async with open_rest(served.url) as nobody:
        assert (await nobody.get(path)).status_code == httpx.codes.UNAUTHORIZED


async def test_the_report_says_what_was_measured_and_only_as_long_as_it_is_new(
    rest: httpx.AsyncClient, database: Database
) -> None:
    minute = await write_minute(database)
    assert minute is not None
    report = (await rest.get(REPORT)).json()
    assert (report["status"], report["score"]) == ("error", minute.score)
    assert report["reason"] == "workers: no worker runs"
    parts = {one["name"]: one for one in report["components"]}
    assert (parts["workers"]["score"], parts["workers"]["isCritical"]) == (0, True)
    assert parts["workers"]["todo"] == "start one, or read in its log why it has ended"
    assert parts["outcomes"]["reason"] == "unknown: no job has ended within the last hour"
    assert report["facts"]["workers"] == 0
    assert report["facts"]["queueWaitTargetS"] == 60
    assert report["last15Minutes"] == {
        "direction": "unknown",
        "average": report["score"],
        "lowest": report["score"],
        "minutes": 1,
    }


async def test_a_report_of_what_was_measured_long_ago_says_nothing_of_now(
    rest: httpx.AsyncClient, database: Database
) -> None:
    await write_minute(database)
    await let_minutes_pass(database, 5)
    report = (await rest.get(REPORT)).json()
    assert (report["status"], "score" in report, report["facts"]) == ("unknown", False, {})
    assert report["reason"].startswith("unknown: nothing has been measured since ")


@pytest.mark.parametrize("path", [ALERTS, f"/api/v1{ALERTS}"])
async def test_alerts_are_for_administrators(rest: httpx.AsyncClient, calls: Calls, path: str) -> None:
    assert (await rest.get(path)).json() == {"data": [], "nextPageToken": ""}
    refused = await (await calls("other")).get(path)
    assert (refused.status_code, reason(refused)) == (httpx.codes.FORBIDDEN, "ADMIN_ONLY")


async def test_alerts_are_listed_latest_first_by_state_and_severity_in_pages(
    rest: httpx.AsyncClient, database: Database
) -> None:
    await fire(database, "First")
    await fire(database, "First", "Second")
    await fire(database, "Second")
    assert await rules(rest) == ["Second", "First"]
    assert await rules(rest, state="firing") == ["Second"]
    assert await rules(rest, state="resolved") == ["First"]
    assert await rules(rest, severity="info") == ["Second", "First"]
    assert await rules(rest, severity="critical") == []
    first = (await rest.get(ALERTS, params={"limit": 1})).json()
    assert await rules(rest, limit=1, pageToken=first["nextPageToken"]) == ["First"]
    wrong = await rest.get(ALERTS, params={"state": "broken"})
    assert wrong.status_code == httpx.codes.BAD_REQUEST
    assert "must be in list [pending, firing, resolved]" in wrong.text
    (alert,) = (await rest.get(ALERTS, params={"state": "resolved"})).json()["data"]
    assert alert["runbookUrl"].endswith("health.md#first")
    assert alert["resolvedAt"] >= alert["firedAt"]


async def test_only_administrators_have_webhooks_notified_of_alerts(
    rest: httpx.AsyncClient, calls: Calls, database: Database
) -> None:
    webhook, _ = await add(rest, "https://example.com/", events=ALERT_EVENTS)
    path = f"{WEBHOOKS}/{webhook['id']}"
    client = await calls("client")  # the administrator's
    own, _ = await add(client, "https://example.org/")
    for refused in (
        await client.post(WEBHOOKS, json={"url": "https://example.org/", "events": ["job.failed", "alert.firing"]}),
        await client.patch(f"{WEBHOOKS}/{own['id']}", json={"events": ["alert.resolved"]}),
        await client.patch(path, json={"url": "https://example.org/"}),
        await client.delete(path),
        await client.post(f"{path}/secret", json={}),
    ):
        assert (refused.status_code, reason(refused)) == (httpx.codes.FORBIDDEN, "ADMIN_ONLY"), refused.text
    assert (
        "events[1]: alert.firing is for administrators"
        in (
            await client.post(WEBHOOKS, json={"url": "https://example.org/", "events": ["job.failed", "alert.firing"]})
        ).text
    )
    assert (await rest.get(path)).json()["url"] == "https://example.com/"
    await fire(database, "Broken")
    (delivery,) = (await rest.get("/api/v1/webhook-deliveries")).json()["data"]
    (alert,) = (await rest.get(ALERTS)).json()["data"]
    assert (delivery["alertId"], delivery["jobId"], delivery["eventType"]) == (alert["id"], "", "alert.firing")
    assert (await rest.patch(path, json={"isActive": False})).json()["isActive"] is False
    assert (await rest.delete(path)).status_code == httpx.codes.OK
