"""URL policies: what jobs may open."""

from playwright.async_api import expect

from tests.console.conftest import Visit
from tests.console.stack import Tenant


async def test_an_owner_adds_turns_off_and_deletes_a_policy(visit: Visit, tenant: Tenant) -> None:
    owner = await visit()
    await owner.open("/policies")
    await owner.sign_in(await tenant.account())
    page = owner.page
    await expect(page.get_by_text("There is no policy: jobs may open the whole internet.")).to_be_visible()
    await page.get_by_role("button", name="New policy").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("URLs").fill("https://")
    await dialog.get_by_role("button", name="Add the policy").click()
    await expect(dialog.locator(".field-error")).to_be_visible()
    await dialog.get_by_label("URLs").fill("*.tracker.example")
    await dialog.get_by_role("button", name="Add the policy").click()
    row = page.get_by_role("row", name="*.tracker.example")
    await expect(row).to_contain_text("Forbids")
    await expect(page.get_by_text("nothing that 1 blacklist policy matches")).to_be_visible()
    await row.get_by_role("button", name="Actions").click()
    await page.get_by_role("menuitem", name="Make inactive").click()
    await expect(row).to_contain_text("Inactive")
    await row.get_by_role("button", name="Actions").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("button", name="Delete the policy").click()
    await expect(row).to_have_count(0)


async def test_a_member_sees_policies_and_reads_who_may_change_them(visit: Visit, tenant: Tenant) -> None:
    member = await visit()
    await member.open("/policies")
    await member.sign_in(await tenant.account("member"))
    await expect(member.page.get_by_text("Owners of the client and administrators add")).to_be_visible()
    await expect(member.page.get_by_role("button", name="New policy")).to_have_count(0)
