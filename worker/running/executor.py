"""Runs one job: lends it a page, has an attempt made, and records how it ended."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from traceback import format_exc
from typing import Literal

import structlog
from google.protobuf.json_format import ParseDict
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions

from store import metrics
from store.action_tree import action_type
from store.errors import LeaseLost
from store.failures import Delay
from store.job import Status
from store.queue.attempts import Outcome
from store.queue.browsers import BrowserType
from store.records.files import FileStorage
from store.retry import PATIENCE_S, ErrorType
from store.sites.circuits import EVERYBODY
from worker.answers import Answers
from worker.browsers.browsers import Browsers
from worker.browsers.guard import Watch
from worker.browsers.interruption import Interruption
from worker.browsers.passage import Passage
from worker.browsers.recording import Recording
from worker.browsers.secret_headers import HeaderGate
from worker.failures import StepFailed, step_failure
from worker.running import recordings, secret_options, sessions
from worker.running.attempt import Attempt
from worker.running.away import Away
from worker.running.fallbacks import Fallbacks
from worker.running.handover import Handover
from worker.running.job import RunningJob, Stop
from worker.running.journal import Journal
from worker.running.lanes import Lane
from worker.running.lanes import is_fast as is_fast_job
from worker.running.live import Live, takes_downloads, watched
from worker.running.profile import NoProfiles, Profile
from worker.running.profile import Reader as ProfileReader
from worker.running.rest import Rest
from worker.running.robots import OBEY, Robots
from worker.secrets import NoSecrets, NoteUse, Reader, Secrets, nobody
from worker.sessions.session import SAVE, Keeper, NoSessions, Session
from worker.sites.robots import RobotsFiles
from worker.sites.verdict import Kind
from worker.sites.watch import NoSites, Sites
from worker.spans import Tracing
from worker.tabs import Tabs

log = structlog.get_logger()

_VERDICTS: Mapping[Kind, Literal["up", "down", "limited"] | None] = {
    "up": "up",
    "down": "down",
    "limited": "limited",
    "blocked": "up",  # it is there, and does not want us
    "none": None,
}
"""What the last verdict on a job's own site means for the site's circuit."""

GRACE_S = 5.0
"""How long after its time an attempt may still run: it ends its last step from outside, and takes a picture of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What this process knows of what its jobs reach, and whom it tells what they have met there."""

    sites: Sites = field(default_factory=NoSites)
    """Hears what navigations say of sites."""
    rest: Rest = field(default_factory=Rest)
    """Hears how the network here does."""
    away: Away | None = None
    """Knows the proxies that do not answer. None: nobody does."""


class Executor:
    """Runs jobs in this process's browsers."""

    def __init__(
        self,
        browsers: Browsers,
        files: FileStorage,
        journal: Journal,
        is_fenced: Callable[[], bool] = lambda: False,
        *,
        secrets: Reader | None = None,
        keeper: Keeper | None = None,
        profiles: ProfileReader | None = None,
        note_use: NoteUse = nobody,
        outside: Outside | None = None,
        tracing: Tracing | None = None,
        fallbacks: Fallbacks | None = None,
        live: Live | None = None,
    ) -> None:
        """`is_fenced` says whether the worker must begin nothing more: others may have its jobs. `secrets` reads those
        that jobs name, and `note_use` is told of each use of one; `keeper` has the sessions that they name, and
        `profiles` reads their profiles. `tracing` makes spans of what it does. Without `fallbacks`, jobs end as their
        attempts do; without `live`, nobody can watch them.
        """
        self._live = live
        self._outside = outside or Outside()
        self._robots = RobotsFiles()
        self._tracing = tracing or Tracing()
        self._fallbacks = fallbacks
        self._secrets = secrets or NoSecrets()
        self._profiles = profiles or NoProfiles()
        self._note_use = note_use
        self._keeper = keeper
        self._is_fenced = is_fenced
        self._browsers = browsers
        self._files = files
        self._journal = journal

    async def run(self, running: RunningJob, browser_type: BrowserType) -> None:
        """Runs a job to its end and records it. Never raises: how a job ends is its outcome."""
        job = running.job
        secrets = Secrets(
            self._secrets,
            job.client_id,
            job.lease.job_id,
            self._note_use,
            is_recorded=bool(job.options.get("record")),
        )
        answers = Answers(job, self._outside.sites.note, self._outside.rest)
        with (
            structlog.contextvars.bound_contextvars(job_id=str(job.lease.job_id), lease_no=job.lease.lease_no),
            self._tracing.attempt(job) as spans,
        ):
            profile = Profile(self._profiles, job, secrets)
            attempt = Attempt(
                job,
                self._files,
                self._journal,
                secrets,
                self._is_fenced,
                answers=answers,
                profile=profile,
                spans=spans,
                most_held=running.most_held,
            )
            running.pausing = attempt.pausing
            running.has_acted = lambda: attempt.acts.has_begun or attempt.acts.acting_s is not None
            try:
                outcome = await self._run(running, attempt, browser_type)
                error_type = outcome.error["details"]["errorType"] if outcome.error is not None else None
                spans.ended(outcome.status.value, error_type)
            except LeaseLost:
                log.warning("job.lease_lost")
                spans.ended("lease_lost", None)

    async def _run(self, running: RunningJob, attempt: Attempt, browser_type: BrowserType) -> Outcome:
        """What has become of the attempt. Raises LeaseLost when nothing may be written about it."""
        options = ParseDict(dict(attempt.job.options), JobOptions(), ignore_unknown_fields=True)
        if wait_s := await self._wait_s(attempt, options):
            running.finishing = True
            told = f"the proxy {options.proxy.server} does not answer: the job waits, and is not at fault"
            outcome = attempt.ends.held(told, wait_s)
            await self._record(attempt, outcome)
            return outcome
        session = attempt.session = self._session(attempt, options)
        hides = attempt.concealment.is_needed or attempt.places or attempt.profile.is_used or session is not None
        pictures = not hides
        with self._browsers.recording(options.record, pictures=pictures) as recording:
            async with AsyncExitStack() as closing:
                job = Interruption(attempt.job.timeout_ms / 1000 + GRACE_S)
                attempt.clock.others.append(job)
                attempt.ends.passage = passage = self._browsers.passage(attempt.job.url_policies, options)
                recording.reason = passage.reason
                # A person may want any; those that nobody wants are cancelled (worker.live.downloads).
                downloads = takes_downloads(attempt.job) or self._live is not None
                state = None
                if session is not None:
                    state = session.state
                    recording.leave_out_state()
                attempt.lane = self._lane(attempt, browser_type)
                lent = self._browsers.page(
                    browser_type,
                    options,
                    recording,
                    job,
                    passage,
                    downloads=downloads,
                    state=state,
                    fast=attempt.lane == "fast",
                )
                page = self._with_secrets(attempt, browser_type, options, lent)
                outcome = await self._performed(
                    running, attempt, job, page, closing, recording=recording, passage=passage, options=options
                )
                await attempt.answers.settled()
                job.has_hung = attempt.clock.has_hung
                running.finishing = True  # closing the page must not be interrupted
                if session is not None:
                    outcome = await self._keep_session(running, attempt, session, recording, outcome)
                may_still_act = outcome.status is Status.PENDING and attempt.acts.has_begun
                if recording.is_wanted or may_still_act:  # what is told of it is complete when the page has closed
                    await closing.aclose()
                if recording.is_wanted and running.stopped not in {Stop.DRAINED, Stop.SQUEEZED_OUT}:
                    outcome = await recordings.keep(attempt, recording, outcome)
                outcome = await self._with_verdict(attempt, attempt.ends.last(outcome))
                if self._fallbacks is not None:
                    outcome = await self._fallbacks.instead(attempt, outcome)
                async with asyncio.TaskGroup() as ending:  # who waits for the job need not wait for its page too
                    ending.create_task(self._record(attempt, outcome))
                    await closing.aclose()
                return outcome

    @asynccontextmanager
    async def _with_secrets(
        self, attempt: Attempt, browser_type: BrowserType, options: JobOptions, lent: AbstractAsyncContextManager[Page]
    ) -> AsyncIterator[Page]:
        """Lends a page with these options, once the secrets that they refer to are in them, and the job's session and
        profile are read. Raises StepFailed.
        """
        if attempt.session is not None:
            await attempt.session.open()
            attempt.secrets.is_used = True  # pictures must not show what it has
        await attempt.profile.read()
        sends_headers = secret_options.sends_headers(attempt.places, browser_type.type)
        headers = await secret_options.put_in(options, attempt.secrets)
        async with AsyncExitStack() as closing:
            page = await closing.enter_async_context(lent)
            if sends_headers:
                gate = await closing.enter_async_context(HeaderGate.opened(page, attempt.secrets, headers))
                attempt.send_headers = gate.send
            yield page

    def _lane(self, attempt: Attempt, browser_type: BrowserType) -> Lane:
        """Which way the attempt takes to its browser, counted."""
        is_fast = self._browsers.has_fast_lane and is_fast_job(attempt.job, browser_type)
        lane: Lane = "fast" if is_fast else "playwright"
        metrics.JOB_ATTEMPTS.labels(lane).inc()
        return lane

    def _session(self, attempt: Attempt, options: JobOptions) -> Session | None:
        """The session that the job names."""
        if not options.session:
            return None
        keeper = self._keeper or NoSessions()
        return Session(keeper, attempt.job, options, attempt.concealment.learn_all)

    async def _keep_session(
        self, running: RunningJob, attempt: Attempt, session: Session, recording: Recording, outcome: Outcome
    ) -> Outcome:
        """Saves a job's session at the end of an attempt, where it is to, and tells of it. Raises LeaseLost."""
        tabs = attempt.tabs
        if tabs is None:  # it had no page
            return outcome
        if running.stopped is None and sessions.is_due(session, outcome):
            await recording.stop(tabs.context)
            line = attempt.concealment.text(await sessions.keep(session, tabs))
            log.info("job.session", session=session.name, saved="reason" not in session.told)
            data = {"action": SAVE, "actionCount": len(attempt.job.actions)}
            await attempt.steps.record(line, data)
        elif running.stopped is Stop.CANCELLED and session.is_saved_at_the_end:
            session.told["reason"] = "the job was cancelled"
        attempt.ends.session = attempt.concealment.facts(session.told)
        return sessions.with_session(outcome, session, attempt.concealment)

    async def _wait_s(self, attempt: Attempt, options: JobOptions) -> float:
        """How long the job has to wait for its proxy. 0: not at all."""
        away = self._outside.away
        if away is None or not options.HasField("proxy"):
            return 0
        return await away.proxy_wait_s(options.proxy.server, attempt.job.client_id or EVERYBODY)

    def _note_proxy(self, attempt: Attempt, passage: Passage, *, is_up: bool) -> None:
        """Counts how the job's proxy, or that of the installation, has done."""
        if (away := self._outside.away) is not None:
            job = attempt.job
            away.used_proxy(passage.proxy_server, job.client_id or EVERYBODY, job_id=job.lease.job_id, is_up=is_up)

    async def _attend(self, page: Page, is_attended: bool) -> None:  # noqa: FBT001 - as Handover calls it
        await self._browsers.attend(page, is_attended=is_attended)

    def _look(self, page: Page, is_watched: bool) -> None:  # noqa: FBT001 - as a live view calls it
        self._browsers.look(page, is_watched=is_watched)

    def _robots_of(self, attempt: Attempt, options: JobOptions, watch: Watch) -> Callable[[str], Awaitable[None]]:
        """What asks the robots.txt files of sites for an attempt."""
        return Robots(
            self._robots,
            attempt.job,
            options,
            watch,
            tell=attempt.answers.tell,
            wish_delay=self._outside.sites.wish_delay,
        ).check

    async def _with_verdict(self, attempt: Attempt, outcome: Outcome) -> Outcome:
        """An outcome with what it says of the job's site. Where that asks for patience, the others know before the job
        may come back.
        """
        own = attempt.answers.own
        if own == "limited":
            await self._outside.sites.told()
        return replace(outcome, site_verdict=_VERDICTS[own]) if own is not None else outcome

    async def _wishes(self, attempt: Attempt, failure: StepFailed) -> int | None:
        """How often its site has asked the job before for fewer requests; None: for too long."""
        if failure.recovery.delay is not Delay.SITE:
            return 0
        heard = await self._journal.wishes(attempt.job.lease.job_id)
        return heard.count if heard.for_s < PATIENCE_S else None

    async def _record(self, attempt: Attempt, outcome: Outcome) -> None:
        try:
            ended = await self._written(attempt, outcome)
        except LeaseLost:
            log.warning("job.lease_lost")
            return
        except Exception:  # noqa: BLE001 - what cannot be written is this job's alone: the jobs beside it go on
            log.error("job.unwritten", exception=attempt.concealment.text(format_exc()))  # noqa: TRY400 - masked
            outcome = attempt.ends.last(attempt.ends.unwritten())
            ended = await self._journal.finish(outcome)
        if ended and outcome.status is not Status.PENDING:
            kind = action_type(action["action"] for action in attempt.job.actions) or "other"
            metrics.JOB_DURATION_S.labels(kind).observe(attempt.clock.duration_ms / 1000)
        if ended and self._fallbacks is not None:
            await self._fallbacks.remember(attempt, outcome)
        log.info(
            "job.ended",
            status=outcome.status.value,
            recorded=ended,
            duration_ms=attempt.clock.duration_ms,
            lane=attempt.lane,
        )

    async def _written(self, attempt: Attempt, outcome: Outcome) -> bool:
        """Writes what is left to be told of an attempt. Returns whether it counts. Raises LeaseLost."""
        attempt.note_refusals(is_last=True)
        last_step = attempt.steps.take_last()
        await attempt.steps.recorded()
        return await self._journal.finish(outcome, last_step)

    async def _performed(
        self,
        running: RunningJob,
        attempt: Attempt,
        job: Interruption,
        lent_page: AbstractAsyncContextManager[Page],
        closing: AsyncExitStack,
        *,
        recording: Recording,
        passage: Passage,
        options: JobOptions,
    ) -> Outcome:
        """What becomes of the attempt. Its page is open until `closing` closes it. Raises LeaseLost."""
        try:
            with job.enforced():
                async with attempt.clock.timed({}):
                    page = await closing.enter_async_context(lent_page)
                    attempt.watch = watch = await closing.enter_async_context(
                        self._browsers.guard.watching(page, passage, job)
                    )
                attempt.answers.watch(page.context, passage)
                if options.robots == OBEY:
                    watch.robots = self._robots_of(attempt, options, watch)
                tabs = attempt.tabs = Tabs(page, self._browsers.downloads_of(page))
                if attempt.session is not None:
                    attempt.session.follow(page.context)
                Handover(attempt, tabs, recording, partial(self._attend, page))
                try:
                    async with watched(self._live, attempt, tabs, watch, partial(self._look, page)):
                        await attempt.perform(tabs)
                    await watch.settled()
                finally:
                    attempt.ends.leave(tabs)
        except asyncio.CancelledError:
            if running.stopped is None or running.stopped is Stop.LEASE_LOST:
                await attempt.steps.abandon()
                raise LeaseLost(attempt.job.lease.job_id, attempt.job.lease.lease_no) from None
            asyncio.current_task().uncancel()  # type: ignore[union-attr]  # we run in a task
            if running.stopped is Stop.CANCELLED:
                return attempt.ends.cancelled()
            return attempt.ends.given_back(stood_still=attempt.pausing.was_cut_off)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the job's outcome
            running.finishing = True  # nobody would say what has become of it
            failure = await attempt.intervening.explained(attempt.tabs, step_failure(error))
            if failure.error_type is ErrorType.PROXY_FAILED and passage.proxy_is_away:
                self._note_proxy(attempt, passage, is_up=False)
            if failure.error_type is ErrorType.INTERNAL:
                log.error("job.broken", exception=attempt.concealment.text(format_exc()))  # noqa: TRY400 - masked
            return attempt.ends.failed(failure, wishes=await self._wishes(attempt, failure))
        self._note_proxy(attempt, passage, is_up=True)
        return attempt.ends.completed()
