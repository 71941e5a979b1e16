"""Alerts: when they begin and end, what hides them, and that each change is told once, by however many servers."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database.connection import Database
from store.health.alerts import (
    EARLY_S,
    EVENTS,
    KEPT_DAYS,
    UNSEEN_S,
    evaluate,
    forget_alerts,
    list_alerts,
)
from store.health.minutes import HealthMinute
from store.health.rules import Found, Rule, Severity
from tests.fixtures.receiver import AddWebhook, Deliver, Receiver

MINUTE = HealthMinute(score=100, components={}, at=datetime.now(UTC), facts={})
FOR_S, KEEP_S = 100, 50

Pass = Callable[[float], Awaitable[None]]


def rule(
    *, holds: bool | None, name: str = "Broken", severity: Severity = "warning", for_s: int = 0, keep_s: int = 0
) -> Rule:
    found = Found(holds, 7, f"{name} is broken")
    return Rule(name=name, subject="storage", severity=severity, for_s=for_s, keep_s=keep_s, find=lambda _: found)


async def states(database: Database) -> dict[str, str]:
    return {alert.rule: alert.state for alert in await list_alerts(database, limit=100)}


@pytest.fixture
def after(database: Database) -> Pass:
    """Lets so many seconds go by for all alerts."""

    async def go_by(seconds: float) -> None:
        await database.rows(
            """
            UPDATE alerts
            SET started_at = started_at - make_interval(secs => %(seconds)s),
                true_at = true_at - make_interval(secs => %(seconds)s),
                fired_at = fired_at - make_interval(secs => %(seconds)s),
                resolved_at = resolved_at - make_interval(secs => %(seconds)s)
            RETURNING id
            """,
            {"seconds": seconds},
        )

    return go_by


async def test_a_rule_fires_when_it_has_held_for_its_time_and_not_before(database: Database, after: Pass) -> None:
    holding = rule(holds=True, for_s=FOR_S)
    assert await evaluate(database, MINUTE, [holding]) == []
    assert await states(database) == {"Broken": "pending"}
    await after(FOR_S - 10)
    assert await evaluate(database, MINUTE, [holding]) == []
    await after(10)
    (told,) = await evaluate(database, MINUTE, [holding])
    assert (told.state, told.value, told.summary) == ("firing", 7, "Broken is broken")
    assert await evaluate(database, MINUTE, [holding]) == []


async def test_minutes_that_were_written_a_little_early_count_whole(database: Database, after: Pass) -> None:
    holding, gone = rule(holds=True, for_s=60, keep_s=60), rule(holds=False, for_s=60, keep_s=60)
    await evaluate(database, MINUTE, [holding])
    await after(60 - EARLY_S)
    assert [alert.state for alert in await evaluate(database, MINUTE, [holding])] == ["firing"]
    await after(60 - EARLY_S)
    assert [alert.state for alert in await evaluate(database, MINUTE, [gone])] == ["resolved"]


async def test_what_has_held_for_a_moment_leaves_nothing(database: Database) -> None:
    await evaluate(database, MINUTE, [rule(holds=True, for_s=FOR_S)])
    assert await evaluate(database, MINUTE, [rule(holds=False, for_s=FOR_S)]) == []
    assert await states(database) == {}


async def test_time_in_which_nobody_has_looked_does_not_count(database: Database, after: Pass) -> None:
    holding = rule(holds=True, for_s=FOR_S)
    await evaluate(database, MINUTE, [holding])
    await after(UNSEEN_S + 1)
    assert await evaluate(database, MINUTE, [holding]) == []
    await after(FOR_S)
    assert [alert.state for alert in await evaluate(database, MINUTE, [holding])] == ["firing"]


async def test_what_comes_and_goes_fires_on_until_it_has_been_away_for_its_time(
    database: Database, after: Pass
) -> None:
    holding, gone = rule(holds=True, keep_s=KEEP_S), rule(holds=False, keep_s=KEEP_S)
    assert [alert.state for alert in await evaluate(database, MINUTE, [holding])] == ["firing"]
    for _ in range(3):
        await after(KEEP_S - 10)
        assert await evaluate(database, MINUTE, [gone]) == []
        assert await evaluate(database, MINUTE, [holding]) == []
    await after(KEEP_S)
    (told,) = await evaluate(database, MINUTE, [gone])
    assert told.state == "resolved"
    assert told.resolved_at is not None
    assert await evaluate(database, MINUTE, [gone]) == []
    assert [alert.state for alert in await evaluate(database, MINUTE, [holding])] == ["firing"]
    assert len(await list_alerts(database, limit=100)) == 2


async def test_what_nobody_knows_changes_nothing(database: Database, after: Pass) -> None:
    unknown = rule(holds=None)
    assert await evaluate(database, MINUTE, [unknown]) == []
    assert await states(database) == {}
    await evaluate(database, MINUTE, [rule(holds=True)])
    await after(10_000)
    assert await evaluate(database, MINUTE, [unknown]) == []
    assert await states(database) == {"Broken": "firing"}


async def test_alerts_of_rules_that_there_are_no_more_end(database: Database) -> None:
    await evaluate(database, MINUTE, [rule(holds=True), rule(holds=True, name="Waiting", for_s=FOR_S)])
    assert [alert.state for alert in await evaluate(database, MINUTE, [])] == ["resolved"]
    assert await states(database) == {"Broken": "resolved"}


async def test_a_critical_alert_hides_lesser_ones_of_its_subject_until_it_is_over(database: Database) -> None:
    lesser = rule(holds=True)
    critical = rule(holds=True, name="Worse", severity="critical")
    elsewhere = replace(lesser, name="Elsewhere", subject="database")
    told = await evaluate(database, MINUTE, [lesser, critical, elsewhere])
    assert sorted(alert.rule for alert in told) == ["Elsewhere", "Worse"]
    hidden = {alert.rule: alert.inhibited_by for alert in await list_alerts(database, limit=100)}
    assert hidden == {"Broken": "Worse", "Worse": None, "Elsewhere": None}
    over = rule(holds=False, name="Worse", severity="critical")
    told = await evaluate(database, MINUTE, [lesser, over, elsewhere])
    assert sorted((alert.rule, alert.state) for alert in told) == [("Broken", "firing"), ("Worse", "resolved")]


async def test_a_hidden_alert_that_is_over_before_it_was_told_is_not_told_at_all(database: Database) -> None:
    critical = rule(holds=True, name="Worse", severity="critical")
    await evaluate(database, MINUTE, [rule(holds=True), critical])
    assert await evaluate(database, MINUTE, [rule(holds=False), critical]) == []
    assert await states(database) == {"Broken": "resolved", "Worse": "firing"}


async def test_of_many_servers_one_tells_of_a_change(database: Database) -> None:
    for holds in (True, False):
        told = await asyncio.gather(*[evaluate(database, MINUTE, [rule(holds=holds)]) for _ in range(5)])
        assert sum(map(len, told)) == 1


async def test_webhooks_of_alerts_are_told_of_each_change_once(
    database: Database, add_webhook: AddWebhook, receiver: Receiver, deliver: Deliver
) -> None:
    _, secret = await add_webhook(receiver.url(), *EVENTS)
    await add_webhook(receiver.url("/jobs"), "job.failed")
    for holds in (True, False):
        await asyncio.gather(*[evaluate(database, MINUTE, [rule(holds=holds)]) for _ in range(3)])
        assert await deliver() == 1
    firing, resolved = receiver.verified(secret)
    assert (firing["type"], resolved["type"]) == ("alert.firing", "alert.resolved")
    alert = firing["data"]["alert"]
    assert firing["timestamp"] == alert["firedAt"]
    assert resolved["timestamp"] == resolved["data"]["alert"]["resolvedAt"]
    assert {name: alert[name] for name in ("rule", "subject", "severity", "state", "value", "summary")} == {
        "rule": "Broken",
        "subject": "storage",
        "severity": "warning",
        "state": "firing",
        "value": 7,
        "summary": "Broken is broken",
    }
    assert alert["runbookUrl"].endswith("/docs/health.md#broken")


async def test_alerts_are_kept_for_a_while_and_as_long_as_a_webhook_is_to_be_told(
    database: Database, after: Pass, add_webhook: AddWebhook, receiver: Receiver, deliver: Deliver
) -> None:
    await add_webhook(receiver.url(), *EVENTS)
    for holds in (True, False):
        await evaluate(database, MINUTE, [rule(holds=holds)])
    assert await forget_alerts(database) == 0
    await after(KEPT_DAYS * 86_400 + 1)
    assert await forget_alerts(database) == 0
    await deliver()
    assert await forget_alerts(database) == 1


STEPS = st.lists(
    st.tuples(st.sampled_from([True, False, None]), st.sampled_from([10, 60, 110, 200])), min_size=1, max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_alerts_follow_their_definition_whatever_is_found(
    database: Database, after: Pass, steps: Sequence[tuple[bool | None, float]]
) -> None:
    await database.rows("DELETE FROM alerts RETURNING id")
    state, since, seen, now = "none", 0.0, 0.0, 0.0
    told: list[str] = []
    for holds, seconds in steps:
        now += seconds
        await after(seconds)
        changes = await evaluate(database, MINUTE, [rule(holds=holds, for_s=FOR_S, keep_s=KEEP_S)])
        if holds:
            if state == "none":
                state, since = "pending", now
            elif state == "pending" and now - seen >= UNSEEN_S:
                since = now
            elif state == "pending" and now - since >= FOR_S - EARLY_S:
                state = "firing"
            seen = now
        elif holds is False and (state == "pending" or (state == "firing" and now - seen >= KEEP_S - EARLY_S)):
            state = "none"
        told += [alert.state for alert in changes]
        shown = [alert for alert in await list_alerts(database, limit=100) if alert.state != "resolved"]
        assert [alert.state for alert in shown] == ([] if state == "none" else [state])
    assert told == ["firing", "resolved"] * (len(told) // 2) + ["firing"] * (len(told) % 2)
