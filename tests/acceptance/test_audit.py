"""The audit trail by the API: each change is told once, and who may see it."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address
from typing import Any, LiteralString

import grpc
import httpx
import pytest
from google.api import annotations_pb2
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from tabwright.v1.audit_service_pb2 import ListAuditEventsRequest
from tabwright.v1.audit_service_pb2_grpc import AuditServiceStub
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from cli import checks
from cli.settings import UpSettings
from server.services.table import DESCRIPTORS
from store.audit.chain import seal_events, verify
from store.audit.events import Event, Filter, list_events
from store.clients.keys import NewKey, create_key, revoke_key
from store.database.auditing import Actor, Call, calling
from store.database.connection import Database
from store.job import Lease, Status, new_id
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs
from store.queue.pausing import request_pause
from store.records.files import FileStorage, artifact_path
from store.settings import DatabaseSettings
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CLIENT, CreateJob, Join
from tests.fixtures.valid_requests import ACCESS, FAILED, JOB, valid_requests
from tests.rest import open_rest

ORDER = ("Create", "Pause", "Resume", "Cancel", "Update", "Revoke", "Purge", "Remove", "Delete")
"""What a method's name begins with; other names come behind the second."""

OF_USERS = ("EndUserSession", "ChangePassword")
"""Methods that only users call."""
UNTOLD = ("AuthService.Refresh", "AuthService.StartOidc")
"""What goes on with a session that has been told of, and what begins one that will be."""


def changing() -> Iterator[MethodDescriptor]:
    """The methods that change something, as REST has it, in an order in which each can."""

    def rank(method: MethodDescriptor) -> int:
        return next((no for no, verb in enumerate(ORDER) if method.name.startswith(verb)), 1)

    methods = [method for service in DESCRIPTORS for method in service.methods if not method.client_streaming]
    yield from sorted(
        (one for one in methods if not one.GetOptions().Extensions[annotations_pb2.http].get),
        key=rank,
    )


async def trail(database: Database, **wanted: Any) -> list[Event]:
    """The events so far, the latest first."""
    return await list_events(database, None, Filter(**wanted), limit=1000)


@pytest.fixture
async def channel(served: Gateway, api_key: str) -> AsyncIterator[grpc.aio.Channel]:
    async with open_channel(f"127.0.0.1:{served.grpc_port}", api_key) as channel:
        yield channel


@pytest.fixture
async def own_requests(database: Database, create: CreateJob, join: Join, things: dict[str, str]) -> dict[str, Any]:
    """What to call methods with whose ordinary requests change nothing here."""

    async def running() -> Lease:
        job_id = await create(priority=9)
        (job,) = await claim_jobs(database, await join(), browser_type_ids=[1], slot_nos=[1])
        assert job.lease.job_id == job_id
        return job.lease

    async def failed() -> str:
        lease = await running()
        await finish_jobs(database, [Outcome(lease=lease, status=Status.FAILED, error={"message": "x"})])
        return str(lease.job_id)

    async def asked_to_pause() -> str:
        job_id = (await running()).job_id
        await request_pause(database, CLIENT, job_id, timeout_s=60, by="Ada")
        return str(job_id)

    async def cancelled() -> str:
        job_id = await create()
        await cancel_job(database, CLIENT, job_id)
        return str(job_id)

    waiting = [str(await create()) for _ in range(3)]
    short = {"url": "http://example.test/", "waitMs": 1}
    return {
        "CreateSecret": {"name": "another", "value": "secret", "origins": ["https://example.com"]},
        "CancelJob": {"jobId": waiting[0]},
        "CreateLiveTicket": {"jobId": str(await create())},
        "CancelJobs": {"jobIds": waiting[1:]},
        "PauseJob": {"jobId": str((await running()).job_id)},
        "ResumeJob": {"jobId": await asked_to_pause()},
        "PurgeJobs": {"jobIds": [await cancelled(), await cancelled()]},
        "RemoveDeadLetter": {"jobId": await failed()},
        "ReplayDeadLetters": {"jobIds": [await failed(), things[FAILED]]},
        "RetryJob": {"jobId": await cancelled()},
        "CancelTask": {"id": str(await create())},
        "UpdateTask": {"id": str((await running()).job_id), "status": "PAUSED"},
        "DeleteTask": {"id": await cancelled()},
        "RetryJobs": {"jobIds": [await cancelled(), await cancelled()]},
        "RenderScreenshot": short,
        "RenderPdf": short,
        "RenderContent": short,
        "RenderMarkdown": short,
    }


