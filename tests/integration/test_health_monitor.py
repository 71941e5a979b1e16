"""Servers that measure: one of them writes a minute and tells of its alerts, and each knows what was measured last."""

import asyncio

import pytest
from structlog.testing import capture_logs

from server.background import health_monitor
from server.background.health_monitor import HealthMonitor
from server.convert.health import report_message
from store.database.connection import Database
from store.health.minutes import HealthMinute, latest
from store.health.rules import RULES, Rule
from store.settings import DatabaseSettings
from tests.fixtures.health import let_minutes_pass
from tests.fixtures.proxy import Proxy
from tests.integration.test_alerts import Pass, after
from tests.integration.test_health_minutes import work

__all__ = ["after"]

(NO_WORKERS,) = [rule for rule in RULES if rule.name == "NoWorkers"]


def monitor(database: Database) -> HealthMonitor:
    return HealthMonitor(database, wait_target_s=60)


async def a_minute_later(database: Database, after: Pass, seconds: float) -> None:
    """Lets the next minute come, and so much time go by for alerts."""
    await let_minutes_pass(database)
    await after(seconds)


async def minutes(database: Database) -> int:
    return len(await database.rows("SELECT FROM health_minutes"))


async def measure(database: Database, servers: list[HealthMonitor]) -> list[tuple[str, str, str]]:
    """Has all servers measure at once, one of which does; returns what the log is told of alerts."""
    before = await minutes(database)
    with capture_logs() as logs:
        measured = sum(await asyncio.gather(*[server.measure() for server in servers]))
    assert measured == await minutes(database) - before > 0
    return [(log["event"], log["rule"], log["log_level"]) for log in logs if log["event"].startswith("alert.")]


async def test_of_many_servers_one_measures_and_tells(database: Database, after: Pass) -> None:
    servers = [monitor(database) for _ in range(4)]
    assert await measure(database, servers) == []
    await a_minute_later(database, after, NO_WORKERS.for_s)
    assert await measure(database, servers) == [("alert.firing", "NoWorkers", "warning")]
    await work(database)
    await a_minute_later(database, after, NO_WORKERS.keep_s)
    assert await measure(database, servers) == [("alert.resolved", "NoWorkers", "info")]


async def test_a_server_measures_by_itself_and_goes_on_after_a_mistake(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_monitor, "START_S", 0)
    monkeypatch.setattr(health_monitor, "INTERVAL_S", 0.01)
    mistakes, written = [ValueError("a mistake")], asyncio.Event()
    evaluate = health_monitor.evaluate

    async def evaluated(database: Database, minute: HealthMinute, rules: tuple[Rule, ...] = RULES) -> object:
        if mistakes:
            await database.rows("DELETE FROM health_minutes RETURNING minute")
            raise mistakes.pop()
        written.set()
        return await evaluate(database, minute, rules)

    monkeypatch.setattr(health_monitor, "evaluate", evaluated)
    task = asyncio.create_task(monitor(database).run())
    try:
        async with asyncio.timeout(60):
            await written.wait()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await latest(database) is not None


async def test_a_server_whose_database_is_away_says_so_and_no_more(
    database: Database, proxied_settings: DatabaseSettings, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_monitor, "READ_S", 0)
    async with Database(proxied_settings, application_name="far") as far:
        server = monitor(far)
        assert await server.measure()
        assert not (await server.report()).is_away
        await proxy.refuse()
        report = await server.report()
        message = report_message(report.minute, report.trends, is_away=report.is_away)
        assert (message.status, message.score) == ("error", 0)
        assert message.reason == "database: it does not answer"
        assert [one.name for one in message.components if one.HasField("score")] == ["database"]
        assert dict(message.facts) == {}
        await proxy.listen()
        while (await server.report()).is_away:  # noqa: ASYNC110 - the pool connects again by itself
            await asyncio.sleep(0.05)
