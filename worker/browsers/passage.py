"""One job's way through the egress guard: what its browser may reach, and what it has not reached."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from playwright.async_api import Error as PlaywrightError
from tabwright.v1.job_options_pb2 import JobOptions

from store.address import IPNetwork, MalformedUrl, parse_url, proxy_url
from store.failures import ErrorType, Failure, of_guard, of_message
from store.job import Json
from store.urls.url_policies import read_rules
from worker.egress.guard import ConnectionFailure, FailureKind, Gate, GuardGone, Upstream
from worker.failures import StepFailed, first_line, step_failure

EVERYTHING = "everything"
MAX_LINES = 20
"""How many refused connections are told in the job's log, one of each host and port; of more, only how many."""
MAX_TOLD_URL = 1000

_KINDS = {
    FailureKind.NAME_NOT_RESOLVED: ("net::ERR_NAME_NOT_RESOLVED", "NS_ERROR_UNKNOWN_HOST"),
    FailureKind.RESOLVER_FAILED: ("net::ERR_NAME_RESOLUTION_FAILED", "NS_ERROR_UNKNOWN_HOST"),
    FailureKind.NO_NETWORK: ("net::ERR_INTERNET_DISCONNECTED", "NS_ERROR_OFFLINE"),
    FailureKind.CONNECTION_REFUSED: ("net::ERR_CONNECTION_REFUSED", "NS_ERROR_CONNECTION_REFUSED"),
    FailureKind.UNREACHABLE: ("net::ERR_ADDRESS_UNREACHABLE", "NS_ERROR_CONNECTION_REFUSED"),
    FailureKind.TIMED_OUT: ("net::ERR_CONNECTION_TIMED_OUT", "NS_ERROR_NET_TIMEOUT"),
    FailureKind.PROXY_FAILED: ("net::ERR_PROXY_CONNECTION_FAILED", "NS_ERROR_PROXY_CONNECTION_REFUSED"),
    FailureKind.PROXY_AUTHENTICATION: ("net::ERR_PROXY_AUTH_REQUESTED", "NS_ERROR_PROXY_AUTHENTICATION_FAILED"),
    FailureKind.TOO_MANY: ("net::ERR_INSUFFICIENT_RESOURCES", "NS_ERROR_OUT_OF_MEMORY"),
    FailureKind.REFUSED: ("net::ERR_BLOCKED_BY_CLIENT", "NS_ERROR_BLOCKED_BY_POLICY"),
}
"""What a browser would say if it had been its own connection."""
_OF_CONNECTIONS = frozenset(
    {
        ErrorType.NAVIGATION_FAILED,
        ErrorType.NETWORK_ERROR,
        ErrorType.PROXY_FAILED,
        ErrorType.TLS_FAILED,
        ErrorType.URL_BLOCKED,
    }
)
"""Failures behind which there may be a connection that the guard has not made."""
_OF_PROXY = re.compile(r"net::ERR_(?:SOCKS|PROXY|TUNNEL)\w+|net::ERR_(?:CONNECTION_CLOSED|EMPTY_RESPONSE)|NS_ERROR_\w+")
"""What it says instead."""
_WHERE = re.compile(r"leads to (\S+), (?=(a private|which ))")
_AT = re.compile(r" at (https?://\S+)")


