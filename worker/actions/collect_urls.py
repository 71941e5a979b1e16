"""collectUrls: gathers the URLs of the pages that a job may go on to."""

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import Any

from playwright.async_api import Error as PlaywrightError
from tabwright.v1.action_pb2 import Action

from store.address import MalformedUrl, WebAddress, parse_url, usual_url
from store.retry import ErrorType
from worker import globs
from worker.actions import performs
from worker.actions.download import fetched
from worker.actions.extract import read
from worker.failures import StepFailed, step_failure
from worker.page import sitemaps
from worker.page.locators import awaited
from worker.page.sitemaps import MAX_URL_CHARS, NoSitemap, Sitemap
from worker.step import Produced, Step
from worker.values import parsed, unreadable

DEFAULT_URLS = 100
MAX_SITEMAPS = 20
"""How many files are read, those that cannot be included."""
FILE_TIMEOUT_S = 20.0
MAX_PROBLEMS = 20
MAX_COMPARED_CHARS = 20_000_000
"""How much of URLs is compared with globs in all: some seconds."""

_FILES = re.compile(
    r"\.(7z|apk|avi|bz2|css|csv|docx?|dmg|exe|gif|gz|ics|iso|jpe?g|js|json|mov|mp3|mp4|pdf|png|pptx?|rar|svg|tar|txt|webm|"
    r"webp|xlsx?|xml|zip)$",
    re.IGNORECASE,
)
"""How the paths of what is no page end."""
_ENDING = frozenset({ErrorType.BROWSER_CRASHED, ErrorType.INTERNAL, ErrorType.RATE_LIMITED, ErrorType.RESOURCE_LIMIT})
"""What ends the action, whichever file it has come of."""


@performs("collectUrls")
async def collect_urls(step: Step) -> Produced | None:
    gathered = _Gathered(step)
    if step.action.source == "sitemap":
        await _from_sitemaps(step, gathered)
    else:
        gathered.is_full = not await gathered.add(await _links(step))
    return Produced.of(gathered.told())


class _Gathered:
    """The URLs so far."""

    def __init__(self, step: Step) -> None:
        action = step.action
        self.limit = action.max_urls or DEFAULT_URLS
        self.is_full = False
        """Whether there is more."""
        self.read: list[str] = []
        """The sitemaps that were read."""
        self.problems: list[str] = []
        self._may_open = step.may_open
        self._include, self._exclude = list(action.include), list(action.exclude)
        self._any_host = action.HasField("same_host") and not action.same_host
        self._urls: list[str] = []
        self._weight = sum(map(globs.weight, (*self._include, *self._exclude)))
        self._compared = 0
        try:
            self._own = _host(parse_url(step.page.url))
            self._seen = {_bare(step.page.url)}
        except MalformedUrl as error:
            raise StepFailed(ErrorType.ACTION_FAILED, f"the page is of no site: {step.page.url[:100]}") from error

    async def add(self, urls: Iterable[str]) -> bool:
        """Notes those that are wanted. Returns whether there is room for more."""
        wanted = await asyncio.to_thread(lambda: list(self._wanted(urls)))
        for url in wanted:
            if len(self._urls) >= self.limit:
                return False
            if await self._is_allowed(url):
                self._urls.append(url)
        return self._compared <= MAX_COMPARED_CHARS

    def told(self) -> dict[str, Any]:
        return {
            "urls": self._urls,
            "truncated": self.is_full,
            "sitemaps": self.read,
            "problems": self.problems[:MAX_PROBLEMS],
        }

    def _wanted(self, urls: Iterable[str]) -> Iterable[str]:
        for given in urls:
            try:
                url = _bare(given)
                host = _host(parse_url(url))
            except MalformedUrl:
                continue
            if len(url) > MAX_URL_CHARS or url in self._seen or not (self._any_host or host == self._own):
                continue
            self._seen.add(url)
            self._compared += len(url) * self._weight
            if self._compared > MAX_COMPARED_CHARS:
                return
            if self._is_included(url) and not any(globs.matches(url, glob) for glob in self._exclude):
                yield url

    def _is_included(self, url: str) -> bool:
        if not self._include:
            return not _FILES.search(url.partition("?")[0])
        return any(globs.matches(url, glob) for glob in self._include)

    async def _is_allowed(self, url: str) -> bool:
        try:
            await self._may_open(url)
        except StepFailed as failure:
            if failure.error_type is not ErrorType.URL_BLOCKED:
                raise
            return False
        return True


async def _links(step: Step) -> list[str]:
    """Those of the page, in its order."""
    async with awaited(step.page.locator(":root"), "the page") as locator:
        value = await parsed(await read(step, locator, Action(action="extract", format="links")))
    if not isinstance(value, list):
        raise unreadable()
    return [one["url"] for one in value if isinstance(one, dict) and isinstance(one.get("url"), str)]


async def _from_sitemaps(step: Step, gathered: _Gathered) -> None:
    async for found in _files(step, gathered):
        if not await gathered.add(found.urls):
            gathered.is_full = True
            return
    if not gathered.read:
        raise StepFailed(
            ErrorType.ACTION_FAILED, f"the site has no sitemap that can be read: {'; '.join(gathered.problems)}"
        )


async def _files(step: Step, gathered: _Gathered) -> AsyncIterator[Sitemap]:
    """The site's sitemaps, those that an index names after it."""
    origin = _origin(parse_url(step.page.url))
    robots = await _fetched(step, f"{origin}/robots.txt", [])
    waiting = deque(sitemaps.named_in(robots) if robots is not None else ()) or deque([f"{origin}/sitemap.xml"])
    seen = set(waiting)
    for _ in range(MAX_SITEMAPS):
        if not waiting:
            return
        url = waiting.popleft()
        data = await _fetched(step, url, gathered.problems)
        if data is None:
            continue
        try:
            found = await asyncio.to_thread(sitemaps.read, data)
        except NoSitemap as error:
            gathered.problems.append(f"{url} {error}")
            continue
        gathered.read.append(url)
        gathered.is_full |= not found.is_whole
        fresh = [one for one in dict.fromkeys(found.sitemaps) if one not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
        yield found
    gathered.is_full |= bool(waiting)


async def _fetched(step: Step, url: str, problems: list[str]) -> bytes | None:
    """What is at a URL; None where nothing is to be had, and why."""
    try:
        await step.may_open(url)
        async with asyncio.timeout(min(FILE_TIMEOUT_S, step.left_ms / 1000)):
            return (await fetched(step, url)).data
    except (StepFailed, PlaywrightError, TimeoutError) as error:
        if isinstance(error, TimeoutError) and step.left_ms > 0:
            problems.append(f"{url} has not come within {FILE_TIMEOUT_S:.0f} s")
            return None
        failure = step_failure(error)
        if failure.error_type in _ENDING or step.left_ms <= 0:
            raise
        problems.append(f"{url}: {failure}")
        return None


def _bare(url: str) -> str:
    """A URL as it is usually written, without the place in the page."""
    return usual_url(url).partition("#")[0]


def _host(address: WebAddress) -> tuple[str, int]:
    """What pages of one site have in common: http and https on their usual ports, with and without www, are one."""
    return address.host.removeprefix("www."), 0 if address.is_default_port else address.port


def _origin(address: WebAddress) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{address.scheme}://{host}{'' if address.is_default_port else f':{address.port}'}"
