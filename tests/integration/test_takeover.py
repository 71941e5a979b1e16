"""A person acts in the browser of a job that stands still."""

from typing import Any
from uuid import uuid4

import pytest

from store.database.connection import Database
from tests.fixtures.people import HIDDEN, Person, Scene, standing_job
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers
from worker.live.tab_list import TabList


async def test_a_puzzle_is_solved_by_dragging(scene: Scene, ada: Person) -> None:
    await ada.makes(mouse={"kind": "move", "x": 30, "y": 30})
    assert (await ada.hears("cursor")).cursor == "grab"
    await ada.makes(mouse={"kind": "down", "x": 30, "y": 30, "button": "left"})
    seqs = [await ada.begins(mouse={"kind": "move", "x": 30 + step, "y": 30}) for step in range(1, 201)]
    assert await ada.ends(seqs[-1]) in {"", "more than 100 inputs a second"}
    while await ada.makes(mouse={"kind": "move", "x": 230, "y": 30}):
        continue  # what is too fast is refused for a second
    await ada.makes(mouse={"kind": "up", "x": 230, "y": 30, "button": "left"})
    await scene.said("solved")


async def test_a_login_with_a_code_is_typed(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 75)
    for key in "Ada":
        await ada.presses(key)
    await ada.clicks(210, 75)
    assert await ada.makes(text={"text": "123456"}) == ""
    await ada.clicks(400, 75)
    await scene.said("in as Ada")


async def test_text_is_entered_as_it_is_meant_whatever_the_keyboard_is(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 75)
    await ada.presses("@", "KeyQ")
    await ada.presses("ü", "BracketLeft")
    await ada.presses("z", "KeyY")
    assert await ada.makes(key={"down": True, "key": "Shift", "code": "ShiftLeft"}) == ""
    await ada.presses("/", "Digit7")
    assert await ada.makes(key={"down": False, "key": "Shift", "code": "ShiftLeft"}) == ""
    assert await ada.makes(text={"text": "日本 👋"}) == ""
    await ada.presses("Dead", "BracketRight")
    await ada.presses("Backspace", "Backspace")
    assert await scene.value("text") == "@üz/日本 "
    await ada.makes(key={"down": True, "key": "Control", "code": "ControlLeft"})
    await ada.presses("я", "KeyZ")
    await scene.said("z/KeyZ")


async def test_what_is_down_goes_up_when_the_focus_is_lost(scene: Scene, ada: Person) -> None:
    await ada.makes(key={"down": True, "key": "Shift", "code": "ShiftLeft"})
    await ada.makes(release_all={})
    await scene.said("shift up")


async def test_two_clicks_are_a_double_click(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 275)
    await ada.clicks(20, 275, count=2)
    await scene.said("twice")


@pytest.mark.parametrize(("x", "y", "options", "said"), [(20, 115, ["one", "two", "three"], "choice=two")])
async def test_a_select_is_drawn_by_the_viewer(
    scene: Scene, ada: Person, x: int, y: int, options: list[str], said: str
) -> None:
    await ada.clicks(x, y)
    field = await ada.hears("field")
    assert (field.kind, [option.label for option in field.options]) == ("select", options)
    assert [option.disabled for option in field.options] == [False, False, True]
    assert [option.group for option in field.options] == ["", "more", "more"]
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "options": [2]})
    await ada.hears("notice")
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "options": [1]})
    assert (await ada.hears("field")).closed
    await scene.said(said)


async def test_fields_in_frames_and_shadow_roots_are_found(scene: Scene, ada: Person) -> None:
    await ada.clicks(50, 320)
    field = await ada.hears("field")
    assert ([option.label for option in field.options], field.x, field.y) == (["in", "out"], 18, 308)
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "options": [1]})
    await ada.hears("field")
    await ada.clicks(400, 315)
    field = await ada.hears("field")
    assert [option.label for option in field.options] == ["up", "down"]
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "options": [1]})
    await scene.said("deep=down")


