"""docs/metrics.md: what is served for Prometheus, made from the metrics themselves."""

from store.exposition import MetricsSettings
from store.fleet import FORGET_AFTER_S, INTERVAL_S
from store.metrics import DESCRIBED, Described, Where

_PORT = MetricsSettings.model_fields["metrics_port"].default

_FILES = "".join(
    f"- [`{name}`](../deploy/observability/{name}): {what}\n"
    for name, what in (
        ("prometheus.yml", "an example of a configuration; its jobs must have names that begin with `tabwright`"),
        ("alerts.yml", "alert rules; each has a link to what to do, in [health.md](health.md#runbook)"),
        ("kubernetes.yml", "the same as `PrometheusRule` of the Prometheus operator"),
        ("alerts_test.yml", "tests of the rules: `promtool test rules alerts_test.yml`"),
        ("dashboard.json", "a dashboard for Grafana (Dashboards, New, Import), which asks for the data source"),
    )
)

_HEAD = f"""\
# Metrics

<!-- Made by `make gen` from store/metrics.py. Do not edit. -->

Each server and each worker serves its metrics for Prometheus at `http://127.0.0.1:{_PORT}/metrics`.
`ENABLE_METRICS=false` turns that off; `METRICS_HOST` and `METRICS_PORT` are where
([settings.md](settings.md#metrics)). `tabwright up` says at its start where its metrics are: those of its
server and its worker at one address, with the label `service`. A server of several processes
(`SERVER_PROCESSES`) serves all of theirs at its own, each with the label `process`.

```
curl -s http://127.0.0.1:{_PORT}/metrics
```

- **Each process of a machine needs a port of its own.** If `METRICS_PORT` is set and taken, the process does
  not start. If it is not set and {_PORT} is taken, the process works without metrics, and its log says
  `metrics.not_served`.
- **Nobody is asked for a key.** Metrics contain no secrets, but whoever reaches the port learns how much is
  done. Where Prometheus runs on another machine, set `METRICS_HOST=0.0.0.0`, and let only Prometheus reach
  the port.
- **No label is a URL, a host, a client or a job**: there would be no end of them. The API has those.
- **To read metrics asks no database.** Servers read what is said of all processes together every
  {INTERVAL_S:g} s, by one statement, whose counts end at 100000. If the database does not answer for
  {FORGET_AFTER_S:g} s, these metrics are gone or NaN, until it does.

Every server says the same of all processes. Take the `max` of it, and never the sum:

```
sum by (place) (max by (browser_type, place) (tabwright_jobs_waiting))
```

What is counted in a process (`_total`, `_seconds_count`) is added up over all of them, and begins at 0 when
the process starts.

## Prometheus and Grafana

[`deploy/observability/`](../deploy/observability/) has what to begin with:

{_FILES}
The alerts that the service tells by itself, without Prometheus, have the same names.

"""

_TITLES = {
    Where.SHARED: "Of servers and workers",
    Where.SERVER: "Of servers",
    Where.WORKER: "Of workers",
    Where.FLEET: "Of all processes, said by each server",
}

_TAIL = """\
Beside these, each process serves the usual `process_…` metrics: memory, processor time, open files,
and the time of its start.
"""


def page() -> str:
    sections = [_section(title, [one for one in DESCRIBED if one.where is where]) for where, title in _TITLES.items()]
    return _HEAD + "\n".join([*sections, _TAIL])


def _section(title: str, described: list[Described]) -> str:
    rows = [f"| `{one.name}` | {one.type} | {_labels(one)} | {one.help} |" for one in described]
    return "\n".join([f"## {title}", "", "| name | type | labels | meaning |", "|---|---|---|---|", *rows, ""])


def _labels(described: Described) -> str:
    return ", ".join(f"`{label}`" for label in described.labels) or "none"
