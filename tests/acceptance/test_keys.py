"""Keys and tenants, through the gateway and at the server itself."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from google.protobuf.message_factory import GetMessageClass
from tabwright.v1.job_service_pb2 import CreateJobRequest, GetJobRequest, WatchJobsRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server import app
from server.calls import authentication
from server.services.table import DESCRIPTORS
from server.settings import AuthSettings, ServerSettings
from store.clients.keys import NewKey, create_key, revoke_key
from store.database.connection import Database
from store.job import new_id
from store.queue import workers
from store.queue.claim import claim_jobs
from store.records.files import FileStorage
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway, run_server
from tests.rest import open_rest

JOB = {"targetUrl": "http://example.test/"}


async def new_key(database: Database, client_id: str, **rights: Any) -> str:
    _, secret = await create_key(database, NewKey(client_id=client_id, name="test", **{"rate_limit": 0, **rights}))
    return secret


@pytest.fixture
async def stranger(served: Gateway, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the gateway with another client's key, which is no administrator's."""
    async with open_rest(served.url, await new_key(database, "stranger")) as client:
        yield client


@pytest.fixture
async def nobody(served: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the gateway without a key."""
    async with open_rest(served.url) as client:
        yield client


def reason(answer: httpx.Response) -> str:
    (info,) = [one for one in answer.json()["details"] if one["@type"].endswith("ErrorInfo")]
    return str(info["reason"])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-API-Key": ""},
        {"X-API-Key": "tw_unknown"},
        {"Authorization": "Bearer tw_unknown"},
        {"Authorization": "Basic dXNlcjpwYXNz"},
    ],
    ids=str,
)
async def test_a_call_without_a_valid_key_is_refused(nobody: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for path in ("/api/v1/browsers", "/api/v1/jobs", "/api/v1/workers", "/api/v1/keys"):
        answer = await nobody.get(path, headers=headers)
        assert (answer.status_code, reason(answer)) == (401, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"] == "Bearer"
    answer = await nobody.post("/api/v1/jobs", json=JOB, headers=headers)
    assert (answer.status_code, reason(answer)) == (401, "UNAUTHENTICATED")


async def test_health_is_open_to_anybody(nobody: httpx.AsyncClient) -> None:
    assert (await nobody.get("/health")).status_code == httpx.codes.OK


async def test_a_key_may_come_as_a_bearer_token(nobody: httpx.AsyncClient, api_key: str) -> None:
    answer = await nobody.get("/api/v1/browsers", headers={"Authorization": f"Bearer {api_key}"})
    assert answer.status_code == httpx.codes.OK


async def test_a_revoked_key_stops_working(
    nobody: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "CACHE_S", 0)
    key, secret = await create_key(database, NewKey(client_id="c", name="short-lived", rate_limit=0))
    headers = {"X-API-Key": secret}
    assert (await nobody.get("/api/v1/browsers", headers=headers)).status_code == httpx.codes.OK
    await revoke_key(database, key.id)
    assert (await nobody.get("/api/v1/browsers", headers=headers)).status_code == httpx.codes.UNAUTHORIZED


async def test_the_streams_that_a_revoked_key_has_opened_end(
    served: Gateway, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "CACHE_S", 0)
    monkeypatch.setattr(authentication, "RECHECK_INTERVAL_S", 0.1)
    key, secret = await create_key(database, NewKey(client_id="c", name="short-lived", rate_limit=0))
    other = await new_key(database, "c")
    address = f"127.0.0.1:{served.port}"
    async with open_channel(address, secret) as channel, open_channel(address, other) as beside:
        revoked, kept = (JobServiceStub(one).WatchJobs(WatchJobsRequest(), timeout=60) for one in (channel, beside))
        for watch in (revoked, kept):
            assert (await watch.read()).cursor
        await revoke_key(database, key.id)
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await revoked.read()
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED
        assert not kept.done()
        kept.cancel()


async def test_an_expired_key_does_not_work(nobody: httpx.AsyncClient, database: Database) -> None:
    secret = await new_key(database, "c")
    await database.rows("UPDATE api_keys SET expires_at = now() RETURNING id")
    answer = await nobody.get("/api/v1/browsers", headers={"X-API-Key": secret})
    assert answer.status_code == httpx.codes.UNAUTHORIZED


def test_a_key_is_taken_without_a_look_for_less_than_five_seconds() -> None:
    assert authentication.CACHE_S < 5


async def test_the_secret_is_not_stored(database: Database) -> None:
    secret = await new_key(database, "c")
    rows = await database.rows("SELECT api_keys::text AS row FROM api_keys")
    assert all(secret not in row["row"] and secret.removeprefix("tw_") not in row["row"] for row in rows)


async def test_an_administrator_makes_lists_and_revokes_keys(
    rest: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    made = await rest.post("/api/v1/keys", json={"clientId": "acme", "name": "ci"})
    assert made.status_code == httpx.codes.CREATED
    key = made.json()["apiKey"]
    assert (key["clientId"], key["rateLimit"], key["isAdmin"], key["isActive"]) == ("acme", 100, False, True)
    assert (await rest.get(made.headers["location"])).json()["id"] == key["id"]
    headers = {"X-API-Key": made.json()["key"]}
    assert (await nobody.get("/api/v1/browsers", headers=headers)).status_code == httpx.codes.OK
    listed = (await rest.get("/api/v1/keys", params={"clientId": "acme"})).json()["data"]
    assert [one["id"] for one in listed] == [key["id"]]
    assert "lastUsedAt" in listed[0]
    revoked = (await rest.delete(f"/api/v1/keys/{key['id']}")).json()
    assert (revoked["status"], revoked["isActive"]) == ("revoked", False)


@pytest.mark.parametrize(("verb", "path"), [("GET", "keys"), ("POST", "keys"), ("DELETE", "keys/{id}")])
async def test_keys_are_for_administrators(stranger: httpx.AsyncClient, verb: str, path: str) -> None:
    url = "/api/v1/" + path.format(id="01a20664-fedb-7026-a0a1-3d68cd0d4df7")
    body = {"json": {"clientId": "c", "name": "n"}} if verb == "POST" else {}
    answer = await stranger.request(verb, url, **body)  # type: ignore[arg-type]
    assert (answer.status_code, reason(answer)) == (403, "ADMIN_ONLY")


async def test_the_limit_of_a_key_is_told_with_the_time_to_wait(nobody: httpx.AsyncClient, database: Database) -> None:
    headers = {"X-API-Key": await new_key(database, "c", rate_limit=5)}
    answers = [await nobody.get("/api/v1/browsers", headers=headers) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert reason(answers[-1]) == "LIMIT_REACHED"


async def test_what_is_another_client_s_is_not_there(
    rest: httpx.AsyncClient, stranger: httpx.AsyncClient, served: Gateway, database: Database
) -> None:
    """Every call that takes a job's id, with another tenant's, over REST and over gRPC."""
    job_id = (await rest.post("/api/v1/jobs", json=JOB)).json()["jobId"]
    for verb, path in [
        ("GET", ""),
        ("DELETE", ""),
        ("GET", "/events"),
        ("GET", "/logs"),
        ("GET", "/artifacts"),
        ("GET", "/artifacts/screenshot.png"),
    ]:
        answer = await stranger.request(verb, f"/api/v1/jobs/{job_id}{path}")
        assert (verb, path, answer.status_code, reason(answer)) == (verb, path, 404, "JOB_NOT_FOUND")
    assert (await stranger.get("/api/v1/jobs")).json()["data"] == []
    assert (await rest.get(f"/api/v1/jobs/{job_id}")).json()["status"] == "pending"

    async with open_channel(f"127.0.0.1:{served.grpc_port}", await new_key(database, "stranger")) as channel:
        for call in _calls_with_a_job_id(channel):
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await call(job_id)
            assert refused.value.code() is grpc.StatusCode.NOT_FOUND


def _calls_with_a_job_id(channel: grpc.aio.Channel) -> list[Callable[[str], Any]]:
    """One for each method of ours that is about a job, whose id is then the first field of the request, found by
    reflection over the descriptors. Where it comes later, or many times, it chooses among the client's own.
    """

    def caller(service: str, method: Any) -> Callable[[str], Any]:
        path = f"/{service}/{method.name}"
        request_class = GetMessageClass(method.input_type)
        response_class = GetMessageClass(method.output_type)
        make = channel.unary_stream if method.server_streaming else channel.unary_unary
        call = make(
            path, request_serializer=request_class.SerializeToString, response_deserializer=response_class.FromString
        )

        async def run(job_id: str) -> None:
            fields = {"job_id": job_id}
            if "artifact" in method.input_type.fields_by_name:
                fields["artifact"] = "screenshot.png"
            answer = call(request_class(**fields), timeout=60)
            if method.server_streaming:
                async for _ in answer:
                    pass
            else:
                await answer

        return run

    calls = [
        caller(service.full_name, method)
        for service in DESCRIPTORS
        for method in service.methods
        if (first := method.input_type.fields_by_number.get(1)) is not None and first.name == "job_id"
    ]
    assert len(calls) >= 8
    return calls


async def test_a_worker_s_job_is_shown_to_its_client_only(
    rest: httpx.AsyncClient, stranger: httpx.AsyncClient, database: Database
) -> None:
    job_id = (await rest.post("/api/v1/jobs", json=JOB)).json()["jobId"]
    process_id = new_id()
    await workers.join(database, process_id, browser_type_ids=[1], slots=1, ttl_s=60, metadata={"host": "secret"})
    await claim_jobs(database, process_id, browser_type_ids=[1], slot_nos=[1])
    (mine,) = (await rest.get("/api/v1/workers")).json()["data"]
    (theirs,) = (await stranger.get("/api/v1/workers")).json()["data"]
    assert (mine["currentJobId"], mine["metadata"]) == (job_id, {"host": "secret"})
    assert (theirs["status"], theirs.get("currentJobId"), theirs.get("metadata")) == ("busy", None, None)


async def test_too_many_waiting_jobs_are_refused(
    gateway_process: Gateway, database: Database, files: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "DRAIN_S", 0)
    settings = ServerSettings(grpc_port=gateway_process.grpc_port, max_queued_jobs=2)
    key = await new_key(database, "c")
    async with run_server(settings, database, files), open_channel(_server(gateway_process), key) as channel:
        jobs = JobServiceStub(channel)
        outcomes = await asyncio.gather(
            *(jobs.CreateJob(CreateJobRequest(target_url="http://example.test/")) for _ in range(3)),
            return_exceptions=True,
        )
    refused = [one for one in outcomes if isinstance(one, grpc.aio.AioRpcError)]
    assert [one.code() for one in refused] == [grpc.StatusCode.RESOURCE_EXHAUSTED]


async def test_the_header_of_the_key_can_be_named(
    gateway_process: Gateway, database: Database, files: FileStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "DRAIN_S", 0)
    auth = AuthSettings(api_key_header="X-Custom-Key")
    key = await new_key(database, "c")
    settings = ServerSettings(grpc_port=gateway_process.grpc_port)
    async with (
        run_server(settings, database, files, auth),
        grpc.aio.insecure_channel(_server(gateway_process)) as channel,
    ):
        request = GetJobRequest(job_id="01a20664-fedb-7026-a0a1-3d68cd0d4df7")
        for header, code in [
            ("x-custom-key", grpc.StatusCode.NOT_FOUND),
            ("x-api-key", grpc.StatusCode.UNAUTHENTICATED),
        ]:
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await JobServiceStub(channel).GetJob(request, metadata=((header, key),), timeout=60)
            assert refused.value.code() is code


def _server(gateway: Gateway) -> str:
    return f"127.0.0.1:{gateway.grpc_port}"


async def test_what_a_key_says_of_repeating_holds_for_its_jobs_and_for_those_of_its_schedules(
    served: Gateway, database: Database, rest: httpx.AsyncClient
) -> None:
    asked = {"clientId": "patient", "name": "test", "repeat": "always"}
    made = (await rest.post("/api/v1/keys", json=asked)).json()
    assert made["apiKey"]["repeat"] == "always"
    async with open_rest(served.url, made["key"]) as patient:
        schedule = {"name": "s", "cron": "@yearly", "job": JOB}
        schedule_id = (await patient.post("/api/v1/schedules", json=schedule)).json()["id"]
        ran = (await patient.post(f"/api/v1/schedules/{schedule_id}/run", json={})).json()
        said = (await patient.post("/api/v1/jobs", json={**JOB, "repeat": "whenSafe"})).json()
        silent = (await patient.post("/api/v1/jobs", json=JOB)).json()
        repeats = [(await patient.get(f"/api/v1/jobs/{one['jobId']}")).json()["repeat"] for one in (ran, said, silent)]
        assert repeats == ["always", "whenSafe", "always"]
        refused = await patient.post("/api/v1/jobs", json={**JOB, "repeat": "never"})
        assert refused.status_code == 400
        assert "repeat" in refused.text
