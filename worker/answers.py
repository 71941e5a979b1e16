"""What sites answer to the tabs of one attempt: one verdict for each navigation of a tab, whether it has come to an
answer or not.

The visits and downloads of a job say themselves what they have got. Of the other actions the answers are heard while
they go on, and failures always.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from store import metrics
from store.address import MalformedUrl, parse_url, site
from store.failures import Blame, ErrorType, Failure
from store.job import ClaimedJob
from worker.browsers.guard import is_of_main_frame
from worker.browsers.passage import Passage
from worker.failures import StepFailed
from worker.page.answers import RETRY_AFTER, judge
from worker.sites.verdict import Kind, Verdict
from worker.surface import Context as BrowserContext
from worker.surface import Request, Response

PATIENT_MS = 10_000.0
"""How long a site has to have had for its silence to say something of it: a job may allow it a millisecond."""
SETTLE_S = 3.0
MAX_RATE_HEADERS = 16
MAX_HEADER_CHARS = 256
_RATE_HEADERS = ("ratelimit", "x-ratelimit", "x-rate-limit")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OWN_PORTS = {"http": 80, "https": 443}

Note = Callable[[Verdict], None]


class Network(Protocol):
    """Hears how the network of this process does."""

    def answered(self) -> None:
        """A site has answered, whatever it said."""

    def failed(self, host: str, failure: Failure | None) -> None:
        """A site was not reached; without a failure: it has long not answered."""

    @property
    def is_suspect(self) -> bool:
        """Whether the network here is more likely to be the cause of failures than the sites are."""


class Answers:
    """The witness of one attempt."""

    def __init__(self, job: ClaimedJob, note: Note, network: Network) -> None:
        self._job = job
        self._note = note
        self._network = network
        self._site = site(job.target_url or job.base_url or "")
        self._has_own_proxy = "proxy" in job.options
        self._passage: Passage | None = None
        self._told: set[Request] = set()
        self._asking: set[asyncio.Task[None]] = set()
        self.own: Kind | None = None
        """The last verdict on the job's own site."""

    def watch(self, context: BrowserContext, passage: Passage) -> None:
        """Hears of what fails from now on."""
        self._passage = passage
        context.on("requestfailed", self._has_failed)

    @contextmanager
    def during(self, context: BrowserContext) -> Iterator[None]:
        """Hears of all answers to tabs."""
        context.on("response", self._has_answered)
        try:
            yield
        finally:
            context.remove_listener("response", self._has_answered)

    async def settled(self) -> None:
        """Returns when all that has been heard is told, or soon."""
        if self._asking:
            await asyncio.wait(self._asking, timeout=SETTLE_S)

    async def answered(self, answer: Response) -> StepFailed | None:
        """A site has answered. Returns the failure that this is, where it is not accepted."""
        is_first = answer.request not in self._told
        self._told.add(answer.request)
        failure = await judge(answer)
        self._network.answered()
        if is_first and answer.status not in _REDIRECTS:  # there is another request behind it, or a circle
            self._tell_answer(answer, failure.failure if failure is not None else None)
        return failure

    def unanswered(self, request: Request, visit_ms: float) -> None:
        """A site has not answered to a visit within its time."""
        if request in self._told:
            return
        self._told.add(request)
        has_had_time = visit_ms >= PATIENT_MS
        host = site(request.url)
        if has_had_time and host is not None:
            self._network.failed(host, None)
        self.tell(request.url, "down" if has_had_time and _has_own_port(request.url) else "none")

    def _has_answered(self, answer: Response) -> None:
        if _is_of_tab(answer.request) and answer.request not in self._told:
            self._ask(self._hear(answer))

    def _has_failed(self, request: Request) -> None:
        if _is_of_tab(request) and request not in self._told:
            answer = request.existing_response
            self._ask(self._hear(answer) if answer is not None else self._look(request))

    async def _hear(self, answer: Response) -> None:
        await self.answered(answer)

    async def _look(self, request: Request) -> None:
        """Finds out why a navigation has failed."""
        passage = self._passage
        failure = await passage.why(request.url, request.failure or "") if passage is not None else None
        if failure is None or request in self._told:
            return
        self._told.add(request)
        if (host := site(request.url)) is None:
            return
        self._network.failed(host, failure)
        is_down = failure.recovery.blame is Blame.SITE and _has_own_port(request.url)
        self.tell(request.url, "down" if is_down else "none")

    def _tell_answer(self, answer: Response, failure: Failure | None) -> None:
        headers = answer.headers
        rates = [name for name in headers if name.startswith(_RATE_HEADERS)][:MAX_RATE_HEADERS]
        self.tell(
            answer.url,
            _kind(failure),
            retry_after=_short(headers.get(RETRY_AFTER)),
            rate_headers={name: headers[name][:MAX_HEADER_CHARS] for name in rates},
            date=_short(headers.get("date")),
        )

    def tell(self, url: str, kind: Kind, **headers: Any) -> None:
        """Gives a verdict on the site of a URL. Of a job's own proxy nobody knows whose answers they are."""
        if (host := site(url)) is None:  # it comes from no site
            return
        if self._has_own_proxy or (kind == "down" and self._network.is_suspect):
            kind = "none"
        if host == self._site and kind != "none":
            self.own = kind
        metrics.SITE_ANSWERS.labels(kind).inc()
        client_id, job_id = self._job.client_id or "", self._job.lease.job_id
        self._note(Verdict(host=host, client_id=client_id, job_id=job_id, kind=kind, **headers))

    def _ask(self, asked: Coroutine[Any, Any, None]) -> None:
        asking = asyncio.create_task(asked)
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)


def _kind(failure: Failure | None) -> Kind:
    """What an answer says of its site. An error that is the job's to correct is an answer."""
    if failure is None:
        return "up"
    match failure.error_type:
        case ErrorType.RATE_LIMITED:
            return "limited"
        case ErrorType.SITE_BLOCKED:
            return "blocked"
    return "down" if failure.recovery.blame is Blame.SITE else "up"


def _has_own_port(url: str) -> bool:
    """Whether a URL has the port of its scheme: another one may be a mistake of the job's."""
    try:
        address = parse_url(url)
    except MalformedUrl:
        return False
    return address.port == _OWN_PORTS.get(url.partition(":")[0].lower())


def _is_of_tab(request: Request) -> bool:
    return request.is_navigation_request() and is_of_main_frame(request)


def _short(value: str | None) -> str | None:
    return value[:MAX_HEADER_CHARS] if value is not None else None
