"""What the worker's driver does otherwise than Playwright's own: it packs pictures for speed, which are the same, and
closes pages that are about to show something.
"""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from tests.fixtures.site import TestSite
from worker.browsers.engines import Engine
from worker.browsers.launching import Launcher
from worker.egress.guard import Gate
from worker.processes.environment import environment
from worker.processes.folder import Folder

pytestmark = pytest.mark.slow  # has browsers of its own

SCREEN = "[innerWidth, innerHeight, devicePixelRatio, screen.width, navigator.maxTouchPoints]"
RELOAD = "() => { location.reload(); return new Promise(() => {}); }"


@pytest.fixture
async def found(open_gate: Callable[[], Awaitable[Gate]]) -> AsyncIterator[tuple[Engine, Browser]]:
    """A browser, as the worker launches it."""
    folder = Folder()
    launcher = Launcher(folder, 2**26, lambda: None, needs_sandbox=False, open_gate=open_gate)
    engine, launched = await launcher.find("chromium", None)
    yield engine, launched.browser
    await launched.close()
    folder.remove()


async def pictures(browser: Browser, url: str, options: dict[str, Any]) -> tuple[list[bytes], object]:
    """Pictures of a page, and what the page sees of its screen after them."""
    page = await (await browser.new_context(**options)).new_page()
    await page.goto(url)
    stripe = page.locator("#red")
    taken = [
        await page.screenshot(),
        await page.screenshot(full_page=True),
        await page.screenshot(omit_background=True),
        await page.screenshot(mask=[stripe]),
        await stripe.screenshot(),
    ]
    screen = await page.evaluate(SCREEN)
    await browser.close()
    return taken, screen


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 800, "height": 600}, "device_scale_factor": 1.5},
        {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True},
    ],
)
async def test_pictures_packed_for_speed_are_the_same_pictures(
    found: tuple[Engine, Browser], site: TestSite, tmp_path: Path, options: dict[str, Any]
) -> None:
    url, (engine, browser) = site.page("colours.html"), found
    with environment(TMPDIR=str(tmp_path)):  # its browser has its profile there
        playwright = await async_playwright().start()
    try:
        plain = await playwright.chromium.launch(executable_path=engine.executable)
        expected, expected_screen = await pictures(plain, url, options)
    finally:
        await playwright.stop()
    taken, screen = await pictures(browser, url, options)
    assert screen == expected_screen
    for ours, theirs in zip(taken, expected, strict=True):
        assert ours != theirs
        one, other = (Image.open(io.BytesIO(data)).convert("RGBA") for data in (ours, theirs))
        assert one.size == other.size
        assert ImageChops.difference(one, other).getbbox() is None


async def test_a_page_closes_also_while_it_begins_to_show_a_document(
    found: tuple[Engine, Browser], site: TestSite
) -> None:
    _, browser = found
    context = await browser.new_context()
    for _ in range(5):
        page = await context.new_page()
        await page.goto(site.page("colours.html"))
        with pytest.raises(PlaywrightError, match="navigation"):
            await page.evaluate(RELOAD)
        async with asyncio.timeout(60):
            await page.close()
    await browser.close()