@pytest.mark.parametrize(
    ("x", "kind", "value", "said"),
    [(220, "date", "2026-11-30", "date=2026-11-30"), (400, "color", "#FF0000", "color=#ff0000")],
)
async def test_dates_and_colors_are_set(scene: Scene, ada: Person, x: int, kind: str, value: str, said: str) -> None:
    await ada.clicks(x, 115)
    field = await ada.hears("field")
    assert (field.kind, field.min) == (kind, "2026-01-01" if kind == "date" else "")
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "value": "nonsense"})
    assert "no value" in (await ada.hears("notice")).message
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "value": value})
    await scene.said(said)


async def test_files_are_given_in_pieces(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 155)
    chooser = await ada.hears("chooser")
    assert (chooser.accept, chooser.multiple) == (".txt", False)
    piece: dict[str, Any] = {"epoch": ada.epoch, "id": chooser.id}
    await ada.does(file={**piece, "name": "../../e\x00vil.txt", "mime_type": "text/plain", "data": b"one "})
    await ada.does(file={**piece, "data": b"two"})
    await ada.does(file={**piece, "done": True})
    await scene.said("e_vil.txt:text/plain:one two")


async def test_files_that_are_too_large_end_the_choice(scene: Scene, ada: Person) -> None:
    await ada.clicks(210, 155)
    chooser = await ada.hears("chooser")
    for _ in range(3):
        await ada.does(file={"epoch": ada.epoch, "id": chooser.id, "name": "a", "data": bytes(48_000)})
    assert "too large" in (await ada.hears("notice")).message


async def test_dialogs_are_answered_by_the_person(scene: Scene, ada: Person) -> None:
    tabs = TabList(scene.live.tabs, str, lambda: None)
    title = (await tabs.read())[0].title
    await ada.clicks(210, 195)
    dialog = await ada.hears("dialog")
    assert (dialog.type, dialog.message, dialog.default_value) == ("prompt", "Your name?", "nobody")
    assert dialog.origin.startswith("http://127.0.0.1:")
    assert (await tabs.read())[0].title == title != ""
    assert "dialog" in await ada.makes(mouse={"kind": "move", "x": 1, "y": 1})
    await ada.does(dialog={"epoch": ada.epoch, "id": dialog.id, "accept": True, "text": "Grace"})
    assert (await ada.hears("dialog")).closed
    await scene.said("said Grace")
    assert scene.live.tabs.dialogs.heard == []


async def test_no_dialog_is_left_open_when_the_job_goes_on(scene: Scene, ada: Person) -> None:
    await ada.clicks(400, 195)
    await ada.hears("dialog")
    await scene.standing.go_on()
    await scene.said("sure false")
    assert (await ada.hears("dialog")).closed
    assert await ada.makes(mouse={"kind": "move", "x": 1, "y": 1}) == "you do not have control"
    await scene.page.evaluate("say(`sure ${confirm('Again?')}`)")
    assert scene.live.tabs.dialogs.heard == [{"type": "confirm", "message": "Again?"}]


async def test_a_pop_up_is_shown_and_can_be_acted_in(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 195)
    await ada.hears("tabs", lambda tabs: tabs.shown == 1)
    assert await ada.makes(tab=1, mouse={"kind": "move", "x": 5, "y": 5}) == ""
    await ada.does(tab={"epoch": ada.epoch, "tab": 1, "command": "close"})
    await ada.hears("tabs", lambda tabs: len(tabs.tabs) == 1 and tabs.shown == 0)
    await ada.does(tab={"epoch": ada.epoch, "tab": 0, "command": "close"})
    assert "only tab" in (await ada.hears("notice")).message


async def test_a_download_becomes_an_artifact(scene: Scene, ada: Person) -> None:
    await ada.clicks(20, 235)
    assert (await ada.hears("download")).artifact == ""
    assert (await ada.hears("download")).artifact == "paper.txt"
    assert [(file.stem, file.data) for file in scene.kept] == [("paper", b"data")]


