"""Whether a page asks for a person: all that block are found, and nothing is on ordinary pages."""

from collections.abc import Sequence

import pytest
from playwright.async_api import Page

from tests.fixtures.blocking.blocked import BLOCKED
from tests.fixtures.blocking.cases import Case, Web
from tests.fixtures.blocking.ordinary import ORDINARY
from worker.page.blocking import judge
from worker.page.blocking.judge import look


@pytest.fixture
async def web(page: Page, monkeypatch: pytest.MonkeyPatch) -> Web:
    """All sites. However slow this machine is, a look has its time."""
    monkeypatch.setattr(judge, "DEADLINE_S", 30)
    monkeypatch.setattr(judge, "FRAME_S", 30)
    web = Web()
    await web.route(page)
    return web


def _told(case: Case) -> tuple[str, bool] | None:
    """The vendor, and whether it is certain."""
    if case.blocks is not None:
        return case.blocks, True
    return (case.there, False) if case.there is not None else None


async def _wrong(page: Page, web: Web, cases: Sequence[Case]) -> dict[str, object]:
    """What was judged otherwise than it is."""
    wrong: dict[str, object] = {}
    for case in cases:
        await web.open(page, case)
        found = await look(page)
        told = (found.vendor, found.is_certain) if found is not None else None
        if told != _told(case):
            wrong[case.name] = told
    return wrong


async def test_what_blocks_a_page_is_found(page: Page, web: Web) -> None:
    assert await _wrong(page, web, BLOCKED) == {}


async def test_ordinary_pages_are_not_blocked_whatever_they_have_of_a_captcha(page: Page, web: Web) -> None:
    assert len({case.name for case in ORDINARY}) == len(ORDINARY) >= 100
    assert await _wrong(page, web, ORDINARY) == {}
