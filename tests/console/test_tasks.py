"""Task types: what each takes and gives, and those that a client makes itself."""

import json

from playwright.async_api import expect

from tests.console.calls import call
from tests.console.looks import seen_by_everybody
from tests.console.stack import Tenant
from tests.console.visitor import Visitor


async def test_a_task_of_the_installation_shows_its_schema_its_example_and_the_way_to_run_it(owner: Visitor) -> None:
    page = owner.page
    await owner.go("/tasks")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="website", exact=True))
    await expect(row.get_by_role("link", name="Run website")).to_have_attribute(
        "href", "/console/jobs/new?task=website"
    )
    await seen_by_everybody(owner, "tasks-full")
    await row.get_by_role("link", name="website", exact=True).click()
    parameters = page.get_by_role("table", name="Parameters")
    await expect(parameters.get_by_role("row").filter(has_text="url required")).to_contain_text("text")
    await expect(page.get_by_role("table", name="Result").get_by_role("row").nth(1)).to_be_visible()
    await seen_by_everybody(owner, "task-full")


async def test_a_task_of_ones_own_is_made_versioned_and_deleted(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    await owner.go("/tasks")
    await page.get_by_role("button", name="New task type").click()
    await page.get_by_label("Name").fill("heading")
    text = page.get_by_label("The task type as JSON")
    given = json.loads(await text.input_value())
    await text.fill(json.dumps({**given, "job": {"targetUrl": "${parameters.nothing}"}}))
    await page.get_by_role("button", name="Create", exact=True).click()
    await expect(text).to_have_attribute("aria-invalid", "true")
    await seen_by_everybody(owner, "task-form")
    await text.fill(json.dumps(given))
    await page.get_by_role("button", name="Create", exact=True).click()
    await expect(page.get_by_role("heading", name="heading", level=1)).to_be_visible()
    await page.get_by_role("button", name="New version").click()
    await text.fill(json.dumps({**json.loads(await text.input_value()), "title": "The first heading"}))
    await page.get_by_role("button", name="Save as a new version").click()
    await expect(text).to_have_count(0)
    await expect(page.get_by_text("The first heading")).to_be_visible()
    await page.get_by_label("Version", exact=True).select_option("1")
    await expect(page.get_by_text("The heading of a page")).to_be_visible()
    assert (await call(tenant, "GET", "task-types/heading"))["version"] == 2
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_role("link", name="heading", exact=True)).to_have_count(0)
