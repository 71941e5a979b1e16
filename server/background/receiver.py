"""Posting to the receivers of webhooks: strangers' addresses, which may lead anywhere and answer anything."""

import asyncio
import socket
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Literal

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from store.failures import Blame, Delay, of_status
from store.urls.url_rules import Refusal, UrlRules

TIMEOUT_S = 15.0
"""How long a receiver may take for all of its answer."""
CONNECT_TIMEOUT_S = 5.0
MAX_ANSWER_BYTES = 4096
"""As much of an answer is read, and the connection closed."""
MAX_SHOWN_CHARS = 1000
"""As much of it is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a receiver has answered, or why there is no answer."""

    duration_ms: int
    status_code: int | None = None
    error: str | None = None
    """Set unless it is a 2xx."""
    text: str | None = None
    """The head of the answer."""
    retry_after_s: float = 0
    """After how long it wants to be asked again."""
    verdict: Literal["up", "down", "none"] = "none"
    """What it says of the receiver, whatever becomes of this delivery; `none`: nothing."""

    @property
    def is_ok(self) -> bool:
        return self.error is None


class _AddressRefused(OSError):
    """The host has an address that the rules do not let us connect to."""


class _Sockets:
    """Makes the sockets of one request, each for the very address that it is about to connect to: whatever a name
    resolves to, now or a moment later, this is where it is judged.
    """

    def __init__(self, url: str, rules: UrlRules) -> None:
        self._url = url
        self._rules = rules
        self.refusal: Refusal | None = None

    def __call__(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        refusal = self._rules.connection_refusal(self._url, address[0])
        if refusal is not None:
            self.refusal = refusal
            raise _AddressRefused(refusal.reason)
        return socket.socket(family=family, type=kind, proto=protocol)


class _Resolver(AbstractResolver):
    """Asks the system, in threads of its own: names that take long must not hold up what else the process asks."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        ask = partial(socket.getaddrinfo, host, port, family=family, type=socket.SOCK_STREAM)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=found,
                proto=protocol,
                flags=socket.AI_NUMERICHOST,
            )
            for found, _, protocol, _, address in await asyncio.get_running_loop().run_in_executor(_RESOLVING, ask)
        ]

    async def close(self) -> None:
        """Has nothing to close."""


_RESOLVING = ThreadPoolExecutor(100, thread_name_prefix="resolve")


async def post(url: str, body: bytes, headers: Mapping[str, str], rules: UrlRules) -> Answer:
    """Posts once: follows no redirect, keeps no connection. Whatever goes wrong is an answer too."""
    started = time.monotonic()
    sockets = _Sockets(url, rules)
    code: int | None = None
    text, retry_after_s, error = None, 0.0, None
    try:
        if (refusal := rules.refusal(url)) is not None:
            sockets.refusal = refusal
        else:
            async with (
                aiohttp.ClientSession(
                    connector=aiohttp.TCPConnector(resolver=_Resolver(), socket_factory=sockets, force_close=True),
                    timeout=aiohttp.ClientTimeout(total=TIMEOUT_S, sock_connect=CONNECT_TIMEOUT_S),
                    cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False,
                    trust_env=False,
                ) as session,
                session.post(URL(url, encoded=True), data=body, headers=headers, allow_redirects=False) as response,
            ):
                code = response.status
                retry_after_s = _retry_after_s(response.headers.get("Retry-After", ""))
                text = await _head(response)
    except TimeoutError:
        error = f"the receiver did not answer within {TIMEOUT_S:g} s"
    except (aiohttp.ClientError, OSError, ValueError) as failure:
        error = f"{type(failure).__name__}: {failure}"
    if code is not None:  # what counts has come, whatever became of the rest
        error = None if 200 <= code < 300 else _told(code)  # noqa: PLR2004
    elif sockets.refusal is not None:
        error = f"the URL {sockets.refusal.reason}"
    return Answer(
        duration_ms=round((time.monotonic() - started) * 1000),
        status_code=code,
        error=error,
        text=text or None,
        retry_after_s=retry_after_s,
        verdict="none" if sockets.refusal is not None else verdict_on(code),
    )


async def _head(response: aiohttp.ClientResponse) -> str:
    """The head of an answer, as far as it comes in time."""
    head = b""
    try:
        while len(head) < MAX_ANSWER_BYTES and (piece := await response.content.read(MAX_ANSWER_BYTES - len(head))):
            head += piece
    except (aiohttp.ClientError, TimeoutError):
        pass
    return head.decode(errors="replace")[:MAX_SHOWN_CHARS]


def verdict_on(code: int | None) -> Literal["up", "down", "none"]:
    """What a status, or no answer, says of a receiver: one that does not want this delivery is there all the same, one
    that asks for time is neither.
    """
    if code is None:
        return "down"
    failure = of_status(code)
    if failure is not None and failure.recovery.delay is Delay.SITE:
        return "none"
    return "down" if failure is not None and failure.recovery.blame is Blame.SITE else "up"


def _told(code: int) -> str:
    if 300 <= code < 400:  # noqa: PLR2004
        return f"the receiver answered {code}: redirects are not followed"
    return f"the receiver answered {code}"


def _retry_after_s(value: str) -> float:
    """Retry-After: seconds, or a date."""
    if value.isdecimal() and value.isascii():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):  # none, or nothing that says a time with its zone
        return 0.0
