"""Webhooks: their secrets are shown once, and their deliveries with each attempt."""

import re

from aiohttp import web
from playwright.async_api import expect

from tests.console.looks import seen_by_everybody
from tests.console.puppet import Puppet
from tests.console.stack import Tenant
from tests.console.visitor import Visitor
from tests.fixtures.receiver import Receiver


async def test_a_webhook_is_made_with_its_secret_once_and_its_deliveries_are_seen_and_made_again(
    owner: Visitor, tenant: Tenant, puppet: Puppet, receiver: Receiver
) -> None:
    page = owner.page
    await owner.go("/webhooks")
    await page.get_by_role("button", name="New webhook").click()
    await page.get_by_label("URL").fill("http://ana@127.0.0.1/")
    await page.get_by_role("button", name="Create", exact=True).click()
    await expect(page.get_by_label("URL")).to_have_attribute("aria-invalid", "true")
    await seen_by_everybody(owner, "webhook-form")
    await page.get_by_label("URL").fill(receiver.url())
    await page.get_by_role("button", name="Create", exact=True).click()
    dialog = page.get_by_role("dialog", name="The webhook is there")
    await expect(dialog).to_contain_text(re.compile(r"whsec_[A-Za-z0-9+/=]{32,}"))
    await page.keyboard.press("Escape")
    await dialog.get_by_role("button", name="I have kept it").click()
    await expect(page.get_by_text("whsec_")).to_have_count(0)

    receiver.answers = [web.Response(status=500, text="out of order")]
    await puppet.fail("TIMEOUT", "Late")
    await page.get_by_role("link", name=f"127.0.0.1:{receiver.port}/hook").click()
    row = page.get_by_role("row").filter(has_text="job.failed")
    await expect(row).to_contain_text("HTTP 500")
    await row.get_by_role("link", name="job.failed").click()
    await expect(page.get_by_text("out of order")).to_be_visible()
    await seen_by_everybody(owner, "webhook-full")
    await row.get_by_role("button", name="Deliver job.failed again").click()
    await expect(row).to_contain_text("Delivered")
    assert len(receiver.received) == 2
    await page.get_by_role("link", name="Webhooks").last.click()
    await expect(page.get_by_role("meter")).to_contain_text("1 of 1")
    await seen_by_everybody(owner, "webhooks-full")


async def test_a_new_secret_is_made_after_a_question_and_shown_once(owner: Visitor) -> None:
    page = owner.page
    await owner.go("/webhooks")
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="New secret for single jobs").click()
    await page.get_by_role("button", name="Make a new secret").click()
    await expect(page.get_by_role("dialog", name="The new secret")).to_contain_text("whsec_")
    await page.get_by_role("button", name="I have kept it").click()
