"""Where the elements of a locator are, and waiting until they are there, as Playwright waits."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.handle import UNADOPTED, ElementHandle, JSHandle, wrap
from worker.browsers.fast.injected import Engine, engine_of
from worker.browsers.fast.plain import plain, wants_engine
from worker.browsers.fast.progress import TIMEOUT_MS, Log, progress
from worker.browsers.fast.worlds import DESTROYED, Frame, Remote, call, value_of

_PAUSES_MS = (20, 50, 100, 100, 500)
"""Between looks at what is not there yet; those that are longer than a fifth of the time are left out."""
_POLL_S = 0.02
_ENTER = " >> internal:control=enter-frame >> "

_TASK = """function(selector, isStrict, ...given) {
    const elements = this.find(selector, isStrict);
    return (TASK)(elements, ...given, this.injected);
}"""
_FIRST = "elements => elements[0]"
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
        """What a function of the elements, of what is given and of Playwright's script returns."""
        return value_of(await self.call(task, given, by_value=True))

    async def element(self) -> ElementHandle | None:
        """The first one, in the world of the engine."""
        remote = await self.call(_FIRST, (), by_value=False)
        return wrap(self.frame, self.engine.world, remote, self.engine.session).as_element()

    async def call(self, task: str, given: tuple[Any, ...], *, by_value: bool) -> Remote:
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

    async def ask(self, task: str, *given: Any, is_strict: bool = True, is_main_world: bool = False) -> Any:
        """What a function of its elements and of what is given returns. MISSING: a frame is not there."""
        found = await self._asked(task, given, is_strict=is_strict, is_main_world=is_main_world, by_value=True)
        return MISSING if found is None else value_of(found[1])

    async def element(self, *, is_strict: bool = True) -> ElementHandle | None:
        """Its first element, in a world that the page's scripts do not see, if it is there."""
        found = await self._asked(_FIRST, (), is_strict=is_strict, is_main_world=False, by_value=False)
        return None if found is None else found[0](found[1]).as_element()

    async def _asked(
        self, task: str, given: tuple[Any, ...], *, is_strict: bool, is_main_world: bool, by_value: bool
    ) -> tuple[Callable[[Remote], JSHandle], Remote] | None:
        """What comes of a task that needs nothing of Playwright's script, and how to hold it."""
        if not self.around and (simple := plain(self.selector)) is not None:
            frame, session = self.frame, self.frame.session
            world = await (frame.main_world() if is_main_world else frame.utility_world())
            asked, args = {"executionContextId": world}, [simple.given, is_strict, *given]
            remote = await call(frame, session, asked, simple.script(task), args, by_value=by_value)
            if not wants_engine(remote.get("value")):
                return (lambda held: wrap(frame, world, held, session)), remote
        place = await self.place(is_strict=is_strict, is_main_world=is_main_world)
        if place is None:
            return None
        engine, remote = place.engine, await place.call(task, given, by_value=by_value)
        return (lambda held: wrap(place.frame, engine.world, held, engine.session)), remote

    async def words(self) -> str:
        """It as Playwright names it: in Python."""
        try:
            engine = await engine_of(self.frame)
            return str(value_of(await engine.call(_WORDS, self.whole)))
        except PlaywrightError:
            return f"locator({json.dumps(self.whole, ensure_ascii=False)})"

    async def awaited(
        self, attempt: Callable[[Log], Awaitable[T | Missing]], timeout_ms: float | None, *, until: str = ""
    ) -> T:
        """Tries until there is an answer. `until` says in the log what is waited for. Raises Playwright's errors."""
        async with progress(timeout_ms) as log:
            log.append(f"waiting for locator({json.dumps(self.whole, ensure_ascii=False)}){until}")
            most_ms = (TIMEOUT_MS if timeout_ms is None else timeout_ms) / 5
            pauses = [pause for pause in _PAUSES_MS if not most_ms or pause <= most_ms]
            tries = 0
            while True:
                answer = await self._tried(attempt, log)
                if not isinstance(answer, Missing):
                    return answer
                if not tries:
                    log[0] = f"waiting for {await self.words()}{until}"
                tries += 1
                if pauses:
                    await asyncio.sleep(pauses[min(tries, len(pauses)) - 1] / 1000)

    async def _tried(self, attempt: Callable[[Log], Awaitable[T | Missing]], log: Log) -> T | Missing:
        main = self.frame.page.main_frame
        if main.pending:
            log.append("  waiting for navigation to finish...")
            while main.pending:  # noqa: ASYNC110 - nobody tells when it is not
                await asyncio.sleep(_POLL_S)
        try:
            return await attempt(log)
        except PlaywrightError as error:
            if is_final(error, self.frame):
                raise
            return MISSING


def is_final(error: PlaywrightError, frame: Frame) -> bool:
    """Whether it is of no use to ask again: not where a document has only given way to another one."""
    if frame.is_detached():
        return True
    return not error.message.startswith((DESTROYED, UNADOPTED, "Protocol error"))
