"""One attempt at a job: does its actions within its time, keeps what they make, and says how it ended."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from google.protobuf.json_format import ParseDict
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from tabwright.v1.action_pb2 import Action

from store.database import jsonb
from store.errors import LeaseLost
from store.job import ClaimedJob, Status
from store.queue.attempts import NewArtifact, Outcome
from store.records.files import FileStorage
from store.retry import TRANSIENT, ErrorType, delay_s
from worker.actions import performer, prepares
from worker.browsers.guard import Watch
from worker.browsers.recording import Recording
from worker.failures import StepFailed, step_failure
from worker.running import failure_picture
from worker.running.concealment import Concealment
from worker.running.journal import Journal
from worker.running.keeping import Keeping
from worker.step import File, KeptFile, Produced, Step, data_file, wait_until
from worker.tabs import Tabs

log = structlog.get_logger()

OVERTIME_S = 1.0
"""How long a step may take past its time, so that Playwright's own timeout, which says more, comes first."""

MAX_INLINE_BYTES = 256 * 1024
"""How much of what a job reads from pages goes into its result; what is more becomes an artifact."""
MAX_INLINE_DEPTH = 25
"""How deep it may be nested there: clients' protobufs read no more than 100 messages in messages."""

MAX_TITLE_CHARS = 1000
MAX_URL_CHARS = 8192
"""A page may call itself what it likes."""

ENDING = frozenset(
    {ErrorType.INTERNAL, ErrorType.URL_BLOCKED, ErrorType.BROWSER_CRASHED, ErrorType.STORAGE_UNAVAILABLE}
)
"""Failures that an action's continue_on_error does not cover: the browser or we ourselves are the cause, or the job
has gone where it may not.
"""

_RECORD, _END = "record", ""
"""Steps that are no action."""


