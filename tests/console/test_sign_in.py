"""Signing in and out, and what becomes of a session."""

from playwright.async_api import Route, expect

from store.users.links import create_link
from store.users.sessions import end_session, list_sessions
from tests.console.conftest import Visit
from tests.console.stack import PASSWORD, Tenant
from tests.console.visitor import Visitor


async def test_the_address_is_kept_and_shown_once_somebody_has_signed_in(visit: Visit, tenant: Tenant) -> None:
    visitor = await visit()
    await visitor.open("/health?x=1")
    await expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert await visitor.barriers() == []
    await visitor.picture("sign-in")
    await visitor.sign_in(await tenant.account(name="Ana"))
    await expect(visitor.page.get_by_role("heading", name="Health", level=1)).to_be_visible()
    await expect(visitor.page.get_by_role("link", name="Ana")).to_be_visible()


async def test_a_wrong_password_says_so_and_leaves_what_was_typed(visit: Visit, tenant: Tenant) -> None:
    account = await tenant.account()
    visitor = await visit()
    await visitor.open()
    await visitor.page.get_by_label("Email").fill(account.email)
    await visitor.page.get_by_label("Password").fill("wrong")
    await visitor.page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(visitor.page.get_by_role("alert")).to_be_visible()
    await expect(visitor.page.get_by_label("Email")).to_have_value(account.email)


async def test_a_browser_stays_signed_in_over_a_reload_and_holds_no_token_where_scripts_can_read_it(
    owner: Visitor,
) -> None:
    await owner.page.reload()
    await owner.settled()
    script = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    kept = await owner.page.evaluate(script)
    assert not any(token in kept for token in ("twa_", "twr_", "Bearer"))
    cookies = await owner.page.context.cookies()
    assert [(cookie["name"], cookie["httpOnly"], cookie["sameSite"]) for cookie in cookies] == [
        ("__Host-tabwright-refresh", True, "Strict")
    ]


async def test_a_link_signs_in_once_and_lets_one_choose_a_password(visit: Visit, tenant: Tenant) -> None:
    account = await tenant.account()
    link = await create_link(tenant.stack.database, account.user_id)
    visitor = await visit()
    await visitor.open(f"/sign-in/link#token={link.token}")
    await visitor.page.get_by_role("button", name="Sign in").click()
    assert link.token not in visitor.page.url
    await visitor.page.get_by_label("New password").fill("another long password")
    await visitor.picture("sign-in-link")
    await visitor.page.get_by_role("button", name="Set the password").click()
    await expect(visitor.page.get_by_role("heading", name="Jobs", level=1)).to_be_visible()
    again = await visit()
    await again.open(f"/sign-in/link#token={link.token}")
    await again.page.get_by_role("button", name="Sign in").click()
    await expect(again.page.get_by_role("alert")).to_be_visible()


async def test_whose_session_has_ended_signs_in_where_they_are_and_loses_nothing(visit: Visit, tenant: Tenant) -> None:
    account = await tenant.account()
    visitor = await visit()
    await visitor.open("/account")
    await visitor.sign_in(account)
    await visitor.settled()
    await visitor.page.get_by_label("New password").fill("half typed")
    (session,) = await list_sessions(tenant.stack.database, account.user_id)
    await end_session(tenant.stack.database, account.user_id, session.id)
    dialog = visitor.page.get_by_role("dialog", name="Your session has ended")
    await expect(dialog).to_be_visible(timeout=20_000)  # the stream of events ends with the session
    assert await visitor.barriers() == []
    await visitor.picture("session-ended")
    await dialog.get_by_label("Email").fill(account.email)
    await dialog.get_by_label("Password").fill(PASSWORD)
    await dialog.get_by_role("button", name="Sign in", exact=True).click()
    await expect(dialog).to_be_hidden()
    await expect(visitor.page.get_by_label("New password")).to_have_value("half typed")
    assert visitor.page.url.endswith("/console/account")


async def test_who_signs_out_is_out_in_all_tabs_of_the_browser(owner: Visitor) -> None:
    other = await owner.page.context.new_page()
    await other.goto(owner.page.url)
    await expect(other.locator(".shell main h1")).to_be_visible()
    await owner.page.get_by_role("button", name="Sign out").first.click()
    for page in (owner.page, other):
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await owner.page.reload()
    await expect(owner.page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_tabs_that_come_at_the_same_time_share_one_session(owner: Visitor) -> None:
    pages = [await owner.page.context.new_page() for _ in range(3)]
    for page in pages:
        await page.goto(owner.page.url, wait_until="commit")
    for page in pages:
        await expect(page.locator(".shell main h1")).to_be_visible()
    await owner.page.reload()
    await owner.settled()


async def test_a_key_of_a_program_opens_the_console_for_as_long_as_the_page_is_there(
    visit: Visit, tenant: Tenant
) -> None:
    visitor = await visit()
    await visitor.open()
    await visitor.page.get_by_role("button", name="Use an API key").click()
    await visitor.page.get_by_label("API key").fill(tenant.key)
    await visitor.page.get_by_role("button", name="Sign in", exact=True).click()
    await visitor.settled()
    await visitor.page.reload()
    await expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_a_session_of_another_browser_can_be_ended_and_a_password_changed(
    visit: Visit, owner: Visitor, tenant: Tenant
) -> None:
    account = await tenant.account()
    visitors = [await visit(), await visit()]
    for visitor in visitors:
        await visitor.open("/account")
        await visitor.sign_in(account)
        await visitor.settled()
    here = visitors[1].page
    await here.get_by_role("table", name="Sessions").get_by_role("button", name="End").click()
    await here.get_by_role("button", name="End the session").click()
    await expect(visitors[0].page.get_by_role("dialog", name="Your session has ended")).to_be_visible(timeout=20_000)
    await here.get_by_label("Password until now").fill("wrong")
    await here.get_by_label("New password").fill("a password that is new")
    await here.get_by_role("button", name="Set the password").click()
    await expect(here.get_by_label("Password until now")).to_have_attribute("aria-invalid", "true")
    await here.get_by_label("Password until now").fill(PASSWORD)
    await here.get_by_role("button", name="Set the password").click()
    await expect(here.get_by_text("The password is set.")).to_be_visible()


async def test_an_access_token_that_is_too_old_is_renewed_and_nobody_notices(owner: Visitor) -> None:
    async def age(route: Route) -> None:
        await route.continue_(headers={**route.request.headers, "authorization": "Bearer twa_of-the-day-before"})

    await owner.page.route("**/*AuthService/GetMe", age, times=1)
    async with owner.page.expect_response("**/*AuthService/Refresh") as refreshed:
        await owner.go("/account")
    assert (await refreshed.value).ok
    await owner.settled()
    await expect(owner.page.get_by_text("Signed in as")).to_be_visible()
    await expect(owner.page.get_by_role("alert")).to_have_count(0)


async def test_roles_see_what_they_may_do(visit: Visit, tenant: Tenant) -> None:
    for role, pages in (("viewer", 0), ("member", 0), ("owner", 2)):
        visitor = await visit()
        await visitor.open()
        await visitor.sign_in(await tenant.account(role))
        rail = visitor.page.get_by_role("navigation", name="Console", exact=True)
        admitting = rail.get_by_role("link", name="Users").or_(rail.get_by_role("link", name="API keys"))
        await expect(admitting).to_have_count(pages)
        await visitor.page.keyboard.press("?")
        keys = visitor.page.get_by_role("dialog", name="Keys")
        await expect(keys.get_by_text("New job")).to_have_count(0 if role == "viewer" else 1)
