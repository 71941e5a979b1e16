"""Where metrics are served, and where not."""

import os
import socket
from collections.abc import Iterator

import httpx
import pytest
import structlog
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.parser import text_string_to_metric_families

from cli.errors import CommandError
from cli.metrics import Metrics
from store.environment import WrongSetting, read
from store.exposition import SOCKET, MetricsPortTaken, MetricsSettings, exposing
from store.gathered_metrics import Gathered
from tests.ports import free_ports


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENABLE_METRICS", "METRICS_HOST", "METRICS_PORT", SOCKET):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    Counter("things", "Things.", ["kind"], registry=registry).labels("good").inc(3)
    return registry


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def given(port: int) -> MetricsSettings:
    return MetricsSettings(metrics_port=port)


def test_metrics_are_served_on_loopback_at_the_documented_port_by_default() -> None:
    settings = read(MetricsSettings)
    assert (settings.enable_metrics, settings.metrics_host, settings.metrics_port) == (True, "127.0.0.1", 9090)
    assert not settings.is_port_given


async def test_prometheus_reads_them_at_one_path_only(registry: CollectorRegistry) -> None:
    (port,) = free_ports(1)
    async with exposing(given(port), [registry]) as is_exposed, httpx.AsyncClient() as client:
        assert is_exposed
        answer = await client.get(f"http://127.0.0.1:{port}/metrics")
        open_metrics = await client.get(
            f"http://127.0.0.1:{port}/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}
        )
        others = [await client.get(f"http://127.0.0.1:{port}{path}") for path in ("/", "/metrics/more")]
        posted = await client.post(f"http://127.0.0.1:{port}/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'things_total{kind="good"} 3.0' in answer.text
    assert open_metrics.text.endswith("# EOF\n")
    assert [one.status_code for one in [*others, posted]] == [404, 404, 405]


async def test_nothing_listens_where_metrics_are_off(
    registry: CollectorRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    (port,) = free_ports(1)
    monkeypatch.setenv("ENABLE_METRICS", "false")
    monkeypatch.setenv("METRICS_PORT", str(port))
    async with exposing(read(MetricsSettings), [registry]) as is_exposed:
        assert not is_exposed
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


async def test_a_port_that_was_given_and_is_taken_is_an_error_of_one_line(
    registry: CollectorRegistry, taken_port: int
) -> None:
    with pytest.raises(MetricsPortTaken) as raised:
        async with exposing(given(taken_port), [registry]):
            pass
    assert str(raised.value) == (
        f"METRICS_HOST, METRICS_PORT: cannot listen on 127.0.0.1:{taken_port}: Address already in use; "
        "set another METRICS_PORT, or ENABLE_METRICS=false"
    )


async def test_the_default_port_that_is_taken_keeps_nobody_from_working(
    registry: CollectorRegistry, taken_port: int
) -> None:
    settings = MetricsSettings().model_copy(update={"metrics_port": taken_port})
    settings.model_fields_set.discard("metrics_port")
    with structlog.testing.capture_logs() as logs:
        async with exposing(settings, [registry]) as is_exposed:
            assert not is_exposed
    assert [one["event"] for one in logs] == ["metrics.not_served"]


@pytest.mark.parametrize(("name", "value"), [("METRICS_PORT", "0"), ("METRICS_PORT", "x"), ("ENABLE_METRICS", "maybe")])
def test_wrong_settings_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=f"^{name}={value}: must be "):
        read(MetricsSettings)


def test_metrics_of_several_processes_stand_beside_each_other() -> None:
    text = '# HELP things_total Things.\n# TYPE things_total counter\nthings_total{kind="good"} 3.0\n'
    only = "# HELP load Load.\n# TYPE load gauge\nload 0.5\n"
    registry = CollectorRegistry()
    registry.register(Gathered("service", {"server": text, "worker": text + only}))
    assert registry.get_sample_value("things_total", {"kind": "good", "service": "server"}) == 3
    assert registry.get_sample_value("things_total", {"kind": "good", "service": "worker"}) == 3
    assert registry.get_sample_value("load", {"service": "worker"}) == 0.5


async def test_up_serves_what_its_processes_say_on_one_port(
    registry: CollectorRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    (port,) = free_ports(1)
    up = Metrics(given(port), [3000, 50051])
    assert up.notice == f"metrics http://127.0.0.1:{port}/metrics"
    told = up.environment("server")
    assert (told["ENABLE_METRICS"], str(os.getpid()) in told[SOCKET]) == ("true", True)
    monkeypatch.setenv(SOCKET, told[SOCKET])
    async with exposing(MetricsSettings(), [registry]), up.served(), httpx.AsyncClient() as client:
        text = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    (family,) = text_string_to_metric_families(text)  # the worker does not answer, and is left out
    assert [(sample.labels, sample.value) for sample in family.samples] == [({"kind": "good", "service": "server"}, 3)]


def test_up_refuses_a_given_port_that_another_part_has(taken_port: int) -> None:
    with pytest.raises(CommandError, match=r"cannot listen on 127\.0\.0\.1"):
        Metrics(given(taken_port), [])
    with pytest.raises(CommandError, match="METRICS_PORT must not be PORT or GRPC_PORT: it is 3000"):
        Metrics(given(3000), [3000, 50051])


def test_up_goes_without_metrics_where_the_default_port_is_another_parts() -> None:
    up = Metrics(MetricsSettings(), [9090])
    assert up.notice == "no metrics: METRICS_PORT must not be PORT or GRPC_PORT: it is 9090"
    assert up.environment("server") == {"ENABLE_METRICS": "false"}
