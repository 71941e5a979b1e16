"""JWTs of an OIDC issuer beside keys."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from tabwright.v1.api_key_service_pb2 import ListApiKeysRequest
from tabwright.v1.api_key_service_pb2_grpc import ApiKeyServiceStub
from tabwright.v1.audit_service_pb2 import ListAuditEventsRequest
from tabwright.v1.audit_service_pb2_grpc import AuditServiceStub
from tabwright.v1.job_service_pb2 import CreateJobRequest, GetJobRequest, ListJobsRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server import app
from server.settings import AuthSettings, ServerSettings
from store.database.connection import Database
from store.records.files import FileStorage
from tests.fixtures.gateway import run_server
from tests.ports import free_ports

ISSUER = "https://issuer.test"
OURS, ANOTHERS = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def token(key: Any = OURS, algorithm: str = "RS256", kid: str = "k1", **claims: Any) -> str:
    standard = {"iss": ISSUER, "aud": "tabwright", "sub": "acme", "exp": time.time() + 60}
    return jwt.encode({**standard, **claims}, key, algorithm=algorithm, headers={"kid": kid})


@pytest.fixture
async def channel(
    database: Database, files: FileStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[grpc.aio.Channel]:
    """A channel to a server that takes the issuer's tokens."""
    monkeypatch.setattr(app, "DRAIN_S", 0)
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps({"keys": [{**RSAAlgorithm.to_jwk(OURS.public_key(), as_dict=True), "kid": "k1"}]}))
    (port,) = free_ports(1)
    auth = AuthSettings(jwt_issuer=ISSUER, jwt_audience="tabwright", jwt_jwks=str(jwks))
    address = f"127.0.0.1:{port}"
    async with (
        run_server(ServerSettings(grpc_port=port), database, files, auth),
        grpc.aio.insecure_channel(address) as channel,
    ):
        yield channel


def bearer(value: str) -> tuple[tuple[str, str]]:
    return (("authorization", f"Bearer {value}"),)


async def test_a_token_calls_for_the_client_that_it_names(channel: grpc.aio.Channel) -> None:
    jobs = JobServiceStub(channel)
    made = await jobs.CreateJob(CreateJobRequest(target_url="http://a.test/"), metadata=bearer(token()), timeout=60)
    listed = await jobs.ListJobs(ListJobsRequest(), metadata=bearer(token()), timeout=60)
    assert [job.id for job in listed.data] == [made.job_id]
    request = GetJobRequest(job_id=made.job_id)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await jobs.GetJob(request, metadata=bearer(token(sub="another")), timeout=60)
    assert refused.value.code() is grpc.StatusCode.NOT_FOUND


async def test_the_audit_trail_names_the_subject_of_a_token(channel: grpc.aio.Channel) -> None:
    asked = CreateJobRequest(target_url="http://a.test/")
    made = await JobServiceStub(channel).CreateJob(asked, metadata=bearer(token()), timeout=60)
    request = ListAuditEventsRequest(resource=f"job/{made.job_id}")
    (event,) = (await AuditServiceStub(channel).ListAuditEvents(request, metadata=bearer(token()), timeout=60)).data
    assert (event.actor.type, event.actor.id, event.actor.name) == ("jwt", "acme", "")


@pytest.mark.parametrize(
    "wrong",
    [
        token(exp=time.time() - 120),
        token(iss="https://another.test"),
        token(aud="another"),
        token(key=ANOTHERS),
        token(kid="unknown"),
        token(key="secret of at least 32 bytes, for HS256", algorithm="HS256"),
        token(key=None, algorithm="none"),
        token(sub=""),
        token(nbf=time.time() + 600),
        "not.a.token",
        "x",
    ],
    ids=["expired", "issuer", "audience", "key", "kid", "hs256", "none", "no client", "early", "parts", "x"],
)
async def test_a_token_that_is_not_the_issuer_s_for_us_now_is_refused(channel: grpc.aio.Channel, wrong: str) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await JobServiceStub(channel).ListJobs(ListJobsRequest(), metadata=bearer(wrong), timeout=60)
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED
    assert refused.value.details() == "the bearer token is not valid, or no longer"


async def test_an_administrator_s_token_says_so_in_its_claim(channel: grpc.aio.Channel) -> None:
    keys = ApiKeyServiceStub(channel)
    await keys.ListApiKeys(ListApiKeysRequest(), metadata=bearer(token(tabwright_admin=True)), timeout=60)
    for claims in ({}, {"tabwright_admin": "true"}, {"tabwright_admin": 1}):
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await keys.ListApiKeys(ListApiKeysRequest(), metadata=bearer(token(**claims)), timeout=60)
        assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED
