"""Runs one job: open the page, do the actions, keep what they make, record how it ended."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import structlog
from google.protobuf.json_format import ParseDict
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.action_pb2 import Action

from store import jsonb
from store.browsers import BrowserType
from store.claim import NewArtifact, Outcome
from store.errors import LeaseLost, StorageUnavailable
from store.files import FileStorage, artifact_path
from store.job import ClaimedJob, Status, new_id
from worker.actions import performer
from worker.browsers import Browsers
from worker.failures import RETRIED, TRANSIENT, ErrorType, StepFailed, step_failure
from worker.journal import Journal
from worker.running import RunningJob, Stop
from worker.step import File, Produced, Step, wait_until

log = structlog.get_logger()

OVERTIME_S = 1.0
"""How long a step may take past its time, so that Playwright's own timeout, which says more, comes first."""

MAX_INLINE_BYTES = 256 * 1024
"""How much of what a job reads from pages goes into its result; what is more becomes an artifact."""


class Executor:
    """Runs jobs in this process's browsers."""

    def __init__(self, browsers: Browsers, files: FileStorage, journal: Journal) -> None:
        self._browsers = browsers
        self._files = files
        self._journal = journal

    async def run(self, running: RunningJob, browser_type: BrowserType) -> None:
        """Runs a job to its end and records it. Never raises: how a job ends is its outcome."""
        job = running.job
        attempt = _Attempt(job, self._files, self._journal)
        with structlog.contextvars.bound_contextvars(job_id=str(job.lease.job_id), lease_no=job.lease.lease_no):
            try:
                outcome = await self._outcome(running, attempt, browser_type)
            except LeaseLost:
                log.warning("job.lease_lost")
                return
            running.finishing = True
            ended = await self._journal.finish(outcome)
            log.info("job.ended", status=outcome.status.value, recorded=ended, duration_ms=attempt.duration_ms)

    async def _outcome(self, running: RunningJob, attempt: "_Attempt", browser_type: BrowserType) -> Outcome:
        """What becomes of the attempt. Raises LeaseLost when nothing may be written about it."""
        outcome = await self._performed(running, attempt, browser_type)
        await attempt.recorded()
        return outcome

    async def _performed(self, running: RunningJob, attempt: "_Attempt", browser_type: BrowserType) -> Outcome:
        try:
            await self._perform(running, attempt, browser_type)
        except asyncio.CancelledError:
            if running.stopped is None or running.stopped is Stop.LEASE_LOST:
                await attempt.abandon()
                raise LeaseLost(attempt.job.lease.job_id, attempt.job.lease.lease_no) from None
            asyncio.current_task().uncancel()  # type: ignore[union-attr]  # we run in a task
            return attempt.cancelled() if running.stopped is Stop.CANCELLED else attempt.given_back()
        except LeaseLost:
            raise
        except Exception as error:
            failure = step_failure(error)
            if failure.error_type is ErrorType.INTERNAL:
                log.exception("job.broken")
            return attempt.failed(failure)
        return attempt.completed()

    async def _perform(self, running: RunningJob, attempt: "_Attempt", browser_type: BrowserType) -> None:
        async with AsyncExitStack() as stack:
            async with attempt.timed({}):
                page = await stack.enter_async_context(self._browsers.page(browser_type))
            try:
                await attempt.open(page)
                for index in range(len(attempt.job.actions)):
                    await attempt.act(page, index)
                await attempt.look(page)
            finally:
                attempt.leave(page)
                running.finishing = True  # closing the page must not be interrupted


