"""Health: how the service does, with reasons and what to do."""

from playwright.async_api import expect

from store.health.minutes import tell_tally, write_minute
from tests.console.conftest import Visit
from tests.console.stack import Tenant
from tests.console.visitor import Visitor
from tests.fixtures.health import let_minutes_pass


async def test_the_worst_part_comes_first_with_its_reason_and_what_to_do(owner: Visitor, tenant: Tenant) -> None:
    database = tenant.stack.database
    await let_minutes_pass(database)
    await tell_tally(database)
    await write_minute(database)
    await owner.go("/health")
    await owner.settled()
    parts = owner.page.get_by_role("table", name="Parts").locator("tbody tr:not(.detail)")
    await expect(parts).to_have_count(8)
    scores = [text for text in await parts.locator(".meter").all_inner_texts() if text.strip()]
    assert [int(text) for text in scores] == sorted(int(text) for text in scores)
    await expect(owner.page.get_by_text("Nothing is refused.")).to_be_visible()
    await expect(owner.page.get_by_role("navigation", name="States of alerts")).to_be_visible()
    await owner.picture("health")


async def test_an_administrator_sets_the_level_for_a_time_and_all_see_what_it_refuses(
    owner: Visitor, visit: Visit, tenant: Tenant
) -> None:
    await owner.go("/health")
    await owner.page.get_by_role("button", name="Set the level").click()
    dialog = owner.page.get_by_role("dialog")
    await dialog.get_by_label("Why").fill("the storage moves")
    await dialog.get_by_role("button", name="Set it").click()
    await expect(owner.page.get_by_text("Calls for more than 500 jobs").first).to_be_visible()
    viewer = await visit()
    await viewer.open("/health")
    await viewer.sign_in(await tenant.account("viewer"))
    await expect(viewer.page.get_by_text("the storage moves").first).to_be_visible()
    await expect(viewer.page.get_by_text("Administrators of the installation see the alerts.")).to_be_visible()
    await expect(viewer.page.get_by_role("button", name="Set the level")).to_have_count(0)
    await owner.page.get_by_role("button", name="End what was set").click()
    await owner.page.get_by_role("button", name="End it").click()
    await expect(owner.page.get_by_text("Nothing is refused.")).to_be_visible()
