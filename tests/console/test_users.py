"""Users: made by owners, let in by a link."""

from playwright.async_api import expect

from tests.console.conftest import Visit
from tests.console.stack import Tenant


async def test_an_owner_makes_a_user_who_signs_in_by_the_link(visit: Visit, tenant: Tenant) -> None:
    owner = await visit()
    await owner.open("/users")
    await owner.sign_in(await tenant.account())
    page = owner.page
    await page.get_by_role("button", name="New user").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Email").fill("nobody")
    await dialog.get_by_role("button", name="Make the user").click()
    await expect(dialog.locator(".field-error")).to_be_visible()
    email = f"grace@{tenant.client_id}.example"
    await dialog.get_by_label("Email").fill(email)
    await dialog.get_by_role("button", name="Make the user").click()
    link = await dialog.get_by_role("region", name="The link").inner_text()
    await dialog.get_by_role("button", name="I have it").click()
    await expect(page.get_by_role("row", name=email)).to_contain_text("Invited")
    grace = await visit()
    await grace.page.goto(link)
    await grace.page.get_by_role("button", name="Sign in").click()
    await expect(grace.page.get_by_label("New password")).to_be_visible()


async def test_a_role_is_changed_a_user_disabled_and_the_last_owner_kept(visit: Visit, tenant: Tenant) -> None:
    account = await tenant.account()
    bo = await tenant.account("member", name="Bo")
    owner = await visit()
    await owner.open("/users")
    await owner.sign_in(account)
    page = owner.page
    row = page.get_by_role("row", name=bo.email)
    await row.get_by_role("button", name="Actions").click()
    await page.get_by_role("menuitem", name="Change name or role").click()
    await page.get_by_role("dialog").get_by_label("Role").select_option("viewer")
    await page.get_by_role("button", name="Change the user").click()
    await expect(row).to_contain_text("viewer")
    await row.get_by_role("button", name="Actions").click()
    await page.get_by_role("menuitem", name="Disable").click()
    await page.get_by_role("button", name="Disable the user").click()
    await expect(row).to_contain_text("Disabled")
    await page.get_by_role("row", name=account.email).get_by_role("button", name="Actions").click()
    await page.get_by_role("menuitem", name="Change name or role").click()
    await page.get_by_role("dialog").get_by_label("Role").select_option("member")
    await page.get_by_role("button", name="Change the user").click()
    await expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("owner")
    await owner.picture("users")