async def test_the_selection_is_copied_without_what_the_job_hides(scene: Scene, ada: Person) -> None:
    await scene.page.locator("#words").evaluate(f"element => element.textContent = 'so: {HIDDEN}'")
    await ada.clicks(395, 265)
    await ada.clicks(395, 265, count=2)
    await ada.clicks(395, 265, count=3)
    assert await ada.makes(copy={}) == ""
    (clipboard,) = [one.clipboard for one in ada.heard if one.WhichOneof("message") == "clipboard"]
    assert clipboard.text.strip() == "so: ***"
    await scene.page.frames[1].locator("p").select_text()
    await scene.page.frames[1].evaluate("focus()")
    await ada.makes(copy={})
    assert ada.heard[-2].clipboard.text.strip() == "inner words"


async def test_tabs_are_moved_as_far_as_the_policies_let(
    browsers: Browsers, database: Database, site: TestSite
) -> None:
    policies = [{"id": str(uuid4()), "pattern": f"{site.url}/private*", "type": "blacklist", "client_id": "a"}]
    async with standing_job(browsers, database, policies=policies) as scene:
        await scene.page.goto(site.page(f"takeover.html?to={site.url}/private"))
        ada = Person.attach(scene.live)
        await ada.takes()
        await ada.clicks(210, 235)
        assert "may not go" in (await ada.hears("notice")).message
        await ada.does(tab={"epoch": ada.epoch, "command": "navigate", "url": f"{site.url}/private"})
        assert "may not go" in (await ada.hears("notice")).message
        await ada.does(tab={"epoch": ada.epoch, "command": "navigate", "url": f"{site.url}/redirect?to=/private"})
        assert "may not go" in (await ada.hears("notice")).message
        await ada.does(tab={"epoch": ada.epoch, "command": "navigate", "url": "file:///etc/passwd"})
        assert "http" in (await ada.hears("notice")).message
        assert scene.page.url.startswith(f"{site.url}/takeover.html")
        assert "/private" not in site.requests
        assert scene.job.failure is None
        await ada.does(tab={"epoch": ada.epoch, "command": "navigate", "url": site.page("thing.html")})
        await ada.hears("tabs", lambda tabs: tabs.tabs[0].url.endswith("/thing.html"))
        await ada.does(tab={"epoch": ada.epoch, "command": "back"})
        await ada.hears("tabs", lambda tabs: "/takeover.html" in tabs.tabs[0].url)
        await scene.standing.go_on()
        await scene.page.evaluate("location = '/private'")
        await scene.ended.wait()


async def test_a_page_that_hangs_blocks_nobody(scene: Scene, ada: Person) -> None:
    reasons = [await ada.begins(mouse={"kind": "down", "x": 400, "y": 235, "button": "left"})]
    assert await ada.ends(reasons[0]) == "the page does not answer"
    await ada.does(tab={"epoch": ada.epoch, "command": "open"})
    await ada.hears("tabs", lambda tabs: tabs.shown == 1)
    assert await ada.makes(tab=1, mouse={"kind": "move", "x": 5, "y": 5}) == ""
    await ada.does(release={})
    assert (await ada.hears("control", lambda control: not control.is_you)).holder_id == ""