class _Attempt:
    """One attempt at a job: its clock, where it stands, and what it has produced so far."""

    def __init__(self, job: ClaimedJob, files: FileStorage, journal: Journal) -> None:
        self.job = job
        self._files = files
        self._journal = journal
        self._started = time.monotonic()
        self._next_sequence = job.next_sequence
        self._names: Counter[str] = Counter()
        self._results: list[dict[str, Any]] = []
        self._inline_bytes = 0
        self._place: dict[str, Any] = {}
        """Where the page stands at the end."""
        self._step: dict[str, Any] = {}
        """The step that runs: the first thing to know when it fails."""
        self._recording: asyncio.Task[None] | None = None
        """The step before it, until that is written."""

    @property
    def duration_ms(self) -> int:
        return round((time.monotonic() - self._started) * 1000)

    async def open(self, page: Page) -> None:
        """Opens the job's page."""
        action = Action(action="visit", url=self.job.target_url)
        async with self.timed({"action": "visit"}) as data:
            await self._do(page, action)
        await self._record(f"opened {self.job.target_url}", data)

    async def act(self, page: Page, index: int) -> None:
        """Performs one action, and stores what it makes before it counts as done."""
        action = ParseDict(dict(self.job.actions[index]), Action(), ignore_unknown_fields=True)
        artifacts = []
        async with self.timed({"actionIndex": index, "action": action.action}) as data:
            produced = await self._do(page, action) or Produced()
            file = produced.file or self._too_large_for_result(produced)
            if file is not None:
                artifact = await self._keep(file)
                artifacts.append(artifact)
                data["artifact"] = artifact.name
        result = {"index": index, "action": action.action, "durationMs": data["durationMs"]}
        if artifacts:
            result["artifact"] = artifacts[0].name
        elif produced.has_value:
            result["value"] = produced.value
        self._results.append(result)
        await self._record(f"{action.action} done", data, artifacts)

    async def look(self, page: Page) -> None:
        """Notes what the page is called at the end."""
        async with self.timed({}):
            try:
                self._place["title"] = await page.title()
            except PlaywrightError as error:  # the page is on its way elsewhere
                log.debug("job.no_title", error=error.message)

    def leave(self, page: Page) -> None:
        """Notes where the page stands, however the attempt has ended."""
        self._place["finalUrl"] = page.url

    def completed(self) -> Outcome:
        return self._outcome(Status.COMPLETED)

    def cancelled(self) -> Outcome:
        return self._outcome(Status.CANCELLED)

    def given_back(self) -> Outcome:
        return self._outcome(Status.PENDING)

    def failed(self, failure: StepFailed) -> Outcome:
        retry = failure.error_type in RETRIED and self.job.retry_count < self.job.max_retries
        details = {
            "jobId": str(self.job.lease.job_id),
            "errorType": failure.error_type.value,
            "retryCount": self.job.retry_count,
            "canRetry": failure.error_type in TRANSIENT,
            **self._step,
        }
        error = {
            "statusCode": 500,
            "error": "JobExecutionError",
            "message": f"{self._where()}: {failure}",
            "details": details,
        }
        if retry:
            return self._outcome(Status.PENDING, error=error, retries=1, delay_s=(self.job.retry_count + 1) ** 2)
        return self._outcome(Status.FAILED, error=error)

    def _outcome(
        self, status: Status, *, error: dict[str, Any] | None = None, retries: int = 0, delay_s: float = 0
    ) -> Outcome:
        return Outcome(
            lease=self.job.lease,
            status=status,
            result={"duration": self.duration_ms, **self._place, "actions": self._results},
            error=error,
            data={"durationMs": self.duration_ms},
            retries=retries,
            delay_s=delay_s,
        )

    def _where(self) -> str:
        if "actionIndex" in self._step:
            return f"action {self._step['actionIndex']} ({self._step['action']})"
        return f"opening {self.job.target_url}" if self._step else "opening a page"

    @asynccontextmanager
    async def timed(self, step: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """Runs a step within the job's time, and ends it from outside when it does not end itself.

        Lends the data of its event, and adds how long it took.
        """
        started = time.monotonic()
        self._step = step
        data = {**step, "actionCount": len(self.job.actions)}
        async with asyncio.timeout(self._left_s() + OVERTIME_S):
            yield data
        data["durationMs"] = round((time.monotonic() - started) * 1000)

    async def _do(self, page: Page, action: Action) -> Produced | None:
        left_s = self._left_s()
        if left_s <= 0:
            raise StepFailed(ErrorType.TIMEOUT, "the job's time ran out")
        return await performer(action.action)(
            Step(
                page=page,
                action=action,
                wait_until=wait_until(self.job.wait_until),
                timeout_ms=left_s * 1000,
            )
        )

    def _too_large_for_result(self, produced: Produced) -> File | None:
        """The value as a file, when the job's result, which every GetJob carries, would grow too large."""
        if not produced.has_value:
            return None
        data = jsonb.dumps(produced.value).encode()
        self._inline_bytes += len(data)
        if self._inline_bytes <= MAX_INLINE_BYTES:
            return None
        self._inline_bytes -= len(data)
        return File(artifact_type="data", stem="data", extension="json", mime_type="application/json", data=data)

    async def _keep(self, file: File) -> NewArtifact:
        """Stores a file; it becomes an artifact when the step is recorded."""
        if len(file.data) > self._files.max_bytes:
            raise StepFailed(
                ErrorType.ARTIFACT_TOO_LARGE,
                f"the file has {len(file.data)} bytes, more than MAX_ARTIFACT_SIZE_MB allows ({self._files.max_bytes})",
            )
        name = self._new_name(file)
        path = artifact_path(self.job.lease.job_id, self.job.lease.lease_no, name)
        try:
            await self._files.put(path, file.data)
        except StorageUnavailable as error:
            raise StepFailed(ErrorType.STORAGE_UNAVAILABLE, str(error)) from error
        return NewArtifact(
            id=new_id(),
            artifact_type=file.artifact_type,
            name=name,
            file_path=path,
            mime_type=file.mime_type,
            size_bytes=len(file.data),
        )

    def _new_name(self, file: File) -> str:
        """The first one is screenshot.png, the next one screenshot-2.png."""
        kind = f"{file.stem}.{file.extension}"
        self._names[kind] += 1
        return kind if self._names[kind] == 1 else f"{file.stem}-{self._names[kind]}.{file.extension}"

    async def _record(self, message: str, data: dict[str, Any], artifacts: list[NewArtifact] | None = None) -> None:
        """Has the step recorded while the next one runs: a commit takes as long as a click."""
        await self.recorded()
        self._recording = asyncio.create_task(
            self._journal.step(
                self.job.lease, self._next_sequence, message=message, data=data, artifacts=artifacts or []
            )
        )
        self._next_sequence += 1

    async def recorded(self) -> None:
        """Waits until every step so far is recorded. Raises LeaseLost. What is being written is written to its
        end even when we are cancelled: the job's outcome comes after it.
        """
        if self._recording is not None:
            await asyncio.shield(self._recording)
            self._recording = None

    async def abandon(self) -> None:
        """Writes nothing more."""
        if self._recording is not None:
            self._recording.cancel()
            await asyncio.gather(self._recording, return_exceptions=True)  # it may have lost the lease too

    def _left_s(self) -> float:
        return self._started + self.job.timeout_ms / 1000 - time.monotonic()
