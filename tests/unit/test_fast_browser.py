"""A browser of the fast lane, as it is told what contexts there are to be: none stays that nobody has got."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from tests.unit.test_fast_network import Pipe
from worker.browsers.fast.browser import Browser
from worker.browsers.fast.connection import Handler, Session

DISPOSED = [{"browserContextId": "c"}]


class Chromium(Pipe):
    """Makes contexts when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.making: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    def begin(
        self, session: Session, method: str, params: dict[str, Any] | None = None, then: Handler | None = None
    ) -> asyncio.Future[dict[str, Any]]:
        answer = super().begin(session, method, params, then)
        return self.making if method == "Target.createBrowserContext" else answer

    def makes_it(self) -> None:
        self.making.set_result({"browserContextId": "c"})

    @property
    def heard_by(self) -> int:
        return sum(map(len, self.root._handlers.values()))


async def test_of_a_context_whose_options_are_refused_nothing_stays(tmp_path: Path) -> None:
    chromium = Chromium()
    chromium.refused.add("Browser.setDownloadBehavior")
    browser = Browser(chromium, "1", "", tmp_path)
    before = chromium.heard_by
    chromium.makes_it()
    with pytest.raises(PlaywrightError, match=r"Browser\.new_context: .* refused"):
        await browser.new_context()
    assert chromium.told("Target.disposeBrowserContext") == DISPOSED
    assert chromium.heard_by == before
    assert browser.contexts == []


async def test_a_file_that_is_not_in_the_folder_of_its_browser_is_no_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chromium = Chromium()
    chromium.makes_it()
    context = await Browser(chromium, "1", "", tmp_path / "downloads").new_context()
    page = SimpleNamespace(context=context, tree=SimpleNamespace(is_there=lambda: None))
    monkeypatch.setattr(context, "page_of_frame", lambda _: page)
    told: list[Any] = []
    context.on("download", lambda download: told.append(download.url))
    for guid in ("../other", "1234-ab", "a/../../b", ""):
        event = {"frameId": "f", "guid": guid, "url": f"http://a.test/{guid}", "suggestedFilename": "x"}
        chromium.root.dispatch("Browser.downloadWillBegin", event)
    assert told == ["http://a.test/1234-ab"]
    context.gone()


async def test_a_context_that_is_made_after_nobody_waits_for_it_is_disposed_of(tmp_path: Path) -> None:
    chromium = Chromium()
    opening = asyncio.create_task(Browser(chromium, "1", "", tmp_path).new_context())
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert chromium.told("Target.disposeBrowserContext") == []
    chromium.makes_it()
    await asyncio.sleep(0)
    assert chromium.told("Target.disposeBrowserContext") == DISPOSED
