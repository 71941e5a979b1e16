"""What comes next in a job: its actions in order, without those whose condition does not hold, and the passes of its
groups. How one action is performed is the attempt's.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tabwright.v1.action_pb2 import Action

from store import references
from store.action_tree import GROUPS, walk
from store.job import Json
from store.references import Place
from store.retry import ErrorType
from worker.actions import prepares
from worker.failures import StepFailed
from worker.page.conditions import holds
from worker.responses import Responses
from worker.running.clock import OVERTIME_S, Clock
from worker.running.pausing import Pausing
from worker.running.readings import Item, Readings
from worker.step import Around, Produced
from worker.tabs import Tabs
from worker.waiting import Waiting

MAX_PERFORMED = 10_000
"""How many actions one attempt performs at most, skipped ones and groups included."""
MAX_PICTURES = 20
"""How many pictures of failures in groups there are, when the job goes on."""

Read = Callable[[Action, Around | None], Awaitable[Produced | None]]
"""Performs an action. Raises StepFailed, or lets Playwright's exceptions out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """The turn of one action."""

    given: Json
    """The action as the client has given it."""
    action: Action
    """The same, with its references as they are written."""
    index: int
    """In the list that it is in."""
    top: int
    """Which of the job's own actions it is, or is in."""
    path: str = ""
    """Where it is, in a group."""
    items: Mapping[str, Item] = field(default_factory=dict)
    """Those of the groups around it."""

    @property
    def is_group(self) -> bool:
        return self.action.action in GROUPS

    @property
    def prepares(self) -> bool:
        """Whether it comes before the page where it is at the head of a job. Conditions are about the page."""
        return prepares(self.action.action) and not self.action.HasField("when")

    @property
    def place(self) -> dict[str, str]:
        """Where it is, as results and events tell it."""
        return {"path": self.path} if self.path else {}

    @property
    def around(self) -> Around | None:
        """The element that its target is in."""
        return self.items[self.action.within].around if self.action.within in self.items else None


class Flow:
    """The flow of one attempt."""

    def __init__(
        self,
        actions: Sequence[Json],
        clock: Clock,
        pausing: Pausing,
        set_aside: Callable[[Json], Json] = lambda action: action,
        profile: Callable[[Place], Any] | None = None,
    ) -> None:
        """`set_aside` and `profile` as for Readings."""
        self.readings = Readings(actions, set_aside, profile)
        self.clock = clock
        self._pausing = pausing
        self._actions = actions
        self._performed = 0
        self._pictures = 0

    async def begin(self, tabs: Tabs) -> None:
        """Before the first action."""
        await self.readings.prepare()
        if any("response" in action for _, action in walk(self._actions)):
            tabs.responses = Responses(tabs.context)

    def turns(self) -> list[Turn]:
        """Those of the job's own actions."""
        return list(self.inner(self._actions))

    def inner(self, actions: Sequence[Json], of: Turn | None = None, **more: Any) -> Iterator[Turn]:
        """Those of a list of actions."""
        for index, given in enumerate(actions):
            place = {"top": index} if of is None else {"top": of.top, "path": f"{more['at']}.{index}"}
            items = more.get("items", {})
            yield Turn(given=given, action=self.readings.action(given), index=index, items=items, **place)

    def count(self, tabs: Tabs) -> None:
        """Counts an action whose turn it is. Raises StepFailed."""
        self._performed += 1
        if self._performed > MAX_PERFORMED:
            raise StepFailed(
                ErrorType.RESOURCE_LIMIT, f"the job has performed {MAX_PERFORMED} actions, the most it may"
            )
        if tabs.responses is not None:
            tabs.responses.step()

    def may_picture(self, turn: Turn) -> bool:
        """Whether there is to be a picture of an action that has failed while the job goes on."""
        self._pictures += bool(turn.path)
        return not turn.path or self._pictures <= MAX_PICTURES

    async def is_wanted(self, turn: Turn, tabs: Tabs) -> bool:
        """Whether an action is to be performed."""
        return "when" not in turn.given or await self.holds(turn.given["when"], turn.items, tabs)

    async def holds(self, given: Json, items: Mapping[str, Item], tabs: Tabs) -> bool:
        """Whether a condition does."""
        condition = self.readings.condition(given, items)
        if condition.HasField("step"):
            return self.readings.is_so(condition)

        async def ask(waiting: Waiting) -> bool:
            with waiting.throughout():
                async with self.clock.limit(self.clock.step_left_s + OVERTIME_S / 2):
                    return await holds(tabs, condition)

        return await self._pausing.done(ask, (self.clock.step.get("actionIndex"), self.clock.step.get("action", "")))


class Passes:
    """The passes of one group."""

    def __init__(self, flow: Flow, turn: Turn, tabs: Tabs, read: Read) -> None:
        self._flow = flow
        self._turn = turn
        self._tabs = tabs
        self._read = read
        self._step = flow.clock.step
        self.count = 0
        self.ended_by = "times"

    async def turns(self) -> AsyncGenerator[Turn, None]:
        """The turns of the actions in it, pass after pass. Raises StepFailed."""
        given, name = self._turn.given, references.item_of(self._turn.given)
        async for item in self._items():
            items = {**self._turn.items, **({name: item} if name else {})}
            if not await self._holds("while", items, default=True):
                self.ended_by = "condition"
                return
            at = f"{self._turn.path or self._turn.index}[{self.count}]"
            self.count += 1
            for turn in self._flow.inner(given["actions"], self._turn, at=at, items=items):
                yield turn
            self._flow.clock.step = self._step
            if await self._holds("until", items, default=False):
                self.ended_by = "condition"
                return

    async def _items(self) -> AsyncIterator[Item]:
        """What differs from pass to pass, as many times as the action says."""
        times = self._turn.action.times
        if self._turn.action.action == "repeat":
            for number in range(1, times + 1):
                yield Item(number)
            return
        items = await self._list()
        self.ended_by = "times" if len(items) > times else "end"
        for item in items[:times]:
            yield item

    async def _list(self) -> list[Item]:
        action = self._flow.readings.resolved(
            {name: value for name, value in self._turn.given.items() if name != "actions"}, self._turn.items
        )
        if action.HasField("items"):
            return [Item(one) for one in self._flow.readings.list_at(references.place(action.items), self._turn.items)]
        all_of_them = Action()
        all_of_them.CopyFrom(action)
        all_of_them.action, all_of_them.multiple = "extract", True
        async with self._flow.clock.limit(self._flow.clock.step_left_s + OVERTIME_S / 2):
            produced = await self._read(all_of_them, self._turn.around)
        if produced is None or not isinstance(produced.value, list):
            raise StepFailed(
                ErrorType.RESULT_TOO_LARGE, "what the elements have is too much to go through: take attribute"
            )
        around = self._turn.around
        return [Item(value, Around(action, nth, around)) for nth, value in enumerate(produced.value)]

    async def _holds(self, name: str, items: Mapping[str, Item], *, default: bool) -> bool:
        given = self._turn.given
        return await self._flow.holds(given[name], items, self._tabs) if name in given else default
