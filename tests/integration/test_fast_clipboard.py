"""The clipboard of a fast browser, which jobs can fill and people can paste from."""

import pytest

from tests.fixtures.lender import Lender

pytestmark = [
    pytest.mark.slow,  # has browsers of its own
    pytest.mark.usefixtures("own_folder"),
    pytest.mark.parametrize("lender", ["fast"], indirect=True),
]

_COPY = """() => {
    document.addEventListener('copy', event => {
        event.clipboardData.setData('text/plain', 'of the job before');
        event.preventDefault();
    }, {once: true});
    return document.execCommand('copy');
}"""


async def test_a_person_pastes_nothing_that_a_job_before_has_copied(lender: Lender) -> None:
    async with lender.page() as page:
        assert await page.evaluate(_COPY)
    (pooled,) = lender.open
    async with lender.page() as page:
        assert pooled.is_busy
        await page.set_content("<textarea autofocus></textarea>")
        await pooled.attend()
        await page.evaluate("document.querySelector('textarea').focus()")
        await page.keyboard.press("Control+V")
        assert not str(await page.evaluate("document.querySelector('textarea').value")).strip()
        assert await page.evaluate(_COPY)
        await pooled.attend()  # once more: what was copied since is the person's own
        await page.keyboard.press("Control+V")
        assert await page.evaluate("document.querySelector('textarea').value") == "of the job before"
    assert not lender.open
