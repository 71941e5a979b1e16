"""Clients as there are: they make jobs, watch them, cancel some, and try again when the service is away. One has a
schedule, and a webhook that is told how all jobs end.
"""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Self, TypeVar
from urllib.parse import quote
from uuid import UUID

import grpc
import httpx
import httpx_sse
from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.job_service_pb2 import CancelJobRequest, CreateJobRequest, WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from tests.chaos.cluster import Cluster
from tests.chaos.listener import Listener
from tests.fixtures.site import TestSite

CLIENTS = 6
ENDS = {"job.completed", "job.failed", "job.cancelled"}
CALL_TIMEOUT_S = 15.0
AGAIN_S = 0.3
CANCELLED_OF_JOBS = 0.12
_PAUSES_S = (0.0, 2.0)
_ACTIONS: Sequence[Sequence[Mapping[str, object]]] = [
    [{"action": "screenshot"}],
    [{"action": "fill", "target": "name", "getTargetBy": "getByLabel", "value": "x"}],
    [{"action": "screenshot"}, {"action": "wait", "milliseconds": 300}, {"action": "screenshot"}],
]
_HTML = "<title>{0}</title><h1>{0}</h1><input aria-label=name><p id=shown>there</p>"

Answer = TypeVar("Answer")
_AWAY = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.CANCELLED,
}


@dataclass
class Watched:
    """An accepted job, and what its watcher has been told."""

    id: UUID
    artifacts: int
    """How many files it makes."""
    sequences: list[int] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return bool(ENDS.intersection(self.types))