async def test_every_method_that_changes_something_leaves_one_event(
    channel: grpc.aio.Channel,
    served: Gateway,
    database: Database,
    things: dict[str, str],
    own_requests: dict[str, Any],
) -> None:
    async def call(method: MethodDescriptor) -> None:
        request: Message = valid_requests(method)[0]
        if method.name in own_requests:
            request = ParseDict(own_requests[method.name], GetMessageClass(method.input_type)())
        data = request.SerializeToString()
        for stand_in, thing in things.items():
            data = data.replace(stand_in.encode(), thing.encode())
        path = f"/{method.containing_service.full_name}/{method.name}"
        async with open_channel(f"127.0.0.1:{served.grpc_port}", things[ACCESS]) as users_own:
            who = users_own if method.name in OF_USERS else channel
            with suppress(grpc.aio.AioRpcError):  # a job that has been made and has not ended
                async for _ in who.unary_stream(path)(data, timeout=30):
                    pass

    left, known = {}, {event.id for event in await trail(database)}
    for method in changing():
        await call(method)
        new = [event for event in await trail(database) if event.id not in known]
        known |= {event.id for event in new}
        left[f"{method.containing_service.name}.{method.name}"] = [(event.action, event.outcome) for event in new]
        assert all(event.resources or method.name == "RotateWebhookSecret" for event in new), method.name
        assert all(event.request_id and event.address == "127.0.0.1" for event in new)
    assert left == {name: [] if name in UNTOLD else [(name, "ok")] for name in left}
    batch = await trail(database, action="JobService.CancelJobs")
    assert len(batch[0].resources) == 2
    await seal_events(database)
    assert (await verify(database)).fault is None


async def test_reading_leaves_nothing(rest: httpx.AsyncClient, database: Database, things: dict[str, str]) -> None:
    before = await told_by_callers(database)
    for path in (
        "jobs",
        f"jobs/{things[JOB]}",
        "keys",
        "policies",
        "schedules",
        "webhooks",
        "browsers",
        "audit-events",
    ):
        assert (await rest.get(f"/api/v1/{path}")).is_success
    assert await told_by_callers(database) == before


async def told_by_callers(database: Database) -> set[Any]:
    """The events of callers. The service's own, such as of a webhook that fails, may come at any time."""
    return {event.id for event in await trail(database) if event.actor_type not in ("system", "worker")}


@asynccontextmanager
async def client_of(served: Gateway, database: Database, client_id: str, name: str) -> AsyncIterator[httpx.AsyncClient]:
    _, secret = await create_key(database, NewKey(client_id=client_id, name=name, rate_limit=0))
    async with open_rest(served.url, secret) as client:
        yield client


async def create_job(client: httpx.AsyncClient, **headers: str) -> str:
    answer = await client.post("/api/v1/jobs", json={"targetUrl": "http://example.test/"}, headers=headers)
    assert answer.is_success
    job_id: str = answer.json()["jobId"]
    return job_id


