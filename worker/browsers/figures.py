"""What the metrics say of an engine's browsers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import metrics
from worker.browsers.pooled import PooledBrowser
from worker.browsers.usage import MEGABYTE

if TYPE_CHECKING:
    from worker.browsers.pool import BrowserPool


def show(engine: str, pools: Sequence["BrowserPool"]) -> None:
    """Has them say what is open in an engine's pools, as it is when they are asked."""

    def sizes_bytes() -> list[int]:
        return [one.memory_mb * MEGABYTE for pool in pools for one in pool.open]

    metrics.BROWSERS.labels(engine, "busy").set_function(lambda: sum(pool.busy for pool in pools))
    metrics.BROWSERS.labels(engine, "idle").set_function(lambda: sum(len(pool.open) - pool.busy for pool in pools))
    metrics.BROWSER_MEMORY.labels(engine).set_function(lambda: sum(sizes_bytes()))
    metrics.BROWSER_MEMORY_LARGEST.labels(engine).set_function(lambda: max(sizes_bytes(), default=0))


def count_cpu(engine: str, pooled: PooledBrowser) -> None:
    """Counts what a browser has computed since the last time."""
    seen_s = pooled.launched.cpu_s
    metrics.BROWSER_CPU.labels(engine).inc(max(0.0, seen_s - pooled.counted_cpu_s))
    pooled.counted_cpu_s = max(seen_s, pooled.counted_cpu_s)


def count_end(engine: str, pooled: PooledBrowser) -> None:
    """Counts that a browser is closed, and why."""
    count_cpu(engine, pooled)
    if pooled.launched.was_killed:
        metrics.BROWSER_RECYCLES.labels(engine, "killed").inc()
    elif not pooled.launched.is_alive:
        metrics.BROWSER_CRASHES.labels(engine).inc()
    else:
        metrics.BROWSER_RECYCLES.labels(engine, pooled.wear or "idle").inc()
