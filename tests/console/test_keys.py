"""API keys: made, shown once, revoked."""

import httpx
from playwright.async_api import expect

from tests.console.conftest import Visit
from tests.console.stack import Tenant


async def test_an_owner_makes_a_key_whose_secret_is_shown_once_and_revokes_it(visit: Visit, tenant: Tenant) -> None:
    owner = await visit()
    await owner.open("/keys")
    await owner.sign_in(await tenant.account())
    page = owner.page
    await page.get_by_role("button", name="New key").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("It may administer the installation")).to_have_count(0)
    await dialog.get_by_label("Name").fill("nightly")
    await dialog.get_by_role("button", name="Make the key").click()
    secret = await dialog.get_by_role("region", name="The secret").inner_text()
    async with httpx.AsyncClient(headers={"X-API-Key": secret}) as client:
        assert (await client.get(f"{tenant.stack.url}/api/v1/jobs")).status_code == httpx.codes.OK
    await page.keyboard.press("Escape")
    await expect(dialog.get_by_text("nobody can show it again")).to_be_visible()
    await dialog.get_by_role("button", name="I have it").click()
    assert secret not in await page.content()
    row = page.get_by_role("row", name="nightly")
    await row.get_by_role("button", name="Revoke").click()
    await page.get_by_role("button", name="Revoke the key").click()
    await expect(row).to_have_count(0)
    await page.get_by_label("Revoked ones, too").check()
    await expect(row).to_contain_text("Revoked")
    await owner.picture("keys")


async def test_a_member_reads_who_sees_keys(visit: Visit, tenant: Tenant) -> None:
    member = await visit()
    await member.open("/keys")
    await member.sign_in(await tenant.account("member"))
    await expect(member.page.get_by_text("Owners of the client and administrators see and make")).to_be_visible()