async def events_of(client: httpx.AsyncClient, **query: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/audit-events", params=query)
    assert answer.is_success, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def test_a_client_sees_its_own_events_and_an_administrator_all(
    served: Gateway, rest: httpx.AsyncClient, database: Database
) -> None:
    async with client_of(served, database, "ann", "webshop") as ann, client_of(served, database, "bob", "b") as bob:
        job_id = await create_job(ann, **{"x-request-id": "request-7", "x-forwarded-for": "203.0.113.9"})
        (event,) = await events_of(ann)
        assert event["actor"] | {"id": ""} == {
            "type": "key", "id": "", "name": "webshop", "clientId": "ann", "isAdmin": False
        }  # fmt: skip
        assert (event["action"], event["resources"]) == ("JobService.CreateJob", [f"job/{job_id}"])
        assert (event["requestId"], event["clientId"]) == ("request-7", "ann")
        assert ip_address(event["address"]) != ip_address("203.0.113.9")  # which the caller says of itself
        assert await events_of(bob) == [] == await events_of(bob, clientId="ann")
        assert [one["id"] for one in await events_of(rest, clientId="ann")] == [event["id"]]
        for query in ({"actor": "webshop"}, {"resource": f"job/{job_id}"}, {"action": "JobService.CreateJob"}):
            assert [one["id"] for one in await events_of(ann, **query)] == [event["id"]]
        assert (
            await events_of(ann, outcome="denied") == [] == await events_of(ann, occurredAfter="2100-01-01T00:00:00Z")
        )


async def test_pages_and_the_export_have_every_event_once(
    served: Gateway, rest: httpx.AsyncClient, database: Database
) -> None:
    async with client_of(served, database, "bob", "b") as bob:
        await create_job(bob)
        jobs = [await create_job(rest) for _ in range(5)]
        listed, token = [], ""
        while len(listed) < 5:
            answer = (await rest.get("/api/v1/audit-events", params={"limit": "2", "pageToken": token})).json()
            listed += answer["data"]
            token = answer["nextPageToken"]
        assert [one["resources"][0] for one in listed[:5]] == [f"job/{job}" for job in reversed(jobs)]
        await seal_events(database)
        export = await rest.get("/api/v1/audit-events/export")
        assert export.headers["content-type"] == "application/x-ndjson"
        lines = [json.loads(line) for line in export.text.splitlines()]
        assert lines == await events_of(rest, limit="100")
        assert [line["sequence"] for line in lines] == ["6", "5", "4", "3", "2", "1"]
        assert lines[0]["previousHash"] == lines[1]["hash"]
        (theirs,) = (await bob.get("/api/v1/audit-events/export")).text.splitlines()
        assert json.loads(theirs)["clientId"] == "bob"
        nothing = await bob.get("/api/v1/audit-events/export", params={"outcome": "denied"})
        assert (nothing.status_code, nothing.text) == (200, "")


async def test_what_is_refused_is_told_once_in_a_while(served: Gateway, database: Database) -> None:
    key, secret = await create_key(database, NewKey(client_id="ann", name="a", rate_limit=0))
    async with open_rest(served.url, secret) as ann:
        for _ in range(3):
            assert (await ann.get("/api/v1/keys")).status_code == httpx.codes.FORBIDDEN
        (event,) = await events_of(ann, outcome="denied")
        assert (event["action"], event["reason"]) == ("ApiKeyService.ListApiKeys", "ADMIN_ONLY")
        await revoke_key(database, key.id)
        async with asyncio.timeout(60):
            while (await ann.get("/api/v1/jobs")).is_success:  # noqa: ASYNC110 - a key is good for 3 s more
                await asyncio.sleep(0.1)
        assert (await ann.get("/api/v1/jobs")).status_code == httpx.codes.UNAUTHORIZED
    (refused,) = await trail(database, outcome="unauthenticated")
    assert (refused.actor_id, refused.reason, refused.client_id) == (str(key.id), "KEY_REVOKED", "ann")
    assert ip_address(refused.address or "")


async def test_an_artifact_that_another_reads_is_told(
    served: Gateway, database: Database, files: FileStorage, join: Join
) -> None:
    async with client_of(served, database, CLIENT, "maker") as maker, client_of(served, database, CLIENT, "o") as other:
        job_id = await create_job(maker)
        (job,) = await claim_jobs(database, await join(), browser_type_ids=[1], slot_nos=[1])
        file = NewArtifact(
            id=new_id(),
            artifact_type="file",
            name="notes.txt",
            file_path=artifact_path(job.lease.job_id, 1, "notes.txt"),
            mime_type="text/plain",
            size_bytes=5,
        )
        await files.put(file.file_path or "", b"notes")
        await record_step(database, job.lease, job.next_sequence, message="m", data={}, artifacts=[file])
        path = f"/api/v1/jobs/{job_id}/artifacts/notes.txt"
        assert (await maker.get(path)).text == "notes"
        assert await events_of(maker, action="artifact.read") == []
        assert (await other.get(path)).text == "notes"
        (event,) = await events_of(maker, action="artifact.read")
        assert (event["actor"]["name"], event["resources"]) == ("o", [f"artifact/{job_id}/notes.txt", f"job/{job_id}"])


async def test_whose_call_it_was_is_told_of_jobs_that_were_made_in_one_statement(
    channel: grpc.aio.Channel, database: Database
) -> None:
    stub, request = JobServiceStub(channel), CreateJobRequest(target_url="http://example.test/")
    calls = [stub.CreateJob(request, metadata=(("x-request-id", f"call-{no}"),)) for no in range(30)]
    made = {f"call-{no}": f"job/{answer.job_id}" for no, answer in enumerate(await asyncio.gather(*calls))}
    listed = await AuditServiceStub(channel).ListAuditEvents(ListAuditEventsRequest(limit=100))
    assert {event.request_id: list(event.resources) for event in listed.data} == {
        call: [job] for call, job in made.items()
    }


async def tabwright(settings: DatabaseSettings, *words: str) -> tuple[int, str, str]:
    """Runs the command on a database: its exit code, and what it says."""
    url = settings.database_url.get_secret_value() if settings.database_url else ""
    run = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli",
        *words,
        env={**os.environ, "DATABASE_URL": url, "TABWRIGHT_DATA": os.devnull},
        stdout=PIPE,
        stderr=PIPE,
    )
    out, errors = await run.communicate()
    return run.returncode or 0, out.decode(), errors.decode()


