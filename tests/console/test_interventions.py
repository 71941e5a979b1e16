"""Interventions: what waits for a person, why, and until when."""

from playwright.async_api import expect

from store.queue.controlling import record_control
from store.queue.pausing import NewPause
from tests.console.conftest import Visit
from tests.console.looks import seen_by_everybody
from tests.console.puppet import Puppet
from tests.console.stack import Tenant
from tests.console.visitor import Visitor

ASKED = NewPause(reason="REQUESTED", timeout_s=900, instructions="Enter the code.", action_index=0, action="askHuman")
ACTIONS = [{"action": "askHuman", "instructions": "Enter the code."}]


async def test_the_earliest_deadline_comes_first_with_its_reason_and_the_way_into_the_browser(
    owner: Visitor, tenant: Tenant, puppet: Puppet
) -> None:
    captcha = NewPause(reason="CAPTCHA", timeout_s=50, vendor="recaptcha", message="The page asks for a CAPTCHA.")
    late = await puppet.stand(ASKED, target_url="http://shop.test/pay", actions=ACTIONS)
    soon = await puppet.stand(captcha, target_url="http://bank.test/")
    await owner.go("/interventions")
    cards = owner.page.get_by_role("list", name="Jobs that wait for a person").get_by_role("listitem")
    await expect(cards).to_have_count(2)
    await expect(cards.nth(0)).to_contain_text("whether a person is there (recaptcha)")
    await expect(cards.nth(0)).to_contain_text("s left, then it fails")
    await expect(cards.nth(1)).to_contain_text("Enter the code.")
    await expect(cards.nth(1)).to_contain_text("step 1 of 1 (askHuman)")
    take = cards.nth(1).get_by_role("link", name="Take over")
    href = await take.get_attribute("href")
    assert href == f"/console/jobs/{late.lease.job_id}?take=1"
    await expect(owner.page).to_have_title("(2) Interventions · Tabwright")
    await seen_by_everybody(owner, "interventions-full")
    await record_control(tenant.stack.database, late.lease, "bo")
    await expect(cards.nth(1)).to_contain_text("bo has control since")
    await expect(take).to_have_count(0)
    await puppet.go_on(soon)
    await expect(cards).to_have_count(1)
    await expect(owner.page).to_have_title("(1) Interventions · Tabwright")


async def test_a_job_that_comes_to_need_somebody_appears_by_itself(
    owner: Visitor, tenant: Tenant, puppet: Puppet
) -> None:
    await owner.go("/interventions")
    await expect(owner.page.get_by_text("Nothing waits for a person")).to_be_visible()
    job = await puppet.stand(ASKED, target_url="http://shop.test/pay", actions=ACTIONS)
    card = owner.page.get_by_role("listitem", name="shop.test/pay")
    await expect(card).to_be_visible()
    await card.get_by_role("button", name="Cannot be done").click()
    await owner.page.get_by_label("Why it cannot be done").fill("No code has come")
    await owner.page.get_by_role("button", name="Let it fail").click()
    await expect(owner.page.get_by_text("The job fails.")).to_be_visible()
    wish = await puppet.wish(job)
    assert (wish.resume, wish.note) == ("failed", "No code has come")


async def test_a_viewer_may_watch_and_nothing_else(visit: Visit, tenant: Tenant, puppet: Puppet) -> None:
    await puppet.stand(ASKED, target_url="http://shop.test/pay", actions=ACTIONS)
    viewer = await visit()
    await viewer.open("/interventions")
    await viewer.sign_in(await tenant.account("viewer"))
    card = viewer.page.get_by_role("listitem", name="shop.test/pay")
    await expect(card.get_by_role("link", name="Watch")).to_be_visible()
    await expect(card.get_by_role("button")).to_have_count(1)
