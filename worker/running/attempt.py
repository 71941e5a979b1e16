"""One attempt at a job: does its actions within its time, keeps what they make, and says how it ended."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from google.protobuf.json_format import ParseDict
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.action_pb2 import Action

from store.errors import LeaseLost
from store.job import ClaimedJob, Status
from store.queue.attempts import NewArtifact, Outcome
from store.records.files import FileStorage
from store.retry import ErrorType
from worker.actions import performer, prepares
from worker.browsers.guard import Watch
from worker.browsers.recording import Recording
from worker.failures import StepFailed, step_failure
from worker.running import failure_picture
from worker.running.acts import Acts
from worker.running.clock import OVERTIME_S, Clock
from worker.running.concealment import Concealment
from worker.running.journal import Journal, Steps
from worker.running.keeping import Keeping
from worker.running.outcomes import END, RECORD, Outcomes
from worker.running.results import Results
from worker.step import KeptFile, Produced, Step, wait_until
from worker.tabs import Tabs

log = structlog.get_logger()

MAX_TITLE_CHARS = 1000
MAX_URL_CHARS = 8192
"""A page may call itself what it likes."""

ENDING = frozenset(
    {ErrorType.INTERNAL, ErrorType.URL_BLOCKED, ErrorType.BROWSER_CRASHED, ErrorType.STORAGE_UNAVAILABLE}
)
"""Failures that an action's continue_on_error does not cover: the browser or we ourselves are the cause, or the job
has gone where it may not.
"""


class Attempt:
    """Does the actions of a job, and knows at any time what has become of them."""

    def __init__(
        self, job: ClaimedJob, files: FileStorage, journal: Journal, is_fenced: Callable[[], bool] = lambda: False
    ) -> None:
        """`is_fenced` says whether others may have the job by now."""
        self.job = job
        self.clock = Clock(job.timeout_ms, len(job.actions))
        self.acts = Acts(job)
        self.steps = Steps(journal, job, self.acts)
        self.concealment = Concealment(job.actions)
        self.watch: Watch | None = None
        """Over where its pages go, once it has one."""
        self._is_fenced = is_fenced
        self._kept = Keeping(job.lease, files)
        self._results = Results()
        self.ends = Outcomes(job, self.concealment, self.clock, self._results, self.acts)
        self._actions: Sequence[Action] = ()

    async def perform(self, tabs: Tabs) -> None:
        """Opens the job's page and does its actions; those at their head that prepare the browser come first."""
        actions = [ParseDict(dict(action), Action(), ignore_unknown_fields=True) for action in self.job.actions]
        self._actions = actions
        numbered = list(enumerate(actions))
        first = next((index for index, action in numbered if not prepares(action.action)), len(actions))
        for index, action in numbered[:first]:
            await self._act(tabs, index, action)
        self.acts.expect(actions[first:])
        await self._open(tabs)
        for index, action in numbered[first:]:
            self.acts.expect(actions[index + 1 :])
            await self._act(tabs, index, action)
        await self._look(tabs)

    async def _open(self, tabs: Tabs) -> None:
        """Opens the job's page."""
        action = Action(action="visit", url=self.job.target_url)
        try:
            async with self.clock.timed({"action": "visit"}) as data:
                await self._do(tabs, action, self.ends.visited)
        except Exception as error:
            await self._picture(tabs, [action], step_failure(error), goes_on=False)
            raise
        await self.steps.record(f"opened {self.job.target_url}", data | self.ends.told)

    async def _act(self, tabs: Tabs, index: int, action: Action) -> None:
        """Performs one action, and stores what it makes before it counts as done."""
        result: dict[str, Any] = {"index": index, "action": action.action}
        told: dict[str, Any] = {}
        artifacts: list[NewArtifact] = []
        message = f"{action.action} done"
        try:
            async with self.clock.timed({"actionIndex": index, "action": action.action}, action.timeout_ms) as data:
                produced = await self._do(tabs, action, told) or Produced()
                data.update(produced.data)
                file = produced.file or self._results.too_large(produced)
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
        for name, value in self.concealment.facts(told).items():
            data[name] = result[name] = value
        result["durationMs"] = data["durationMs"]
        self._results.add(result)
        await self.steps.record(message, data, artifacts)

    def _borne(self, error: Exception, action: Action) -> StepFailed | None:
        """The failure of an action after which the job goes on; None when it ends."""
        failure = self.ends.concealed(step_failure(error))
        ends = not action.continue_on_error or failure.error_type in ENDING or self.clock.left_s <= 0
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
        left_s = self.clock.left_s * failure_picture.SHARE if goes_on else self.clock.left_s + OVERTIME_S
        try:
            async with asyncio.timeout(min(left_s, failure_picture.TIMEOUT_S)):
                artifact = await self._kept.keep(await failure_picture.take(tabs.current))
        except Exception as error:  # noqa: BLE001 - what the step has failed with is to be told, not this
            log.debug("job.no_picture", error=str(error))
            return []
        if not goes_on:
            self.clock.step = {**self.clock.step, "artifact": artifact.name}
            await self._record_kept(artifact)
        return [artifact]

    async def _record_kept(self, artifact: NewArtifact) -> None:
        """Has a file recorded that is of no action."""
        data = {"action": RECORD, "actionCount": len(self.job.actions), "artifact": artifact.name}
        await self.steps.record(f"{artifact.name} kept", data, [artifact])

    async def _look(self, tabs: Tabs) -> None:
        """Notes what the page is called at the end."""
        async with self.clock.timed({"action": END}):
            try:
                self.ends.place["title"] = (await tabs.current.title())[:MAX_TITLE_CHARS]
            except PlaywrightError as error:  # the page is on its way elsewhere
                log.debug("job.no_title", error=error.message)

    def leave(self, tabs: Tabs) -> None:
        """Notes where the page stands, however the attempt has ended."""
        self.ends.place["finalUrl"] = tabs.current.url[:MAX_URL_CHARS]

    async def keep_recordings(self, recording: Recording, outcome: Outcome) -> Outcome:
        """Stores what was recorded, however the attempt has ended, most of all when it has failed. Returns what
        becomes of it: one that has done all its actions fails when a recording cannot be kept. Nothing is kept that
        may show what the job was not to see.
        """
        refused = self.watch.let_in if self.watch is not None else None
        if refused is not None:
            return self.ends.failed(refused) if outcome.status is Status.COMPLETED else outcome
        for recorded in recording.files():
            try:
                self._kept.check_size(recorded.path.stat().st_size)
                await self.concealment.rewrite(recorded.path)
                artifact = await self._kept.keep(recorded.file())
            except StepFailed as failure:
                log.warning("job.recording_lost", name=recorded.path.name, error=str(failure))
                if outcome.status is Status.COMPLETED:
                    self.clock.step = {"action": RECORD}
                    outcome = self.ends.failed(failure)
            else:
                await self._record_kept(artifact)
        for name in recording.missing():
            log.warning("job.recording_lost", name=name, error="it was not written")
            if outcome.status is Status.COMPLETED:
                self.clock.step = {"action": RECORD}
                outcome = self.ends.failed(
                    StepFailed(ErrorType.TIMEOUT, f"{name} was not written in time: record less")
                )
        return outcome

    async def _do(self, tabs: Tabs, action: Action, told: dict[str, Any]) -> Produced | None:
        if self.acts.counts(action):
            await self.steps.acting()
        left_s = self.clock.step_left_s
        if left_s <= 0:
            raise StepFailed(ErrorType.TIMEOUT, "the job's timeout is over")
        if self._is_fenced():  # we stood still for long, and our heartbeat has not had its turn yet
            raise LeaseLost(self.job.lease.job_id, self.job.lease.lease_no)
        if action.action in {"visit", "download"} and action.url and self.watch is not None:
            self.watch.check(action.url)
        step = Step(
            tabs=tabs,
            action=action,
            target_url=self.job.target_url,
            wait_until=wait_until(self.job.wait_until),
            timeout_ms=left_s * 1000,
            max_file_bytes=self._kept.max_bytes,
            read_file=self._read_file,
            idle_is_wish=self.job.idle_is_wish,
            on_http_error=self.job.options.get("onHttpError", "accept"),
            told=told,
        )
        with self.acts.during(action, tabs.context):
            return await performer(action.action)(step)

    async def _read_file(self, name: str) -> KeptFile:
        """A file that this attempt has made, by its name or by that of its action. Raises StepFailed."""
        return await self._kept.read(name, self._results.artifact_of(name))


def _unwritten(name: str) -> StepFailed:
    return StepFailed(ErrorType.TIMEOUT, f"{name} was not written in time: record less")
