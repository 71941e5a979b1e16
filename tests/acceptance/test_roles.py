"""What users may do, each as its role says, and until when."""

from typing import Any

import grpc
import httpx
import pytest
from tabwright.v1.job_service_pb2 import WatchJobsRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server.calls import authentication
from server.services.table import DESCRIPTORS
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.users import sessions, users
from store.users.sessions import Signed
from store.users.users import Changes
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.roles import PLACES
from tests.fixtures.users import MakeUser, SignIn, bearer, calling, fields, reason, trail


@pytest.mark.parametrize("how", ["end", "disable", "demote", "delete"])
async def test_streams_end_when_their_user_may_no_more(
    served: Gateway,
    signed_in: SignIn,
    make_user: MakeUser,
    database: Database,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(authentication, "RECHECK_INTERVAL_S", 0.05)
    await make_user("first@example.com")
    user = await make_user()
    signed = await signed_in(user)
    async with grpc.aio.insecure_channel(f"127.0.0.1:{served.grpc_port}") as channel:
        watch = JobServiceStub(channel).WatchJobs(
            WatchJobsRequest(), metadata=tuple(bearer(signed.access_token).items()), timeout=30
        )
        await watch.initial_metadata()
        # The stream goes on over the end of its access token.
        await database.rows("UPDATE user_tokens SET created_at = created_at - interval '1 hour' RETURNING 1 AS one")
        if how == "end":
            await sessions.end_session(database, user.id, signed.session.id)
        elif how == "delete":
            await users.delete_user(database, user.id)
        else:
            changes = Changes(is_disabled=True) if how == "disable" else Changes(role="viewer")
            await users.update_user(database, user.id, changes)
        with pytest.raises(grpc.aio.AioRpcError) as ended:
            async for _ in watch:
                pass
    assert ended.value.code() is grpc.StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize("role", ["viewer", "member", "owner"])
async def test_each_method_is_refused_to_roles_that_are_too_low(served: Gateway, signed_in: SignIn, role: str) -> None:
    order = ["viewer", "member", "owner"]
    signed = await signed_in(role=role)
    async with grpc.aio.insecure_channel(f"127.0.0.1:{served.grpc_port}") as channel:
        for service in DESCRIPTORS:
            for method in service.methods:
                path = f"/{service.full_name}/{method.name}"
                if path not in PLACES:
                    continue
                with pytest.raises(grpc.aio.AioRpcError) as refused:
                    await _call(channel, path, signed, streams=method.client_streaming)
                is_allowed = order.index(role) >= order.index(PLACES[path])
                expected = grpc.StatusCode.INVALID_ARGUMENT if is_allowed else grpc.StatusCode.PERMISSION_DENIED
                assert refused.value.code() is expected, path


async def _call(channel: grpc.aio.Channel, path: str, signed: Signed, *, streams: bool) -> None:
    """With what is no message: whoever may call it hears of that."""
    metadata = tuple(bearer(signed.access_token).items())
    open_call: Any = channel.stream_stream(path) if streams else channel.unary_stream(path)
    async for _ in open_call(iter([b"\xff"]) if streams else b"\xff", metadata=metadata, timeout=60):
        pass


async def test_a_viewers_call_is_refused_before_its_body_is_looked_at_and_told_to_the_trail(
    served: Gateway, signed_in: SignIn, database: Database
) -> None:
    async with calling(served, await signed_in(role="viewer")) as viewer:
        answer = await viewer.post("/api/v1/jobs", json={"nonsense": 1})
        assert (answer.status_code, reason(answer)) == (403, "ROLE_TOO_LOW")
        (info,) = [one for one in answer.json()["details"] if one["@type"].endswith("ErrorInfo")]
        assert info["metadata"] == {"role": "viewer", "needed": "member"}
    (told,) = await trail(database, outcome="denied")
    assert (told.action, told.reason, told.actor_name) == ("JobService.CreateJob", "ROLE_TOO_LOW", "ada@example.com")


async def test_a_viewers_ticket_is_for_looking_only_and_ends_with_the_session(
    served: Gateway, signed_in: SignIn, create: CreateJob, database: Database
) -> None:
    path = f"/api/v1/jobs/{await create()}/live-tickets"
    signed = await signed_in(role="viewer")
    async with calling(served, signed) as viewer:
        refused = await viewer.post(path, json={"right": "control"})
        assert (refused.status_code, reason(refused)) == (403, "ROLE_TOO_LOW")
        assert (await viewer.post(path, json={"right": "view"})).status_code == 200
    (row,) = await database.rows("SELECT session_id FROM live_tickets")
    assert row["session_id"] == signed.session.id


async def test_owners_manage_the_users_of_their_client(
    served: Gateway, signed_in: SignIn, anybody: httpx.AsyncClient, database: Database
) -> None:
    stranger = await signed_in(email="x@example.com", client_id="another")
    owner = await signed_in()
    async with calling(served, owner) as client:
        made = await client.post("/api/v1/users", json={"email": "Bea@example.com", "role": "viewer"})
        assert made.status_code == 201, made.text
        user = made.json()["user"]
        assert (made.headers["location"], user["email"], user["clientId"]) == (
            f"/api/v1/users/{user['id']}",
            "bea@example.com",
            CLIENT,
        )
        taken = await client.post("/api/v1/users", json={"email": "X@example.com", "role": "viewer"})
        assert (taken.status_code, reason(taken)) == (409, "USER_EXISTS")
        for more in ({"clientId": "another"}, {"isAdmin": True}):
            refused = await client.post("/api/v1/users", json={"email": "c@example.com", "role": "owner", **more})
            assert (refused.status_code, reason(refused)) == (403, "ADMIN_ONLY")
        path = f"/api/v1/users/{user['id']}"
        refused = await client.patch(path, json={"isAdmin": True})
        assert (refused.status_code, reason(refused)) == (403, "ADMIN_ONLY")
        changed = await client.patch(path, json={"role": "member", "name": "Bea"})
        assert (changed.json()["role"], changed.json()["name"]) == ("member", "Bea")
        (told,) = await trail(database, action="UserService.UpdateUser", outcome="ok")
        assert (told.resources, told.details) == ([f"user/{user['id']}"], {"role": "member"})
        blank = await client.patch(path, json={"name": "  "})
        assert (blank.status_code, fields(blank)) == (400, ["name"])
        last = await client.patch(f"/api/v1/users/{owner.user.id}", json={"role": "member"})
        assert (last.status_code, reason(last)) == (400, "LAST_OWNER")
        elsewhere = f"/api/v1/users/{stranger.user.id}"
        for answer in (
            await client.get(elsewhere),
            await client.patch(elsewhere, json={"role": "viewer"}),
            await client.delete(elsewhere),
            await client.post(f"{elsewhere}/sign-in-link", json={}),
        ):
            assert (answer.status_code, reason(answer)) == (404, "USER_NOT_FOUND")
        listed = (await client.get("/api/v1/users", params={"limit": 1})).json()
        more = (await client.get("/api/v1/users", params={"pageToken": listed["nextPageToken"]})).json()
        assert [one["email"] for one in listed["data"] + more["data"]] == ["ada@example.com", "bea@example.com"]
        link = (await client.post(f"{path}/sign-in-link", json={})).json()["token"]
        assert (await client.patch(path, json={"isDisabled": True})).json()["isDisabled"] is True
        refused = await client.post(f"{path}/sign-in-link", json={})
        assert (refused.status_code, reason(refused)) == (400, "NOT_A_USER")
        assert (await client.delete(path)).status_code == 200
    answer = await anybody.post("/api/v1/auth/login", json={"linkToken": link})
    assert answer.status_code == 401


async def test_owners_manage_keys_of_their_client_that_may_no_more_than_it(
    served: Gateway, signed_in: SignIn, rest: httpx.AsyncClient, database: Database
) -> None:
    foreign, _ = await create_key(database, NewKey(client_id="another", name="x", rate_limit=0))
    admins = [one["id"] for one in (await rest.get("/api/v1/keys")).json()["data"] if one["isAdmin"]]
    async with calling(served, await signed_in()) as owner:
        for wrong in (
            {"clientId": "another"},
            {"clientId": CLIENT, "isAdmin": True},
            {"clientId": CLIENT, "mayEvaluate": True},
            {"clientId": CLIENT, "rateLimit": 0},
            {"clientId": CLIENT, "rateLimit": 1000},
        ):
            refused = await owner.post("/api/v1/keys", json={"name": "ci", **wrong})
            assert (refused.status_code, reason(refused)) == (403, "ADMIN_ONLY"), wrong
        made = await owner.post("/api/v1/keys", json={"name": "ci", "clientId": CLIENT})
        assert made.status_code == 201, made.text
        key_id = made.json()["apiKey"]["id"]
        assert [one["id"] for one in (await owner.get("/api/v1/keys")).json()["data"]] == [key_id]
        assert (await owner.get("/api/v1/keys", params={"clientId": "another"})).json()["data"] == []
        for other in (str(foreign.id), *admins):
            for answer in (await owner.get(f"/api/v1/keys/{other}"), await owner.delete(f"/api/v1/keys/{other}")):
                assert (answer.status_code, reason(answer)) == (404, "API_KEY_NOT_FOUND")
        assert (await owner.delete(f"/api/v1/keys/{key_id}")).json()["status"] == "revoked"


async def test_an_administrator_manages_users_of_all_clients(rest: httpx.AsyncClient, signed_in: SignIn) -> None:
    stranger = await signed_in(email="x@example.com", client_id="another")
    made = await rest.post("/api/v1/users", json={"email": "r@example.com", "role": "owner", "isAdmin": True})
    assert (made.status_code, made.json()["user"]["isAdmin"]) == (201, True)
    assert len((await rest.get("/api/v1/users")).json()["data"]) == 2
    listed = (await rest.get("/api/v1/users", params={"clientId": "another"})).json()["data"]
    assert [one["id"] for one in listed] == [str(stranger.user.id)]
    answer = await rest.post(f"/api/v1/users/{stranger.user.id}/sign-in-link", json={})
    assert answer.json()["token"].startswith("twl_")
