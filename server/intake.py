"""Accepting jobs, for all services whose calls make one."""

import structlog
from tabwright.v1.job_service_pb2 import CreateJobRequest, CreateJobResponse

from server import action_rules, convert, translation, url_check
from server.around import Context
from server.caller import client_id
from server.quota import QueueQuota
from server.settings import ServerSettings
from store.database import Database
from store.intake import create_job
from store.job import Status
from store.url_policies import RuleBook

log = structlog.get_logger()


class Intake:
    """Turns requests into accepted jobs."""

    def __init__(self, database: Database, rule_book: RuleBook, settings: ServerSettings) -> None:
        self._database = database
        self._rule_book = rule_book
        self._settings = settings
        self._quota = QueueQuota(database, settings.max_queued_jobs)

    async def accept(
        self, request: CreateJobRequest, context: Context, *, url_name: str = "targetUrl"
    ) -> CreateJobResponse:
        """Makes a job, and answers 201 with its Location. `url_name` is what the client has called target_url."""
        if request.action_type:
            request, url_name = translation.unfolded(request), "payload.url"
        with translation.url_called(url_name):
            job = convert.new_job(request, client_id(), self._settings)
        action_rules.require_rights(request.actions)
        url_check.check(job, await self._rule_book.rules(job.client_id), url_name=url_name)
        await self._quota.take(job.client_id)
        created_at = await create_job(self._database, job)
        log.info("job.created", job_id=str(job.id))
        await context.send_initial_metadata(
            (("x-http-code", "201"), ("location", f"/api/v1/jobs/{job.id}")),
        )
        return CreateJobResponse(
            job_id=str(job.id),
            status=convert.status_value(Status.PENDING),
            created_at=convert.time(created_at),
        )
