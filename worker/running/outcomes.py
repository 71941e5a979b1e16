"""How an attempt ends: the words of its result and of its failure."""

from dataclasses import replace
from typing import Any

import structlog
from playwright.async_api import Error as PlaywrightError

from store.failures import STOPPED, ErrorType, Recovery
from store.job import ClaimedJob, Status
from store.queue.attempts import Outcome
from store.retry import delay_s, is_due_again
from worker.browsers.passage import Passage
from worker.failures import BROKEN, DRIVER_GONE, StepFailed
from worker.running.acts import Acts
from worker.running.clock import Clock
from worker.running.concealment import Concealment
from worker.running.results import Results
from worker.tabs import Tabs

log = structlog.get_logger()

GIVEN_BACK_STILL = (
    "the worker gave the job back, which stood still: what a person has done in its pages is gone, and it starts again"
)
MAX_TITLE_CHARS = 1000
MAX_URL_CHARS = 8192
"""A page may call itself what it likes."""
RECORD, END = "record", ""
"""Steps that are no action."""
ENDING = frozenset(
    {
        ErrorType.INTERNAL,
        ErrorType.URL_BLOCKED,
        ErrorType.BROWSER_CRASHED,
        ErrorType.RESOURCE_LIMIT,
        ErrorType.STORAGE_UNAVAILABLE,
    }
)
"""Failures that an action's continue_on_error does not cover: the browser or we ourselves are the cause, or the job
has gone where it may not.
"""


class Outcomes:
    """What becomes of one attempt, as it stands when it is asked."""

    def __init__(self, job: ClaimedJob, concealment: Concealment, clock: Clock, results: Results, acts: Acts) -> None:
        self._job = job
        self._concealment = concealment
        self._clock = clock
        self._results = results
        self._acts = acts
        self.place: dict[str, str] = {}
        """Where the page stands at the end."""
        self.dialogs: list[dict[str, str]] = []
        """What dialogs said."""
        self.task: dict[str, Any] | None = None
        """What the task that has made the job has made of what it has read."""
        self.passage: Passage | None = None
        """Its way to the network."""
        self.visited: dict[str, Any] = {}
        """What is told of the visit of target_url."""
        self.session: dict[str, Any] = {}
        """What is told of the job's session."""

    @property
    def told(self) -> dict[str, Any]:
        """The same, as it may be told."""
        return self._concealment.facts(self.visited)

    @property
    def read(self) -> dict[str, Any]:
        """Where the page stands, as it may be told, and what is told of its visit."""
        return {**{name: self._concealment.text(value) for name, value in self.place.items()}, **self.told}

    async def look(self, tabs: Tabs) -> None:
        """Notes what the page is called."""
        try:
            self.place["title"] = (await tabs.current.title())[:MAX_TITLE_CHARS]
        except PlaywrightError as error:
            browser = tabs.context.browser
            if browser is None or not browser.is_connected() or "crashed" in error.message:
                raise
            # The page is on its way elsewhere, or has gone.
            log.debug("job.no_title", error=self._concealment.text(error.message))

    def leave(self, tabs: Tabs) -> None:
        """Notes where the page stands, however the attempt has ended."""
        self.place["finalUrl"] = tabs.current.url[:MAX_URL_CHARS]
        self.dialogs = tabs.dialogs.heard

    def completed(self) -> Outcome:
        return self._outcome(Status.COMPLETED)

    def cancelled(self) -> Outcome:
        return self._outcome(Status.CANCELLED)

    def given_back(self, *, stood_still: bool = False) -> Outcome:
        """`stood_still`: a person may have been at work in it."""
        error = self._error(StepFailed(STOPPED, GIVEN_BACK_STILL)) if stood_still else None
        return self._again(STOPPED.recovery, error)

    def held(self, reason: str, wait_s: float) -> Outcome:
        """It waits for what it uses, and has not begun."""
        error = self._error(StepFailed(ErrorType.PROXY_FAILED, reason))
        return self._outcome(Status.PENDING, error=error, delay_s=wait_s)

    def failed(self, failure: StepFailed, *, wishes: int | None = 0) -> Outcome:
        """`wishes`: how often the site has asked the job before for fewer requests; None: for so long that this counts
        as a failure like others.
        """
        failure = self.concealed(failure)
        if failure.error_type is ErrorType.BROWSER_CRASHED and DRIVER_GONE in str(failure):
            self._acts.lose_sight()
        error = self._error(failure)
        recovery = failure.recovery
        if wishes is None:
            recovery, wishes = replace(recovery, spends_retry=True), 0
        if is_due_again(recovery, self._job.retry_count, self._job.max_retries):
            return self._again(recovery, error, wishes)
        return self._outcome(Status.FAILED, error=error)

    def unwritten(self) -> Outcome:
        """It could not be written what it has done."""
        error = self._error(StepFailed(ErrorType.INTERNAL, BROKEN))
        return Outcome(lease=self._job.lease, status=Status.FAILED, error=error)

    def _again(self, recovery: Recovery, error: dict[str, Any] | None = None, wishes: int = 0) -> Outcome:
        return self._outcome(
            Status.PENDING,
            error=error,
            retries=int(recovery.spends_retry),
            delay_s=delay_s(recovery, self._job.retry_count, wishes),
        )

    def last(self, outcome: Outcome) -> Outcome:
        """What becomes of an attempt with all that it is known to have done: one that has acted is not made again."""
        if not self._acts.has_acted or outcome.status not in {Status.PENDING, Status.FAILED}:
            return outcome
        error = outcome.error or self._error(StepFailed(STOPPED, "the worker was stopped"))
        details = {**error["details"], "canRetry": False, "acted": True}
        return replace(outcome, status=Status.FAILED, error={**error, "details": details}, retries=0, delay_s=0)

    def _error(self, failure: StepFailed) -> dict[str, Any]:
        details = {
            "jobId": str(self._job.lease.job_id),
            "errorType": failure.error_type.value,
            "retryCount": self._job.retry_count,
            "canRetry": failure.recovery.again,
            **self._clock.step,
        }
        return {
            "statusCode": 500,
            "error": "JobExecutionError",
            "message": f"{self._where()}: {failure}",
            "details": details,
        }

    def concealed(self, failure: StepFailed) -> StepFailed:
        """The failure of the step that runs, as it may be told."""
        return self._concealment.failure(failure, self._clock.step.get("actionIndex"))

    def _outcome(
        self, status: Status, *, error: dict[str, Any] | None = None, retries: int = 0, delay_s: float = 0
    ) -> Outcome:
        heard = [{**dialog, "message": self._concealment.heard(dialog["message"])} for dialog in self.dialogs]
        dialogs = {"dialogs": heard} if heard else {}
        blocked = self.passage.blocked if self.passage is not None else 0
        return Outcome(
            lease=self._job.lease,
            status=status,
            result={
                "duration": self._clock.duration_ms,
                **self.read,
                "actions": self._results.actions,
                **dialogs,
                **({"session": self.session} if self.session else {}),
                **({"blockedRequests": blocked} if blocked else {}),
                **({"task": self.task} if self.task is not None and status is Status.COMPLETED else {}),
            },
            error=error,
            data={"durationMs": self._clock.duration_ms},
            retries=retries,
            delay_s=delay_s,
        )

    def _where(self) -> str:
        step = self._clock.step
        if "actionIndex" in step:
            return f"action {step.get('path', step['actionIndex'])} ({step['action']})"
        if step.get("action") == RECORD:
            return "recording"
        if step.get("action") == END:
            return "after the last action"
        return f"opening {self._job.target_url or 'the HTML'}" if step else "opening a page"
