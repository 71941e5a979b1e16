"""The page of the live view: how one gets in, what it says, and that everybody can use it."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.fixtures.live_page import JOB, FakeLive
from tests.fixtures.live_person import FREE, MINE, STATE, STILL, TABS, Person, pause


async def test_a_ticket_leaves_the_address_at_once_and_is_shown_to_nobody_else(person: Person) -> None:
    viewer = await person.open("of-the-link")
    assert viewer.ticket == "of-the-link"
    assert person.page.url == f"{person.live.url}/live/{JOB}"
    view = viewer.parts("attach")[0].view
    assert (view.hidden, view.max_width > 600, view.max_height > 400) == (False, True, True)


async def test_without_a_ticket_it_asks_for_a_key_and_says_why_one_was_refused(person: Person) -> None:
    person.live.ticket_answers.append((401, {"code": 16, "message": "The key is not known."}))
    page = person.page
    await page.goto(f"{person.live.url}/live/{JOB}")
    await expect(page.get_by_label("API key")).to_be_focused()
    await page.keyboard.type("wrong")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("The key is not known.")
    await page.get_by_label("API key").fill("right")
    await page.get_by_label("Your name").fill("Ana")
    await page.get_by_label("I may have to act").uncheck()
    await page.get_by_role("button", name="Open", exact=True).click()
    viewer = await person.live.viewer()
    assert viewer.ticket == "of-key-2"
    assert person.live.ticket_requests[1] == ("right", {"right": "view", "name": "Ana"})
    kept = await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "right" not in kept


async def test_only_named_origins_may_frame_it_and_nothing_else_runs(person: Person, played_server: FakeLive) -> None:
    answer = await person.page.goto(f"{played_server.url}/live/{JOB}")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' http://localhost:*" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    other = await person.page.request.get(f"{played_server.url}/live/not-a-job")
    assert other.status == 404
    assert (await person.page.request.get(f"{played_server.url}/live/static/../page.py")).status == 404
    # Its HTML has one address, which has the policy; a file that is opened by itself may do nothing.
    assert (await person.page.request.get(f"{played_server.url}/live/static/index.html")).status == 404
    icon = await person.page.request.get(f"{played_server.url}/live/static/icon.svg")
    assert icon.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


async def test_a_page_that_frames_it_hears_the_state_and_nothing_secret(
    person: Person, played_server: FakeLive
) -> None:
    outer = played_server.url.replace("127.0.0.1", "localhost")
    await person.page.goto(f"{outer}/frame?src={played_server.url}/live/{JOB}%23ticket=secret")
    viewer = await played_server.viewer()
    await viewer.say(state=STILL | {"pause": pause(instructions="the code is 1234")}, tabs=TABS, control=FREE)
    await person.page.wait_for_function("told.some(([, said]) => said.state === 'intervention_needed')")
    origin, said = (await person.page.evaluate("told"))[-1]
    assert origin == played_server.url
    assert (said["source"], said["job"], said["words"]) == ("tabwright.live", JOB, "A person is needed")
    assert (said["reason"], said["controls"], said["controlled"]) == ("REQUESTED", False, False)
    assert "secret" not in str(said)
    assert "1234" not in str(said)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"state": "waiting"}, "Waiting"),
        ({"state": "starting"}, "Starting"),
        ({"state": "still"}, "Live"),
        ({"state": "paused", "status": "paused", "pause": pause(reason="PAUSED", by="bo")}, "Paused"),
        ({"state": "worker_lost", "message": "It starts again."}, "Worker lost"),
        ({"state": "unwatchable"}, "Cannot be watched"),
        ({"state": "covered"}, "Not shown"),
        ({"state": "ended", "status": "failed", "message": "No element #total."}, "Failed"),
        ({"state": "of_a_later_release"}, "of_a_later_release"),
    ],
)
async def test_each_state_has_its_words(person: Person, state: dict[str, Any], words: str) -> None:
    viewer = await person.open()
    await viewer.say(state=STATE | state)
    await person.words(words)
    if "message" in state:
        await expect(person.page.locator("#state-text")).to_have_text(state["message"])
    assert words in await person.page.title()
    await expect(person.page.get_by_role("status").first).to_contain_text(words)


async def test_a_picture_is_acknowledged_once_it_is_painted_and_named_for_who_cannot_see_it(person: Person) -> None:
    viewer = await person.open()
    await viewer.say(state=STATE, tabs=TABS)
    for seq in (1, 2, 3):
        await viewer.show(seq)
    assert [one.seq for one in await viewer.until("ack", 3)] == [1, 2, 3]
    await expect(person.page.get_by_role("img", name="Pay. The page as it looks now.")).to_be_visible()
    await viewer.show(4, picture=b"no picture at all")
    assert (await viewer.until("ack", 4))[-1].seq == 4
    await viewer.show(5)
    assert (await viewer.until("ack", 5))[-1].seq == 5


async def test_a_lost_connection_is_taken_up_again_with_the_renewed_ticket(person: Person) -> None:
    viewer = await person.hold()
    await viewer.say(renewal={"ticket": "next"})
    await expect(person.page.locator("#stage")).not_to_have_class("stage stale")
    await viewer.socket.close(code=1012)
    await person.words("Connection lost")
    await expect(person.page.locator("#cover")).to_contain_text("You keep control for")
    again = await person.live.viewer()
    assert again.ticket == "next"
    await again.say(state=STILL | {"pause": pause()}, control=MINE)
    await person.page.mouse.move(*await person.at(100, 100))
    await again.show(1)
    await again.until("ack")
    assert again.parts("input") == []  # nothing is aimed at what was seen before
    await person.page.mouse.move(*await person.at(200, 200))
    await again.until("input.mouse")


async def test_a_connection_that_says_nothing_is_given_up(person: Person) -> None:
    await person.page.clock.install()
    viewer = await person.open()
    await viewer.say(state=STATE, renewal={"ticket": "next"})
    await person.words("Live")
    await person.page.clock.run_for(7000)
    await person.words("No answer")
    await person.page.clock.run_for(8000)
    assert (await person.live.viewer()).ticket == "next"


async def test_a_ticket_is_tried_again_where_the_server_hung_that_was_asked(person: Person) -> None:
    viewer = await person.open()
    await viewer.say(state=STATE, renewal={"ticket": "next"})
    await person.words("Live")
    await person.page.clock.install()
    await viewer.socket.close()
    await person.page.clock.run_for(2000)
    assert (await person.live.viewer()).ticket == "next"
    await person.page.clock.run_for(17_000)
    assert (await person.live.viewer()).ticket == "next"


async def test_a_used_ticket_asks_for_another_way_in(person: Person) -> None:
    person.live.refusal = (4401, "LIVE_TICKET_INVALID")
    await person.page.goto(f"{person.live.url}/live/{JOB}#ticket=used")
    await expect(person.page.get_by_role("heading", name="Open this live view")).to_be_visible()
    await expect(person.page.locator("#entry-why")).to_contain_text("used already, or is too old")


async def test_a_job_that_ended_is_not_asked_for_again(person: Person) -> None:
    viewer = await person.open()
    await viewer.say(state=STATE | {"state": "ended", "status": "completed"}, renewal={"ticket": "next"})
    await viewer.socket.close()
    await person.words("Completed")
    await person.page.reload()
    await expect(person.page.get_by_role("heading", name="Open this live view")).to_be_visible()


async def test_a_hidden_page_wants_no_pictures_and_lets_all_keys_go(person: Person) -> None:
    viewer = await person.hold()
    await person.page.locator("#sink").focus()
    await person.page.keyboard.down("a")
    # A headless browser hides no page; what the page sees is the same.
    hide = "is => { Object.defineProperty(document, 'hidden', { get: () => is, configurable: true }); "
    await person.page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')); }", arg=True)
    assert (await viewer.until("view"))[-1].hidden
    await viewer.until("input.release_all")
    await person.page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')); }", arg=False)
    assert not (await viewer.until("view", 2))[-1].hidden


_NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, [role]')]
  .filter((one) => one.checkVisibility() && !['presentation', 'status'].includes(one.getAttribute('role')))
  .filter((one) => !(one.getAttribute('aria-label') || document.getElementById(one.getAttribute('aria-labelledby'))
    || one.labels?.length || one.textContent.trim()))
  .map((one) => one.outerHTML)"""