class Passage:
    """The way of one job. Without a gate, which it has while it has a browser, there is none."""

    def __init__(self, policies: Sequence[Json], options: JobOptions, allowed: Sequence[IPNetwork]) -> None:
        """`allowed` are the networks off the public internet that the operator has opened."""
        self.rules = read_rules(policies, allowed)
        self.everything = options.policy_scope == EVERYTHING
        """Whether whitelists hold for all that a page loads, and not for documents of tabs only."""
        self._policies = policies
        self._proxy = options.proxy if options.HasField("proxy") else None
        self._gate: Gate | None = None
        self._failures: dict[tuple[str, int], ConnectionFailure] = {}
        self._blocked = 0
        self._untold = 0
        self._places: set[str] = set()
        self._lines: list[str] = []
        self._last: ConnectionFailure | None = None

    @property
    def blocked(self) -> int:
        """How much the browser has asked for and was refused."""
        return self._blocked + self._untold

    @property
    def proxy_server(self) -> str | None:
        """The proxy that the job itself has named."""
        return self._proxy.server if self._proxy is not None else None

    @property
    def proxy_is_away(self) -> bool:
        """Whether a connection was not made since the proxy does not answer."""
        return any(failure.is_away for failure in self._failures.values())

    @property
    def gate_port(self) -> int | None:
        """The port of the gate, while there is one."""
        return self._gate.port if self._gate is not None else None

    @property
    def own_proxy(self) -> str | None:
        """Which proxy the job itself has named, and as whom it uses it. None: it has named none."""
        return f"{self._proxy.server} {self._proxy.username}" if self._proxy is not None else None

    async def admit(self, gate: Gate) -> None:
        """Lets a browser connect as the job may. Raises StepFailed where its proxy may not be used, or GuardGone."""
        proxy = self._proxy
        if proxy is not None and (refusal := self.rules.refusal(proxy_url(proxy.server))):
            raise StepFailed(ErrorType.URL_BLOCKED, f"the job's proxy may not be used: its URL {refusal.reason}")
        upstream = Upstream(server=proxy.server, username=proxy.username, password=proxy.password) if proxy else None
        await gate.admit(self._policies, everything=self.everything, proxy=upstream, on_failure=self._note)
        self._gate = gate

    async def dismiss(self) -> None:
        """Cuts all that is open, and lets nothing more be opened."""
        gate, self._gate = self._gate, None
        if gate is not None:
            with suppress(GuardGone):  # then nothing is open
                self._untold = await gate.dismiss()

    async def settle(self) -> None:
        """Returns when all that has been refused so far is known."""
        if self._gate is not None:
            with suppress(GuardGone):
                self._untold = await self._gate.untold()

    def lines(self, *, is_last: bool = False) -> list[str]:
        """What is to be told of refusals in the job's log, and has not been told yet; in the end also of those that
        have no line of their own.
        """
        lines, self._lines = self._lines, []
        if is_last and len(self._places) > MAX_LINES:
            lines.append(f"{self.blocked} connections were refused in all")
        return lines

    def refuse(self, place: str, reason: str) -> None:
        """Notes what was refused before there was a connection."""
        self._blocked += 1
        place = place[:MAX_TOLD_URL]
        if place in self._places or len(self._places) > MAX_LINES:  # pages ask for as many as they like
            return
        self._places.add(place)
        if len(self._places) <= MAX_LINES:
            self._lines.append(f"refused: {place} {reason}")

    def reason(self, url: str, told: str) -> str:
        """What a browser has told of a request that failed, with what the guard knows of its connection."""
        failure = self._failures.get(_place(url) or ("", 0))
        return _in_own_words(told, failure) if failure is not None else told

    async def why(self, url: str, told: str) -> Failure | None:
        """Why the document of a tab was not got: as the guard knows it, else as the browser has told it."""
        failure = await self._failure(url)
        return of_guard(failure.kind) if failure is not None else of_message(told)

    async def navigation_failure(self, url: str) -> StepFailed | None:
        """The end of a job one of whose tabs could not open this URL; None when it may go on."""
        failure = await self._failure(url)
        return self._ending(url, failure) if failure is not None else None

    async def told(self, error: PlaywrightError, document_url: str | None) -> Exception:
        """The error of a step, or what it is where a connection was not made for it. `document_url` is where the page
        was on its way to.
        """
        if step_failure(error).error_type not in _OF_CONNECTIONS:
            return error
        asked = _AT.search(error.message)
        urls = [url for url in (document_url, asked[1] if asked else None) if url]
        for url in urls:
            if failure := await self._failure(url):
                break
        else:
            url, failure = (urls or [""])[0], self._last
            if failure is None or "SOCKS" not in error.message:
                return error
        words = _in_own_words(first_line(error.message), failure)
        return self._ending(url, failure) or StepFailed(of_guard(failure.kind), words)

    async def _failure(self, url: str) -> ConnectionFailure | None:
        """Why the last connection for a URL was not made."""
        place = _place(url)
        return await self._gate.failure(*place) if place is not None and self._gate is not None else None

    def _ending(self, url: str, failure: ConnectionFailure) -> StepFailed | None:
        if failure.kind is FailureKind.REFUSED:
            told = f"the page may not go to {url[:MAX_TOLD_URL]}: the connection {_reason(failure)}"
            return StepFailed(ErrorType.URL_BLOCKED, told)
        if failure.kind is FailureKind.PROXY_AUTHENTICATION:
            has_user = self._proxy is not None and bool(self._proxy.username)
            told = "the username and the password" if has_user else "a request without username and password"
            return StepFailed(ErrorType.AUTHENTICATION_FAILED, f"the proxy refuses {told} (407)")
        return None

    def _note(self, failure: ConnectionFailure) -> None:
        self._last = self._failures[failure.host, failure.port] = failure
        if failure.kind is FailureKind.REFUSED:
            self.refuse(f"{failure.host}:{failure.port}", f"the connection {_reason(failure)}")


def guard_gone() -> StepFailed:
    """The failure of a job whose browser is cut off from the network."""
    return StepFailed(ErrorType.BROWSER_CRASHED, "the worker's egress guard has ended, and with it all connections")


@contextmanager
def guard_told() -> Iterator[None]:
    """Tells in that way that the guard has gone."""
    try:
        yield
    except GuardGone:
        raise guard_gone() from None


def _reason(failure: ConnectionFailure) -> str:
    """Why it was refused. Which inner address a name has is nobody's business but the operator's."""
    where = _WHERE.search(failure.reason)
    if where is None or where[1] == failure.host:
        return failure.reason
    return _WHERE.sub("leads to " if where[2] == "a private" else "leads to an address ", failure.reason, count=1)


def _place(url: str) -> tuple[str, int] | None:
    try:
        address = parse_url(re.sub("^ws", "http", url))
    except MalformedUrl:
        return None
    return address.host, address.port


def _in_own_words(told: str, failure: ConnectionFailure) -> str:
    chromium, firefox = _KINDS[failure.kind]
    words = firefox if "NS_ERROR_" in told else chromium
    return _OF_PROXY.sub(words, told, count=1)
