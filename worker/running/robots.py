"""The robots.txt files of the sites that one job opens, where it obeys them."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from tabwright.v1.job_options_pb2 import JobOptions

from store.address import MalformedUrl, parse_url
from store.failures import Blame, ErrorType
from store.job import ClaimedJob
from worker.browsers.guard import Watch
from worker.browsers.passage import guard_gone
from worker.failures import StepFailed
from worker.page.obstacles import told_url
from worker.sites.robots import FETCH_TIMEOUT_S, TOKEN, RobotsFile, RobotsFiles, Way
from worker.sites.verdict import Kind

OBEY = "obey"

WishDelay = Callable[[str, str, int], None]
"""Is told a client, a host, and how many milliseconds."""


class Tell(Protocol):
    """Hears what an answer, or none, says of the site of a URL."""

    def __call__(self, url: str, kind: Kind, **headers: Any) -> None: ...


class Robots:
    """What one job may open by the sites' own wish."""

    def __init__(
        self,
        files: RobotsFiles,
        job: ClaimedJob,
        options: JobOptions,
        watch: Watch,
        *,
        tell: Tell,
        wish_delay: WishDelay,
    ) -> None:
        """`watch` judges URLs by policies, also those that a robots.txt is fetched from. `tell` hears what sites have
        answered, and `wish_delay` what time they want between two visits.
        """
        self._files = files
        self._client_id = job.client_id or ""
        self._verifies = not options.ignore_https_errors
        self._watch = watch
        self._passage = watch.passage
        self._tell = tell
        self._wish_delay = wish_delay

    async def check(self, url: str, timeout_s: float = FETCH_TIMEOUT_S) -> None:
        """Raises StepFailed when the job may not open a URL now: robots.txt does not allow it, or cannot be read."""
        try:
            address = parse_url(url)
        except MalformedUrl:  # of the page itself, or of no site
            return
        file = await self._files.of(url, self._way(), timeout_s=timeout_s)
        if file.state == "limited":
            raise StepFailed(ErrorType.RATE_LIMITED, f"{file.url} {file.why}: the site asks for patience")
        if file.state == "failed":
            kind = ErrorType.SITE_ERROR if file.answer is not None else ErrorType.NETWORK_ERROR
            raise StepFailed(
                kind,
                f"{file.url} cannot be read: the site {file.why}. With the option robots: obey, nothing of the site is "
                "opened until it can",
            )
        if delay_s := file.crawl_delay_s:
            self._wish_delay(self._client_id, address.host, round(delay_s * 1000))
        if not await asyncio.to_thread(file.allows, url):  # the site decides how long that takes
            raise StepFailed(
                ErrorType.URL_BLOCKED,
                f"the page may not go to {told_url(url)}: {file.url} does not allow it to {TOKEN}, and the job has the "
                "option robots: obey",
            )

    def _way(self) -> Way:
        passage = self._passage
        if passage.gate_port is None:
            raise guard_gone()
        return Way(
            client_id=self._client_id,
            gate_port=passage.gate_port,
            proxy=passage.own_proxy,
            verifies=self._verifies,
            check=self._watch.check,
            ending=passage.navigation_failure,
            heard=self._hear,
        )

    async def _hear(self, url: str, file: RobotsFile) -> None:
        """Hears what has come of asking a site for its file."""
        headers = file.answer.headers if file.answer is not None else {}
        self._tell(
            url,
            await self._kind(url, file),
            retry_after=headers.get("retry-after"),
            rate_headers={name: value for name, value in headers.items() if "ratelimit" in name.replace("-", "")},
            date=headers.get("date"),
        )

    async def _kind(self, url: str, file: RobotsFile) -> Kind:
        match file.state:
            case "limited":
                return "limited"
            case "failed" if file.answer is None and not parse_url(url).is_default_port:
                return "none"
            case "failed":
                failure = await self._passage.why(url, "") if file.answer is None else None
                return "down" if failure is None or failure.recovery.blame is Blame.SITE else "none"
            case _:
                return "up"
