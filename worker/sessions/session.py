"""The session of one attempt at a job: read before its browser opens a page, and saved as often as the job wants."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from traceback import format_tb
from typing import Any, Protocol

import structlog
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.job_options_pb2 import JobOptions

from store.action_tree import walk
from store.errors import (
    DatabaseUnavailable,
    LeaseLost,
    SecretsKeysMissing,
    SecretUnreadable,
    SessionChanged,
    SessionLimit,
    SessionNotFound,
    SessionTooLarge,
)
from store.failures import SESSIONS_AWAY
from store.job import ClaimedJob, Json, Lease
from store.queue.sessions import READ_ONLY
from store.retry import ErrorType
from store.secrets.origins import MalformedOrigin
from store.sessions.reading import SessionState
from store.sessions.storage_state import good_until
from worker.browsers.state import BrowserState
from worker.failures import StepFailed, step_failure
from worker.secrets import MAX_TOLD, origin_of
from worker.sessions.capture import NotCaptured, Visited, capture
from worker.sessions.telling import texts
from worker.sessions.wanted import Wanted, unexpired
from worker.tabs import Tabs

log = structlog.get_logger()

SAVE = "saveSession"
"""The action."""
MAX_HIDDEN = 300
"""How many texts are hidden in all: sites give new cookies as often as they like."""
SAVE_TRIES = 3
SAVE_PAUSE_S = 1.0

_OF_BROWSER = ("origin", "localStorage", "indexedDB")
"""What belongs to the browser, of all that is stored at an origin."""
NEVER, ALWAYS = "never", "always"


class Keeper(Protocol):
    """As store.sessions.reading.SessionKeeper, which says what it raises."""

    async def read(self, client_id: str | None, name: str) -> SessionState: ...

    async def save(
        self,
        client_id: str,
        name: str,
        state: Json,
        origins: Sequence[str],
        *,
        expected_version: int | None,
        expires_at: datetime | None,
        lease: Lease,
    ) -> int: ...


class NoSessions:
    """Keeps none: for tests without sessions."""

    async def read(self, client_id: str | None, name: str) -> SessionState:  # noqa: ARG002 - it is what asks
        raise SessionNotFound(name)

    async def save(self, client_id: str, name: str, state: Json, origins: Sequence[str], **_: Any) -> int:  # noqa: ARG002
        raise SessionChanged(name)


class NotSaved(Exception):
    """The session was not saved; the message says why."""

    def __init__(self, why: str, *, is_late: bool = False) -> None:
        """`is_late`: whether somebody else was faster."""
        super().__init__(why)
        self.is_late = is_late


class Session:
    """It ends no job, but where there is nothing to begin with."""

    def __init__(
        self, keeper: Keeper, job: ClaimedJob, options: JobOptions, hide: Callable[[Iterable[str]], None]
    ) -> None:
        """`hide` is told of what must not be told, before it can be."""
        self.name = options.session
        self.state = BrowserState()
        """What the job's browser begins with, once that is read."""
        self.told: dict[str, Any] = {"name": self.name}
        """What the job's result says of it."""
        self._keeper = keeper
        self._job = job
        self._options = options
        self._hide = hide
        self._hidden: set[str] = set()
        self._url = job.target_url or job.base_url or ""
        self._version: int | None = None
        self._wanted = Wanted(())
        self._visited = Visited(self._wanted)

    @property
    def is_saved_always(self) -> bool:
        """Whether it is saved also when the job fails."""
        return self._options.save_session == ALWAYS

    @property
    def is_saved_at_the_end(self) -> bool:
        return self._options.save_session not in {"", NEVER}

    @property
    def _may_save(self) -> bool:
        return self._options.session_mode != READ_ONLY

    async def open(self) -> None:
        """Reads it. Where there is none, a job that saves it makes it. Raises StepFailed."""
        makes = self.is_saved_at_the_end or any(action["action"] == SAVE for _, action in walk(self._job.actions))
        try:
            found = await self._keeper.read(self._job.client_id, self.name)
        except SessionNotFound as error:
            if not makes:
                raise _unavailable(f"{error}, or it has expired") from error
            found = None
        except SecretUnreadable as error:
            raise _unavailable(str(error)) from error
        except DatabaseUnavailable as error:
            away = f"the session {self.name} cannot be read: the database does not answer"
            raise StepFailed(SESSIONS_AWAY, away) from error
        self._wanted = self._wish(self._options.session_origins) or self._own(found)
        self._visited.want(self._wanted)
        for _, action in walk(self._job.actions):
            if action["action"] == SAVE:
                self._visited.want(self._wish(action.get("origins", ())) or self._wanted)
        if found is not None:
            state = await asyncio.to_thread(Wanted(found.origins).part_of, found.state)
            self._begin_with(found.origins, state, await asyncio.to_thread(texts, state))
            self._version = found.version

    def follow(self, context: BrowserContext) -> None:
        """Notes where the tabs of a context come to, which is where something may have been stored."""
        if self._may_save:
            self._visited.follow(context)

    async def look(self, context: BrowserContext) -> None:
        """Hides what its cookies are by now, before anything that was read is told."""
        with suppress(PlaywrightError):
            cookies = self._wanted.cookies(await context.cookies())
            self._hide_texts(texts({"cookies": cookies, "origins": []}))

    async def save(self, tabs: Tabs, origins: Sequence[str] = (), *, is_over: bool = False) -> dict[str, Any]:
        """Saves it as it is in the browser now: of these origins, or of those of the job. `is_over`: whether the job
        needs its tabs no more. Returns what came of it; raises NotSaved or LeaseLost, and only where the job goes on
        what Playwright raises.
        """
        wanted = self._wish(origins) or self._wanted
        try:
            self.told |= await self._saved(tabs, wanted, is_over=is_over)
        except NotSaved as failure:
            self.told["reason"] = str(failure)
            raise
        except LeaseLost:
            raise
        except Exception as error:
            if not is_over:
                raise
            self.told["reason"] = _why(error)  # whatever it is, the job has ended as it has
            raise NotSaved(self.told["reason"]) from error
        self.told.pop("reason", None)
        return {name: self.told[name] for name in ("name", "saved", "leftOut") if name in self.told}

    async def _saved(self, tabs: Tabs, wanted: Wanted, *, is_over: bool) -> dict[str, Any]:
        if not self._may_save:
            raise NotSaved("the job uses its session readOnly")
        for page in tabs.open:
            self._visited.add(page.url)
        stored = [one["origin"] for one in self.state.storage.get("origins", ())]
        may_have = [*self._visited.origins, *stored, *self.state.tab_storage]
        try:
            captured = await capture(
                tabs,
                wanted,
                [one for one in dict.fromkeys(may_have) if wanted.has(one)],
                kept=self.state.tab_storage,
                is_over=is_over,
                has_scripts=not self._options.HasField("java_script_enabled") or self._options.java_script_enabled,
            )
        except NotCaptured as error:
            raise NotSaved(str(error)) from error
        self._hide_texts(await asyncio.to_thread(texts, captured.state))
        await self._keep(captured.state, wanted)
        left_out = {"leftOut": captured.left_out} if captured.left_out else {}
        self.told.pop("leftOut", None)
        return {"saved": True, **left_out}

    async def _keep(self, state: Json, wanted: Wanted) -> None:
        if self._job.client_id is None:
            raise NotSaved("the job is of no client")
        for tries in range(1, SAVE_TRIES + 1):
            try:
                self._version = await self._keeper.save(
                    self._job.client_id,
                    self.name,
                    state,
                    wanted.origins,
                    expected_version=self._version,
                    expires_at=good_until(state),
                    lease=self._job.lease,
                )
            except SessionChanged as error:
                doubt = ", if not by this job: the database did not answer at first" if tries > 1 else ""
                raise NotSaved(f"{error}{doubt}", is_late=True) from error
            except (SessionLimit, SessionTooLarge, SecretsKeysMissing, SecretUnreadable) as error:
                raise NotSaved(str(error)) from error
            except DatabaseUnavailable as error:
                if tries == SAVE_TRIES:
                    raise NotSaved("the database does not answer") from error
                await asyncio.sleep(SAVE_PAUSE_S)
            else:
                return

    def _begin_with(self, origins: Sequence[str], state: Json, telling: Sequence[str]) -> None:
        """Raises StepFailed where the job goes elsewhere."""
        if not Wanted(tuple(origins)).has(self._url):
            place = origin_of(self._url)[:MAX_TOLD].rstrip(":")
            raise _unavailable(
                f"the session {self.name} may not be used on {place}: it is for {', '.join(origins)[:MAX_TOLD]}"
            )
        self._hide_texts(telling)
        self.told["restored"] = True
        stored = [
            {name: one.get(name, []) if name != "origin" else one[name] for name in _OF_BROWSER}
            for one in state["origins"]
            if one.get("localStorage") or one.get("indexedDB")
        ]
        self.state.storage = {"cookies": unexpired(state["cookies"]), "origins": stored}
        if self._job.html is None:  # else the page is of no origin
            self.state.tab_storage = {
                one["origin"]: one["sessionStorage"] for one in state["origins"] if one.get("sessionStorage")
            }

    def _hide_texts(self, telling: Sequence[str]) -> None:
        """Has texts hidden, as far as that is not too much work."""
        new = [text for text in telling if text not in self._hidden][: MAX_HIDDEN - len(self._hidden)]
        if new:
            self._hidden.update(new)
            self._hide(new)

    def _wish(self, texts: Sequence[str]) -> Wanted | None:
        """Raises StepFailed."""
        try:
            return Wanted.of(texts) if texts else None
        except MalformedOrigin as error:
            raise StepFailed(ErrorType.VALIDATION_ERROR, f"an origin of the session {error}") from error

    def _own(self, found: SessionState | None) -> Wanted:
        """What is saved where nobody says it: what the session is of already, else the job's own origin."""
        if found is not None:
            return Wanted(found.origins)
        try:
            return Wanted.of([origin_of(self._url)])
        except MalformedOrigin:
            return Wanted(())


def _why(error: Exception) -> str:
    if step_failure(error).error_type is ErrorType.INTERNAL:
        where = "".join(format_tb(error.__traceback__))  # its text may have what must not be told
        log.error("session.not_saved", error=type(error).__name__, where=where)
        return "an internal error of the worker; its log has more"
    return "the browser does not say what its sites have stored"


def _unavailable(text: str) -> StepFailed:
    return StepFailed(ErrorType.SESSION_UNAVAILABLE, text)
