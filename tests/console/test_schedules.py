"""Schedules: when each runs in words, how its jobs went, and all that can be done with one."""

from playwright.async_api import expect

from store.job import Status
from tests.console.calls import call
from tests.console.looks import seen_by_everybody
from tests.console.puppet import BROWSER, Puppet
from tests.console.stack import Tenant
from tests.console.visitor import Visitor

JOB = {"targetUrl": "http://example.test/", "waitUntil": "load", "browserTypeId": BROWSER}


async def test_a_list_says_when_in_words_and_how_the_latest_runs_went(
    owner: Visitor, tenant: Tenant, puppet: Puppet
) -> None:
    body = {"name": "morning", "cron": "30 6 * * mon-fri", "timeZone": "Europe/Berlin", "job": JOB}
    made = await call(tenant, "POST", "schedules", body)
    await call(tenant, "POST", "schedules", {**body, "name": "paused", "cron": "1 2-4/2 * * *", "isPaused": True})
    await call(tenant, "POST", f"schedules/{made['id']}/run", {})
    job = await puppet.take()
    await puppet.end(job, Status.COMPLETED, result={})
    await owner.go("/schedules")
    row = owner.page.get_by_role("row").filter(has_text="morning")
    await expect(row).to_contain_text("at 06:30 on Monday to Friday")
    await expect(row.get_by_role("link", name="Completed")).to_have_attribute(
        "href", f"/console/jobs/{job.lease.job_id}"
    )
    await expect(owner.page.get_by_role("row").filter(has_text="paused")).to_contain_text("1 2-4/2 * * *")
    await seen_by_everybody(owner, "schedules-full")
    await row.get_by_role("link", name="morning").click()
    await expect(owner.page.get_by_role("heading", name="morning", level=1)).to_be_visible()
    await expect(owner.page.get_by_role("table", name="Runs")).to_contain_text("Completed")
    await seen_by_everybody(owner, "schedule-full")


async def test_a_schedule_is_made_with_the_servers_words_at_its_fields_and_then_paused_and_deleted(
    owner: Visitor, tenant: Tenant
) -> None:
    page = owner.page
    await owner.go("/schedules")
    await page.get_by_role("button", name="New schedule").click()
    await page.get_by_label("Name").fill("nightly")
    cron = page.get_by_label("When (cron)")
    await cron.fill("99 * * * *")
    job = page.get_by_label("The job that it creates")
    await job.fill('{"targetUrl": "http://example.test/", "tpye": 1}')
    await expect(page.get_by_text('"tpye" is unknown')).to_be_visible()
    await job.fill('{"targetUrl": "http://example.test/"}')
    await page.get_by_role("button", name="Create", exact=True).click()
    await expect(cron).to_have_attribute("aria-invalid", "true")
    await seen_by_everybody(owner, "schedule-form")
    await cron.fill("*/15 * * * *")
    await page.get_by_role("button", name="Create", exact=True).click()
    await expect(page.get_by_role("heading", name="nightly", level=1)).to_be_visible()
    await expect(page.get_by_text("every 15 minutes")).to_be_visible()
    await page.get_by_role("button", name="Pause", exact=True).click()
    await expect(page.get_by_role("button", name="Resume", exact=True)).to_be_visible()
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_text("There is no schedule yet")).to_be_visible()
    assert (await call(tenant, "GET", "schedules"))["data"] == []
