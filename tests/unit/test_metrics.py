"""The names of the metrics, and what they may be about."""

import re

from prometheus_client import CollectorRegistry
from prometheus_client.metrics import MetricWrapperBase

from store import metrics

SUFFIXES = {"counter": ("_total",), "histogram": ("_seconds",)}
FORBIDDEN = {"url", "host", "site", "client", "client_id", "job", "job_id", "instance", "proxy", "receiver", "user"}


def metric_objects() -> list[MetricWrapperBase]:
    return [one for name, one in vars(metrics).items() if isinstance(one, MetricWrapperBase) and name.isupper()]


def families(registry: CollectorRegistry) -> set[str]:
    return {family.name for family in registry.collect()}


def test_each_metric_is_described_once_and_by_a_name_that_may_be() -> None:
    names = [one.name for one in metrics.DESCRIBED]
    assert len(names) == len(set(names)) == len(metric_objects())
    assert [name for name in names if not re.fullmatch(r"tabwright_[a-z][a-z_]*[a-z]", name)] == []


def test_counters_count_and_histograms_measure_seconds() -> None:
    wrong = [one.name for one in metrics.DESCRIBED if not one.name.endswith(SUFFIXES.get(one.type, ("",)))]
    assert wrong == []
    assert [one.name for one in metrics.DESCRIBED if one.type == "gauge" and one.name.endswith("_total")] == []


def test_no_label_has_values_without_end() -> None:
    assert [one.name for one in metrics.DESCRIBED if FORBIDDEN & set(one.labels)] == []


def test_no_two_registries_say_the_same_metric() -> None:
    shared, server, worker, fleet = map(families, (metrics.SHARED, metrics.SERVER, metrics.WORKER, metrics.FLEET))
    assert not shared & (server | fleet)
    assert not shared & worker
    assert not server & fleet


def test_a_browser_type_is_called_by_its_name_once_that_is_known() -> None:
    assert metrics.browser_type(990001) == "990001"
    metrics.know_browser_types({990001: "chromium-old"})
    assert metrics.browser_type(990001) == "chromium-old"
