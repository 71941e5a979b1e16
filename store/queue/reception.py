"""Accepting jobs one by one: those of a client that come to this process at the same time, in one statement."""

from collections.abc import Sequence
from typing import TypeAlias
from weakref import WeakValueDictionary

from store.database import auditing
from store.database.auditing import Call
from store.database.connection import Database
from store.database.gathering import Gathering
from store.job import NewJob
from store.queue.intake import Accepted, create_job, create_jobs

JOBS_AT_ONCE = 100
COMPANY_S = 0.005
"""How long jobs of a client that come so fast that several of them wait already wait for more: to make eight takes this
process and the database hardly longer than to make one.
"""
_Asked: TypeAlias = tuple[NewJob, Call | None]
"""A job, and the call that asks for it."""


class Reception:
    """Accepts jobs of all clients. A statement runs as its client, so each client has its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Each lives as long as somebody waits for its answer.
        self._of_client: WeakValueDictionary[str, Gathering[_Asked, Accepted]] = WeakValueDictionary()

    async def accept(self, job: NewJob) -> Accepted:
        """Accepts a job, or answers with the one that its request has made before. A worker may have it before this
        returns.

        Raises BrowserTypeNotFound, BrowserTypeInactive or RequestIdTaken.
        """
        gathering = self._of_client.get(job.client_id)
        if gathering is None:
            gathering = self._of_client[job.client_id] = Gathering(self._accept, most=JOBS_AT_ONCE, company_s=COMPANY_S)
        return await gathering.ask((job, auditing.running()))

    async def _accept(self, asked: Sequence[_Asked]) -> list[Accepted | Exception]:
        with auditing.calling_together({f"job/{job.id}": call for job, call in asked if call}):
            return await self._accept_all([job for job, _ in asked])

    async def _accept_all(self, jobs: Sequence[NewJob]) -> list[Accepted | Exception]:
        # Of a request that comes twice at the same time the second one finds the job of the first.
        first = {job.request.id: job for job in reversed(jobs) if job.request is not None}
        together = [job for job in jobs if job.request is None or first[job.request.id] is job]
        accepted = dict(zip((job.id for job in together), await create_jobs(self._database, together), strict=True))
        return [accepted.get(job.id) or await self._accept_again(job) for job in jobs]

    async def _accept_again(self, job: NewJob) -> Accepted | Exception:
        """What becomes of a request that has come in the same batch before. What it is refused for is its own: the
        others' jobs are made by now.
        """
        try:
            return await create_job(self._database, job)
        except Exception as error:  # noqa: BLE001 - it is its item's answer
            return error
