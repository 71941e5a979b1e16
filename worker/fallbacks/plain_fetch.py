"""Answers a job that only extracts without a browser: fetches its page through the egress guard, by the job's own URL
policies and proxy, and reads what is in its source.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from tabwright.v1.job_options_pb2 import JobOptions

from store.address import MalformedUrl, usual_url
from store.job import ClaimedJob
from worker.browsers.browsers import Browsers
from worker.browsers.passage import Passage
from worker.egress.guard import UID, GuardGone, NoPort
from worker.failures import StepFailed
from worker.sites.fetching import Fetched, NotFetched, fetch

MAX_BYTES = 4 * 1024 * 1024
"""As much of a page is taken."""
MAX_REDIRECTS = 5
MAX_TOLD = 300
FETCH_S, READ_S = 10.0, 8.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_PASSED_ON = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH")


class NotAnswered(Exception):
    """There is no answer; the message says why."""

    def __init__(self, why: str, *, is_empty: bool = False) -> None:
        """`is_empty`: there is nothing of the kind to be read."""
        super().__init__(why)
        self.is_empty = is_empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was read of a page's source."""

    url: str
    status: int
    content_type: str
    title: str
    values: list[Any]
    """One for each action."""


class PlainFetch:
    """Fetches for the jobs of this process."""

    def __init__(self, browsers: Browsers) -> None:
        self._browsers = browsers

    async def read(self, job: ClaimedJob, options: JobOptions) -> Source:
        """Raises NotAnswered."""
        passage = self._browsers.passage(job.url_policies, options)
        try:
            gate = await self._browsers.egress.open()
        except (GuardGone, NoPort) as error:
            raise NotAnswered("the egress guard has no way out for it") from error
        try:
            await passage.admit(gate)
            url, answer = await _page(job.target_url, gate.port, passage, verifies=not options.ignore_https_errors)
        except StepFailed as failure:
            raise NotAnswered(str(failure)) from failure
        except GuardGone as error:
            raise NotAnswered("the egress guard has ended") from error
        finally:
            await passage.dismiss()
            await gate.close()
        content_type = answer.headers.get("content-type", "")
        told = await _read(answer.body, content_type, url, job)
        return Source(url=url, status=answer.status, content_type=content_type, **told)


async def _page(url: str, gate_port: int, passage: Passage, *, verifies: bool) -> tuple[str, Fetched]:
    """The page of a URL, after redirects, each of which is judged as a page's are."""
    ends_at = time.monotonic() + FETCH_S
    for _ in range(MAX_REDIRECTS + 1):
        try:
            url = usual_url(url)
            if refusal := passage.rules.refusal(url):
                raise NotAnswered(f"{url[:MAX_TOLD]} may not be opened: the URL {refusal.reason}")
            left_s = max(0.001, ends_at - time.monotonic())
            answer = await fetch(url, gate_port, max_bytes=MAX_BYTES, timeout_s=left_s, verifies=verifies)
        except NotFetched as error:
            if ending := await passage.navigation_failure(url):
                raise NotAnswered(str(ending)) from error
            raise NotAnswered(f"{url[:MAX_TOLD]} {error}") from error
        except MalformedUrl as error:
            raise NotAnswered(f"it leads to a URL that cannot be read: {error}") from error
        if answer.status not in _REDIRECTS:
            _require_page(url, answer)
            return url, answer
        url = urljoin(url, answer.headers.get("location", ""))
    raise NotAnswered(f"it was led elsewhere more than {MAX_REDIRECTS} times")


def _require_page(url: str, answer: Fetched) -> None:
    """Raises NotAnswered for what is no page."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        raise NotAnswered(f"{url[:MAX_TOLD]} answered {answer.status}")
    if kind not in _PAGES:
        raise NotAnswered(f"{url[:MAX_TOLD]} is {kind or 'of no kind'}, and no page of HTML", is_empty=True)
    if not answer.is_whole:
        raise NotAnswered(f"{url[:MAX_TOLD]} has more than {MAX_BYTES} bytes", is_empty=True)


async def _read(body: bytes, content_type: str, url: str, job: ClaimedJob) -> dict[str, Any]:
    """What the job's actions read, in a process that ends when it takes too long."""
    charset = _CHARSET.search(content_type)
    asked = {"charset": charset[1] if charset else "", "url": url, "actions": job.actions}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "worker.fallbacks",
        *([str(UID)] if os.geteuid() == 0 else []),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    )
    try:
        async with asyncio.timeout(READ_S):
            written, _ = await process.communicate(json.dumps(asked).encode() + b"\n" + body)
    except TimeoutError:
        raise NotAnswered("its source took too long to read") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    try:
        told: dict[str, Any] = json.loads(written)
    except ValueError:
        raise NotAnswered("its source took too much memory or time to read") from None
    if "unreadable" in told:
        raise NotAnswered(told["unreadable"], is_empty=True)
    return told
