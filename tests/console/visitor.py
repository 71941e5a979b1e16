"""Somebody who uses the console, and whatever the browser has to complain of meanwhile."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from tests.console.stack import Account, Stack

ROOT = Path(__file__).parents[2]
PICTURES = Path(os.environ.get("CONSOLE_PICTURES", ROOT / "test-output" / "console"))
"""Where the pictures of this run of the tests are."""
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_RUN_AXE = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const {violations} = await axe.run(document, {runOnly, resultTypes: ["violations"]});
  return violations.map(({id, help, nodes}) => ({id, help, on: nodes.map(({html}) => html.slice(0, 200))}));
}"""
_GO = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
BUSY = ".skeleton, tr.blank, [aria-busy='true']"
"""What stands there as long as something is still to come."""
Scheme = Literal["light", "dark"]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Visitor:
    """One browser of one person, with one tab."""

    stack: Stack
    page: Page
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the page, breaches of its policy among them. A test that ends with one fails."""
    expected: str = ""
    """What a test makes the browser complain of. Empty: nothing."""

    async def open(self, path: str = "/") -> None:
        """Comes to a page as by typing its address."""
        await self.page.goto(f"{self.stack.url}/console{path}")

    async def go(self, path: str) -> None:
        """Comes to a page from another one, as by a link."""
        await self.page.evaluate(_GO, f"/console{path}")

    async def sign_in(self, account: Account) -> None:
        await self.page.get_by_label("Email").fill(account.email)
        await self.page.get_by_label("Password").fill(account.password)
        await self.page.get_by_role("button", name="Sign in", exact=True).click()
        await expect(self.page.locator(".shell")).to_be_visible()

    async def settled(self) -> None:
        """Waits until the page has all that it asks for."""
        await expect(self.page.locator("main h1")).to_be_visible()
        await expect(self.page.locator(BUSY)).to_have_count(0)

    async def look(self, scheme: Scheme, size: dict[str, int]) -> None:
        """Has other colours and another window."""
        await self.page.emulate_media(color_scheme=scheme)
        await self.page.set_viewport_size({"width": size["width"], "height": size["height"]})

    async def picture(self, name: str) -> None:
        """Keeps what is seen, for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    async def barriers(self) -> list[dict[str, Any]]:
        """What axe-core finds that keeps people out."""
        if not _AXE.exists():
            pytest.skip("axe-core comes with `make node_modules`, which needs npm")
        if not await self.page.evaluate("() => 'axe' in window"):
            # Not as a script of the page, which its policy would refuse.
            await self.page.evaluate(_AXE.read_text())
        found: list[dict[str, Any]] = await self.page.evaluate(_RUN_AXE)
        return found

    async def fits(self) -> bool:
        """Whether nothing of the page is wider than the window."""
        script = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        return bool(await self.page.evaluate(script))


@asynccontextmanager
async def visiting(stack: Stack, browser: Browser, **options: Any) -> AsyncIterator[Visitor]:
    """A new browser of a person, empty of all cookies. Options are those of Playwright's new_context."""
    context = await browser.new_context(**{"viewport": WIDE, "color_scheme": "light", **options})
    visitor = Visitor(stack, await context.new_page())

    def told(message: ConsoleMessage) -> None:
        is_expected = visitor.expected and visitor.expected in message.text
        if message.type in {"error", "warning"} and not is_expected:
            visitor.complaints.append(f"{message.type}: {message.text} {json.dumps(message.location)}")

    context.on("console", told)
    context.on("weberror", lambda error: visitor.complaints.append(f"thrown: {error.error}"))
    try:
        yield visitor
    finally:
        await context.close()
    assert visitor.complaints == []
