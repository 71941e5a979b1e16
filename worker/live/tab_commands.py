"""What a person does with tabs. Where they may not go, the tab stays where it is."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.live_pb2 import LiveTabCommand

from worker.failures import StepFailed, first_line
from worker.live.around import Around
from worker.live.calls import Calls, quietly
from worker.live.deeds import Refused
from worker.live.looking import stop_loading

MAX_TABS = 20
LOAD_LIMIT_S = 30.0
JUDGE_LIMIT_S = 10.0
"""How long it may take to hear whether a site wants a URL opened."""
MAX_URL_CHARS = 8000
MAX_TOLD_CHARS = 300
_BLANK = "about:blank"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d+(/|$))")
"""What a host with a port has not."""
_GIVEN_UP = (
    "ERR_ABORTED",
    "NS_BINDING_ABORTED",
    "interrupted by another",
    "interrupted an unfinished",
    "Download is starting",
    "has been closed",
)
"""In the errors of loads that something else has come in between of, of which it has been told itself."""


class TabCommands:
    """Opens, closes, shows and moves the tabs of one job."""

    def __init__(
        self, calls: Calls, around: Around, notice: Callable[[str, str], None], show: Callable[[int], None]
    ) -> None:
        """`notice` tells the person something, of a level; `show` has a tab shown to those who have chosen none."""
        self._tabs = around.tabs
        self._calls = calls
        self._around = around
        self._notice = notice
        self._show = show
        self._loads: dict[Page, asyncio.Task[None]] = {}

    async def do(self, command: LiveTabCommand) -> None:
        """Does what a person wants. Raises Refused."""
        if command.command == "open":
            await self._open(command.url)
            return
        page = self._tabs.numbered.get(command.tab)
        if page is None:
            raise Refused("there is no such tab")
        match command.command:
            case "show":
                self._show(command.tab)
                await quietly(self._calls.ask(page.bring_to_front()))
            case "close":
                await self._close(page)
            case "navigate":
                self._load(page, self._go(page, await self._judged(command.url)))
            case "back" | "forward" | "reload":
                self._load(page, self._move(page, self._movable(page, command.command)))
            case "stop":
                self._stop(page)
                await self._calls.ask(stop_loading(page))
            case _:
                raise Refused("tab.command must be show, open, close, navigate, back, forward, reload or stop")

    def end(self) -> None:
        """Ends what loads by a person's command: what waits for it does. The pages go on."""
        for page in list(self._loads):
            self._stop(page)

    async def _open(self, url: str) -> None:
        if len(self._tabs.open) >= MAX_TABS:
            raise Refused(f"no more than {MAX_TABS} tabs can be open")
        judged = await self._judged(url) if url.strip() else ""
        page = await self._calls.ask(self._tabs.context.new_page())
        if page is not None and judged:
            self._load(page, self._go(page, judged))

    async def _close(self, page: Page) -> None:
        if len(self._tabs.open) <= 1:
            raise Refused("this is the only tab: it closes with the job")
        self._stop(page)
        await self._calls.ask(page.close())

    async def _judged(self, url: str) -> str:
        """A URL that may be opened. Raises Refused."""
        url = url.strip()
        if not url or len(url) > MAX_URL_CHARS:
            raise Refused(f"tab.url must have 1 to {MAX_URL_CHARS} characters")
        if url == _BLANK:
            return url
        if _SCHEME.match(url) is None:
            url = f"https://{url}"
        if not url.lower().startswith(("http://", "https://")):  # neither files nor scripts, nor the browser's own
            raise Refused("tab.url must begin with http:// or https://")
        try:
            async with asyncio.timeout(JUDGE_LIMIT_S):
                await self._around.watch.may_open(url)
        except StepFailed as failure:
            raise Refused(self._around.told(str(failure), MAX_TOLD_CHARS)) from None
        except TimeoutError:
            raise Refused("the site has not said in time whether it wants this opened") from None
        return url

    def _load(self, page: Page, load: Any) -> None:
        self._stop(page)
        self._loads[page] = task = self._calls.begin(load)
        task.add_done_callback(lambda done: self._loads.pop(page, None) if self._loads.get(page) is done else None)

    def _stop(self, page: Page) -> None:
        if (task := self._loads.pop(page, None)) is not None:
            task.cancel()

    async def _go(self, page: Page, url: str) -> None:
        await self._loaded(page.goto(url, wait_until="commit", timeout=LOAD_LIMIT_S * 1000))

    def _movable(self, page: Page, where: str) -> str:
        """The system's Firefox goes back and forward, and tells nothing of it: the address shown would be a wrong one.
        Raises Refused.
        """
        browser = page.context.browser
        if where != "reload" and browser is not None and browser.browser_type.name == "firefox":
            raise Refused(f"Firefox does not tell where it goes when it goes {where}: enter the address")
        return where

    async def _move(self, page: Page, where: str) -> None:
        moves = {"back": page.go_back, "forward": page.go_forward, "reload": page.reload}
        await self._loaded(moves[where](wait_until="commit", timeout=LOAD_LIMIT_S * 1000))

    async def _loaded(self, load: Any) -> None:
        try:
            await load
        except PlaywrightError as error:
            if not any(words in error.message for words in _GIVEN_UP):
                told = self._around.told(first_line(error.message), MAX_TOLD_CHARS)
                self._notice("error", f"The page did not load: {told}")
        except Exception:  # noqa: BLE001 - a dead driver says so with bare ones; the job hears of that itself
            self._notice("error", "The page did not load.")
