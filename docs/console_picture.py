"""Takes the README's picture of the console: `python -m docs.console_picture` while `make console` runs.

With the Chromium of CHROMIUM_PATH; TABWRIGHT_DATA and CONSOLE_PORT as for `make console`.
"""

import asyncio
import os
from pathlib import Path

from playwright.async_api import Page, async_playwright

PICTURE = Path(__file__).parent / "images" / "console.png"
SIZE = {"width": 1280, "height": 720}
CONSOLE = f"http://127.0.0.1:{os.environ.get('CONSOLE_PORT', '5173')}/console/jobs"
KEY = Path(os.environ.get("TABWRIGHT_DATA", ".tabwright/console")) / "api-key"


async def main() -> None:
    async with async_playwright() as playwright:
        path = os.environ.get("CHROMIUM_PATH")
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = await browser.new_page(viewport=SIZE, color_scheme="light")
        await _sign_in(page)
        await page.locator("tbody tr[data-id]").nth(8).wait_for()
        await page.locator(".connection.live").first.wait_for()
        await page.mouse.move(0, 0)
        await page.screenshot(path=PICTURE)
        await browser.close()


async def _sign_in(page: Page) -> None:
    await page.goto(CONSOLE)
    await page.get_by_role("button", name="Use an API key").click()
    await page.get_by_label("API key").fill(KEY.read_text().strip())
    await page.get_by_role("button", name="Sign in", exact=True).click()


if __name__ == "__main__":
    asyncio.run(main())