async def test_nothing_that_is_typed_is_logged_or_told(
    scene: Scene, ada: Person, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    typed = "hunter2-typed"
    await ada.clicks(20, 75)
    await ada.makes(text={"text": typed})
    await ada.makes(text={"text": "x" * 20_001})
    await ada.makes(key={"down": True, "key": f"{typed}"})
    await ada.clicks(210, 195)
    dialog = await ada.hears("dialog")
    await ada.does(dialog={"epoch": ada.epoch, "id": dialog.id, "accept": True, "text": typed})
    await scene.said(typed)
    await scene.page.evaluate("setTimeout(hang, 0)")
    assert await ada.makes(text={"text": typed}) != ""
    await scene.standing.go_on()
    told = [one for one in ada.heard if typed in str(one)]
    assert (told, [line for line in scene.notes if typed in line]) == ([], [])
    output = capfd.readouterr()
    assert typed not in output.out + output.err + caplog.text


async def test_a_tap_is_a_click_where_there_is_no_touch_screen(scene: Scene, ada: Person) -> None:
    assert await ada.makes(tap={"x": 400, "y": 75}) == ""
    await scene.said("wrong")
    assert await ada.makes(tap={"x": 600, "y": 110}) == ""
    field = await ada.hears("field")
    assert (field.multiple, len(field.options)) == (True, 3)
    await ada.does(field={"epoch": ada.epoch, "id": field.id, "options": [0, 2]})
    await scene.said("many=a,c")


async def test_the_wheel_scrolls(scene: Scene, ada: Person) -> None:
    await scene.page.evaluate("document.body.style.height = '5000px'")
    assert await ada.makes(wheel={"x": 5, "y": 500, "delta_y": 300}) == ""
    await scene.page.wait_for_function("scrollY === 300")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({"mouse": {"kind": "jump"}}, "mouse.kind"),
        ({"mouse": {"kind": "down", "button": "fifth"}}, "mouse.button"),
        ({"mouse": {"kind": "move", "x": float("nan")}}, "places"),
        ({"wheel": {"delta_y": 1e9}}, "places"),
        ({"key": {"down": True}}, "key.key"),
        ({"key": {"down": True, "key": "NoSuchKey"}}, "no such key"),
        ({"text": {"text": "x" * 20_001}}, "text.text"),
        ({}, "what it is"),
        ({"tap": {}, "tab": 7}, "no such tab"),
    ],
)
async def test_inputs_without_sense_are_refused(ada: Person, what: dict[str, Any], why: str) -> None:
    assert why in await ada.makes(**what)


async def test_a_page_of_ill_will_gets_nothing_of_it(scene: Scene, ada: Person, site: TestSite) -> None:
    """It opens dialogs, choosers, downloads and fields without end, and clobbers what looks are made with."""
    await scene.page.evaluate("""() => {
        document.elementFromPoint = () => { throw 1; };
        Element.prototype.closest = () => { throw 1; };
        JSON.stringify = () => '{"field": {}}';
        const many = document.getElementById('choice');
        const long = Array(600).fill('x'.repeat(1000));
        many.innerHTML = '<option>' + [...long, ...Array(20000).fill('x')].join('<option>');
        document.documentElement.style.cursor = "url('https://evil.example/seen.png'), pointer";
        for (let number = 0; number < 60; number++) {
            const link = document.createElement('a');
            link.href = '/download?name=' + number; link.download = ''; link.click();
        }
        const file = document.getElementById('file');
        for (let number = 0; number < 300; number++) file.click();
    }""")
    await ada.makes(mouse={"kind": "move", "x": 700, "y": 600})
    assert (await ada.hears("cursor")).cursor == "pointer"
    await ada.clicks(20, 115)
    field = await ada.hears("field")
    assert (len(field.options), {len(option.label) for option in field.options}) == (500, {200})
    await scene.page.evaluate("setTimeout(() => { for (let number = 0; number < 150; number++) alert(number); }, 0)")
    for _ in range(100):
        dialog = await ada.hears("dialog", lambda dialog: not dialog.closed)
        await ada.does(dialog={"epoch": ada.epoch, "id": dialog.id, "accept": True})
    assert await ada.makes(mouse={"kind": "move", "x": 1, "y": 1}) == ""
    assert len([one for one in ada.heard if one.HasField("dialog") and not one.dialog.closed]) == 100
    assert len([one for one in ada.heard if one.HasField("chooser") and not one.chooser.closed]) <= 200
    assert len(scene.kept) <= 20


async def test_downloads_that_nobody_wants_are_cancelled(scene: Scene, ada: Person) -> None:
    await ada.does(release={})
    await ada.hears("control", lambda control: not control.holder_id)
    async with scene.page.expect_download() as coming:
        await scene.page.evaluate("location = '/endless-download'")
    assert await (await coming.value).failure() == "canceled"
    assert scene.kept == []
