"""Accepting tasks: jobs that have a title, and company details, beside what jobs have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.task_service_pb2 import CreateTaskRequest

from server.calls.around import Context
from server.calls.caller import client_id
from server.convert import job as convert
from server.convert import task_face
from server.intake.idempotency import request_id
from server.intake.intake import Intake
from store.database.connection import Database
from store.job import TITLE, NewJob, Request
from store.profiles import company
from store.queue.intake import Accepted, accepted_before
from store.secrets.data_keys import data_key
from store.secrets.sealing import DataKey, Keyring


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a task has beside its job."""

    title: str
    details: Mapping[str, str]
    key: DataKey | None
    """Seals the details, if there are any."""
    request: Request | None

    def put(self, job: NewJob) -> NewJob:
        options: dict[str, Any] = dict(job.options)
        if self.title:
            options[TITLE] = self.title
        if self.key is not None:
            options |= company.sealed(self.key, job.id, self.details)
        return replace(job, options=options, request=self.request)


class TaskIntake:
    """Turns requests for tasks into accepted jobs."""

    def __init__(self, database: Database, keyring: Keyring, intake: Intake) -> None:
        self._database = database
        self._keyring = keyring
        self._intake = intake

    async def make(self, request: CreateTaskRequest, context: Context) -> Accepted:
        """Makes the job of a task; for a request that comes again, it is the job that it has made.

        Raises SecretsKeysMissing or SecretUnreadable where there are company details, and what Intake raises.
        """
        request.request_id = request_id(request, context)
        asked = task_face.job_request(request)
        key = await data_key(self._database, self._keyring, client_id()) if request.company_details else None
        named = _named(request, key) if request.request_id else None
        before = await accepted_before(self._database, client_id(), [named] if named else [])
        if named in before:
            return before[named]
        beside = _Beside(request.title, request.company_details, key, named)
        if isinstance(asked, CreateJobRequest):
            return await self._intake.make(asked, context, beside.put)
        with task_face.told():
            return await self._intake.make_of_task(asked, None, beside.put)


def _named(request: CreateTaskRequest, key: DataKey | None) -> Request:
    """The request under its name. What it is digested of has nothing that could be guessed of the details."""
    asked = CreateTaskRequest()
    asked.CopyFrom(request)
    asked.company_details.clear()
    if key is not None:
        asked.company_details[""] = company.digest(key, request.request_id, request.company_details)
    return convert.named(asked)
