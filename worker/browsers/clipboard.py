"""A browser's clipboard, which all its contexts share: emptied between two jobs."""

import asyncio

from playwright.async_api import Browser, Page

CLEAR_TIMEOUT_S = 5.0

# Line ends, of which HTML drops the first. Pasted into a field of one line they are nothing.
_CONTENT = "<pre>\n\n\n</pre>"
_EMPTY = """() => {
    document.addEventListener('copy', event => {
        event.clipboardData.setData('text/plain', '');
        event.preventDefault();
    }, {once: true});
    return document.execCommand('copy');
}"""


class Clipboard:
    """The clipboard of one browser, and its selection, which a middle click pastes on Linux.

    Browsers have no command that empties them. So a page of ours that stays open selects and copies what is as good
    as nothing, as a person at the keyboard would: a selection that a script makes does not count.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None

    async def clear(self) -> bool:
        """Leaves nothing of what was copied or selected. Returns whether that was possible."""
        try:
            async with asyncio.timeout(CLEAR_TIMEOUT_S):
                if self._page is None:
                    self._page = await (await self._browser.new_context()).new_page()
                    await self._page.set_content(_CONTENT)
                await self._page.mouse.click(1, 1)  # what is selected already would not be selected anew
                await self._page.keyboard.press("Control+A")
                return bool(await self._page.evaluate(_EMPTY))
        except Exception:  # noqa: BLE001 - the browser is gone, or hangs; a dead driver says so with bare Exceptions
            return False