class Attempt:
    """The clock of an attempt, where it stands, and what it has produced so far."""

    def __init__(
        self, job: ClaimedJob, files: FileStorage, journal: Journal, is_fenced: Callable[[], bool] = lambda: False
    ) -> None:
        """`is_fenced` says whether others may have the job by now."""
        self.job = job
        self.concealment = Concealment(job.actions)
        self._is_fenced = is_fenced
        self._journal = journal
        self._started = time.monotonic()
        self.watch: Watch | None = None
        """Over where its pages go, once it has one."""
        self.has_hung = False
        """Whether a step did not end by itself."""
        self._next_sequence = job.next_sequence
        self._kept = Keeping(job.lease, files)
        self._results: list[dict[str, Any]] = []
        self._inline_bytes = 0
        self._actions: Sequence[Action] = ()
        self._place: dict[str, str] = {}
        """Where the page stands at the end."""
        self._step_ends = self._started
        self._step: dict[str, Any] = {}
        """The step that runs: the first thing to know when it fails."""
        self._recording: asyncio.Task[None] | None = None
        """The step before it, until that is written."""

    @property
    def duration_ms(self) -> int:
        return round((time.monotonic() - self._started) * 1000)

    async def perform(self, tabs: Tabs) -> None:
        """Opens the job's page and does its actions; those at their head that prepare the browser come first."""
        actions = [ParseDict(dict(action), Action(), ignore_unknown_fields=True) for action in self.job.actions]
        self._actions = actions
        numbered = list(enumerate(actions))
        first = next((index for index, action in numbered if not prepares(action.action)), len(actions))
        for index, action in numbered[:first]:
            await self._act(tabs, index, action)
        await self._open(tabs)
        for index, action in numbered[first:]:
            await self._act(tabs, index, action)
        await self._look(tabs)

    async def _open(self, tabs: Tabs) -> None:
        """Opens the job's page."""
        action = Action(action="visit", url=self.job.target_url)
        try:
            async with self.timed({"action": "visit"}) as data:
                await self._do(tabs, action)
        except Exception as error:
            await self._picture(tabs, [action], step_failure(error), goes_on=False)
            raise
        await self._record(f"opened {self.job.target_url}", data)

    async def _act(self, tabs: Tabs, index: int, action: Action) -> None:
        """Performs one action, and stores what it makes before it counts as done."""
        result: dict[str, Any] = {"index": index, "action": action.action}
        artifacts: list[NewArtifact] = []
        message = f"{action.action} done"
        try:
            async with self.timed({"actionIndex": index, "action": action.action}, action.timeout_ms) as data:
                produced = await self._do(tabs, action) or Produced()
                file = produced.file or self._too_large_for_result(produced)
                if file is not None:
                    artifacts.append(await self._kept.keep(file, action.name))
                    data["artifact"] = result["artifact"] = artifacts[0].name
                elif produced.has_value:
                    result["value"] = produced.value
        except LeaseLost:
            raise
        except Exception as error:
            failure = self._borne(error, action)
            artifacts = await self._picture(
                tabs, self._actions[: index + 1], failure or step_failure(error), goes_on=failure is not None
            )
            if failure is None:
                raise
            data["error"] = result["error"] = {"errorType": failure.error_type.value, "message": str(failure)}
            if artifacts:
                result["error"]["artifact"] = artifacts[0].name
            message = f"{action.action} failed: {failure}"
        if action.name:
            data["name"] = result["name"] = action.name
        result["durationMs"] = data["durationMs"]
        self._results.append(result)
        await self._record(message, data, artifacts)

    def _borne(self, error: Exception, action: Action) -> StepFailed | None:
        """The failure of an action after which the job goes on; None when it ends."""
        failure = self._concealed(step_failure(error))
        ends = not action.continue_on_error or failure.error_type in ENDING or self._left_s() <= 0
        return None if ends else failure

    async def _picture(
        self, tabs: Tabs, actions: Sequence[Action], failure: StepFailed, *, goes_on: bool
    ) -> list[NewArtifact]:
        """Keeps a picture of the page that the last of these actions has failed on, where one may be taken, and soon
        enough: for the step to record where the job goes on, and else recorded, and named in the job's error.
        """
        is_wanted = self.job.options.get("failureScreenshot", True)
        if self._is_fenced() or not is_wanted or not failure_picture.is_worth_it(tabs.current, failure, actions):
            return []
        left_s = self._left_s() * failure_picture.SHARE if goes_on else self._left_s() + OVERTIME_S
        try:
            async with asyncio.timeout(min(left_s, failure_picture.TIMEOUT_S)):
                artifact = await self._kept.keep(await failure_picture.take(tabs.current))
        except Exception as error:  # noqa: BLE001 - what the step has failed with is to be told, not this
            log.debug("job.no_picture", error=str(error))
            return []
        if not goes_on:
            self._step = {**self._step, "artifact": artifact.name}
            await self._record_kept(artifact)
        return [artifact]

    async def _record_kept(self, artifact: NewArtifact) -> None:
        """Has a file recorded that is of no action."""
        data = {"action": _RECORD, "actionCount": len(self.job.actions), "artifact": artifact.name}
        await self._record(f"{artifact.name} kept", data, [artifact])

    async def _look(self, tabs: Tabs) -> None:
        """Notes what the page is called at the end."""
        async with self.timed({"action": _END}):
            try:
                self._place["title"] = (await tabs.current.title())[:MAX_TITLE_CHARS]
            except PlaywrightError as error:  # the page is on its way elsewhere
                log.debug("job.no_title", error=error.message)

    def leave(self, tabs: Tabs) -> None:
        """Notes where the page stands, however the attempt has ended."""
        self._place["finalUrl"] = tabs.current.url[:MAX_URL_CHARS]

    async def keep_recordings(self, recording: Recording, outcome: Outcome) -> Outcome:
        """Stores what was recorded, however the attempt has ended, most of all when it has failed. Returns what
        becomes of it: one that has done all its actions fails when a recording cannot be kept. Nothing is kept that
        may show what the job was not to see.
        """
        refused = self.watch.let_in if self.watch is not None else None
        if refused is not None:
            return self.failed(refused) if outcome.status is Status.COMPLETED else outcome
        for recorded in recording.files():
            try:
                self._kept.check_size(recorded.path.stat().st_size)
                await self.concealment.rewrite(recorded.path)
                artifact = await self._kept.keep(recorded.file())
            except StepFailed as failure:
                log.warning("job.recording_lost", name=recorded.path.name, error=str(failure))
                if outcome.status is Status.COMPLETED:
                    self._step = {"action": _RECORD}
                    outcome = self.failed(failure)
            else:
                await self._record_kept(artifact)
        for name in recording.missing():
            log.warning("job.recording_lost", name=name, error="it was not written")
            if outcome.status is Status.COMPLETED:
                self._step = {"action": _RECORD}
                outcome = self.failed(StepFailed(ErrorType.TIMEOUT, f"{name} was not written in time: record less"))
        return outcome

    def completed(self) -> Outcome:
        return self._outcome(Status.COMPLETED)

    def cancelled(self) -> Outcome:
        return self._outcome(Status.CANCELLED)

    def given_back(self) -> Outcome:
        return self._outcome(Status.PENDING)

    def failed(self, failure: StepFailed) -> Outcome:
        failure = self._concealed(failure)
        can_retry = failure.error_type in TRANSIENT
        details = {
            "jobId": str(self.job.lease.job_id),
            "errorType": failure.error_type.value,
            "retryCount": self.job.retry_count,
            "canRetry": can_retry,
            **self._step,
        }
        error = {
            "statusCode": 500,
            "error": "JobExecutionError",
            "message": f"{self._where()}: {failure}",
            "details": details,
        }
        if can_retry and self.job.retry_count < self.job.max_retries:
            return self._outcome(Status.PENDING, error=error, retries=1, delay_s=delay_s(self.job.retry_count))
        return self._outcome(Status.FAILED, error=error)

    def _outcome(
        self, status: Status, *, error: dict[str, Any] | None = None, retries: int = 0, delay_s: float = 0
    ) -> Outcome:
        place = {name: self.concealment.text(value) for name, value in self._place.items()}
        return Outcome(
            lease=self.job.lease,
            status=status,
            result={"duration": self.duration_ms, **place, "actions": self._results},
            error=error,
            data={"durationMs": self.duration_ms},
            retries=retries,
            delay_s=delay_s,
        )

    def _concealed(self, failure: StepFailed) -> StepFailed:
        """The failure of the step that runs, as it may be told."""
        return self.concealment.failure(failure, self._step.get("actionIndex"))

    def _where(self) -> str:
        if "actionIndex" in self._step:
            return f"action {self._step['actionIndex']} ({self._step['action']})"
        if self._step.get("action") == _RECORD:
            return "recording"
        if self._step.get("action") == _END:
            return "after the last action"
        return f"opening {self.job.target_url}" if self._step else "opening a page"

    @asynccontextmanager
    async def timed(self, step: dict[str, Any], timeout_ms: int = 0) -> AsyncIterator[dict[str, Any]]:
        """Runs a step within the job's time, or the time of its own that it has, and ends it from outside when it
        does not end itself.

        Lends the data of its event, and adds how long it took.
        """
        started = time.monotonic()
        self._step = step
        self._step_ends = started + self._left_s()
        has_own_time = 0 < timeout_ms / 1000 < self._left_s()
        if has_own_time:
            self._step_ends = started + timeout_ms / 1000
        data = {**step, "actionCount": len(self.job.actions)}
        try:
            async with asyncio.timeout(self._step_ends - started + OVERTIME_S):
                yield data
        except (TimeoutError, PlaywrightTimeoutError) as error:
            self.has_hung = self.has_hung or time.monotonic() >= self._step_ends + OVERTIME_S
            if has_own_time:
                raise StepFailed(ErrorType.TIMEOUT, f"it took longer than its {timeout_ms} ms") from error
            raise
        finally:
            data["durationMs"] = round((time.monotonic() - started) * 1000)

    async def _do(self, tabs: Tabs, action: Action) -> Produced | None:
        left_s = self._step_ends - time.monotonic()
        if left_s <= 0:
            raise StepFailed(ErrorType.TIMEOUT, "the job's time ran out")
        if self._is_fenced():  # we stood still for long, and our heartbeat has not had its turn yet
            raise LeaseLost(self.job.lease.job_id, self.job.lease.lease_no)
        if action.action in {"visit", "download"} and action.url and self.watch is not None:
            self.watch.check(action.url)
        return await performer(action.action)(
            Step(
                tabs=tabs,
                action=action,
                target_url=self.job.target_url,
                wait_until=wait_until(self.job.wait_until),
                timeout_ms=left_s * 1000,
                max_file_bytes=self._kept.max_bytes,
                read_file=self._read_file,
            )
        )

    def _too_large_for_result(self, produced: Produced) -> File | None:
        """The value as a file, when it is too much for the job's result, which every GetJob carries."""
        if not produced.has_value:
            return None
        try:
            data = jsonb.dumps(produced.value).encode()
        except (ValueError, RecursionError) as error:
            raise StepFailed(ErrorType.ACTION_FAILED, "the value is nothing that JSON can say") from error
        self._inline_bytes += len(data)
        if self._inline_bytes <= MAX_INLINE_BYTES and _is_shallower(produced.value, MAX_INLINE_DEPTH):
            return None
        self._inline_bytes -= len(data)
        return data_file(data)

    async def _read_file(self, name: str) -> KeptFile:
        """A file that this attempt has made, by its name or by that of its action. Raises StepFailed."""
        made_by = {
            result["name"]: result["artifact"] for result in self._results if {"name", "artifact"} <= set(result)
        }
        return await self._kept.read(name, made_by.get(name, ""))

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


def _is_shallower(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_is_shallower(part, depth - 1) for part in parts)
