"""What a person downloads in a page of the fast lane is what it would be in Playwright's."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from store.database.connection import Database
from tests.fixtures.people import Person, Scene, standing_job
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers

pytestmark = pytest.mark.slow  # has pages of both lanes


@pytest.fixture(params=[True, False], ids=["fast", "playwright"])
async def scene(
    request: pytest.FixtureRequest, browsers: Browsers, database: Database, site: TestSite
) -> AsyncIterator[Scene]:
    async with standing_job(browsers, database, fast=request.param) as scene:
        await scene.page.goto(site.page("takeover.html"))
        yield scene
    assert [*scene.live.tabs.downloads.iterdir()] == [], (
        "nothing of a job's downloads is left once its pages are closed"
    )


async def test_a_download_becomes_an_artifact(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 235)
    assert (await ada.hears("download")).artifact == ""
    assert (await ada.hears("download")).artifact == "paper.txt"
    assert [(file.stem, file.data) for file in scene.kept] == [("paper", b"data")]


async def test_a_download_in_a_page_of_its_own_becomes_an_artifact(scene: Scene, ada: Person) -> None:
    await scene.page.evaluate("void open('/download?name=other.txt')")
    assert (await ada.hears("download", lambda download: download.artifact)).artifact == "other.txt"


async def test_a_download_that_is_too_large_is_told_and_goes_no_further(scene: Scene, ada: Person) -> None:
    await scene.page.evaluate("location = '/endless-download'")
    told = await ada.hears("download", lambda download: download.error)
    assert "MAX_ARTIFACT_SIZE_MB" in told.error
    assert scene.kept == []


async def test_a_page_that_is_none_is_said_to_be_a_download(scene: Scene, site: TestSite) -> None:
    with pytest.raises(PlaywrightError, match="Download is starting"):
        await scene.page.goto(f"{site.url}/download")


async def test_a_download_that_nobody_wants_is_cancelled(scene: Scene, ada: Person) -> None:
    await ada.does(release={})
    await ada.hears("control", lambda control: not control.holder_id)
    coming: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    scene.page.context.on("download", partial(_note, coming))
    await scene.page.evaluate("location = '/endless-download'")
    assert await (await coming).failure() == "canceled"
    assert scene.kept == []


def _note(coming: asyncio.Future[Any], download: Any) -> None:
    coming.set_result(download)
