"""One attempt at a job: does its actions within its time, keeps what they make, and says how it ended."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing, nullcontext
from functools import partial
from itertools import zip_longest
from typing import Any

import structlog
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator
from tabwright.v1.action_pb2 import Action

from store.errors import LeaseLost
from store.job import ClaimedJob, Json
from store.queue.attempts import NewArtifact
from store.records.files import FileStorage
from store.secret_references import of_job
from worker.actions import performer
from worker.answers import Answers
from worker.browsers import consent
from worker.browsers.guard import Watch
from worker.failures import StepFailed, step_failure
from worker.page.closing import done_or_told
from worker.page.traffic import Traffic
from worker.running import failure_picture, html, shaping
from worker.running.acts import Acts, acts
from worker.running.clock import OVERTIME_S, Clock
from worker.running.concealment import Concealment, option_secrets
from worker.running.flow import Flow, Passes, Turn
from worker.running.intervening import Intervening
from worker.running.journal import Journal, Steps
from worker.running.keeping import Keeping
from worker.running.lanes import Lane
from worker.running.outcomes import END, ENDING, RECORD, Outcomes
from worker.running.pausing import Pausing
from worker.running.profile import Profile
from worker.running.results import Results, too_large
from worker.running.sessions import saver
from worker.secrets import Bound, Secrets
from worker.sessions.session import Session
from worker.spans import NO_SPANS, AttemptSpans
from worker.step import Around, KeptFile, Produced, Step, is_value, wait_until
from worker.tabs import Tabs
from worker.waiting import Waiting

log = structlog.get_logger()

SLACK_MS = 50.0
"""What a step may lose before it begins without its action being told a shorter time than the client has given it."""


class Attempt:
    """Does the actions of a job, and knows at any time what has become of them."""

    def __init__(
        self,
        job: ClaimedJob,
        files: FileStorage,
        journal: Journal,
        secrets: Secrets,
        is_fenced: Callable[[], bool] = lambda: False,
        *,
        answers: Answers,
        profile: Profile,
        spans: AttemptSpans = NO_SPANS,
        most_held: Callable[[], int] = lambda: 1,
    ) -> None:
        """`is_fenced` says whether others may have the job by now; `answers` is its witness; `spans` are those of its
        steps; `most_held` is how many jobs of this process may stand still at once.
        """
        self.job = job
        self.profile = profile
        self.secrets = secrets
        self.answers = answers
        self.places = of_job(job.actions, job.options)
        """Where it refers to secrets."""
        self.clock = Clock(job.timeout_ms, len(job.actions), spans)
        self.acts = Acts(job)
        self.steps = Steps(journal, job, self.acts)
        self.pausing = Pausing(self.steps, self.clock, most_held)
        """Whether it stands still."""
        self.concealment = Concealment(job.actions, option_secrets(job.options))
        self.about_to: Callable[[str, Locator], None] = lambda _, __: None
        """Is told which element an action is about to act on, once somebody may want to know."""
        self.intervening = Intervening(job, self.clock, self.pausing, self.concealment.text)
        secrets.hide, secrets.shows = self.concealment.learn, self.concealment.shows_secret
        self.send_headers: Callable[[Mapping[str, Bound]], None] | None = None
        """As Step.send_headers, once it has a page."""
        self.lane: Lane | None = None
        """Which way it takes to its browser. None: it has not come so far."""
        self.watch: Watch | None = None
        """Over where its pages go, once it has one."""
        self.tabs: Tabs | None = None
        """Its tabs, once it has any."""
        self.session: Session | None = None
        """The one that it begins with, or saves. None: it names none."""
        self._is_fenced = is_fenced
        self.kept = Keeping(job.lease, files)
        """Its files."""
        self._results = Results(are_shaped=job.task is not None)
        self.ends = Outcomes(job, self.concealment, self.clock, self._results, self.acts)
        self._flow = Flow(
            job.actions,
            self.clock,
            self.pausing,
            secrets.set_aside,
            profile.value if profile.name is not None else None,
        )
        self._performed: list[Action] = []
        """Those so far, in order."""

    async def perform(self, tabs: Tabs) -> None:
        """Opens the job's page and does its actions; those at their head that prepare the browser come first."""
        turns = self._flow.turns()
        first = next((index for index, turn in enumerate(turns) if not turn.prepares), len(turns))
        await self._flow.begin(tabs)
        for turn in turns[:first]:
            await self._act(tabs, turn)
        self.acts.expect(turns[first].action if first < len(turns) else None)
        await self._open(tabs, is_last=first == len(turns))
        for turn, following in zip_longest(turns[first:], turns[first + 1 :]):
            self.acts.expect(following.action if following else None)
            await self._act(tabs, turn, is_last=following is None)
        await self.pausing.gate()
        async with self.clock.timed({"action": END}):
            await self.ends.look(tabs)
        if self.job.task is not None:
            await self._shape(tabs, self.job.task)

    async def _open(self, tabs: Tabs, *, is_last: bool) -> None:
        """Opens the job's page."""
        action = Action(action="visit", url=self.job.target_url, referer=self.job.referer)
        await self.pausing.gate((None, action.action))
        try:
            async with self.clock.timed({"action": "visit"}) as data:
                if self.job.html is None:
                    await self._do(tabs, action, self.ends.visited)
                else:
                    await html.show(self._step(tabs, action, self.ends.visited), self.job, self.job.html, self.watch)
        except Exception as error:
            await self._picture(tabs, [action], step_failure(error), goes_on=False)
            raise
        await self.steps.record(f"opened {self.job.target_url or 'the HTML'}", data | self.ends.told, is_last=is_last)
        self.note_refusals()

    async def _act(self, tabs: Tabs, turn: Turn, *, is_last: bool = False) -> None:
        """Performs one action, and stores what it makes before it counts as done."""
        action = turn.action
        step = {"actionIndex": turn.top, "action": action.action, **turn.place}
        result: dict[str, Any] = {"index": turn.index, "action": action.action, **turn.place}
        told: dict[str, Any] = {}
        artifacts: list[NewArtifact] = []
        message, left_out = f"{action.action} done", self._results.left_out
        await self.pausing.gate((turn.top, action.action))
        try:
            await self._begin(turn)
            async with self.clock.timed(step, _own_time_ms(action), is_group=turn.is_group) as data:
                self._flow.count(tabs)
                if await self._flow.is_wanted(turn, tabs):
                    self._performed.append(action)
                    produced = await self._done(tabs, turn, result, told) or Produced()
                    self._flow.readings.note(action.name, "ok", produced)
                else:
                    produced, message = Produced(), f"{action.action} skipped"
                    result["skipped"] = data["skipped"] = True
                    self._flow.readings.note(action.name, "skipped")
                artifacts = await self._keep(produced, action.name, result)
        except LeaseLost:
            raise
        except Exception as error:
            failure = self._borne(error, action)
            if self.clock.step is step:  # else an action in the group has failed, of which there is a picture
                artifacts = await self._picture(
                    tabs, [*self._performed, action], failure or step_failure(error), turn, goes_on=failure is not None
                )
            if failure is None:
                raise
            data["error"] = result["error"] = {"errorType": failure.error_type.value, "message": str(failure)}
            if picture := artifacts[0].name if artifacts else self.clock.step.get("artifact"):
                result["error"]["artifact"] = picture
            message = f"{action.action} failed: {failure}"
            self._flow.readings.note(action.name, "failed")
        else:
            data |= {"artifact": result["artifact"]} if "artifact" in result else {}
        facts = {**({"name": action.name} if action.name else {}), **self.concealment.facts(told)}
        data |= facts
        result |= facts
        if self._results.left_out > left_out:
            result["leftOut"] = self._results.left_out - left_out
        result["durationMs"] = data["durationMs"]
        self._results.add(result)
        await self.steps.record(message, data, artifacts, is_last=is_last)
        self.note_refusals()

    async def _begin(self, turn: Turn) -> None:
        """Waits, out of the action's own time, until it is recorded that it may act. Raises LeaseLost."""
        if not turn.is_group and self.acts.counts(turn.action):
            await self.steps.acting()

    async def _keep(self, produced: Produced, name: str, result: dict[str, Any]) -> list[NewArtifact]:
        """Puts what an action has made into its result, and keeps it where it is a file."""
        large = self._results.too_large(produced)
        if produced.has_value and large is None:
            result["value"] = produced.value
        file = produced.file or large
        if file is not None and is_value(file):
            self._results.keep_large(result, file)
        if file is None:
            return []
        artifact = await self.kept.keep(file, name)
        result["artifact"] = artifact.name
        return [artifact]

    async def _done(self, tabs: Tabs, turn: Turn, result: dict[str, Any], told: dict[str, Any]) -> Produced | None:
        """What comes of an action, or of the passes of a group."""
        if not turn.is_group:
            action = self._flow.readings.resolved(turn.given, turn.items)
            return await self._do(tabs, action, told, turn.around, own_time_ms=_own_time_ms(action))
        passes = Passes(self._flow, turn, tabs, lambda action, around: self._do(tabs, action, told, around))
        try:
            async with aclosing(passes.turns()) as turns:
                async for one in turns:
                    await self._act(tabs, one)
        finally:
            result["passes"] = passes.count
        result["endedBy"] = passes.ended_by
        return None

    def _borne(self, error: Exception, action: Action) -> StepFailed | None:
        """The failure of an action after which the job goes on; None when it ends."""
        failure = self.ends.concealed(step_failure(error))
        ends = not action.continue_on_error or failure.error_type in ENDING or self.clock.step_left_s <= 0
        return None if ends else failure

    async def _picture(
        self, tabs: Tabs, actions: Sequence[Action], failure: StepFailed, turn: Turn | None = None, *, goes_on: bool
    ) -> list[NewArtifact]:
        """Keeps a picture of the page that the last of these actions has failed on, where one may be taken, and soon
        enough: for the step to record where the job goes on, and else recorded, and named in the job's error.
        """
        is_wanted = self.job.options.get("failureScreenshot", True)
        if self._is_fenced() or not is_wanted or not failure_picture.is_worth_it(tabs.current, failure, actions):
            return []
        if goes_on and turn is not None and not self._flow.may_picture(turn):
            return []
        left_s = self.clock.left_s * failure_picture.SHARE if goes_on else self.clock.left_s + OVERTIME_S
        try:
            async with asyncio.timeout(min(left_s, failure_picture.TIMEOUT_S)):
                artifact = await self.kept.keep(await failure_picture.take(tabs.current, self.secrets.cover))
        except Exception as error:  # noqa: BLE001 - what the step has failed with is to be told, not this
            log.debug("job.no_picture", error=self.concealment.text(str(error)))
            return []
        if not goes_on:
            self.clock.step = {**self.clock.step, "artifact": artifact.name}
            await self.record_kept(artifact)
        return [artifact]

    async def record_kept(self, artifact: NewArtifact) -> None:
        """Has a file recorded that is of no action."""
        data = {"action": RECORD, "actionCount": len(self.job.actions), "artifact": artifact.name}
        await self.steps.record(f"{artifact.name} kept", data, [artifact])

    async def _shape(self, tabs: Tabs, task: Json) -> None:
        """Has the task that has made the job make its result."""
        async with self.clock.timed({"action": END}):
            self.ends.leave(tabs)
            read = self.ends.read
            self.ends.task = await self.shaped(task, lambda: {**read, "actions": self._results.whole()})
            if not self._results.is_whole:
                self.ends.task["truncated"] = True

    async def shaped(self, task: Json, read: Callable[[], Json]) -> dict[str, Any]:
        """The result of a task, made of a JobResult with all values. Raises StepFailed."""
        result = await shaping.shape(task, read, self.concealment.text)
        if file := too_large(result["value"]):
            artifact = await self.kept.keep(file, shaping.STEM)
            await self.record_kept(artifact)
            del result["value"]
            result["artifact"] = artifact.name
        return result

    def note_refusals(self, *, is_last: bool = False) -> None:
        """Has a line of the job's log written for each host that was refused and has none yet."""
        passage = self.ends.passage
        if passage is not None and (lines := passage.lines(is_last=is_last)):
            self.steps.note([self.concealment.text(line) for line in lines])

    def _step(
        self,
        tabs: Tabs,
        action: Action,
        told: dict[str, Any],
        around: Around | None = None,
        waiting: Waiting | None = None,
    ) -> Step:
        """A step that begins now. Raises TimeoutError or LeaseLost where it may not."""
        left_s = self.clock.step_left_s
        if left_s <= 0:
            raise TimeoutError  # whose time it is, says what has it
        if self._is_fenced():  # we stood still for long, and our heartbeat has not had its turn yet
            raise LeaseLost(self.job.lease.job_id, self.job.lease.lease_no)
        own_ms = float(action.timeout_ms)
        return Step(
            tabs=tabs,
            action=action,
            target_url=self.job.target_url or self.job.base_url or "about:blank",
            wait_until=wait_until(self.job.wait_until),
            timeout_ms=own_ms if 0 <= own_ms - left_s * 1000 <= SLACK_MS else left_s * 1000,
            max_file_bytes=self.kept.max_bytes,
            read_file=self._read_file,
            heard=self.concealment.heard,
            secrets=self.secrets,
            witness=self.answers,
            send_headers=self.send_headers,
            save_session=saver(self.session, tabs) if self.session is not None else None,
            around=around,
            idle_is_wish=self.job.idle_is_wish,
            may_open=self._may_open,
            on_http_error=self.job.options.get("onHttpError", "accept"),
            about_to=partial(self.about_to, action.action),
            ask_person=partial(self.intervening.ask, action=action),
            waiting=waiting or Waiting(),
            told=told,
        )

    async def _do(
        self,
        tabs: Tabs,
        action: Action,
        told: dict[str, Any],
        around: Around | None = None,
        *,
        own_time_ms: int = 0,
    ) -> Produced | None:
        """Does an action, again where it was broken off or a person has helped. Raises what it fails with."""

        async def do(waiting: Waiting) -> Produced | None:
            told.clear()
            try:
                return await self._do_it(tabs, action, told, around, waiting)
            except PlaywrightError as error:
                raise await self._told(tabs, error) from error

        return await self.intervening.done(tabs, action, do, own_time_ms=own_time_ms)

    async def _told(self, tabs: Tabs, error: PlaywrightError) -> Exception:
        """What an action has failed with; where the network was the cause, as the guard knows it."""
        if self.ends.passage is None:
            return error
        page = tabs.current
        document = None if page.is_closed() else (await Traffic.of(page)).document
        return await self.ends.passage.told(error, document.url if document is not None else None)

    async def _do_it(
        self, tabs: Tabs, action: Action, told: dict[str, Any], around: Around | None, waiting: Waiting
    ) -> Produced | None:
        if self.acts.counts(action):
            await self.steps.acting()
        self.acts.expect_wait(action, waiting)
        step = self._step(tabs, action, told, around, waiting)
        if action.action in {"visit", "download"} and action.url:
            await self._may_open(action.url)
        if action.action != "visit":
            hears = self.answers.during(tabs.context) if acts(action) else nullcontext()
            with self.acts.during(action, tabs.context), hears:
                async with done_or_told(step):
                    return await self._produced(step)
                return None
        consent.begin(tabs.current)
        async with done_or_told(step):
            produced = await self._produced(step)
        await consent.note(tabs.current, told, self.clock.step_left_s)
        return produced

    async def _produced(self, step: Step) -> Produced | None:
        """What comes of an action, without what the job hides."""
        sign_in = self.intervening.sign_in
        async with sign_in.during(step) if sign_in is not None else nullcontext():
            produced = await performer(step.action.action)(step)
        if self.session is not None and produced is not None:
            await self.session.look(step.tabs.context)
        return await self.concealment.produced(produced)

    async def _may_open(self, url: str) -> None:
        """Raises StepFailed for a URL that the job's pages may not go to."""
        if self.watch is not None:
            await self.watch.may_open(url)

    async def _read_file(self, name: str) -> KeptFile:
        """A file that this attempt has made, by its name or by that of its action. Raises StepFailed."""
        return await self.kept.read(name, self._results.artifact_of(name))


def _own_time_ms(action: Action) -> int:
    """The time that an action has for itself. That of askHuman is a person's."""
    return 0 if action.action == "askHuman" else action.timeout_ms
