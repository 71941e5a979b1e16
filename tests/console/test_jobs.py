"""The list of jobs: what failed last night, why, and run it again; and the same for many at once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from store.job import new_id
from store.queue.cancel import cancel_job
from store.queue.intake import create_jobs
from tests.console.conftest import Visit
from tests.console.puppet import IDLE, Puppet
from tests.console.stack import Tenant
from tests.console.visitor import PHONE, WIDE, Visitor
from tests.fixtures.jobs import new_job


@pytest.fixture(autouse=True)
async def pointer(owner: Visitor) -> None:
    """Rows do not come while the pointer, with which somebody has signed in, lies over others."""
    await owner.page.mouse.move(5, 5)


async def test_what_failed_and_why_stands_in_the_list_and_is_run_again(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    await owner.settled()
    await owner.picture("jobs-empty")
    failed = await puppet.fail(target_url="https://shop.example/checkout", labels={"team": "web"})
    await puppet.complete(target_url="https://news.example/")
    later = datetime.now(UTC) + timedelta(hours=3)
    await puppet.tenant.create_job(browser_type_id=IDLE, target_url="https://bank.example/", not_before=later)
    await expect(page.get_by_role("row", name="Waits")).to_contain_text("bank.example")
    await expect(page.get_by_text(re.compile("May start in [23] h"))).to_be_visible()
    await _chip(page, "Failed").click()
    await expect(page).to_have_url(re.compile(r"/console/jobs\?q=status:failed$"))
    await expect(_rows(page)).to_have_count(1)
    await expect(page.get_by_text("SELECTOR_NOT_FOUND Step 1, extract: no element matches '#total'")).to_be_visible()
    assert await owner.barriers() == []
    await owner.picture("jobs-failed")
    await page.get_by_role("link", name="Failed", exact=False).filter(has_text=str(failed)[-4:]).click()
    why = page.get_by_role("group", name="Why it failed")
    await expect(why).to_contain_text("SELECTOR_NOT_FOUND no element matches '#total'")
    await expect(why).to_contain_text("What to do: Correct the target")
    await page.get_by_role("button", name="Run again", exact=True).click()
    await expect(page.get_by_role("status").filter(has_text="Pending")).to_be_attached()
    await cancel_job(puppet.tenant.stack.database, puppet.tenant.client_id, failed)


async def test_chips_replace_each_other_and_join_with_ctrl(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    await puppet.fail()
    await puppet.complete()
    await puppet.tenant.create_job(browser_type_id=IDLE)
    await expect(_chip(page, "Failed")).to_have_text("Failed1")
    await _chip(page, "Failed").click()
    await expect(_rows(page)).to_have_count(1)
    await _chip(page, "Completed").click(modifiers=["Control"])
    await expect(_rows(page)).to_have_count(2)
    await expect(page).to_have_url(re.compile(r"q=status:failed,completed$"))
    await _chip(page, "Failed").click(modifiers=["Control"])
    await expect(_rows(page)).to_have_count(1)
    await page.go_back()
    await expect(_rows(page)).to_have_count(2)
    await _chip(page, "All").click()
    await expect(_rows(page)).to_have_count(3)


async def test_the_search_box_filters_says_what_it_does_not_know_and_opens_a_whole_id(
    owner: Visitor, tenant: Tenant
) -> None:
    page = owner.page
    job = await tenant.create_job(browser_type_id=IDLE, target_url="https://shop.example/a", labels={"team": "web"})
    await tenant.create_job(browser_type_id=IDLE, target_url="https://news.example/a")
    await page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Filter")
    await expect(box).to_be_focused()
    await page.keyboard.type("host:shop.example label:team=web since:24h")
    await expect(_rows(page)).to_have_count(1)
    await expect(page.get_by_label("Created")).to_have_value("24h")
    await box.fill("colour:red")
    await expect(page.get_by_text("“colour:red” is not known")).to_be_visible()
    await expect(page.get_by_text("The filter is not understood, so nothing was looked for.")).to_be_visible()
    assert await owner.barriers() == []
    await owner.picture("jobs-not-understood")
    await page.get_by_role("link", name="Show all jobs").click()
    await expect(_rows(page)).to_have_count(2)
    await expect(box).to_have_value("")
    await box.fill(str(job)[:8])
    await expect(_rows(page).first).to_be_visible()
    await box.fill(str(job))
    await box.press("Enter")
    await expect(page.get_by_role("heading", name="shop.example/a")).to_be_visible()


async def test_rows_change_in_place_and_new_ones_wait_while_some_are_chosen(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    first = await puppet.tenant.create_job(browser_type_id=IDLE)
    await expect(_rows(page)).to_have_count(1)
    await page.get_by_role("checkbox", name=f"Select {first}").check()
    await puppet.tenant.create_job(browser_type_id=IDLE)
    await puppet.tenant.create_job(browser_type_id=IDLE)
    await expect(page.get_by_role("button", name="2 new")).to_be_visible()
    await expect(_rows(page)).to_have_count(1)
    await cancel_job(puppet.tenant.stack.database, puppet.tenant.client_id, first)
    await expect(_rows(page)).to_contain_text("Cancelled")
    await expect(page.get_by_role("button", name="Cancel 0")).to_be_disabled()
    await page.get_by_role("button", name="2 new").click()
    await expect(_rows(page)).to_have_count(3)
    await expect(page.get_by_role("checkbox", name=f"Select {first}")).to_be_checked()


async def test_many_are_cancelled_and_purged_and_those_that_cannot_be_are_told(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    await puppet.complete()
    for _ in range(3):
        await puppet.tenant.create_job(browser_type_id=IDLE)
    await expect(_rows(page)).to_have_count(4)
    await _rows(page).nth(0).get_by_role("checkbox").click()
    await _rows(page).nth(3).get_by_role("checkbox").click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="What to do with the chosen jobs")
    await expect(bar).to_contain_text("4 chosen")
    await expect(bar).to_contain_text("1 cannot be cancelled")
    await owner.picture("jobs-chosen")
    await bar.get_by_role("button", name="Cancel 3").click()
    question = page.get_by_role("dialog", name="Cancel 3 jobs?")
    await expect(question).to_contain_text("1 of the 4 chosen cannot be cancelled")
    await expect(question.get_by_role("button", name="Go back")).to_be_focused()
    await question.get_by_role("button", name="Cancel 3 jobs").click()
    await expect(page.get_by_text("Cancelled: 3 jobs.")).to_be_visible()
    await expect(_chip(page, "Cancelled")).to_have_text("Cancelled3")
    await expect(bar).to_be_hidden()


async def test_all_that_match_are_changed_also_those_on_other_pages(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    jobs = [
        new_job(
            client_id=tenant.client_id, browser_type_id=IDLE, labels={"batch": "b"}, target_url="https://b.example/"
        )
        for _ in range(60)
    ]
    await create_jobs(tenant.stack.database, jobs)
    spared = await tenant.create_job(browser_type_id=IDLE)
    await owner.go("/jobs?q=label:batch=b")
    await expect(_rows(page)).to_have_count(50)
    await page.get_by_role("button", name="Older").click()
    await expect(page.get_by_text("51\u201360")).to_be_visible()
    await expect(_rows(page)).to_have_count(10)
    await page.get_by_role("button", name="Newer").click()
    await expect(_rows(page)).to_have_count(50)
    await page.get_by_role("checkbox", name="Select all on this page").click()
    await page.get_by_role("button", name="Choose all 60 that match").click()
    await page.get_by_role("button", name="Cancel 60").click()
    await page.get_by_role("dialog").get_by_role("button", name="Cancel 60 jobs").click()
    await expect(page.get_by_text("Cancelled: 60 jobs.")).to_be_visible()
    await _chip(page, "All").click()
    await owner.go("/jobs?q=status:pending")
    await expect(_rows(page)).to_have_count(1)
    await expect(_rows(page)).to_contain_text(str(spared)[-4:])


async def test_ten_thousand_jobs_are_counted_and_shown_page_by_page(owner: Visitor, tenant: Tenant) -> None:
    for _ in range(5):
        many = [new_job(id=new_id(), client_id=tenant.client_id, browser_type_id=IDLE) for _ in range(2001)]
        await create_jobs(tenant.stack.database, many)
    page = owner.page
    await page.reload()
    await owner.settled()
    await expect(_chip(page, "Pending")).to_have_text("Pending9,999+")
    await expect(_rows(page)).to_have_count(50)
    for number in (2, 3):
        await page.get_by_role("button", name="Older").click()
        await expect(page.get_by_text(f"{50 * number - 49}\u2013{50 * number}")).to_be_visible()
        await expect(_rows(page)).to_have_count(50)


async def test_the_list_is_worked_with_by_the_keyboard_alone(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    for _ in range(3):
        await tenant.create_job(browser_type_id=IDLE)
    await expect(_rows(page)).to_have_count(3)
    for key in ("j", "J", "J"):
        await page.keyboard.press(key)
    await expect(page.get_by_text("3 chosen")).to_be_visible()
    await page.keyboard.press("c")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("3 chosen")).to_be_hidden()
    await page.keyboard.press("k")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="example.test")).to_be_visible()


async def test_who_may_only_look_can_choose_nothing(visit: Visit, tenant: Tenant) -> None:
    await tenant.create_job(browser_type_id=IDLE)
    viewer = await visit()
    await viewer.open("/jobs")
    await viewer.sign_in(await tenant.account("viewer"))
    await expect(_rows(viewer.page)).to_have_count(1)
    await expect(viewer.page.get_by_role("checkbox")).to_have_count(0)
    await expect(viewer.page.get_by_role("link", name="New job")).to_have_count(0)


async def test_the_list_fits_a_phone_and_dark_colours(owner: Visitor, puppet: Puppet) -> None:
    await puppet.fail(target_url="https://a-long-name.shop.example/with/a/path/that/is/long")
    await puppet.complete()
    await puppet.tenant.create_job(browser_type_id=IDLE)
    await owner.look("dark", PHONE)
    await expect(_rows(owner.page)).to_have_count(3)
    assert await owner.fits()
    assert await owner.barriers() == []
    await owner.picture("jobs-phone-dark")
    await owner.look("dark", WIDE)
    assert await owner.barriers() == []
    await owner.picture("jobs-dark")


def _rows(page: Page) -> Locator:
    return page.locator("tbody tr[data-id]")


def _chip(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Jobs by status").get_by_role("link", name=re.compile(rf"^{name}"))