async def test_the_operator_s_commands_are_told_and_the_chain_is_checked(
    database: Database, database_settings: DatabaseSettings
) -> None:
    code, _, errors = await tabwright(database_settings, "keys", "create", "--client", "ann", "--database")
    assert code == 0, errors
    (event,) = await trail(database)
    assert (event.actor_type, event.action, event.client_id) == ("operator", "ApiKeyService.CreateApiKey", "ann")
    await seal_events(database)
    code, told, errors = await tabwright(database_settings, "audit", "verify")
    assert (code, told.startswith("1 events are right. The head is 1:")) == (0, True), errors
    code, _, errors = await tabwright(database_settings, "audit", "verify", "--head", "x")
    assert (code, errors) == (2, "tabwright: --head x: must be NUMBER:HASH, as it was printed\n")
    await tamper(database, "UPDATE audit_events SET actor_id = 'somebody else'")
    fault = f"event {event.id}, which seal 1 is of, is not what was sealed: it was changed or moved"
    code, _, errors = await tabwright(database_settings, "audit", "verify")
    assert (code, errors) == (1, f"tabwright: the audit trail is broken: {fault}\n")


async def test_doctor_says_where_the_trail_is_broken(
    database: Database, database_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = database_settings.database_url
    monkeypatch.setenv("DATABASE_URL", url.get_secret_value() if url else "")

    async def finding() -> tuple[str, str]:
        (trail,) = [one for one in await checks.check_database(UpSettings()) if one.name == "audit trail"]
        return trail.verdict, trail.found

    for name in "abc":
        with calling(Call(actor=Actor(type="operator", id=name), action="ApiKeyService.CreateApiKey", kind="api_key")):
            await create_key(database, NewKey(client_id="ann", name=name, rate_limit=0))
    await seal_events(database)
    assert await finding() == ("ok", "its 3 events are right")
    await tamper(database, "DELETE FROM audit_events WHERE actor_id = 'b'")
    verdict, found = await finding()
    assert (verdict, found.startswith("event "), found.endswith(", which seal 2 is of, is missing")) == (
        "error",
        True,
        True,
    )


async def tamper(database: Database, statement: LiteralString) -> None:
    """As a superuser may, whom no trigger stops."""
    async with database.own_connection("tampering") as connection:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute(statement)


async def test_the_first_that_is_sealed_leaves_one_event_too(rest: httpx.AsyncClient, database: Database) -> None:
    task = {"targetUrl": "https://example.com", "companyDetails": {"taxId": "XAXX010101000"}}
    answer = await rest.post("/api/v1/tasks", json=task)
    told = [event.resources for event in await trail(database) if event.action == "TaskService.CreateTask"]
    assert told == [[f"job/{answer.json()['id']}"]]
