"""The audit trail, and the settings: what administrators look things up in."""

from playwright.async_api import expect

from store.database.auditing import Actor, Call, calling
from tests.console.conftest import Visit
from tests.console.stack import Tenant
from tests.console.visitor import Visitor


async def test_events_lead_to_what_was_done_and_filters_stand_in_the_address(visit: Visit, tenant: Tenant) -> None:
    actor = Actor(type="key", id="key-1", name="ci of the shop", client_id=tenant.client_id)
    with calling(Call(actor=actor, action="JobService.CreateJob", kind="job")):
        job_id = await tenant.create_job()
    member = await visit()
    await member.open("/audit?action=JobService.CreateJob")
    await member.sign_in(await tenant.account("member"))
    page = member.page
    await expect(page.get_by_label("Did", exact=True)).to_have_value("JobService.CreateJob")
    row = page.get_by_role("row", name="ci of the shop")
    await expect(row).to_have_count(1)
    await member.picture("audit")
    await row.get_by_role("link", name="ci of the shop").click()
    await expect(page).to_have_url(f"{tenant.stack.url}/console/audit?action=JobService.CreateJob&actor=key-1")
    await page.get_by_label("Who", exact=True).fill("somebody else")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("No event matches.")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_label("Who", exact=True)).to_have_value("key-1")
    await row.get_by_title(f"job/{job_id}").last.click()
    await expect(page).to_have_url(f"{tenant.stack.url}/console/jobs/{job_id}")


async def test_what_others_have_done_is_not_seen(visit: Visit, tenant: Tenant) -> None:
    other = await tenant.stack.tenant()
    actor = Actor(type="key", id="key-2", name="a stranger", client_id=other.client_id)
    with calling(Call(actor=actor, action="JobService.CreateJob", kind="job")):
        await other.create_job()
    owner = await visit()
    await owner.open(f"/audit?client={other.client_id}&actor=key-2")
    await owner.sign_in(await tenant.account())
    await expect(owner.page.get_by_text("No event matches.")).to_be_visible()


async def test_settings_are_found_by_any_word_and_secrets_are_not_told(owner: Visitor) -> None:
    await owner.go("/settings")
    page = owner.page
    await page.get_by_placeholder("Name, value or description").fill("retries")
    await expect(page.get_by_role("row", name="MAX_JOB_RETRIES")).to_be_visible()
    await expect(page.get_by_role("row", name="GRPC_PORT")).to_have_count(0)
    await page.get_by_placeholder("Name, value or description").fill("SECRETS_KEYS")
    await expect(page.get_by_role("row", name="SECRETS_KEYS")).to_contain_text("which is not told")
    await owner.picture("settings")


async def test_settings_are_for_administrators(visit: Visit, tenant: Tenant) -> None:
    owner = await visit()
    await owner.open("/settings")
    await owner.sign_in(await tenant.account())
    await expect(owner.page.get_by_text("Administrators of the installation see its settings.")).to_be_visible()