# Of all text that is seen, its contrast with the nearest background that is not see-through (WCAG 1.4.3).
_PALE = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = (colour) => { const [r, g, b] = rgba(colour).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (one) => { for (; one; one = one.parentElement) { const colour = getComputedStyle(one).backgroundColor;
    if (rgba(colour)[3] > 200) return colour; } return 'white'; };
  const pale = [];
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility() || one.disabled || one.closest('.unseen, .skip, #sink')) continue;
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) pale.push([one.textContent, contrast]);
  }
  return pale;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_has_a_name_and_can_be_read(person: Person, scheme: Any) -> None:
    page = person.page
    await page.emulate_media(color_scheme=scheme)
    await page.goto(f"{person.live.url}/live/{JOB}")
    await expect(page.get_by_label("API key")).to_be_visible()
    assert (await page.evaluate(_NAMELESS), await page.evaluate(_PALE)) == ([], [])
    viewer = await person.open()
    await viewer.say(state=STATE, tabs=TABS, control=FREE)
    await expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert (await page.evaluate(_NAMELESS), await page.evaluate(_PALE)) == ([], [])
    asked = pause(instructions="Do it.", message="It failed.", looks_solved=True)
    await viewer.say(state=STILL | {"pause": asked}, control=MINE | {"requested_by_id": "b", "requested_by": "bo"})
    await viewer.show(1)
    await viewer.until("ack")
    await viewer.say(notice={"level": "error", "message": "No."}, download={"name": "a.pdf"})
    await viewer.say(dialog={"id": 1, "type": "confirm", "message": "Sure?"})
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    assert (await page.evaluate(_NAMELESS), await page.evaluate(_PALE)) == ([], [])
    assert await page.evaluate("document.querySelectorAll('main').length") == 1
    for width in (375, 2560):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_it_is_used_by_keyboard_alone(person: Person) -> None:
    viewer, page = await person.open(), person.page
    await viewer.say(state=STILL | {"pause": pause()}, tabs=TABS, control=FREE)
    await expect(page.get_by_role("button", name="Take control")).to_be_visible()
    seen = []
    for _ in range(20):
        await page.keyboard.press("Tab")
        seen.append(await page.evaluate("document.activeElement.id || document.activeElement.role"))
        if seen[-1] == "take":
            break
    assert {"cancel", "address", "resume", "fail", "extend", "take"} <= set(seen)
    await page.keyboard.press("Enter")
    await viewer.until("take")
    await viewer.say(control=MINE)
    await viewer.show(1)
    await viewer.until("ack")
    await expect(page.locator("#sink")).to_be_focused()
    await page.keyboard.press("x")
    await viewer.until("input.key", 2)
