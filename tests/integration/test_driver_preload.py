"""Pictures as the worker's driver takes them, beside those of Playwright's own: packed otherwise, and the same."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.async_api import Playwright, async_playwright

from tests.fixtures.site import TestSite
from worker.driver import Driver
from worker.engines import find_engine
from worker.folder import Folder

SCREEN = "[innerWidth, innerHeight, devicePixelRatio, screen.width, navigator.maxTouchPoints]"


async def pictures(playwright: Playwright, url: str, options: dict[str, Any]) -> tuple[list[bytes], object]:
    """Pictures of a page, and what the page sees of its screen after them."""
    _, browser = await find_engine(playwright, "chromium")
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
async def test_pictures_packed_for_speed_are_the_same_pictures(site: TestSite, options: dict[str, Any]) -> None:
    url = site.page("colours.html")
    async with async_playwright() as playwright:
        expected, expected_screen = await pictures(playwright, url, options)
    folder = Folder()
    driver = await Driver.start(folder, lambda: None)
    try:
        taken, screen = await pictures(driver.playwright, url, options)
    finally:
        await driver.stop()
        folder.remove()
    assert screen == expected_screen
    for ours, theirs in zip(taken, expected, strict=True):
        assert ours != theirs
        one, other = (Image.open(io.BytesIO(data)).convert("RGBA") for data in (ours, theirs))
        assert one.size == other.size
        assert ImageChops.difference(one, other).getbbox() is None
