"""Secrets, sessions and profiles: what jobs use by name, and pages do not show."""

import json
from pathlib import Path

from playwright.async_api import expect

from tests.console.calls import call
from tests.console.conftest import Visit
from tests.console.looks import seen_by_everybody
from tests.console.stack import Tenant
from tests.console.visitor import Visitor

ORIGIN = "https://portal.example.com"
VALUE = "correct-horse-battery"


async def test_a_secret_is_set_and_replaced_and_its_value_is_nowhere_after(owner: Visitor, tenant: Tenant) -> None:
    page = owner.page
    await owner.go("/secrets")
    await page.get_by_role("button", name="New secret").click()
    await page.get_by_label("Name").fill("portal-password")
    await page.get_by_label("Value", exact=True).fill(VALUE)
    origins = page.get_by_label("Used on these origins only")
    await origins.fill("portal")
    await page.get_by_role("button", name="Set", exact=True).click()
    await expect(origins).to_have_attribute("aria-invalid", "true")
    await seen_by_everybody(owner, "secret-form")
    await origins.fill(ORIGIN)
    await page.get_by_role("button", name="Set", exact=True).click()
    row = page.get_by_role("row").filter(has_text="portal-password")
    await expect(row).to_contain_text(ORIGIN)
    assert VALUE not in await page.content()
    await seen_by_everybody(owner, "secrets-full")
    await row.get_by_role("button", name="Actions for portal-password").click()
    await page.get_by_role("menuitem", name="Replace").click()
    await expect(page.get_by_label("New value")).to_have_value("")
    await page.keyboard.press("Escape")
    await row.get_by_role("button", name="Actions for portal-password").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_text("There is no secret yet")).to_be_visible()
    assert (await call(tenant, "GET", "secrets"))["data"] == []


async def test_a_session_is_imported_from_a_file_and_deleted(owner: Visitor, tmp_path: Path) -> None:
    cookie = {"name": "sid", "value": VALUE, "domain": "portal.example.com", "path": "/"}
    state = {"cookies": [cookie], "origins": [{"origin": ORIGIN, "localStorage": []}]}
    (tmp_path / "state.json").write_text(json.dumps(state))
    page = owner.page
    await owner.go("/sessions")
    await page.get_by_role("button", name="Import").click()
    await page.get_by_label("Name").fill("portal")
    await page.get_by_label("Storage state").set_input_files(tmp_path / "state.json")
    await expect(page.get_by_label("What is kept is of these origins")).to_have_value(ORIGIN)
    await page.get_by_role("dialog").get_by_role("button", name="Import").click()
    row = page.get_by_role("row").filter(has_text="portal")
    await expect(row).to_contain_text("Free")
    assert VALUE not in await page.content()
    await seen_by_everybody(owner, "sessions-full")
    await row.get_by_role("button", name="Actions for portal").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_text("There is no session yet")).to_be_visible()


async def test_a_profile_shows_the_names_of_its_fields_and_masked_values_never(owner: Visitor, tenant: Tenant) -> None:
    schema = {"properties": {"bank": {"properties": {"iban": {"type": "string", "x-masked": True}}}}}
    data = {"company": {"name": "Example Ltd"}, "bank": {"iban": "DE02120300000000202051"}}
    await call(tenant, "PUT", "profiles/company", {"data": data, "schema": schema})
    page = owner.page
    await owner.go("/profiles")
    await page.get_by_role("link", name="company", exact=True).click()
    await expect(page.get_by_text("company.name")).to_be_visible()
    await expect(page.get_by_text("Example Ltd")).to_have_count(0)
    await page.get_by_role("button", name="Show the values").click()
    await expect(page.get_by_text("Example Ltd")).to_be_visible()
    await expect(page.get_by_text("masked", exact=True)).to_be_visible()
    assert "DE0212" not in await page.content()
    await seen_by_everybody(owner, "profiles-full")
    await page.get_by_role("button", name="Actions for company").click()
    await page.get_by_role("menuitem", name="Change").click()
    await page.get_by_label("Fields that change").fill('{"company": {"name": "Other Ltd"}}')
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Other Ltd")).to_be_visible()


async def test_a_viewer_sees_all_lists_and_no_way_to_change_them(visit: Visit, tenant: Tenant) -> None:
    await call(tenant, "PUT", "profiles/company", {"data": {"name": "Example Ltd"}})
    viewer = await visit()
    await viewer.open("/profiles")
    await viewer.sign_in(await tenant.account("viewer"))
    await expect(viewer.page.get_by_role("link", name="company", exact=True)).to_be_visible()
    for path in ("/profiles", "/secrets", "/sessions", "/schedules", "/webhooks", "/tasks", "/dead-letters"):
        await viewer.go(path)
        await viewer.settled()
        await expect(viewer.page.locator("main").get_by_role("button")).to_have_count(
            1 if await viewer.page.locator(".empty .copy").count() else 0
        )
