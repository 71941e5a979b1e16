"""The page on which a person makes a job: cards, JSON, tasks, elements that are picked, and what the server refuses."""

import json
import re
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from store.records import listing
from tests.console.stack import Stack, Tenant
from tests.console.visitor import PHONE, Visitor
from tests.fixtures.site import TestSite

URL = "http://example.test/"
CREATED = re.compile(r"/console/jobs/([0-9a-f-]{36})")


async def made(page: Page, tenant: Tenant) -> Any:
    """The job that has just been made, at whose page somebody is."""
    await expect(page).to_have_url(CREATED)
    found = CREATED.search(page.url)
    assert found
    return await listing.get_job(tenant.stack.database, tenant.client_id, UUID(found[1]))


async def test_a_job_is_made_of_cards_by_keyboard_alone(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    await owner.go("/jobs/new")
    await page.get_by_label("Target URL *").fill(URL)
    for action in ("fill", "screenshot"):
        await page.get_by_role("button", name="Add an action").press("Enter")
        await page.keyboard.type(action)
    card = page.get_by_role("region", name="2. screenshot")
    await expect(card.get_by_label("Action 2")).to_be_focused()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("status").filter(has_text="screenshot is now 1 of 2.")).to_be_attached()
    fill = page.get_by_role("region", name="2. fill")
    await fill.get_by_label("Target *").fill("#mail")
    await fill.get_by_label("Value").fill("a@b.c")
    await fill.get_by_role("button", name="more").last.press("Enter")
    await fill.get_by_label("Timeout (ms)").fill("0")
    await expect(fill.get_by_text("must be at least 1")).to_be_visible()
    await fill.get_by_label("Timeout (ms)").fill("500")
    assert await owner.barriers() == []
    await page.keyboard.press("Control+Enter")
    job = await made(page, tenant)
    assert (job.target_url, job.actions) == (
        URL,
        [{"action": "screenshot"}, {"action": "fill", "target": "#mail", "value": "a@b.c", "timeoutMs": 500}],
    )


async def test_json_and_form_say_the_same_and_what_is_wrong_is_told_with_its_line(
    owner: Visitor, tenant: Tenant
) -> None:
    page = owner.page
    await owner.go("/jobs/new?view=request")
    text = page.get_by_label("The request as JSON")
    request = {"targetUrl": URL, "labels": {"team": "web"}, "actions": [{"action": "click", "target": "#go"}]}
    await text.fill(json.dumps(request, indent=2).replace("labels", "lables"))
    await expect(page.get_by_text('lables unknown "lables": is "labels" meant?').first).to_be_visible()
    await page.get_by_role("button", name="line 3").click()
    await expect(text).to_be_focused()
    await text.fill(json.dumps(request)[:-1])
    await expect(page.get_by_text("} is missing for this {")).to_be_visible()
    await expect(page.get_by_label("Target *")).to_have_value("#go")
    await text.fill(json.dumps(request))
    await page.get_by_label("Target *").fill("#come")
    await expect(text).to_have_value(re.compile("#come"))
    await page.reload()
    await expect(page.get_by_label("Target *")).to_have_value("#come")
    await page.get_by_role("button", name="Create and watch").click()
    job = await made(page, tenant)
    assert (job.labels, job.actions[0]["target"]) == ({"team": "web"}, "#come")


async def test_a_task_is_asked_for_by_its_schema(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    await owner.go("/jobs/new")
    await page.get_by_role("link", name="Task", exact=True).click()
    await page.get_by_role("button", name="Create", exact=True).click()
    url = page.get_by_label("URL *")
    await expect(url).to_be_focused()
    await expect(url).to_have_attribute("aria-invalid", "true")
    await url.fill(URL)
    await page.get_by_label("Max chars").fill("many")
    await expect(page.get_by_text("must be a whole number").first).to_be_visible()
    await page.get_by_label("Max chars").fill("2000")
    await page.get_by_role("button", name="Create and watch").click()
    job = await made(page, tenant)
    assert job.task["name"] == "website"
    assert job.task["parameters"] == {"url": URL, "maxChars": 2000}


async def test_what_the_server_refuses_is_told_at_its_field_until_that_changes(owner: Visitor) -> None:
    page = owner.page
    await owner.go("/jobs/new?view=request")
    actions = [{"action": "repeat", "times": 2, "actions": [{"action": "find", "pattern": "(?=x)"}]}]
    await page.get_by_label("The request as JSON").fill(json.dumps({"targetUrl": URL, "actions": actions}))
    await page.get_by_role("button", name="Create", exact=True).click()
    pattern = page.get_by_label("Pattern")
    await expect(pattern).to_be_focused()
    await expect(pattern).to_have_accessible_description(re.compile("must be a regular expression as RE2 has them"))
    await pattern.fill("x")
    await expect(pattern).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.usefixtures("worker")
async def test_an_element_that_is_picked_in_the_picture_becomes_an_action_or_a_target(
    owner: Visitor, site: TestSite
) -> None:
    page = owner.page
    await owner.go(f"/jobs/new?view=explore&url={site.page('explorable.html')}")
    await page.get_by_role("button", name="Explore", exact=True).click()
    picture = page.get_by_role("group", name="Picture of the page")
    await picture.get_by_role("button", name="field: E-mail").click(timeout=60_000)
    card = page.get_by_role("region", name="1. fill")
    await expect(card.get_by_label("Target *")).to_have_value('textbox[name="E-mail"]')
    await expect(card.get_by_label("Get target by")).to_have_value('"getByRole"')
    await card.get_by_label("Target *").focus()
    await page.get_by_label("Filter").fill("guests")
    await page.get_by_role("list", name="What can be picked").get_by_role("button").press("Enter")
    await expect(card.get_by_label("Target *")).to_have_value('spinbutton[name="Guests"]')
    assert await owner.barriers() == []
    await owner.picture("new-job-picked")


async def test_a_job_runs_again_with_changes_and_what_was_hidden_is_asked_for_anew(
    owner: Visitor, tenant: Tenant
) -> None:
    page = owner.page
    actions = [{"action": "fill", "target": "#p", "value": "hunter2", "sensitive": True}]
    job_id = await tenant.create_job(target_url=URL, actions=actions, priority=7)
    await owner.look("dark", PHONE)
    await owner.go(f"/jobs/new?from={job_id}")
    await expect(page.get_by_text("actions[0].value: hidden in the answer.")).to_be_visible()
    await expect(page.get_by_text("priority 7")).to_be_visible()
    await page.get_by_label("Value").fill("hunter3")
    assert await owner.barriers() == []
    assert await owner.fits()
    await owner.picture("new-job-again-390-dark")
    await page.get_by_role("button", name="Schedule…").click()
    await page.get_by_role("dialog").get_by_label("Name").fill("Every morning")
    await page.get_by_role("button", name="Make the schedule").click()
    await expect(page.get_by_text("The schedule was made.")).to_be_visible()
    kept = await page.evaluate("() => JSON.stringify({...sessionStorage})")
    assert "hunter3" not in kept
    assert str(job_id) in kept


async def test_what_somebody_has_typed_is_there_for_nobody_else_who_signs_in_in_the_same_tab(
    owner: Visitor, stack: Stack
) -> None:
    page = owner.page
    await owner.go("/jobs/new")
    url = page.get_by_label("Target URL *")
    await url.fill("http://example.test/of-ana")
    await page.get_by_role("button", name="Sign out").first.click()
    await owner.sign_in(await (await stack.tenant()).account(name="Bob"))
    await expect(url).to_have_value("")
