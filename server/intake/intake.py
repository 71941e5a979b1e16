"""Accepting jobs, for all services whose calls make one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

import structlog
from google.protobuf.json_format import MessageToDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CreateJobRequest, CreateJobResponse
from tabwright.v1.task_type_service_pb2 import PutTaskTypeRequest, RunTaskRequest

from server.calls import validation
from server.calls.around import GATEWAY, Context, headers
from server.calls.caller import client_id, current
from server.calls.faults import InvalidRequest
from server.calls.lanes import SMALL_BYTES, Lanes
from server.convert import action_rules, options, session_rules, task_type, translation
from server.convert import job as convert
from server.convert import task as tasks
from server.convert.profile import job_faults as profile_faults
from server.convert.translation import JobRequest, Names
from server.intake import url_check
from server.intake.idempotency import request_id, request_ids
from server.intake.quota import QueueQuota
from server.intake.service_level import CurrentLevel
from server.intake.task_types import TaskTypes
from server.settings import ServerSettings
from store.database.connection import Database
from store.errors import ProfileNotFound, SecretsKeysMissing, SessionNotFound
from store.job import COMPANY, Json, NewJob, Request
from store.profiles import company
from store.profiles.profiles import outlines_of
from store.queue.browsers import list_browser_types
from store.queue.intake import Accepted, accepted_before, create_jobs
from store.queue.reception import Reception
from store.secret_references import Place, of_job
from store.secrets.origins import is_allowed
from store.secrets.secrets import Kind, kinds_of
from store.sessions.sessions import origins_of
from store.sites.pace import keep_pace
from store.task_types.task_types import Definition
from store.urls.url_policies import RuleBook
from store.webhooks.receivers import require_client_secret
from tasks.task import Task

log = structlog.get_logger()

Beside: TypeAlias = Callable[[NewJob], NewJob]
"""Puts into a job what its request says of it as something else than a job."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A job that a request asks for."""

    job: NewJob
    actions: Sequence[Action]
    names: Names
    """What the client has called its fields."""
    within: str
    """What stands before the names of the request's fields."""
    secrets: Sequence[Place]
    """Where it refers to secrets."""
    scripts: Json
    """The options with JavaScript of the client's own."""
    has_own_actions: bool = True
    """Whether the client has written its actions."""


