"""Whether a page asks for a person: all that block are found, and nothing is on ordinary pages."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page

from tests.fixtures.blocking.blocked import BLOCKED
from tests.fixtures.blocking.cases import Web
from worker.page.blocking.judge import look


@pytest.fixture
async def web(page: Page) -> AsyncIterator[Web]:
    web = Web()
    await web.route(page)
    yield web


async def test_what_blocks_a_page_is_found(page: Page, web: Web) -> None:
    missed = {}
    for case in BLOCKED:
        await web.open(page, case)
        found = await look(page)
        if found is None or not found.is_certain or found.vendor != case.blocks:
            missed[case.name] = found
    assert missed == {}