class Load:
    """The clients, and what they have seen."""

    def __init__(self, cluster: Cluster, site: TestSite, seed: int) -> None:
        self._cluster = cluster
        self._site = site
        self._random = random.Random(seed)  # noqa: S311 - it keeps no secret
        self.jobs: dict[UUID, Watched] = {}
        self.answers: Counter[str] = Counter()
        """Every answer that was an error, and how often."""
        self.longest_silence_s = 0.0
        self._ended_at = time.monotonic()

    async def __aenter__(self) -> Self:
        self._channel = grpc.aio.insecure_channel(
            f"127.0.0.1:{self._cluster.port}",
            options=[("grpc.max_reconnect_backoff_ms", 1000), ("grpc.initial_reconnect_backoff_ms", 200)],
        )
        self._stub = JobServiceStub(self._channel)
        self._metadata = (("x-api-key", self._cluster.key),)
        self._rest = httpx.AsyncClient(
            base_url=self._cluster.url,
            headers={"X-API-Key": self._cluster.key},
            timeout=CALL_TIMEOUT_S,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=20),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._rest.aclose()
        await self._channel.close()

    async def run(self, count: int) -> None:
        """Makes so many jobs, and watches each to its end."""
        numbers = iter(range(count))
        async with asyncio.TaskGroup() as tasks:
            for client in range(CLIENTS):
                tasks.create_task(self._client(client, numbers, tasks))

    async def prepare(self, listener: Listener) -> None:
        """Adds the webhook and the schedule, while nothing goes wrong yet."""
        answer = await self._rest.post("/api/v1/webhooks", json={"url": listener.url})
        listener.secret = answer.raise_for_status().json()["secret"]
        job, _ = self._request("by-schedule", [])
        schedule = {"name": "chaos", "cron": "* * * * *", "missedRuns": "run_all", "job": MessageToDict(job)}
        answer = await self._rest.post("/api/v1/schedules", json=schedule)
        self.schedule_id = UUID(answer.raise_for_status().json()["id"])

    async def make(self, name: str, actions: Sequence[Mapping[str, object]]) -> Watched:
        """Makes one more job. Who makes it follows it."""
        request, artifacts = self._request(name, actions)
        request.request_id = f"chaos-{name}"
        job_id = UUID(await self._insist(lambda: self._create_by_rest(request)))
        self.jobs[job_id] = job = Watched(job_id, artifacts)
        return job

    async def follow(self, job: Watched) -> None:
        """Watches a job to its end."""
        await self._watch(job, self._events)

    async def end_schedule(self) -> None:
        """Makes no more jobs by the schedule, and watches those that it has made to their ends."""

        async def jobs() -> list[str]:
            answer = await self._rest.post(f"/api/v1/schedules/{self.schedule_id}/pause")
            answer.raise_for_status()
            answer = await self._rest.get("/api/v1/jobs", params={"scheduleId": str(self.schedule_id), "limit": 100})
            return [job["id"] for job in answer.raise_for_status().json()["data"]]

        made = [Watched(UUID(job_id), artifacts=0) for job_id in await self._insist(jobs)]
        self.jobs |= {job.id: job for job in made}
        await asyncio.gather(*(self._watch(job, self._events) for job in made))

    @property
    def open(self) -> list[Watched]:
        return [job for job in self.jobs.values() if not job.is_over]

    async def _client(self, client: int, numbers: Iterator[int], tasks: asyncio.TaskGroup) -> None:
        for number in numbers:
            request, artifacts = self._request(str(number), self._random.choice(_ACTIONS))
            request.request_id = f"chaos-{number}"
            make = self._create if client % 2 else self._create_by_rest
            job_id = UUID(await self._insist(lambda make=make, request=request: make(request)))  # type: ignore[misc]
            assert job_id not in self.jobs
            self.jobs[job_id] = job = Watched(job_id, artifacts)
            tasks.create_task(self._watch(job, self._events if number % 2 else self._events_by_rest))
            if self._random.random() < CANCELLED_OF_JOBS:
                tasks.create_task(self._cancel(job_id, self._random.uniform(0, 8)))
            await asyncio.sleep(self._random.uniform(*_PAUSES_S))

    def _request(self, name: str, actions: Sequence[Mapping[str, object]]) -> tuple[CreateJobRequest, int]:
        """A small job, with the number of files that it makes."""
        fields = {
            "targetUrl": f"{self._site.url}/page?html={quote(_HTML.format(name))}",
            "actions": actions,
            "waitUntil": "load",
            "timeoutMs": 20_000,
            "maxRetries": 20,
            "priority": self._random.choice([0, 0, 50]),
        }
        return ParseDict(fields, CreateJobRequest()), sum(action["action"] == "screenshot" for action in actions)

    async def _create(self, request: CreateJobRequest) -> str:
        return (await self._stub.CreateJob(request, metadata=self._metadata, timeout=CALL_TIMEOUT_S)).job_id

    async def _create_by_rest(self, request: CreateJobRequest) -> str:
        answer = await self._rest.post("/api/v1/jobs", json=MessageToDict(request))
        answer.raise_for_status()
        return str(answer.json()["jobId"])

    async def _cancel(self, job_id: UUID, after_s: float) -> None:
        await asyncio.sleep(after_s)

        async def cancel() -> None:
            try:
                await self._stub.CancelJob(
                    CancelJobRequest(job_id=str(job_id)), metadata=self._metadata, timeout=CALL_TIMEOUT_S
                )
            except grpc.aio.AioRpcError as error:
                if error.code() is not grpc.StatusCode.FAILED_PRECONDITION:
                    raise

        await self._insist(cancel)

    async def _watch(self, job: Watched, follow: Callable[[Watched], AsyncGenerator[tuple[int, str], None]]) -> None:
        async def follow_to_the_end() -> None:
            async with aclosing(follow(job)) as events:
                async for sequence, kind in events:
                    job.sequences.append(sequence)
                    job.types.append(kind)
            if not job.is_over:
                raise asyncio.IncompleteReadError(b"", None)

        await self._insist(follow_to_the_end)
        now = time.monotonic()
        self.longest_silence_s = max(self.longest_silence_s, now - self._ended_at)
        self._ended_at = now

    async def _events(self, job: Watched) -> AsyncGenerator[tuple[int, str], None]:
        request = WatchJobRequest(job_id=str(job.id), after_sequence=max(job.sequences, default=0))
        async for event in self._stub.WatchJob(request, metadata=self._metadata):
            yield event.sequence, event.type

    async def _events_by_rest(self, job: Watched) -> AsyncGenerator[tuple[int, str], None]:
        headers = {"Last-Event-ID": str(job.sequences[-1])} if job.sequences else {}
        path = f"/api/v1/jobs/{job.id}/events"
        async with httpx_sse.aconnect_sse(self._rest, "GET", path, headers=headers, timeout=60) as source:
            source.response.raise_for_status()
            async for event in source.aiter_sse():
                if event.event == "stream-error":
                    raise asyncio.IncompleteReadError(event.data.encode(), None)
                if event.data:
                    yield int(event.id), json.loads(event.data)["type"]

    async def _insist(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """Calls until it is answered. Errors that do not say "try again" are for the run's verdict."""
        while True:
            try:
                return await call()
            except grpc.aio.AioRpcError as error:
                self.answers[error.code().name] += 1
                if error.code() not in _AWAY and not _is_broken_off(error):
                    self.answers[f"unexpected: {error.code().name} {error.details()}"] += 1
            except httpx.HTTPStatusError as error:
                self.answers[str(error.response.status_code)] += 1
                if error.response.status_code not in {409, 499, 502, 503, 504}:
                    self.answers[f"unexpected: {error.response.status_code} at {error.request.url.path}"] += 1
            except (httpx.TransportError, asyncio.IncompleteReadError) as error:
                self.answers[type(error).__name__] += 1
            await asyncio.sleep(AGAIN_S)


def _is_broken_off(error: grpc.aio.AioRpcError) -> bool:
    """Whether the gateway has reset a stream that had begun, which is all that it can say then."""
    return error.code() is grpc.StatusCode.INTERNAL and "RST_STREAM" in str(error.details())
