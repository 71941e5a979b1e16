"""What no picture has: lists, dates, dialogs and file choosers, which the page draws itself."""

from playwright.async_api import expect

from tests.fixtures.live_person import Person


async def test_a_list_is_drawn_and_answered_by_mouse_and_by_keyboard(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    options = [{"number": number, "label": f"Country {number}", "selected": number == 1} for number in range(4)]
    options[3]["disabled"] = True
    box = {"x": 100, "y": 100, "width": 200, "height": 30}
    await viewer.say(field={"id": 1, "kind": "select", "options": options, **box})
    await expect(page.get_by_role("listbox", name="Choose one")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await viewer.until("field", 1)
    await viewer.say(field={"id": 2, "kind": "select", "options": options, **box})
    await page.get_by_role("option", name="Country 0").click()
    await viewer.until("field", 2)
    await viewer.say(field={"id": 3, "kind": "select", "multiple": True, "options": options, **box})
    await page.get_by_role("listbox").select_option(["0", "2"])
    await page.get_by_role("button", name="Set").click()
    await viewer.until("field", 3)
    await viewer.say(field={"id": 4, "kind": "date", "value": "2026-11-30", "min": "2026-01-01", **box})
    await page.locator("input[type=date]").fill("2026-12-24")
    await page.keyboard.press("Enter")
    await viewer.until("field", 4)
    await viewer.say(field={"id": 5, "kind": "color", "value": "#ff0000", **box})
    await expect(page.locator("input[type=color]")).to_be_focused()
    await page.keyboard.press("Escape")
    said = [(one.id, list(one.options), one.value, one.cancelled) for one in await viewer.until("field", 5)]
    assert said == [
        (1, [2], "", False),
        (2, [0], "", False),
        (3, [0, 2], "", False),
        (4, [], "2026-12-24", False),
        (5, [], "", True),
    ]
    await expect(page.locator("#sink")).to_be_focused()
    await viewer.say(field={"id": 6, "kind": "time", **box})
    await expect(page.get_by_role("dialog", name="Time")).to_be_visible()
    await viewer.say(field={"id": 6, "closed": True})
    await expect(page.get_by_role("dialog", name="Time")).to_have_count(0)


async def test_on_a_phone_a_list_has_all_of_its_buttons_on_the_screen(person: Person) -> None:
    await person.page.set_viewport_size({"width": 375, "height": 740})
    viewer = await person.hold()
    options = [{"number": number, "label": f"Country {number}"} for number in range(30)]
    await viewer.say(
        field={"id": 1, "kind": "select", "options": options, "x": 100, "y": 600, "width": 80, "height": 20}
    )
    await expect(person.page.get_by_role("button", name="Set")).to_be_in_viewport(ratio=1)


async def test_a_dialog_says_whose_it_is_and_is_answered_by_who_has_control(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    asked = {"id": 9, "type": "prompt", "message": "Your name?", "default_value": "x", "origin": "https://shop.example"}
    await viewer.say(dialog=asked)
    dialog = page.get_by_role("alertdialog", name="https://shop.example asks")
    await expect(dialog).to_contain_text("Your name?")
    await viewer.say(input_ack={"seq": 1, "refused": True, "reason": "the page shows a dialog: answer that first"})
    await page.keyboard.press("Control+a")
    await page.keyboard.type("Ana")
    await page.keyboard.press("Enter")
    answer = (await viewer.until("dialog"))[0]
    assert (answer.id, answer.accept, answer.text, answer.epoch) == (9, True, "Ana", 7)
    await viewer.say(dialog={"id": 9, "closed": True})
    await expect(dialog).to_have_count(0)
    await expect(page.locator("#messages-card")).to_be_hidden()
    await viewer.say(dialog={"id": 10, "type": "confirm", "message": "Sure?", "origin": "https://shop.example"})
    await expect(dialog).to_contain_text("Sure?")
    await page.keyboard.press("Escape")
    assert not (await viewer.until("dialog", 2))[1].accept
    await viewer.say(dialog={"id": 10, "closed": True})
    await viewer.say(dialog={"id": 11, "type": "confirm", "message": "Really?", "origin": "https://shop.example"})
    await expect(dialog).to_contain_text("Really?")
    await page.mouse.click(*await person.at(5, 5))
    await page.keyboard.press("Tab")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    assert (await viewer.until("dialog", 3))[2].accept
    await viewer.say(control={"epoch": 8, "holder_id": "bo", "holder": "bo"})
    await expect(dialog.get_by_text("Who has control answers it.")).to_be_visible()
    await expect(dialog.get_by_role("button")).to_have_count(0)


async def test_files_are_sent_in_pieces_that_the_server_takes(person: Person) -> None:
    viewer, page = await person.hold(), person.page
    await viewer.say(chooser={"id": 4, "multiple": True, "accept": ".bin"})
    chooser = page.get_by_role("dialog", name="The page asks for files")
    large = bytes(range(256)) * 400
    files = [
        {"name": "ä.bin", "mimeType": "application/x-a", "buffer": large},
        {"name": "empty", "mimeType": "", "buffer": b""},
    ]
    await chooser.get_by_label("The page asks for files").set_input_files(files)  # type: ignore[arg-type]
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    pieces = await viewer.until("file", 5)
    assert [(one.index, one.name, one.mime_type, len(one.data)) for one in pieces[:4]] == [
        (0, "ä.bin", "application/x-a", 48_000),
        (0, "", "", 48_000),
        (0, "", "", 6400),
        (1, "empty", pieces[3].mime_type, 0),
    ]
    assert b"".join(one.data for one in pieces[:3]) == large
    assert (pieces[4].done, pieces[4].id) == (True, 4)
    await viewer.say(chooser={"id": 4, "closed": True})
    await viewer.say(download={"name": "invoice.pdf"})
    await viewer.say(download={"name": "invoice.pdf", "artifact": "invoice.pdf"})
    await expect(page.get_by_role("listitem").filter(has_text="invoice.pdf")).to_have_text(
        "invoice.pdf · kept with the job"
    )
