"""The rules of alerts that compare windows: burn rates, and what few jobs are not enough for."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from store.health.looks import WINDOWS
from store.health.minutes import HealthMinute
from store.health.rules import RULES

PAGE = (Path(__file__).parent.parent.parent / "docs" / "health.md").read_text()
BY_NAME = {rule.name: rule for rule in RULES}


def minute(**windows: dict[str, int]) -> HealthMinute:
    """A minute with these sums; windows that are not given have none."""
    none = {"ended": 0, "failed": 0, "faults": 0, "crashes": 0}
    facts: dict[str, Any] = {"windows": {name: {**none, **windows.get(f"w{name}", {})} for name in WINDOWS}}
    return HealthMinute(score=None, components={}, at=datetime.now(UTC), facts=facts)


def sums(ended: int, faults: int) -> dict[str, int]:
    return {"ended": ended, "failed": faults, "faults": faults}


@pytest.mark.parametrize(
    ("name", "windows", "holds"),
    [
        pytest.param("Fast", {"w1h": sums(1000, 15), "w5m": sums(100, 2)}, True, id="both burn at 14.4"),
        pytest.param("Fast", {"w1h": sums(1000, 14), "w5m": sums(100, 2)}, False, id="the long one burns slower"),
        pytest.param("Fast", {"w1h": sums(1000, 50), "w5m": sums(100, 0)}, False, id="it is over"),
        pytest.param("Fast", {"w1h": sums(9, 9), "w5m": sums(9, 9)}, False, id="few jobs"),
        pytest.param("Fast", {"w1h": sums(10, 10), "w5m": sums(10, 10)}, True, id="enough faults"),
        pytest.param("Fast", {"w6h": sums(5000, 30), "w30m": sums(500, 3)}, True, id="both burn at 6"),
        pytest.param("Fast", {"w6h": sums(5000, 29), "w30m": sums(500, 3)}, False, id="less than 6"),
        pytest.param("Slow", {"w3d": sums(10_000, 10), "w6h": sums(2000, 2)}, True, id="the budget is used up"),
        pytest.param("Slow", {"w3d": sums(10_001, 10), "w6h": sums(2000, 2)}, False, id="the budget is kept"),
        pytest.param("Slow", {}, False, id="nothing has ended"),
    ],
)
def test_the_budget_burns_when_it_does_so_in_both_windows_and_for_enough_jobs(
    name: str, windows: dict[str, dict[str, int]], holds: bool
) -> None:
    assert BY_NAME[f"ErrorBudgetBurn{name}"].find(minute(**windows)).holds is holds


@pytest.mark.parametrize(
    ("crashes", "ended", "holds"), [(4, 10, False), (5, 10, True), (5, 496, False), (5, 495, True)]
)
def test_crashes_count_when_they_are_several_and_a_part_of_all(crashes: int, ended: int, holds: bool) -> None:
    window = {"ended": ended, "crashes": crashes}
    assert BY_NAME["BrowserCrashes"].find(minute(w15m=window)).holds is holds


def test_each_rule_has_a_name_of_its_own_and_lesser_ones_a_critical_one_to_hide_behind() -> None:
    assert len(BY_NAME) == len(RULES)
    critical = {rule.subject for rule in RULES if rule.severity == "critical"}
    assert {"workers", "capacity", "outcomes", "browsers", "storage"} <= critical


def _time(seconds: int) -> str:
    if not seconds:
        return "–"  # noqa: RUF001 - as the page has it
    return "1 h" if seconds == 3600 else f"{seconds // 60} min"


@pytest.mark.parametrize("name", list(BY_NAME))
def test_the_documentation_has_each_rule_with_its_times_and_a_section_in_the_runbook(name: str) -> None:
    rule = BY_NAME[name]
    (row,) = re.findall(rf"^\| \[{name}\]\(#{name.lower()}\) \| (.*) \|$", PAGE, re.MULTILINE)
    severity, subject, _, waits, keeps = row.split(" | ")
    assert (severity, subject) == (rule.severity, rule.subject)
    assert (waits, keeps) == (_time(rule.for_s), _time(rule.keep_s))
    assert f"\n### {name}\n" in PAGE
