"""Accepting jobs, for all services whose calls make one."""

import structlog
from tabwright.v1.job_service_pb2 import CreateJobRequest, CreateJobResponse

from server import action_rules, convert, translation, url_check
from server.around import Context
from server.caller import client_id
from server.idempotency import request_id
from server.quota import QueueQuota
from server.settings import ServerSettings
from store.database import Database
from store.intake import Accepted, accepted_before
from store.job import NewJob
from store.reception import Reception
from store.url_policies import RuleBook
from store.webhooks import require_client_secret

log = structlog.get_logger()


class Intake:
    """Turns requests into accepted jobs."""

    def __init__(self, database: Database, rule_book: RuleBook, quota: QueueQuota, settings: ServerSettings) -> None:
        self._database = database
        self._reception = Reception(database)
        self._rule_book = rule_book
        self._quota = quota
        self._settings = settings

    async def accept(
        self, request: CreateJobRequest, context: Context, *, url_name: str = "targetUrl"
    ) -> CreateJobResponse:
        """Makes a job, and answers 201 with its Location; for a request that comes again, the job that it has made.
        `url_name` is what the client has called target_url.
        """
        if request.action_type:
            request, url_name = translation.unfolded(request), "payload.url"
        request.request_id = request_id(request, context)
        with translation.url_called(url_name):
            job = convert.new_job(request, client_id(), self._settings)
        accepted = await self._accepted_before(job) or await self._accept(request, job, url_name)
        return await self.answer(accepted, context)

    async def check(self, request: CreateJobRequest, *, within: str = "") -> NewJob:
        """The job that a request asks for, if its caller may have it. `within` is what stands before the names of its
        fields, which are part of another request.
        """
        url_name = "targetUrl"
        with translation.fields_within(within):
            if request.action_type:
                request, url_name = translation.unfolded(request), "payload.url"
            with translation.url_called(url_name):
                job = convert.new_job(request, client_id(), self._settings)
        await self._require_leave(request, job, url_name, within)
        return job

    async def take_place(self, job: NewJob) -> None:
        """Takes a place in the line. Raises LimitReached."""
        await self._quota.take(job.client_id)

    async def answer(self, accepted: Accepted, context: Context) -> CreateJobResponse:
        """What a call answers that has made a job."""
        await context.send_initial_metadata(
            (("x-http-code", "201"), ("location", f"/api/v1/jobs/{accepted.job_id}")),
        )
        return convert.accepted_message(accepted)

    async def _accepted_before(self, job: NewJob) -> Accepted | None:
        """Neither a quota nor a new policy stands in the way of an answer that was given before."""
        if job.request is None:
            return None
        return (await accepted_before(self._database, job.client_id, [job.request])).get(job.request)

    async def _accept(self, request: CreateJobRequest, job: NewJob, url_name: str) -> Accepted:
        await self._require_leave(request, job, url_name)
        await self.take_place(job)
        accepted = await self._reception.accept(job)
        log.info("job.created", job_id=str(accepted.job_id))
        return accepted

    async def _require_leave(self, request: CreateJobRequest, job: NewJob, url_name: str, within: str = "") -> None:
        """Raises EvaluateNotAllowed, UrlBlocked or WebhookSecretMissing."""
        action_rules.require_rights(request.actions, within)
        rules = await self._rule_book.rules(job.client_id)
        url_check.check(job, rules, url_name=url_name, within=within)
        if job.webhook is not None:
            await require_client_secret(self._database, job.client_id)
