"""Where the elements of a locator are, and waiting until they are there, as Playwright waits."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.handle import UNADOPTED, ElementHandle, JSHandle, wrap
from worker.browsers.fast.injected import Engine, engine_of
from worker.browsers.fast.progress import DEFAULT_TIMEOUT_MS, Log, progress
from worker.browsers.fast.worlds import LEFT, Frame, Remote, value_of

_PAUSES_MS = (20, 50, 100, 100, 500)
"""Between looks at what is not there yet; those that are longer than a fifth of the time are left out."""
_POLL_S = 0.02
_ENTER = " >> internal:control=enter-frame >> "

_TASK = """function(selector, isStrict, ...given) {
    const elements = this.find(selector, isStrict);
    return (TASK)(elements, this.injected, ...given);
}"""
_FRAME = "function(selector, isStrict) { return this.frame(selector, isStrict); }"
_IS_SHOWN = "function(element) { return this.injected.utils.isElementVisible(element); }"
_WORDS = "function(selector) { return this.injected.utils.asLocator('python', selector); }"

T = TypeVar("T")


class Missing:
    """In place of an answer: nothing is there yet."""


MISSING = Missing()


@dataclass(frozen=True, slots=True)
class Place:
    """The frame of a locator's elements, and the engine that finds them in it."""

    frame: Frame
    engine: Engine
    selector: str
    is_strict: bool
    is_shown: bool
    """Whether the frame can be seen."""

    async def ask(self, task: str, *given: Any) -> Any:
        """What a function of the elements, of Playwright's script and of what is given returns."""
        return value_of(await self._call(task, given, by_value=True))

    async def handle(self, task: str, *given: Any) -> JSHandle:
        """The same, left where it is."""
        remote = await self._call(task, given, by_value=False)
        return wrap(self.frame, self.engine.world, remote, self.engine.session)

    async def _call(self, task: str, given: tuple[Any, ...], *, by_value: bool) -> Remote:
        script = _TASK.replace("TASK", task)
        return await self.engine.call(script, self.selector, self.is_strict, *given, by_value=by_value)


@dataclass(frozen=True, slots=True)
class Target:
    """What a locator means."""

    frame: Frame
    selector: str
    around: tuple[str, ...] = ()
    """The selectors of the frames that it is in, from the outside."""

    @classmethod
    def of(cls, frame: Frame, selector: str, around: tuple[str, ...]) -> Self:
        """A selector that enters frames itself is taken apart, but for what is a text in it."""
        parts = selector.split(_ENTER)
        if any(part.count('"') % 2 for part in parts):
            parts = [selector]
        return cls(frame, parts[-1], (*around, *parts[:-1]))

    @property
    def whole(self) -> str:
        """All of it as one selector."""
        return _ENTER.join((*self.around, self.selector))

    async def place(self, *, is_strict: bool, is_main_world: bool = False) -> Place | None:
        """Where its elements are. None: a frame that they are in is not there."""
        frame, is_shown = self.frame, True
        for selector in self.around:
            engine = await engine_of(frame)
            remote = await engine.call(_FRAME, selector, is_strict, by_value=False)
            element = wrap(frame, engine.world, remote, engine.session).as_element()
            if element is None:
                return None
            try:
                inner, shown = await asyncio.gather(element.content_frame(), engine.call(_IS_SHOWN, element))
            finally:
                element.release()
            if inner is None:
                return None
            frame, is_shown = inner, is_shown and bool(value_of(shown))
        engine = await engine_of(frame, is_main_world=is_main_world)
        return Place(frame, engine, self.selector, is_strict, is_shown)

    async def words(self) -> str:
        """It as Playwright names it: in Python."""
        try:
            engine = await engine_of(self.frame)
            return str(value_of(await engine.call(_WORDS, self.whole)))
        except PlaywrightError:
            return f"locator({json.dumps(self.whole, ensure_ascii=False)})"

    async def awaited(
        self,
        attempt: Callable[[Place, Log], Awaitable[T | Missing]],
        timeout_ms: float | None,
        *,
        is_strict: bool = True,
        until: str = "",
        absent: T | Missing = MISSING,
    ) -> T:
        """Tries until there is an answer. `until` says in the log what is waited for; `absent` is the answer where
        a frame is not there. Raises Playwright's errors.
        """
        async with progress(timeout_ms) as log:
            log.append(f"waiting for {await self.words()}{until}")
            most_ms = (DEFAULT_TIMEOUT_MS if timeout_ms is None else timeout_ms) / 5
            pauses = [pause for pause in _PAUSES_MS if not most_ms or pause <= most_ms]
            tries = 0
            while True:
                if tries and pauses:
                    await asyncio.sleep(pauses[min(tries, len(pauses)) - 1] / 1000)
                tries += 1
                answer = await self._tried(attempt, log, is_strict=is_strict, absent=absent)
                if not isinstance(answer, Missing):
                    return answer

    async def _tried(
        self,
        attempt: Callable[[Place, Log], Awaitable[T | Missing]],
        log: Log,
        *,
        is_strict: bool,
        absent: T | Missing,
    ) -> T | Missing:
        main = self.frame.page.main_frame
        if main.pending:
            log.append("  waiting for navigation to finish...")
            while main.pending:  # noqa: ASYNC110 - nobody tells when it is not
                await asyncio.sleep(_POLL_S)
        try:
            place = await self.place(is_strict=is_strict)
            return absent if place is None else await attempt(place, log)
        except PlaywrightError as error:
            if is_final(error, self.frame):
                raise
            return MISSING


def is_final(error: PlaywrightError, frame: Frame) -> bool:
    """Whether it is of no use to ask again: not where a document has only given way to another one."""
    if frame.is_detached():
        return True
    return not error.message.startswith((LEFT, UNADOPTED, "Protocol error"))


async def element(place: Place) -> ElementHandle | None:
    """The first element there, in the world of the engine."""
    return (await place.handle("elements => elements[0]")).as_element()
