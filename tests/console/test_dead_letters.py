"""Dead letters: why jobs have failed, and the ways to start them again or to remove them."""

from playwright.async_api import expect

from tests.console.calls import call
from tests.console.looks import seen_by_everybody
from tests.console.puppet import Puppet
from tests.console.stack import Tenant
from tests.console.visitor import Visitor


async def test_failed_jobs_are_grouped_by_reason_and_all_of_one_start_again_with_their_number(
    owner: Visitor, tenant: Tenant, puppet: Puppet
) -> None:
    for count in range(3):
        await puppet.fail("TIMEOUT", f"No element #total after 30 s, try {count}")
    kept = await puppet.fail("SITE_BLOCKED", "The site has refused the browser")
    page = owner.page
    await owner.go("/dead-letters")
    await expect(page.get_by_role("row").nth(1)).to_contain_text("SITE_BLOCKED")
    await seen_by_everybody(owner, "dead-letters-full")
    await page.get_by_role("link", name="TIMEOUT 3").click()
    await expect(page.get_by_role("row")).to_have_count(1 + 3 * 2)
    await page.get_by_role("button", name="Start again all that match").click()
    await expect(page.get_by_role("dialog", name="Start 3 jobs again?")).to_be_visible()
    await page.get_by_role("button", name="Start them again").click()
    await expect(page.get_by_text("3 jobs start again.")).to_be_visible()
    await expect(page.get_by_text("No failed job matches the filter")).to_be_visible()
    left = await call(tenant, "GET", "dlq/jobs")
    assert [job["id"] for job in left["data"]] == [str(kept)]
    await call(tenant, "POST", "jobs/cancel", {"filter": {"statuses": ["pending"]}})


async def test_the_chosen_ones_are_removed_after_a_question_whose_focus_is_on_the_way_back(
    owner: Visitor, tenant: Tenant, puppet: Puppet
) -> None:
    for count in range(2):
        await puppet.fail("TIMEOUT", f"Late {count}")
    page = owner.page
    await owner.go("/dead-letters")
    await owner.settled()
    await page.get_by_role("checkbox", name="Select all on this page").check()
    await page.get_by_role("button", name="Remove 2").click()
    await expect(page.get_by_role("button", name="Go back")).to_be_focused()
    await page.get_by_role("button", name="Remove", exact=True).click()
    await expect(page.get_by_text("2 jobs removed.")).to_be_visible()
    await expect(page.get_by_text("No job has failed", exact=True)).to_be_visible()
