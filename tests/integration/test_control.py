"""Who has control of the browser of a job that stands still, and for how long."""

import asyncio
from typing import Any, cast

import pytest
from tabwright.v1.live_pb2 import LiveView

from tests.fixtures.people import Person, Scene
from worker.live import control as control_module


async def test_one_has_control_at_a_time(scene: Scene, ada: Person) -> None:
    bob, eve = Person.attach(scene.live, "Bob"), Person.attach(scene.live, "Eve", "view")
    assert not scene.live.control.may_see(bob.viewer)
    await eve.does(take={"force": True})
    assert "look" in (await eve.hears("notice")).message
    assert await bob.makes(mouse={"kind": "move", "x": 1, "y": 1}) == "you do not have control"
    await bob.does(take={})
    asked = await ada.hears("control", lambda control: control.requested_by_id)
    assert (asked.requested_by, asked.is_you) == ("Bob", True)
    before = ada.epoch
    await ada.does(grant={"viewer_id": "bob", "granted": True})
    assert (await bob.hears("control", lambda control: control.is_you)).epoch > before
    assert await bob.makes(mouse={"kind": "move", "x": 1, "y": 1}, epoch=before) == "control has changed hands"
    await ada.takes(force=True)
    assert "Ada has taken control" in (await bob.hears("notice")).message
    await ada.does(share={"shared": True})
    assert scene.live.control.may_see(bob.viewer)


async def test_who_only_looks_is_shown_no_secret_though_control_is_shared(scene: Scene, ada: Person) -> None:
    cast(Any, scene.live.around.secrets).cover = lambda text: "sesame" in text
    await scene.page.evaluate("said.textContent = 'sesame'")
    bob = Person.attach(scene.live, "Bob", "view")
    await ada.does(share={"shared": True})
    for person in (ada, bob):
        scene.live.show(person.viewer, LiveView())
    await ada.hears("frame")
    await bob.hears("state", lambda state: state.state == "covered")
    assert not any(one.HasField("frame") for one in bob.heard)
    await scene.page.evaluate("said.textContent = 'gone'")
    await bob.hears("frame")


async def test_control_is_kept_for_a_while_when_the_link_is_lost(
    scene: Scene, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = Person.attach(scene.live, "Bob")
    await ada.leave()
    assert (await bob.hears("control", lambda control: control.HasField("kept_until"))).holder == "Ada"
    again = Person.attach(scene.live)
    assert (await again.hears("control")).is_you
    assert await again.makes(mouse={"kind": "move", "x": 1, "y": 1}) == ""
    monkeypatch.setattr(control_module, "KEPT_S", 0.0)
    await again.leave()
    await bob.hears("control", lambda control: not control.holder_id)
    assert scene.standing.is_still


async def test_who_does_nothing_is_warned_and_loses_control(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_module, "IDLE_S", 0.0)
    monkeypatch.setattr(control_module, "WARNING_S", 0.0)
    ada = Person.attach(scene.live)
    await ada.takes()
    assert "nothing" in (await ada.hears("notice")).message
    await ada.hears("control", lambda control: not control.holder_id)
    assert scene.standing.is_still


async def test_control_is_only_given_while_the_job_stands_still(scene: Scene) -> None:
    await scene.standing.go_on()
    ada = Person.attach(scene.live)
    await ada.does(take={})
    assert "pause it" in (await ada.hears("notice")).message


async def test_control_of_a_page_that_hangs_ends_when_the_job_goes_on(scene: Scene, ada: Person) -> None:
    await ada.makes(key={"down": True, "key": "Shift", "code": "ShiftLeft"})
    waiting = await ada.begins(mouse={"kind": "down", "x": 400, "y": 235, "button": "left"})
    left_out = await ada.begins(text={"text": "too late"})
    async with asyncio.timeout(60):
        await scene.standing.go_on()
    assert await ada.ends(left_out) == "control was given back"
    assert await ada.ends(waiting) != ""
    assert not scene.live.control.is_held


async def test_every_change_of_control_is_recorded_and_no_other(scene: Scene, ada: Person) -> None:
    bob = Person.attach(scene.live, "Bob")
    await ada.does(take={})
    await bob.takes(force=True)
    await bob.does(release={})
    await bob.hears("control", lambda control: not control.holder_id)
    recorded = [line for line in scene.notes if line.startswith("control: ")]
    assert recorded == ["control: Ada", "control: Bob", "control: None"]
