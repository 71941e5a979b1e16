"""What a person's control ends, and what goes on after it."""

import asyncio
from types import SimpleNamespace
from typing import Any

from worker.running.handover import Handover


class Recording:
    """One whose end takes a while."""

    def __init__(self) -> None:
        self.is_held = False
        self.is_cut = asyncio.Event()

    async def cut(self) -> bool:
        self.is_held = True
        await self.is_cut.wait()
        return False

    def resume(self) -> None:
        self.is_held = False


async def test_control_that_comes_too_late_to_be_given_leaves_nothing_behind() -> None:
    recording, attended = Recording(), list[bool]()

    async def attend(is_by_person: bool) -> None:
        attended.append(is_by_person)

    attempt: Any = SimpleNamespace(
        pausing=SimpleNamespace(before_control=[], before_going_on=[]),
        acts=SimpleNamespace(by_person=lambda _: None),
        secrets=SimpleNamespace(is_used=False),
    )
    tabs: Any = SimpleNamespace(context=None, open=[])
    stand_in: Any = recording
    handover = Handover(attempt, tabs, stand_in, attend)
    giving = asyncio.create_task(handover.give())
    await asyncio.sleep(0)
    await handover.take_back()  # the job goes on meanwhile
    recording.is_cut.set()
    await giving
    assert (recording.is_held, attended[-1:]) == (False, [False])
