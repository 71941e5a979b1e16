"""What a person at the page is asked, and who acts."""

import pytest
from playwright.async_api import expect

from tests.fixtures.live_person import FREE, MINE, STATE, STILL, TABS, Person, pause


async def test_who_is_needed_reads_what_to_do_and_answers(person: Person) -> None:
    viewer, page = await person.open(), person.page
    asked = pause(instructions="Enter the code <b>now</b>.", action_index=2, action="askHuman")
    await viewer.say(state=STILL | {"pause": asked}, tabs=TABS, control=FREE)
    card = page.get_by_role("region", name="The job asks for a person")
    await expect(card).to_contain_text("Enter the code <b>now</b>.")
    await expect(card).to_contain_text("step 3 (askHuman)")
    await expect(card).to_contain_text("left")
    await card.get_by_role("button", name="Give me 15 minutes").click()
    await viewer.until("command", 1)
    await viewer.say(state=STATE)
    await viewer.say(state=STILL | {"pause": asked})
    await card.get_by_role("button", name="It cannot be done…").click()
    await expect(page.get_by_label("Why not?")).to_be_focused()
    await page.keyboard.type("no code came")
    await page.keyboard.press("Enter")
    await viewer.until("command", 2)
    await viewer.say(notice={"level": "error", "message": "The job does not stand still."})
    await card.get_by_role("button", name="Done: let the job go on").click()
    said = [(one.command, one.outcome, one.note, one.timeout_ms) for one in await viewer.until("command", 3)]
    assert said == [("pause", "", "", 900_000), ("resume", "failed", "no code came", 0), ("resume", "done", "", 0)]


async def test_to_act_in_a_running_job_it_is_paused_first(person: Person) -> None:
    viewer, page = await person.open(), person.page
    await viewer.say(state=STATE, tabs=TABS, control=FREE)
    await page.get_by_role("button", name="Pause and take control").click()
    assert (await viewer.until("command"))[0].command == "pause"
    assert viewer.parts("take") == []
    await viewer.say(state=STATE | {"state": "paused", "status": "paused", "pause": pause(reason="PAUSED")})
    assert not (await viewer.until("take"))[0].force


async def test_who_may_only_look_is_shown_no_way_to_act(person: Person) -> None:
    viewer, page = await person.open(), person.page
    looks = STILL | {"pause": pause(), "right": "view"}
    await viewer.say(state=looks | {"state": "covered"}, tabs=TABS, control={"holder_id": "bo", "holder": "bo"})
    await expect(page.get_by_text("bo controls this browser.")).to_be_visible()
    await expect(page.locator("#cover")).to_contain_text("Bo acts, and may type a password")
    await viewer.say(state=looks)
    for name in ("Take control", "Ask for control", "Done", "Cancel the job…"):
        await expect(page.get_by_role("button", name=name)).to_have_count(0)
    await viewer.show(1)
    await viewer.until("ack")
    await page.mouse.click(*await person.at(100, 100))
    await viewer.show(2)
    await viewer.until("ack", 2)
    assert viewer.parts("input") == []


async def test_a_request_for_control_shows_at_its_holder(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    await viewer.say(control=MINE | {"requested_by_id": "v2", "requested_by": "bo"})
    asked = page.get_by_role("group", name="A request for control")
    await expect(asked).to_contain_text("bo asks for control.")
    await asked.get_by_role("button", name="Give control").click()
    grant = (await viewer.until("grant"))[0]
    assert (grant.viewer_id, grant.granted) == ("v2", True)
    await page.get_by_label("Others may see the picture").check()
    assert (await viewer.until("share"))[0].shared
    await viewer.say(control={"epoch": 8, "holder_id": "v2", "holder": "bo", "may_take": True})
    await viewer.say(notice={"level": "warning", "message": "bo has taken control."})
    await expect(page.locator("#messages").get_by_text("bo has taken control.")).to_have_count(1)
    await page.get_by_role("button", name="Ask for control").click()
    await viewer.until("take")
    await page.get_by_role("button", name="Take it away…").click()
    await page.get_by_role("button", name="Take it", exact=True).click()
    assert (await viewer.until("take", 2))[1].force


async def test_tabs_and_their_addresses_are_seen_and_moved(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    evil = {"number": 1, "url": "http://bank.example.evil.example:8080/login", "title": "Bank", "opener": 0}
    await viewer.say(tabs={"tabs": [TABS["tabs"][0], evil], "shown": 1, "current": 0})
    await expect(page.get_by_role("tab", name="Tab 1: Bank")).to_have_attribute("aria-selected", "true")
    await expect(page.locator("#origin")).to_have_text("bank.example.evil.example:8080")
    await page.get_by_role("tab", name="Tab 0: Pay, the job acts here").click()
    await page.get_by_role("button", name="Back", exact=True).click()
    await page.get_by_role("button", name="Close tab 1: Bank").click()
    await page.get_by_role("button", name="Open a tab").click()
    await page.get_by_label("Address of the page").fill("example.com/a")
    await page.keyboard.press("Enter")
    said = [(one.command, one.tab, one.url) for one in await viewer.until("tab", 5)]
    assert said == [
        ("show", 0, ""),
        ("back", 1, ""),
        ("close", 1, ""),
        ("open", 1, "about:blank"),
        ("navigate", 1, "https://example.com/a"),
    ]
    assert {one.epoch for one in viewer.parts("tab")} == {7}
    assert viewer.parts("view")[-1].tab == 0


async def test_what_the_job_is_about_to_act_on_is_drawn_on_the_picture(person: Person) -> None:
    viewer, page = await person.open(), person.page
    await viewer.say(state=STATE, tabs=TABS)
    await viewer.show(1)
    await viewer.until("ack")
    await viewer.say(pointer={"tab": 0, "action": "click", "x": 100, "y": 200, "width": 300, "height": 50})
    await expect(page.locator("#ring-word")).to_have_text("click")
    box = await page.locator("#ring").bounding_box()
    assert box is not None
    left, top = await person.at(100, 200)
    assert box["x"] + 3 == pytest.approx(left, abs=1)
    assert box["y"] + 3 == pytest.approx(top, abs=1)
    await viewer.say(pointer={})
    await expect(page.locator("#ring")).to_be_hidden()


async def test_who_comes_to_take_control_has_it_at_once(person: Person) -> None:
    viewer, page = await person.open("first&take=1&plain=1"), person.page
    await viewer.say(state=STILL | {"pause": pause(instructions="Enter the code.")}, tabs=TABS, control=FREE)
    assert not (await viewer.until("take"))[0].force
    await viewer.say(control=MINE)
    await expect(page.get_by_role("button", name="Give control back")).to_be_visible()
    for name in ("Done: let the job go on", "Cancel the job…"):  # the page around it has them
        await expect(page.get_by_role("button", name=name)).to_have_count(0)
    await viewer.say(control=FREE)
    await expect(page.get_by_role("button", name="Take control")).to_be_visible()
    assert len(viewer.parts("take")) == 1


async def test_control_is_not_taken_away_from_somebody_by_an_address(person: Person) -> None:
    viewer, page = await person.open("first&take=1"), person.page
    held = FREE | {"holder_id": "v2", "holder": "bo"}
    await viewer.say(state=STILL | {"pause": pause()}, tabs=TABS, control=held)
    await expect(page.get_by_role("button", name="Ask for control")).to_be_visible()
    await viewer.say(control=FREE)
    await expect(page.get_by_role("button", name="Take control")).to_be_visible()
    assert viewer.parts("take") == []
