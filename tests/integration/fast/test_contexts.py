"""Contexts of the fast lane, in a browser."""

from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import emulation
from worker.browsers.launching import Launched

pytestmark = pytest.mark.slow  # has browsers of its own


async def test_a_context_whose_options_the_browser_refuses_is_gone_at_once(
    lanes: tuple[Launched, Launched], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser: Any = lanes[0].browser
    root = browser.connection.root
    monkeypatch.setitem(emulation._PERMISSIONS, "camera", ["noSuchPermission"])
    before = await root.send("Target.getBrowserContexts")
    with pytest.raises(PlaywrightError, match=r"Browser\.new_context: Protocol error \(Browser\.grantPermissions\)"):
        await browser.new_context(permissions=["camera"])
    assert await root.send("Target.getBrowserContexts") == before
