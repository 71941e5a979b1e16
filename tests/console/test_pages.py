"""Every page: nothing keeps anybody out, nothing is wider than the window, nothing is complained of."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.console.visitor import PHONE, WIDE, Scheme, Visitor

SOURCE = Path(__file__).parents[2] / "console" / "src"
PATHS = [
    path
    for path in re.findall(r'^  page\("([^"]+)"', (SOURCE / "app" / "router.tsx").read_text(), re.MULTILINE)
    if "$" not in path and not path.startswith("/sign-in")
]

LOOKS: tuple[tuple[Scheme, dict[str, int]], ...] = (("light", WIDE), ("dark", PHONE))


async def test_every_page_can_be_used_by_everybody_in_all_colours_and_sizes(
    owner: Visitor, subtests: pytest.Subtests
) -> None:
    await owner.look("light", WIDE)
    for path in PATHS:
        await owner.go(path)
        await owner.settled()
        name = path.strip("/").replace("/", "-")
        for scheme, size in LOOKS:
            await owner.look(scheme, size)
            with subtests.test(path=path, scheme=scheme):
                assert await owner.barriers() == []
                assert await owner.fits()
            await owner.picture(f"{name}-{size['width']}-{scheme}")


async def test_the_rail_leads_to_every_page_and_the_heading_gets_the_focus(owner: Visitor) -> None:
    rail = owner.page.get_by_role("navigation", name="Console", exact=True)
    await rail.get_by_role("link", name="Workers").click()
    heading = owner.page.get_by_role("heading", name="Workers", level=1)
    await expect(heading).to_be_focused()
    await expect(rail.get_by_role("link", name="Workers")).to_have_attribute("aria-current", "page")
    assert await owner.page.title() == "Workers · Tabwright"


async def test_keys_lead_everywhere_and_are_dead_while_somebody_types(owner: Visitor) -> None:
    page = owner.page
    await page.keyboard.press("g")
    await page.keyboard.press("i")
    await expect(page.get_by_role("heading", name="Interventions", level=1)).to_be_visible()
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keys")).to_contain_text("New job")
    await owner.picture("keys")
    await page.keyboard.press("n")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    await expect(page.get_by_role("heading", name="Interventions", level=1)).to_be_visible()
    await owner.go("/account")
    field = page.get_by_label("New password")
    await field.press_sequentially("gj")
    await expect(field).to_have_value("gj")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("heading", name="Account", level=1)).to_be_visible()


async def test_the_first_stop_of_the_keyboard_skips_to_the_page(owner: Visitor) -> None:
    await owner.page.reload()
    await owner.settled()
    await owner.page.keyboard.press("Tab")
    skip = owner.page.get_by_role("link", name="Skip to the page")
    await expect(skip).to_be_focused()
    await owner.page.keyboard.press("Enter")
    await expect(owner.page.locator("main")).to_be_focused()


async def test_an_address_that_no_page_has_says_so(owner: Visitor) -> None:
    await owner.open("/no/such-page")
    await expect(owner.page.get_by_role("heading", name="There is no such page")).to_be_visible()


async def test_colours_that_were_chosen_are_there_before_the_first_paint(owner: Visitor) -> None:
    await owner.page.get_by_role("button", name="Colours: system").first.click()
    await owner.page.get_by_role("button", name="Colours: light").first.click()
    await owner.page.reload(wait_until="commit")
    await expect(owner.page.locator("html")).to_have_attribute("data-theme", "dark")
