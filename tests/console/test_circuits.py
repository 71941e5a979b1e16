"""Circuits: what is left alone, and who may change it."""

from playwright.async_api import expect

from tests.console.conftest import Visit
from tests.console.stack import Tenant


async def test_a_host_is_left_alone_for_a_time_and_reset_again(visit: Visit, tenant: Tenant) -> None:
    member = await visit()
    await member.open("/circuits")
    await member.sign_in(await tenant.account("member"))
    page = member.page
    await expect(page.get_by_text("There is no circuit: nothing fails.")).to_be_visible()
    await page.get_by_role("button", name="Open a circuit").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Host of the site").fill("not a host")
    await dialog.get_by_label("Why").fill("they move")
    await dialog.get_by_role("button", name="Open it").click()
    await expect(dialog.locator(".field-error")).to_be_visible()
    await dialog.get_by_label("Host of the site").fill("https://shop.example.com/cart")
    await dialog.get_by_role("button", name="Open it").click()
    row = page.get_by_role("row", name="shop.example.com")
    await expect(row).to_contain_text("Open")
    await expect(page.get_by_text("they move")).to_be_visible()
    await row.get_by_role("button", name="Reset").click()
    await page.get_by_role("button", name="Reset it").click()
    await expect(row).to_contain_text("Closed")
    await page.get_by_role("link", name="Half open").click()
    await expect(page.get_by_text("No circuit matches.")).to_be_visible()


async def test_a_viewer_reads_who_may(visit: Visit, tenant: Tenant) -> None:
    viewer = await visit()
    await viewer.open("/circuits")
    await viewer.sign_in(await tenant.account("viewer"))
    await expect(viewer.page.get_by_text("Members and owners open and reset")).to_be_visible()
    await expect(viewer.page.get_by_role("button", name="Open a circuit")).to_have_count(0)