class Intake:
    """Turns requests into accepted jobs."""

    def __init__(
        self,
        database: Database,
        rule_book: RuleBook,
        quota: QueueQuota,
        lanes: Lanes,
        settings: ServerSettings,
        *,
        level: CurrentLevel,
        task_types: TaskTypes,
    ) -> None:
        self._database = database
        self._reception = Reception(database)
        self._rule_book = rule_book
        self._quota = quota
        self._level = level
        self._lanes = lanes
        self._settings = settings
        self._task_types = task_types

    async def accept(self, request: JobRequest, context: Context) -> CreateJobResponse:
        """Makes a job as `make` does, and answers 201 with its Location."""
        return await self.answer(await self.make(request, context), context)

    async def make(self, request: JobRequest, context: Context, beside: Beside | None = None) -> Accepted:
        """Makes a job; for a request that comes again, it is the job that it has made. With `beside`, it is that which
        says whether the request comes again.
        """
        if beside is None:
            request.request_id = request_id(request, context)
        size_bytes = request.ByteSize()
        return await self._made(await self._lanes.run(size_bytes, self._read, request, "", beside), size_bytes)

    async def run_task(
        self, request: RunTaskRequest, context: Context, *, may_be_own: bool = True
    ) -> CreateJobResponse:
        """Makes the job that a task makes of parameters, as `accept` does. A request that comes again has its job, even
        when the task would make another one by now. `may_be_own`: whether the client's own of this name may be meant.

        Raises TaskTypeNotFound, TaskVersionNotFound, TaskRestricted, and what `accept` raises.
        """
        request.request_id = request_id(request, context)
        named = convert.named(request) if request.request_id else None
        before = await accepted_before(self._database, client_id(), [named] if named else [])
        if named in before:
            return await self.answer(before[named], context)
        return await self.answer(await self.make_of_task(request, named, may_be_own=may_be_own), context)

    async def make_of_task(
        self,
        request: RunTaskRequest,
        named: Request | None,
        beside: Beside | None = None,
        *,
        may_be_own: bool = True,
    ) -> Accepted:
        """Makes the job that a task makes of parameters, which `named` has not made before."""
        version = request.version if request.HasField("version") else None
        task = await self._task_types.find(client_id(), request.task_name, version, may_be_own=may_be_own)
        self._task_types.require_enabled(task)
        size_bytes = max(request.ByteSize(), SMALL_BYTES + 1)  # a task computes, for how long nobody knows
        asked = await self._lanes.run(size_bytes, self._read_task, request, task, named, beside)
        return await self._made(asked, size_bytes)

    async def own_task(self, request: PutTaskTypeRequest) -> Definition:
        """What a client makes a task type of its own of. Raises InvalidRequest."""
        size_bytes = max(request.ByteSize(), SMALL_BYTES + 1)
        return await self._lanes.run(size_bytes, task_type.definition, request, self._read)

    async def _made(self, asked: _Asked, size_bytes: int) -> Accepted:
        before = await self._accepted_before([asked])
        if not before:
            self.require_level([asked.job])
            await self._require_leave([asked], size_bytes)
            await self.take_place(asked.job)
        accepted = before.get(asked.job.id) or await self._reception.accept(asked.job)
        if not before:
            log.info("job.created", job_id=str(accepted.job_id))
        return accepted

    async def accept_all(self, requests: Sequence[CreateJobRequest], context: Context) -> list[CreateJobResponse]:
        """Makes all the jobs or none, and answers 201; for requests that come again, the jobs that they have made."""
        size_bytes = sum(request.ByteSize() for request in requests)
        asked = await self._lanes.run(size_bytes, self._read_all, requests, context)
        before = await self._accepted_before(asked)
        new = [one for one in asked if one.job.id not in before]
        if new:
            self.require_level([one.job for one in new])
            await self._require_leave(new, size_bytes)
            await self._quota.take(client_id(), len(new))
            await keep_pace(self._database, client_id(), [one.job for one in new])
            made = await create_jobs(self._database, [one.job for one in new])
            before |= {one.job.id: accepted for one, accepted in zip(new, made, strict=True)}
            log.info("jobs.created", jobs=len(new))
        await context.send_initial_metadata((("x-http-code", "201"),))
        return await self._lanes.run(
            size_bytes, lambda: [convert.accepted_message(before[one.job.id]) for one in asked]
        )

    async def check(self, request: CreateJobRequest, *, within: str = "") -> NewJob:
        """The job that a request asks for, if its caller may have it. `within` is what stands before the names of its
        fields, which are part of another request.
        """
        size_bytes = request.ByteSize()
        asked = await self._lanes.run(size_bytes, self._read, request, within)
        await self._require_leave([asked], size_bytes)
        return asked.job

    def require_level(self, jobs: Sequence[NewJob]) -> None:
        """Raises ServiceLevelRefused where the level of the service does not allow for these jobs of one call."""
        self._level.limits.require_new(jobs)

    async def take_place(self, job: NewJob) -> None:
        """Takes a place in the line, and sets the pace that the job wants of its site. Raises LimitReached."""
        await self._quota.take(job.client_id)
        await keep_pace(self._database, job.client_id, [job])

    async def answer(self, accepted: Accepted, context: Context) -> CreateJobResponse:
        """What a call answers that has made a job. What HTTP says of it in headers is for the gateway: to send that
        takes another way through gRPC, which costs as much as all that is done for a small job.
        """
        if GATEWAY in headers(context):
            await context.send_initial_metadata(
                (("x-http-code", "201"), ("location", f"/api/v1/jobs/{accepted.job_id}")),
            )
        return convert.accepted_message(accepted)

    def _read(self, request: JobRequest, within: str = "", beside: Beside | None = None) -> _Asked:
        """Raises InvalidRequest."""
        with translation.fields_within(within):
            wanted, names = translation.plain(request)
            with names.told():
                job = self._job(wanted)
        job = beside(job) if beside else job
        return _Asked(job, wanted.actions, names, within, of_job(job.actions, job.options), job.options)

    def _job(self, wanted: CreateJobRequest) -> NewJob:
        """Raises InvalidRequest."""
        caller = current()
        return convert.new_job(wanted, caller.client_id, self._settings, caller.repeat, caller.on_blocked)

    def _read_task(self, request: RunTaskRequest, task: Task, named: Request | None, beside: Beside | None) -> _Asked:
        """Raises InvalidRequest."""
        parameters = tasks.parameters_of(request)
        built, names = tasks.job_request(request, task, parameters)
        with names.told():
            wanted, _ = translation.plain(built)
            job = self._job(wanted)
        job = replace(job, request=named, task=task.stored(parameters))
        job = beside(job) if beside else job
        scripts = job.options if task.is_own else MessageToDict(request.options)
        places = of_job(job.actions, job.options)
        return _Asked(job, wanted.actions, names, "", places, scripts, has_own_actions=task.is_own)

    def _read_all(self, requests: Sequence[CreateJobRequest], context: Context) -> list[_Asked]:
        """Raises InvalidRequest."""
        for request, name in zip(requests, request_ids(requests, context), strict=True):
            request.request_id = name
        return [self._read_one(index, request) for index, request in enumerate(requests)]

    def _read_one(self, index: int, request: CreateJobRequest) -> _Asked:
        """One of many, which the rules in the proto have not been asked about. Raises InvalidRequest."""
        within = f"jobs[{index}]."
        with translation.fields_within(within):
            if broken := validation.violations(request):
                raise InvalidRequest(broken)
        return self._read(request, within)

    async def _accepted_before(self, asked: Sequence[_Asked]) -> dict[UUID, Accepted]:
        """The jobs, in place of those asked for, of requests that come again. Neither a quota nor a new policy, nor the
        level of the service, stands in the way of an answer that was given before.
        """
        requests = [one.job.request for one in asked if one.job.request is not None]
        found = await accepted_before(self._database, client_id(), requests)
        return {one.job.id: found[one.job.request] for one in asked if one.job.request and one.job.request in found}

    async def _require_leave(self, asked: Sequence[_Asked], size_bytes: int) -> None:
        """Raises EvaluateNotAllowed, UrlBlocked, WebhookSecretMissing, SessionNotFound, SecretsKeysMissing, or
        InvalidRequest (a secret that is missing).
        """
        rules = await self._rule_book.rules(client_id())

        def check() -> None:
            for one in asked:
                if one.has_own_actions:
                    action_rules.require_rights(one.actions, one.within)
                options.require_rights(one.scripts, one.within)
                names = one.names
                url_check.check(
                    one.job,
                    rules,
                    url_name=names.within + names.url,
                    base_name=names.within + "baseUrl",
                    within=one.within,
                )

        await self._lanes.run(size_bytes, check)
        if any(one.job.webhook is not None for one in asked):
            await require_client_secret(self._database, client_id())
        await self._require_secrets([one for one in asked if one.secrets])
        await self._require_sessions([one for one in asked if one.job.options.get("session")])
        await self._require_profiles([one for one in asked if "profile" in one.job.options])
        await self._require_browser_types(asked)

    async def _require_sessions(self, asked: Sequence[_Asked]) -> None:
        """Raises SessionNotFound, SecretsKeysMissing or InvalidRequest."""
        if not asked:
            return
        there = await origins_of(self._database, client_id(), {one.job.options["session"] for one in asked})
        for one in asked:
            name, field = one.job.options["session"], one.names.shown(f"{one.within}options.session")
            saves = one.job.options.get("saveSession", "never") != "never" or session_rules.saves(one.job.actions)
            if saves and not self._settings.keyring:
                raise SecretsKeysMissing
            if name not in there and not saves:
                raise SessionNotFound(name, field)
            if name in there and not is_allowed(one.job.target_url, there[name]):
                where = f"{one.names.url} must be a page of {', '.join(there[name])}"
                raise InvalidRequest([(field, f"the session {name} is used there only: {where}")])

    async def _require_browser_types(self, asked: Sequence[_Asked]) -> None:
        """Raises InvalidRequest where a fallback is a browser type that there is not."""
        wanted = [(one, index, id_) for one in asked for index, id_ in _fallback_types(one.job)]
        if not wanted:
            return
        there = {one.id for one in await list_browser_types(self._database)}
        for one, index, browser_type_id in wanted:
            if browser_type_id not in there:
                field = f"{one.within}options.fallbacks[{index}].browserTypeId"
                raise InvalidRequest([(field, f"there is no browser type {browser_type_id}: ListBrowsers lists them")])

    async def _require_secrets(self, asked: Sequence[_Asked]) -> None:
        """Raises InvalidRequest."""
        if not asked:
            return
        names = {reference.name for one in asked for place in one.secrets for reference in place.references}
        kinds = await kinds_of(self._database, client_id(), names)
        for one in asked:
            if faults := list(_secret_faults(one.secrets, kinds)):
                with translation.fields_within(one.within), one.names.told():
                    raise InvalidRequest(faults)

    async def _require_profiles(self, asked: Sequence[_Asked]) -> None:
        """Raises ProfileNotFound, or InvalidRequest where a profile has not what an action names."""
        if not asked:
            return
        named = {one.job.options["profile"] for one in asked if COMPANY not in one.job.options}
        outlines = await outlines_of(self._database, client_id(), named) if named else {}
        for one in asked:
            name = one.job.options["profile"]
            outline = company.outline(one.job.options) or outlines.get(name)
            if outline is None:
                raise ProfileNotFound(name, f"{one.within}options.profile")
            if found := list(profile_faults(one.job.actions, name, outline)):
                with translation.fields_within(one.within), one.names.told():
                    raise InvalidRequest(found)


def _fallback_types(job: NewJob) -> Iterator[tuple[int, int]]:
    """The browser types among a job's fallbacks, with their places there."""
    for index, fallback in enumerate(job.options.get("fallbacks", ())):
        if "browserTypeId" in fallback:
            yield index, fallback["browserTypeId"]


def _secret_faults(places: Sequence[Place], kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    for place in places:
        for reference in place.references:
            kind = kinds.get(reference.name)
            if kind is None:
                yield place.path, f"names the secret {reference.name}, and there is none: create it first"
            elif kind != reference.kind:
                right = "totp" if kind is Kind.TOTP else "secret"
                instead = f"use {right}, or ${{{right}:{reference.name}}} in a text"
                yield place.path, f"names the secret {reference.name}, which is of the kind {kind}: {instead}"
