"""What happens is seen without asking, and a link that breaks is said and mended."""

import asyncio

from playwright.async_api import Locator, Page, Request, Route, expect

from store.queue.cancel import cancel_job
from tests.console.conftest import Visit
from tests.console.link import link
from tests.console.puppet import IDLE
from tests.console.stack import Tenant
from tests.console.visitor import Visitor


async def test_what_happens_is_followed_by_one_stream_without_a_request_for_each_event(
    owner: Visitor, tenant: Tenant
) -> None:
    await owner.go("/account")
    await owner.settled()
    await expect(_dot(owner.page)).to_have_text("live")
    asked: list[str] = []

    def note(request: Request) -> None:
        # The pages' own files come in idle time.
        if "/assets/" not in request.url:
            asked.append(request.url.rpartition("/")[2])

    owner.page.on("request", note)
    for _ in range(20):
        await cancel_job(tenant.stack.database, tenant.client_id, await tenant.create_job(browser_type_id=IDLE))
    await owner.go("/jobs")
    await expect(owner.page.get_by_role("row", name="example.test").first).to_be_visible()
    assert asked.count("WatchJobs") == 0
    assert len(asked) < 15, asked


async def test_a_reading_of_the_list_that_takes_long_is_not_given_up_for_the_next_event(
    owner: Visitor, tenant: Tenant
) -> None:
    page = owner.page
    await owner.settled()
    await page.mouse.move(5, 5)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/ListJobs", hold)
    for _ in range(2):
        async with page.expect_request_finished(lambda request: request.url.endswith("/CountJobs")):
            await tenant.create_job(browser_type_id=IDLE)
    assert len(held) == 1
    await held[0].continue_()
    await page.unroute("**/ListJobs")
    await expect(page.get_by_role("row", name="example.test")).to_have_count(2)


async def test_many_tabs_leave_each_other_connections_for_what_they_ask(owner: Visitor, tenant: Tenant) -> None:
    await tenant.create_job(browser_type_id=IDLE)
    tabs = [owner.page, *[await owner.page.context.new_page() for _ in range(6)]]
    for tab in tabs:
        await tab.goto(f"{owner.stack.url}/console/jobs")
        await expect(tab.get_by_role("row", name="example.test")).to_be_visible()
    await expect(_dot(tabs[-1])).not_to_have_text("live")
    await tenant.create_job(browser_type_id=IDLE)
    for tab in tabs[:4]:
        await tab.close()
    await expect(_dot(tabs[-1])).to_have_text("live")
    await expect(tabs[-1].get_by_role("row", name="example.test")).to_have_count(2)


async def test_a_link_that_breaks_is_said_and_pages_still_open_and_all_is_there_once_it_is_mended(
    visit: Visit, tenant: Tenant
) -> None:
    async with link(tenant.stack.gateway.port) as way:
        visitor = await visit()
        visitor.expected = "net::ERR_"
        page = visitor.page
        # The pages come in idle time, this one last.
        async with page.expect_request_finished(lambda request: "/assets/sign-in-oidc-" in request.url):
            await page.goto(f"{way.url}/console/account")
            await visitor.sign_in(await tenant.account())
            await visitor.settled()
            await expect(_dot(page)).to_have_text("live")
        way.cut()
        await expect(_dot(page)).not_to_have_text("live")
        await visitor.go("/workers")
        await expect(page.get_by_role("heading", name="Workers", level=1)).to_be_visible()
        await visitor.picture("link-lost")
        await tenant.create_job(browser_type_id=IDLE)
        way.mend()
        await expect(_dot(page)).to_have_text("live", timeout=40_000)
        await visitor.go("/jobs")
        await expect(page.get_by_role("row", name="example.test")).to_be_visible()


async def test_over_a_slow_network_the_page_is_there_before_its_rows_and_works(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    answers = asyncio.Event()

    async def late(route: Route) -> None:
        await answers.wait()
        await route.continue_()

    await tenant.create_job(browser_type_id=IDLE)
    await page.route("**/tabwright.v1.JobService/ListJobs", late)
    await page.reload()
    await expect(page.get_by_role("table", name="Jobs")).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_role("heading", name="Jobs", level=1)).to_be_visible()
    await page.get_by_role("combobox", name="Filter").fill("host:example.test")
    await owner.picture("jobs-slow")
    answers.set()
    await expect(page.get_by_role("row", name="example.test")).to_be_visible()


async def test_a_page_whose_file_is_gone_says_so_and_what_to_do(visit: Visit, tenant: Tenant) -> None:
    visitor = await visit()
    visitor.expected = "Failed to"
    page = visitor.page
    await page.route("**/assets/workers-*.js", lambda route: route.fulfill(status=404, body="There is no such file."))
    await visitor.open("/account")
    await visitor.sign_in(await tenant.account())
    await visitor.settled()
    await visitor.go("/workers")
    await expect(page.get_by_role("heading", name="This page could not be loaded")).to_be_visible()
    await expect(page.get_by_role("button", name="Load the console anew")).to_be_visible()
    await visitor.picture("page-gone")
    visitor.complaints.clear()


def _dot(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Console", exact=True).locator(".connection")
