"""Whether a page asks for a person: all that block are found, and nothing is on ordinary pages."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions, Record

from store.database.connection import Database
from store.failures import ErrorType
from store.queue.browsers import get_browser_type
from tests.fixtures.blocking.blocked import BLOCKED
from tests.fixtures.blocking.cases import SITE, Case, Web, frame
from tests.fixtures.blocking.cases import page as answer
from tests.fixtures.blocking.ordinary import ORDINARY
from worker.browsers.browsers import Browsers
from worker.browsers.interruption import Interruption
from worker.failures import StepFailed
from worker.page.blocking import judge
from worker.page.blocking.judge import blocks, is_solved, lasting, look
from worker.page.blocking.rules import RULES

FIREFOX = 2
DOCS = Path(__file__).parents[2] / "docs/detection.md"
PICTURES = "https://www.google.com/recaptcha/api2/bframe?k=6Le"
ANCHOR = "https://www.google.com/recaptcha/api2/anchor?size=normal&k=6Le"
TURNSTILE = "https://challenges.cloudflare.com/cdn-cgi/challenge-platform/h/g/turnstile/if/ov2/0x4"
HANG = "() => { for (const until = Date.now() + 2000; Date.now() < until;); }"
CHECK = "<script id=anubis_challenge type=application/json>{}</script>"
HOLD = "<div id=px-captcha style='width: 310px; height: 100px'>hold</div>"


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


async def _judged(page: Page, web: Web, cases: Sequence[Case]) -> tuple[dict[str, object], set[str]]:
    """What was judged otherwise than it is; and by which rules something was found."""
    wrong: dict[str, object] = {}
    used = set()
    for case in cases:
        await web.open(page, case)
        found = await look(page)
        told = (found.vendor, found.is_certain) if found is not None else None
        if told != _told(case):
            wrong[case.name] = told
        if found is not None:
            used.add(found.by)
    return wrong, used


async def test_what_blocks_a_page_is_found_with_a_page_for_each_rule(page: Page, web: Web) -> None:
    wrong, used = await _judged(page, web, BLOCKED)
    assert wrong == {}
    assert used == {rule.id for rule in RULES if rule.blocks}


async def test_ordinary_pages_are_not_blocked_whatever_they_have_of_a_captcha(page: Page, web: Web) -> None:
    assert len({case.name for case in ORDINARY}) == len(ORDINARY) >= 100
    wrong, used = await _judged(page, web, ORDINARY)
    assert wrong == {}
    assert used >= {rule.id for rule in RULES if not rule.blocks} - {"turnstile-frame"}  # its widget is found first


def test_each_vendor_is_told_of() -> None:
    told = DOCS.read_text()
    assert [rule.vendor.name for rule in RULES if rule.vendor.name not in told] == []


async def test_a_page_in_firefox_is_judged_alike(
    firefox: None, browsers: Browsers, database: Database, web: Web
) -> None:
    async with _firefox(browsers, database) as page:
        await web.route(page)
        wrong, _ = await _judged(page, web, (*BLOCKED[::10], *ORDINARY[::40]))
        assert wrong == {}


@asynccontextmanager
async def _firefox(browsers: Browsers, database: Database) -> AsyncIterator[Page]:
    kind = await get_browser_type(database, FIREFOX)
    job, passage = Interruption(), browsers.passage([], JobOptions())
    async with (
        browsers.page(kind, JobOptions(), browsers.recording(Record()), job, passage) as page,
        browsers.guard.watching(page, passage, job),
    ):
        yield page


LYING = """<script>
window.asked = [];
for (const type of [Document, Element, Node, HTMLElement, HTMLInputElement, ShadowRoot, DocumentFragment]) {
    for (const [name, one] of Object.entries(Object.getOwnPropertyDescriptors(type.prototype))) {
        if (name === 'constructor' || !one.configurable) continue;
        const lie = function () { window.asked.push(name); throw new Error(name) };
        Object.defineProperty(type.prototype, name, 'value' in one ? {...one, value: lie} : {...one, get: lie});
    }
}
window.getComputedStyle = () => { window.asked.push('getComputedStyle') };
window.names = 0;
window.names = Object.getOwnPropertyNames(window).length;
</script>"""


async def test_a_page_does_not_see_that_it_is_looked_at_and_cannot_lie(page: Page, web: Web) -> None:
    pictures = frame(PICTURES, "position: fixed; left: 0; top: 200px; width: 400px; height: 400px")
    watched = "<script>window.changes = 0; new MutationObserver(() => changes++)"
    watched += ".observe(document, {subtree: true, childList: true, attributes: true})</script>"
    for body, vendor in ((HOLD, "human"), (pictures, "recaptcha"), ("<h1>Shop</h1>", None)):
        await web.open(page, Case("lies", {SITE: answer(body + watched + LYING)}))
        changes = await page.evaluate("changes")
        found = await look(page)
        assert (found.vendor if found is not None else None) == vendor
        assert await page.evaluate("[asked, changes, Object.getOwnPropertyNames(window).length - names]") == [
            [],
            changes,
            0,
        ]


async def test_a_page_without_measure_is_judged_too(page: Page, web: Web) -> None:
    many = "<script>document.body.append(...Array.from({length: 50000}, () => document.createElement('p')))</script>"
    frames = "<script>for (let n = 0; n < 60; n++) document.body.append(document.createElement('iframe'))</script>"
    for body in (many, frames):
        await web.open(page, Case("much", {SITE: answer(body)}))
        assert await look(page) is None
        await web.open(page, Case("much", {SITE: answer(HOLD + body)}))
        assert (await look(page)) is not None


async def test_a_page_that_does_not_answer_shows_nothing_but_what_it_has_come_with(
    page: Page, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "DEADLINE_S", 0.3)
    for told, vendor in (({}, None), ({"cf_mitigated": "challenge"}, "cloudflare")):
        await web.open(page, Case("busy", {SITE: answer(HOLD, **told)}))
        hanging = asyncio.create_task(page.evaluate(HANG))
        found = await look(page)
        assert (found.vendor if found is not None else None) == vendor
        await hanging


async def test_nothing_is_raised_by_a_page_that_has_gone(page: Page, web: Web) -> None:
    await web.open(page, Case("held", {SITE: answer(HOLD)}))
    found = await look(page)
    assert found is not None
    await page.close()
    assert await look(page) is None
    assert await blocks(page) is None
    assert not await is_solved(page, found)


async def test_pictures_that_are_gone_are_solved_once_the_box_is_ticked(page: Page, web: Web) -> None:
    box = frame(ANCHOR, "width: 304px; height: 78px") + "<textarea name=g-recaptcha-response></textarea>"
    pictures = frame(PICTURES, "position: fixed; left: 50px; top: 150px; width: 400px; height: 400px", "id=pictures")
    await web.open(page, Case("pictures", {SITE: answer(box + pictures)}))
    found = await look(page)
    assert found is not None
    assert found.is_certain
    assert not await is_solved(page, found)
    await page.evaluate("pictures.remove()")
    assert not await is_solved(page, found)  # the box is still to be ticked
    await page.evaluate("document.querySelector('textarea').value = '03AF'")
    assert await is_solved(page, found)


async def test_a_challenge_is_solved_when_another_page_has_come(page: Page, web: Web) -> None:
    await web.open(page, Case("challenge", {SITE: answer("<p>wait", status=403, cf_mitigated="challenge")}))
    found = await look(page)
    assert found is not None
    assert not await is_solved(page, found)
    await web.open(page, Case("another one", {SITE: answer(HOLD)}))
    assert not await is_solved(page, found)
    await web.open(page, Case("shop", {SITE: answer("<h1>Shop</h1>")}))
    assert await is_solved(page, found)


async def test_pages_that_go_on_by_themselves_are_waited_for(
    page: Page, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "PAUSE_S", 0.05)
    goes_on = "<script>setTimeout(() => document.getElementById('anubis_challenge').remove(), 300)</script>"
    await web.open(page, Case("goes on", {SITE: answer(CHECK + goes_on)}))
    assert await blocks(page, patience_s=30) is None
    await web.open(page, Case("stays", {SITE: answer(CHECK)}))
    found = await blocks(page, patience_s=0.2)
    assert found is not None
    assert found.clears_itself
    turnstile = frame(TURNSTILE, "width: 300px; height: 65px")
    await web.open(page, Case("waits", {SITE: answer(turnstile)}))
    assert await blocks(page, patience_s=60) is None  # it is merely there: nobody waits
    there = await lasting(page, patience_s=0.2)
    assert there is not None
    assert not there.is_certain


async def test_the_failure_of_a_step_names_what_was_in_its_way(page: Page, web: Web) -> None:
    await web.open(page, Case("held", {SITE: answer(HOLD)}))
    found = await look(page)
    assert found is not None
    failure = found.told(StepFailed(ErrorType.SELECTOR_NOT_FOUND, "no element matches getBySelector '#buy'"))
    assert failure.error_type is ErrorType.SITE_BLOCKED
    assert str(failure) == "no element matches getBySelector '#buy'; the page shows a CAPTCHA of HUMAN"
    kept = found.told(StepFailed(ErrorType.RATE_LIMITED, "429"))
    assert (kept.error_type, str(kept)) == (ErrorType.RATE_LIMITED, "429; the page shows a CAPTCHA of HUMAN")
    there = replace(found, is_certain=False)
    assert there.told(StepFailed(ErrorType.TIMEOUT, "late")).error_type is ErrorType.TIMEOUT
