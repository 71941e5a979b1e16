"""What sites want robots to leave alone: robots.txt (RFC 9309), for the jobs that obey it.

Whoever writes a robots.txt may be hostile: what is read of it is bounded, and of its rules only those for us are kept.
"""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal
from urllib.parse import urljoin

from protego import Protego

from store.address import MalformedUrl, WebAddress, parse_url, usual_url
from worker.sites.fetching import Fetched, NotFetched, fetch

TOKEN = "Tabwright"  # noqa: S105 - a word
"""Who we are to robots.txt."""
MAX_BYTES = 500 * 1024
"""As much of a file counts: what is behind is not read."""
MAX_REDIRECTS = 5
FETCH_TIMEOUT_S = 10.0
MAX_AGE_S = 24 * 3600.0
FAILURE_AGE_S = 30.0
"""How long it is not tried again to read one that could not be read: its site has trouble enough."""
MAX_KEPT = 1000
MAX_KEPT_CHARS = 32 * 1024 * 1024
MAX_CRAWL_DELAY_S = 60.0
MAX_URL_CHARS = 8192
"""As much of a URL is compared with the rules: there may be tens of thousands of these."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#\n\r]*)", re.IGNORECASE)
_OURS = re.compile(r"tabwright(?![a-z_-])", re.IGNORECASE)
_NOBODY = "nobody"

State = Literal["read", "absent", "failed", "limited"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """The robots.txt of an origin, or what there is in its place."""

    url: str
    """Where it is looked for."""
    state: State
    """Whether it was read; is not there, so that everything is allowed; could not be read, so that nothing is for now;
    or its site asks for patience.
    """
    why: str = ""
    """Why it could not be read."""
    answer: Fetched | None = None
    """What the site has said where it could not be read."""
    rules: Protego | None = None
    size_chars: int = 0

    def allows(self, url: str) -> bool:
        """Whether it lets us open a URL. One that could not be read lets us open nothing."""
        if self.rules is not None:
            return self.rules.can_fetch(url[:MAX_URL_CHARS], TOKEN)
        return self.state == "absent"

    @property
    def crawl_delay_s(self) -> float | None:
        """How long it wants us to wait between two visits, as far as we do."""
        delay_s = self.rules.crawl_delay(TOKEN) if self.rules is not None else None
        return min(delay_s, MAX_CRAWL_DELAY_S) if delay_s else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How what a job fetches leaves."""

    client_id: str
    gate_port: int
    """The port of its gate in the egress guard."""
    proxy: str | None = None
    """The proxy that the job itself has named: it may answer whatever it likes, for its own client."""
    verifies: bool = True
    """Whether sites must prove who they are."""
    check: Callable[[str], None]
    """Raises StepFailed for a URL that the job may not open."""
    ending: Callable[[str], Awaitable[Exception | None]]
    """What ends the job where nothing came from a URL: the guard refuses the connection. None: it does not."""
    heard: Callable[[str, RobotsFile], Awaitable[None]]
    """Is told what has come of asking a URL, where somebody was asked."""

    @property
    def trust(self) -> str:
        """What those have in common who may believe what comes this way."""
        who = f" of {self.client_id} by {self.proxy}" if self.proxy is not None else ""
        return f"{'' if self.verifies else 'un'}verified{who}"


@dataclass(slots=True)
class _Kept:
    file: RobotsFile
    until: float


@dataclass(slots=True)
class _Turn:
    """Those who want the same file: one fetches, the others wait for what it gets."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


_Key = tuple[str, str]


class RobotsFiles:
    """The files that this process has read, for all its jobs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._turns: dict[_Key, _Turn] = {}
        self._chars = 0

    async def of(self, url: str, way: Way, *, timeout_s: float = FETCH_TIMEOUT_S) -> RobotsFile:
        """The file for a URL, a day old at most. Raises MalformedUrl, and what the way says of the file's own URL."""
        place = file_url(parse_url(url))
        read, failed = (place, way.trust), (place, f"{way.trust} failed for {way.client_id}")
        async with self._turn(read):
            file = self._fresh(read) or self._fresh(failed)
            if file is None:
                file = await _read(place, way, min(timeout_s, FETCH_TIMEOUT_S))
                if file.state == "failed":  # another client may have another way
                    self._keep(failed, file, FAILURE_AGE_S)
                elif file.state != "limited":  # then the site's clock says when it is asked again
                    self._keep(read, file, MAX_AGE_S)
            return file

    def _fresh(self, key: _Key) -> RobotsFile | None:
        kept = self._kept.get(key)
        if kept is None:
            return None
        if self._clock() >= kept.until:
            self._forget(key)
            return None
        self._kept.move_to_end(key)
        return kept.file

    def _keep(self, key: _Key, file: RobotsFile, age_s: float) -> None:
        self._kept[key] = _Kept(file, self._clock() + age_s)
        self._chars += file.size_chars
        while len(self._kept) > MAX_KEPT or self._chars > MAX_KEPT_CHARS:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: _Key) -> None:
        self._chars -= self._kept.pop(key).file.size_chars

    @asynccontextmanager
    async def _turn(self, key: _Key) -> AsyncIterator[None]:
        turn = self._turns.setdefault(key, _Turn())
        turn.count += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.count -= 1
            if not turn.count:
                del self._turns[key]


def file_url(address: WebAddress) -> str:
    """Where the robots.txt is for an address."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    port = "" if address.is_default_port else f":{address.port}"
    return f"{address.scheme}://{host}{port}/robots.txt"


async def _read(place: str, way: Way, timeout_s: float) -> RobotsFile:
    url = place
    ends_at = time.monotonic() + timeout_s
    for _ in range(MAX_REDIRECTS + 1):
        way.check(url)
        try:
            left_s = max(0.001, ends_at - time.monotonic())
            answer = await fetch(url, way.gate_port, max_bytes=MAX_BYTES, timeout_s=left_s, verifies=way.verifies)
        except NotFetched as error:
            if ending := await way.ending(url):
                raise ending from error
            file = RobotsFile(url=place, state="failed", why=str(error))
            await way.heard(url, file)
            return file
        if answer.status not in _REDIRECTS:
            file = await _made_of(place, answer)
            await way.heard(url, file)
            return file
        try:
            url = usual_url(urljoin(url, answer.headers.get("location", "")))
        except (MalformedUrl, ValueError):
            break
    return RobotsFile(url=place, state="absent")


async def _made_of(place: str, answer: Fetched) -> RobotsFile:
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RobotsFile(url=place, state="limited", why="answered 429", answer=answer)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RobotsFile(url=place, state="failed", why=f"answered {answer.status}", answer=answer)
    if answer.status >= HTTPStatus.BAD_REQUEST:
        return RobotsFile(url=place, state="absent")
    text = answer.body.decode("utf-8-sig", "replace")
    if not answer.is_whole:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
    ours = "\n".join(of_us(text))
    rules = await asyncio.to_thread(Protego.parse, ours)
    return RobotsFile(url=place, state="read", rules=rules, size_chars=len(ours))


def of_us(text: str) -> Iterator[str]:
    """The lines of a robots.txt, with all robots but us called by one name: each of ten thousand would have a copy of
    each of ten thousand rules.
    """
    for line in text.splitlines():
        agent = _AGENT.match(line)
        if agent is None:
            yield line
        elif agent[1].strip() == "*":
            yield "User-agent: *"
        else:
            yield f"User-agent: {TOKEN if _OURS.match(agent[1]) else _NOBODY}"
