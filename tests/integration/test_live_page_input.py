"""Mouse, fingers, keys, text and clipboard of who acts at the page."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.fixtures.live_page import FakeLive
from tests.fixtures.live_person import Person, keys, person_at


@pytest.mark.parametrize(
    ("window", "size"), [((1280, 800), (1280, 720)), ((911, 533), (777, 1301)), ((375, 740), (1280, 720))]
)
async def test_a_click_hits_what_it_is_aimed_at_at_any_size(
    person: Person, window: tuple[int, int], size: tuple[int, int]
) -> None:
    await person.page.set_viewport_size({"width": window[0], "height": window[1]})
    viewer = await person.hold(size=size)
    for x, y in ((10, 10), (size[0] - 10, size[1] - 10)):
        viewer.forget()
        await person.page.mouse.click(*await person.at(x, y, size))
        found = [one for one in await viewer.until("input.mouse", 3) if one.kind != "move"]
        assert [(one.kind, one.button) for one in found] == [("down", "left"), ("up", "left")]
        assert [(one.x, one.y) for one in found] == [(pytest.approx(x, abs=2), pytest.approx(y, abs=2))] * 2
    wide = await person.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide


async def test_a_drag_goes_on_beyond_the_edge_and_ends_there(person: Person) -> None:
    viewer, mouse = await person.hold(), person.page.mouse
    await mouse.move(*await person.at(640, 300))
    await mouse.down()
    await mouse.move(2, 2, steps=4)
    await mouse.up()
    found = await viewer.until("input.mouse", 3)
    while found[-1].kind != "up":
        found = await viewer.until("input.mouse", len(found) + 1)
    assert [one.kind for one in found if one.kind != "move"] == ["down", "up"]
    assert found[-1].x < 10
    assert found[-1].y == 0
    assert found[-2].kind == "move"


async def test_double_clicks_the_other_buttons_and_the_wheel_arrive_as_they_are(person: Person) -> None:
    viewer, mouse = await person.hold(), person.page.mouse
    place = await person.at(300, 300)
    await mouse.dblclick(*place)
    await mouse.click(*place, button="right")
    await mouse.click(*place, button="middle")
    while len(found := [one for one in viewer.parts("input.mouse") if one.kind == "down"]) < 4:
        await viewer.until("input", len(viewer.parts("input")) + 1)
    assert [(one.button, one.click_count) for one in found] == [("left", 1), ("left", 2), ("right", 1), ("middle", 1)]
    await mouse.wheel(0, 240)
    wheel = (await viewer.until("input.wheel"))[0]
    assert (wheel.delta_x, wheel.delta_y, wheel.x) == (0, 240, pytest.approx(300, abs=2))
    assert {one.epoch for one in viewer.parts("input")} == {7}
    seqs = [one.seq for one in viewer.parts("input")]
    assert seqs == list(range(1, len(seqs) + 1))
    await viewer.say(cursor={"cursor": "pointer"})
    await expect(person.page.locator("#picture")).to_have_css("cursor", "pointer")
    await viewer.say(cursor={"cursor": "url(https://evil.example/c.png), auto"})
    await expect(person.page.locator("#picture")).to_have_css("cursor", "auto")


async def test_fingers_tap_scroll_and_drag(spectators: Browser, played_server: FakeLive) -> None:
    context = await spectators.new_context(viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True)
    person = person_at(await context.new_page(), played_server)
    viewer = await person.hold()
    x, y = await person.at(640, 360)
    await person.page.touchscreen.tap(x, y)
    tap = (await viewer.until("input.tap"))[0]
    assert (tap.x, tap.y) == (pytest.approx(640, abs=4), pytest.approx(360, abs=4))
    session = await context.new_cdp_session(person.page)

    async def swipe() -> None:
        for kind, points in (("Start", [(x, y)]), ("Move", [(x, y - 30)]), ("Move", [(x, y - 60)]), ("End", [])):
            touches = [{"x": one, "y": two} for one, two in points]
            await session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})

    await swipe()
    assert (await viewer.until("input.wheel"))[0].delta_y > 50
    await person.page.get_by_role("button", name="Drag").click()
    await swipe()
    mouse = await viewer.until("input.mouse", 4)
    assert [one.kind for one in mouse][:2] == ["move", "down"]
    assert mouse[-1].kind in {"move", "up"}
    await person.page.get_by_role("button", name="Enter").click()
    await viewer.until("input.key", 2)
    assert keys(viewer) == [(True, "Enter", "Enter"), (False, "Enter", "Enter")]
    assert person.complaints == []
    await context.close()


async def test_keys_arrive_by_key_and_code_and_leave_with_the_focus(person: Person) -> None:
    viewer, keyboard = await person.hold(), person.page.keyboard
    await person.page.mouse.click(*await person.at(300, 300))
    await expect(person.page.locator("#sink")).to_be_focused()
    await keyboard.press("Shift+KeyA")
    await keyboard.press("Tab")
    await keyboard.press("Control+KeyA")
    await viewer.until("input.key", 10)
    assert keys(viewer) == [
        (True, "Shift", "ShiftLeft"),
        (True, "A", "KeyA"),
        (False, "A", "KeyA"),
        (False, "Shift", "ShiftLeft"),
        (True, "Tab", "Tab"),
        (False, "Tab", "Tab"),
        (True, "Control", "ControlLeft"),
        (True, "a", "KeyA"),
        (False, "a", "KeyA"),
        (False, "Control", "ControlLeft"),
    ]
    viewer.forget()
    await keyboard.down("Shift")
    await keyboard.press("Control+Alt+Escape")
    await expect(person.page.get_by_role("button", name="Give control back")).to_be_focused()
    await viewer.until("input.release_all")
    assert "Escape" not in [key for _, key, _ in keys(viewer)]


async def press(page: Page, kind: str, **init: Any) -> None:
    """A key as a keyboard with AltGr, or an input method, has the browser tell it."""
    make = "([kind, init]) => document.getElementById('sink').dispatchEvent(new KeyboardEvent(kind, init))"
    await page.evaluate(make, [kind, {"bubbles": True, "cancelable": True, **init}])


async def test_altgr_enters_text_and_leaves_no_key_down(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    await page.locator("#sink").focus()
    # As Windows tells AltGr+Q on a German keyboard.
    await press(page, "keydown", key="Control", code="ControlLeft", ctrlKey=True)
    altgr = {"ctrlKey": True, "altKey": True, "modifierAltGraph": True}
    await press(page, "keydown", key="AltGraph", code="AltRight", **altgr)
    await press(page, "keydown", key="@", code="KeyQ", **altgr)
    await press(page, "keyup", key="@", code="KeyQ", **altgr)
    await press(page, "keyup", key="Control", code="ControlLeft")
    await press(page, "keyup", key="AltGraph", code="AltRight")
    assert [one.text for one in await viewer.until("input.text")] == ["@"]
    assert keys(viewer) == [(True, "Control", "ControlLeft"), (False, "Control", "ControlLeft")]
    await press(page, "keydown", key="ß", code="Minus")
    assert (await viewer.until("input.text", 2))[1].text == "ß"


async def test_a_composition_is_sent_once_at_its_end_and_half_of_one_never(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    await page.locator("#sink").focus()
    session = await page.context.new_cdp_session(page)
    for half in ("n", "に", "にほん"):
        await press(page, "keydown", key="Process", code="KeyN", keyCode=229)
        await session.send("Input.imeSetComposition", {"text": half, "selectionStart": 1, "selectionEnd": 1})
    await expect(page.locator("#preedit")).to_have_text("にほん")
    assert viewer.parts("input") == []
    await session.send("Input.insertText", {"text": "日本"})
    assert [one.text for one in await viewer.until("input.text")] == ["日本"]
    await expect(page.locator("#preedit")).to_be_hidden()
    await session.send("Input.imeSetComposition", {"text": "half", "selectionStart": 1, "selectionEnd": 1})
    await expect(page.locator("#preedit")).to_have_text("half")
    await page.get_by_role("button", name="Give control back").focus()
    await viewer.until("input.release_all")
    await page.locator("#sink").focus()
    await session.send("Input.insertText", {"text": "whole"})
    assert [one.text for one in await viewer.until("input.text", 2)] == ["日本", "whole"]
    assert viewer.parts("input.key") == []


async def test_text_is_pasted_and_copied_and_the_clipboard_is_never_read(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    await page.evaluate("() => { navigator.clipboard.readText = () => { throw new Error('read'); }; }")
    await page.locator("#sink").focus()
    await page.evaluate("navigator.clipboard.writeText('é 👍 pasted')")
    await page.keyboard.press("Control+KeyV")
    assert (await viewer.until("input.text"))[0].text == "é 👍 pasted"
    await page.keyboard.press("Control+KeyC")
    await viewer.until("input.copy")
    assert "v" not in [key for _, key, _ in keys(viewer)]
    await viewer.say(clipboard={"text": "copied"})
    await expect(page.locator("#messages")).to_contain_text("Copied: 6 characters.")
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    await viewer.say(clipboard={"text": "by hand"})
    await expect(page.get_by_label("The text that was copied")).to_have_value("by hand")
