"""Takes the README's picture of the live view: `python -m docs.live_picture`, with the Chromium of CHROMIUM_PATH."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.fixtures.live_page import JOB, FakeLive, fake_live

PICTURE = Path(__file__).parent / "images" / "live-view.png"
SIZE = {"width": 1280, "height": 720}
SHOP = """
<style>
  body { font: 18px sans-serif; margin: 0 }
  header { background: #1d3b53; color: #fff; padding: 20px 48px; font-size: 24px }
  main { padding: 32px 48px; display: grid; grid-template-columns: 1fr 1fr; gap: 48px }
  label { display: block; margin: 18px 0 6px }
  input { width: 90%; padding: 12px; font-size: 18px }
  button { margin-top: 24px; padding: 14px 32px; background: #17702f; color: #fff; border: 0; font-size: 18px }
</style>
<header>Shop · Sign in</header>
<main>
  <form><h2>Welcome back</h2><label>E-mail</label><input value="ana@shop.example">
    <label>Code</label><input placeholder="6 digits"><button>Continue</button></form>
  <aside><h3>Why a code?</h3><p>This device is new. We have sent you a text message.</p></aside>
</main>"""


async def main() -> None:
    async with fake_live() as live, async_playwright() as playwright:
        path = os.environ.get("CHROMIUM_PATH")
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        await _take(browser, live)
        await browser.close()


async def _take(browser: Browser, live: FakeLive) -> None:
    job = await browser.new_page(viewport=SIZE)
    await job.set_content(SHOP)
    shop = await job.screenshot(type="jpeg", quality=90)
    page = await browser.new_page(viewport=SIZE)
    await page.goto(f"{live.url}/live/{JOB}#ticket=one")
    viewer = await live.viewer()
    asked = {
        "reason": "REQUESTED",
        "instructions": "Enter the code from the text message, and press Continue.",
        "action": "askHuman",
        "action_index": 2,
        "deadline": (datetime.now(UTC) + timedelta(minutes=14, seconds=31)).isoformat(),
    }
    state = {"state": "intervention_needed", "status": "intervention_needed", "pause": asked, "right": "control"}
    steps = {"action": "askHuman", "action_index": 2, "action_count": 6, "viewers": 1}
    tabs = [
        {"number": 0, "url": "https://shop.example/checkout", "title": "Checkout"},
        {"number": 1, "url": "https://accounts.shop.example/sign-in", "title": "Sign in", "opener": 0},
    ]
    mine = {"epoch": 1, "holder_id": "me", "holder": "Ana", "is_you": True}
    await viewer.say(state=state | steps, tabs={"tabs": tabs, "shown": 1, "current": 1}, control=mine)
    await viewer.show(1, tab=1, picture=shop)
    await viewer.until("ack")
    await page.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
