"""Rules and dashboard for Prometheus and Grafana: they ask for what there is, and in the right way."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest

from store import metrics
from store.exposition import Together
from store.metrics import Where

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "deploy" / "observability"
RUNBOOK = "https://github.com/tabwright/tabwright/blob/main/"
PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")

KNOWN = {one.name: one for one in metrics.DESCRIBED}
SERIES = {
    name + suffix: one
    for name, one in KNOWN.items()
    for suffix in (("_bucket", "_sum", "_count") if one.type == "histogram" else ("",))
}
OF_OTHERS = {"up", "ALERTS", "process_cpu_seconds_total"}
LABELS_OF_PROMETHEUS = {"instance", "job", "le"}

RULES: list[dict[str, Any]] = [
    rule for group in yaml.safe_load((FOLDER / "alerts.yml").read_text())["groups"] for rule in group["rules"]
]
ALERTS = [rule for rule in RULES if "alert" in rule]
RECORDED = {rule["record"] for rule in RULES if "record" in rule}
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "dashboard.json").read_text())


def panel_expressions() -> Iterator[str]:
    for panel in DASHBOARD["panels"]:
        yield from (target["expr"] for target in panel.get("targets", []))


EXPRESSIONS = [*(rule["expr"] for rule in RULES), *panel_expressions()]


def promtool(*arguments: str, given: str | None = None) -> None:
    assert PROMTOOL is not None
    done = subprocess.run(  # noqa: S603
        [PROMTOOL, *arguments], cwd=FOLDER, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def asked(expression: str) -> list[str]:
    """The series that an expression asks for."""
    plain = re.sub(r'"[^"]*"', '""', expression)
    named = re.findall(r"\b(tabwright[a-z_:0-9]*|up(?=\{)|process_\w+)", plain)
    return [name for name in named if name not in RECORDED]


def test_every_expression_asks_for_metrics_that_there_are() -> None:
    assert [one for expression in EXPRESSIONS for one in asked(expression) if one not in {*SERIES, *OF_OTHERS}] == []
    assert all(asked(expression) or any(one in expression for one in RECORDED) for expression in EXPRESSIONS)


def test_every_expression_uses_labels_that_its_metrics_have() -> None:
    wrong = []
    for expression in EXPRESSIONS:
        for name, selector in re.findall(r"\b(tabwright_\w+)\{([^}]*)\}", expression):
            wrong += [
                (name, one) for one in re.findall(r"(\w+)\s*(?:=|!=|=~|!~)", selector) if one not in _labels(name)
            ]
        has = {label for name in asked(expression) if name in SERIES for label in _labels(name)} | LABELS_OF_PROMETHEUS
        grouped = [label.strip() for group in re.findall(r"\bby \(([^)]*)\)", expression) for label in group.split(",")]
        wrong += [(expression, label) for label in grouped if label not in has]
    assert wrong == []


def _labels(name: str) -> set[str]:
    return {*SERIES[name].labels, "le"} if name.endswith("_bucket") else set(SERIES[name].labels)


def test_what_each_server_says_of_the_fleet_is_never_added_up() -> None:
    wrong = [
        expression
        for expression in EXPRESSIONS
        for name in asked(expression)
        if name in SERIES
        and SERIES[name].where is Where.FLEET
        and not re.search(rf"max(?: by \([^)]*\))? \({name}|max\({name}", expression)
    ]
    assert wrong == []


def test_the_dashboard_shows_every_metric_but_those_that_describe() -> None:
    shown = {SERIES[name].name for expression in EXPRESSIONS for name in asked(expression) if name in SERIES}
    unseen = {f"tabwright_{one}" for one in ("build_info", "fleet_snapshot_timestamp_seconds")}
    assert set(KNOWN) - shown - unseen == set()


def test_the_dashboard_lets_its_reader_choose_where_the_metrics_are() -> None:
    (variable,) = DASHBOARD["templating"]["list"]
    assert (variable["name"], variable["type"], variable["query"]) == ("datasource", "datasource", "prometheus")
    charts = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
    assert {panel["datasource"]["uid"] for panel in charts} == {"${datasource}"}
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))


def test_the_rules_for_the_operator_are_the_same() -> None:
    resource = yaml.safe_load((FOLDER / "kubernetes.yml").read_text())
    assert resource["kind"] == "PrometheusRule"
    assert resource["spec"] == yaml.safe_load((FOLDER / "alerts.yml").read_text())


def test_every_alert_says_how_bad_it_is_and_where_it_is_read_what_to_do() -> None:
    for rule in ALERTS:
        name = rule["alert"]
        assert rule["labels"]["severity"] in {"info", "warning", "critical"}, name
        assert rule["annotations"].keys() == {"summary", "description", "runbook_url"}, name
        page, _, anchor = rule["annotations"]["runbook_url"].removeprefix(RUNBOOK).partition("#")
        headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(), re.MULTILINE)
        assert (anchor, name in headings) == (name.lower(), True), f"{page} has no heading {name}"


@needs_promtool
def test_the_rules_alert_when_they_should() -> None:
    promtool("check", "rules", "alerts.yml")
    promtool("test", "rules", "alerts_test.yml")


@needs_promtool
def test_prometheus_finds_nothing_wrong_with_the_metrics() -> None:
    everything = Together([metrics.SHARED, metrics.SERVER, metrics.WORKER, metrics.FLEET])
    promtool("check", "metrics", given=generate_latest(everything).decode())


@needs_promtool
def test_the_example_configures_prometheus() -> None:
    promtool("check", "config", "prometheus.yml")
