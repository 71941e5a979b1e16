"""`python -m benchmarks.looks`: how long a look takes that finds out whether a page asks for a person."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from statistics import median
from time import perf_counter
from typing import Annotated

import psutil
import typer
from playwright.async_api import Page, Route
from rich.console import Console

from benchmarks.report import Grid, show
from worker.browsers.launching import Launcher
from worker.page.blocking.judge import look
from worker.processes.folder import Folder

AIM_MS = 20
MESSAGE_BYTES = 2**26
SITE = "https://shop.test/"
_PICTURES = "https://www.google.com/recaptcha/api2/bframe?k=6Le"
_FRAME = f"<iframe src='{_PICTURES}' style='width: 400px; height: 400px'></iframe>"
PAGES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "a short page": ("<h1>Shop</h1>", {}),
    "5,000 elements": ("<p>text" * 5000, {}),
    "50,000 elements": ("<p>text" * 50_000, {}),
    "30 frames of others": ("<iframe src=https://ads.test/></iframe>" * 30, {}),
    "3 hidden frames of a vendor": (f"<div style='visibility: hidden'>{_FRAME * 3}</div>", {}),
    "pictures of reCAPTCHA": (_FRAME, {}),
    "a challenge by its header": ("<h1>Wait</h1>", {"cf-mitigated": "challenge"}),
}


def _cpu_ms() -> float:
    """What this process and those that it has started have computed."""
    own = psutil.Process()
    spent = 0.0
    for one in (own, *own.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            spent += times.user + times.system
    return spent * 1000


async def _times(page: Page, body: str, headers: Mapping[str, str], count: int) -> tuple[list[float], float]:
    """Of looks at one page, in milliseconds: the first one has to set up the world that it looks in. And what one of
    the others computes, in all processes.
    """

    async def answer(route: Route) -> None:
        text = f"<!doctype html>{body}" if route.request.url == SITE else "<p>frame"
        await route.fulfill(body=text, content_type="text/html", headers={"content-type": "text/html", **headers})

    await page.route("**/*", answer)
    await page.goto(SITE)
    times = []
    computed = 0.0
    for number in range(count):
        began = perf_counter()
        await look(page)
        times.append((perf_counter() - began) * 1000)
        if number == 0:
            computed = _cpu_ms()
    computed = (_cpu_ms() - computed) / (count - 1)
    await page.unroute("**/*", answer)
    return times, computed


async def measure(engine: str, count: int) -> Grid:
    folder = Folder()
    launcher = Launcher(folder, MESSAGE_BYTES, lambda: None, needs_sandbox=False)
    found, launched = await launcher.find(engine, None)
    try:
        page = await launched.browser.new_page(viewport={"width": 1280, "height": 720})
        rows = []
        for name, (body, headers) in PAGES.items():
            (first, *others), computed = await _times(page, body, headers, count)
            later = sorted(others)
            most = later[int(len(later) * 0.95)]
            is_met = "yes" if computed <= AIM_MS else "no"
            times = [f"{one:.1f}" for one in (first, median(later), most, computed)]
            rows.append([name, *times, f"≤ {AIM_MS}: {is_met}"])
        title = f"A look at a page, in milliseconds, of {count} in {found.name}"
        return Grid(title, ["Page", "First", "p50", "p95", "CPU", "Aim for CPU"], rows)
    finally:
        await launched.close()
        folder.remove()


def main(
    engine: Annotated[str, typer.Option()] = "chromium", count: Annotated[int, typer.Option(min=20)] = 100
) -> None:
    """Measures looks at pages of several kinds."""
    show(Console(), asyncio.run(measure(engine, count)))


if __name__ == "__main__":
    typer.run(main)
