"""People sign in through the gateway, and do what their role allows: by REST, as the console and programs do."""

import re
from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr
from tabwright.aio import connect
from tabwright.v1.job_service_pb2 import ListJobsRequest

from server import app
from server.calls import authentication
from server.settings import AuthSettings, ServerSettings
from store.database.connection import Database
from store.records.files import FileStorage
from store.users import links, users
from store.users.users import NewUser
from tests.fixtures.gateway import SECRETS_KEYS, Gateway, answering, run_server
from tests.fixtures.oidc_provider import REDIRECT_URL, OidcProvider
from tests.rest import open_rest

PASSWORD, NEXT_PASSWORD = "correct horse battery", "staple correct horse"
COOKIE = "__Host-tabwright-refresh"
JOB = {"targetUrl": "http://example.test/"}
OK, REFUSED, DENIED, MISSING = httpx.codes.OK, httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND


class People:
    """Makes users, and has them come in by their links."""

    def __init__(self, database: Database, http: httpx.AsyncClient) -> None:
        self._database = database
        self.http = http

    async def token(self, email: str, role: str = "member", client_id: str = "acme", **more: bool) -> str:
        """A token of a link for a new user."""
        new = NewUser(email=email, role=role, client_id=client_id, **more)
        user = await users.create_user(self._database, new)
        return (await links.create_link(self._database, user.id)).token

    async def come(self, email: str, role: str = "member", client_id: str = "acme", **more: bool) -> dict[str, Any]:
        """The answer with which a new user's first session begins."""
        return await self.login(linkToken=await self.token(email, role, client_id, **more))

    async def login(self, **ways: Any) -> dict[str, Any]:
        answer = await self.http.post("/api/v1/auth/login", json=ways)
        assert answer.status_code == OK, answer.text
        return dict(answer.json())

    async def call(self, session: dict[str, Any], verb: str, path: str, body: Any = None) -> httpx.Response:
        """A call in a session."""
        headers = {"Authorization": f"Bearer {session['accessToken']}"}
        return await self.http.request(verb, f"/api/v1/{path}", json=body, headers=headers)

    async def refresh(self, session: dict[str, Any]) -> httpx.Response:
        return await self.http.post("/api/v1/auth/refresh", json={"refreshToken": session["refreshToken"]})


@pytest.fixture
async def http(served: Gateway, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the gateway that nobody has signed in with; what is ended is ended at once."""
    monkeypatch.setattr(authentication, "CACHE_S", 0)
    async with open_rest(served.url) as client:
        yield client


@pytest.fixture
def people(database: Database, http: httpx.AsyncClient) -> People:
    return People(database, http)


def reason(answer: httpx.Response) -> str:
    (info,) = [one for one in answer.json()["details"] if one["@type"].endswith("ErrorInfo")]
    return str(info["reason"])


async def test_a_link_begins_a_session_once_and_then_a_password_does(people: People) -> None:
    token = await people.token("ada@example.com")
    session = await people.login(linkToken=token)
    assert session["user"]["email"] == "ada@example.com"
    again = await people.http.post("/api/v1/auth/login", json={"linkToken": token})
    assert (again.status_code, reason(again)) == (REFUSED, "SIGN_IN_FAILED")
    assert (await people.call(session, "POST", "auth/password", {"newPassword": PASSWORD})).status_code == OK
    assert (await people.http.get("/api/v1/auth/ways")).json()["password"] is True
    by_password = await people.login(email="ADA@example.com", password=PASSWORD)
    assert by_password["user"]["hasPassword"] is True
    wrong = await people.http.post("/api/v1/auth/login", json={"email": "ada@example.com", "password": "wrong"})
    assert (wrong.status_code, reason(wrong)) == (REFUSED, "SIGN_IN_FAILED")


async def test_a_refresh_token_is_exchanged_and_a_lost_answer_is_given_again(people: People) -> None:
    session = await people.come("ada@example.com")
    first, again = [(await people.refresh(session)).json() for _ in range(2)]
    assert first["refreshToken"] == again["refreshToken"] != session["refreshToken"]
    assert (await people.call(first, "GET", "jobs")).status_code == OK
    assert (await people.refresh(first)).status_code == OK


async def test_what_has_ended_opens_nothing(people: People) -> None:
    session = await people.come("ada@example.com")
    for _ in range(2):  # to end what has ended is no error
        answer = await people.http.post("/api/v1/auth/logout", json={"refreshToken": session["refreshToken"]})
        assert answer.status_code == OK
    refused = await people.refresh(session)
    assert (refused.status_code, reason(refused)) == (REFUSED, "REFRESH_TOKEN_INVALID")
    assert (await people.call(session, "GET", "jobs")).status_code == REFUSED


async def test_a_page_of_the_gateway_has_its_refresh_token_in_a_cookie_alone(people: People, served: Gateway) -> None:
    page = {"x_tabwright_csrf": "1", "origin": served.url, "sec_fetch_site": "same-origin"}

    async def post(method: str, cookie: str | None = None, **changes: str | None) -> httpx.Response:
        given = {**page, "cookie": f"{COOKIE}={cookie}" if cookie else None, **changes}
        headers = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
        body = {"linkToken": token, "cookie": True} if method == "login" else {}
        return await people.http.post(f"/api/v1/auth/{method}", json=body, headers=headers)

    token = await people.token("ada@example.com")
    assert (await post("login", sec_fetch_site="cross-site")).status_code == httpx.codes.BAD_REQUEST
    answer = await post("login")
    assert answer.json().get("refreshToken", "") == ""
    assert answer.headers["cache-control"] == "no-store"
    attributes = answer.headers["set-cookie"].split("; ")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"} < set(attributes)
    assert re.fullmatch(r"Max-Age=60[34]\d{3}", attributes[-1])
    first = SimpleCookie(answer.headers["set-cookie"])[COOKIE].value
    for changes in (
        {"x_tabwright_csrf": None},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "origin": "https://evil.test"},
        {"sec_fetch_site": None, "origin": "https://evil.test"},
        {"sec_fetch_site": None, "origin": None},
    ):
        refused = await post("refresh", first, **changes)
        assert (refused.status_code, reason(refused)) == (REFUSED, "REFRESH_TOKEN_INVALID"), changes
        assert "set-cookie" not in refused.headers
    refreshed = await post("refresh", first)
    assert (await people.call(refreshed.json(), "GET", "auth/me")).json()["user"]["email"] == "ada@example.com"
    second = SimpleCookie(refreshed.headers["set-cookie"])[COOKIE].value
    assert second != first
    assert (await people.http.get("/api/v1/jobs", headers={"cookie": f"{COOKIE}={second}"})).status_code == REFUSED
    without_metadata = await post("refresh", second, sec_fetch_site=None)
    third = SimpleCookie(without_metadata.headers["set-cookie"])[COOKIE].value
    ended = await post("logout", third)
    assert (ended.status_code, SimpleCookie(ended.headers["set-cookie"])[COOKIE].value) == (OK, "")
    assert (await post("refresh", third)).status_code == REFUSED


async def test_a_user_sees_and_ends_the_own_sessions_and_no_others(people: People) -> None:
    one = await people.come("ada@example.com")
    await people.call(one, "POST", "auth/password", {"newPassword": PASSWORD})
    another = await people.login(email="ada@example.com", password=PASSWORD)
    bob = await people.come("bob@example.com")
    me = (await people.call(one, "GET", "auth/me")).json()
    assert (me["type"], me["clientId"], me["role"], me["isAdmin"]) == ("user", "acme", "member", False)
    listed = (await people.call(one, "GET", "auth/sessions")).json()["data"]
    assert {(session["method"], session["isCurrent"]) for session in listed} == {("link", True), ("password", False)}
    (other_id,) = [session["id"] for session in listed if not session["isCurrent"]]
    refused = await people.call(bob, "DELETE", f"auth/sessions/{other_id}")
    assert (refused.status_code, reason(refused)) == (MISSING, "USER_SESSION_NOT_FOUND")
    assert (await people.call(one, "DELETE", f"auth/sessions/{other_id}")).status_code == OK
    assert (await people.refresh(another)).status_code == REFUSED
    assert (await people.call(another, "GET", "auth/me")).status_code == REFUSED


async def test_a_new_password_needs_the_old_one_and_ends_the_other_sessions(people: People) -> None:
    by_link = await people.come("ada@example.com")
    await people.call(by_link, "POST", "auth/password", {"newPassword": PASSWORD})
    session = await people.login(email="ada@example.com", password=PASSWORD)
    for body in ({"newPassword": NEXT_PASSWORD}, {"newPassword": NEXT_PASSWORD, "currentPassword": "wrong"}):
        refused = await people.call(session, "POST", "auth/password", body)
        assert refused.status_code == httpx.codes.BAD_REQUEST
        assert "currentPassword" in refused.json()["message"]
    body = {"newPassword": NEXT_PASSWORD, "currentPassword": PASSWORD}
    assert (await people.call(session, "POST", "auth/password", body)).status_code == OK
    assert (await people.call(session, "GET", "jobs")).status_code == OK
    assert (await people.call(by_link, "GET", "jobs")).status_code == REFUSED
    old = await people.http.post("/api/v1/auth/login", json={"email": "ada@example.com", "password": PASSWORD})
    assert old.status_code == REFUSED
    await people.login(email="ada@example.com", password=NEXT_PASSWORD)


async def test_an_owner_manages_the_users_of_the_client(people: People) -> None:
    owner = await people.come("ada@example.com", "owner")
    made = await people.call(owner, "POST", "users", {"email": "Bob@example.com", "role": "viewer"})
    assert made.status_code == httpx.codes.CREATED
    bob, link = made.json()["user"], made.json()["link"]
    assert (bob["email"], bob["clientId"], bob["name"]) == ("bob@example.com", "acme", "bob")
    session = await people.login(linkToken=link["token"])
    taken = await people.call(owner, "POST", "users", {"email": "bob@example.com", "role": "viewer"})
    assert (taken.status_code, reason(taken)) == (httpx.codes.CONFLICT, "USER_EXISTS")
    path = f"users/{bob['id']}"
    assert (await people.call(owner, "PATCH", path, {"role": "member"})).json()["role"] == "member"
    assert (await people.call(session, "POST", "jobs", JOB)).status_code == httpx.codes.CREATED
    assert (await people.call(owner, "PATCH", path, {"isDisabled": True})).json()["isDisabled"] is True
    assert (await people.call(session, "GET", "jobs")).status_code == REFUSED
    admin = await people.call(owner, "PATCH", path, {"isAdmin": True})
    assert (admin.status_code, reason(admin)) == (DENIED, "ADMIN_ONLY")
    assert (await people.call(owner, "DELETE", path)).status_code == OK
    emails = [one["email"] for one in (await people.call(owner, "GET", "users")).json()["data"]]
    assert emails == ["ada@example.com"]


async def test_a_role_allows_what_it_allows_and_the_answer_says_which_is_needed(people: People) -> None:
    viewer, member = await people.come("v@example.com", "viewer"), await people.come("m@example.com", "member")
    user = {"email": "x@example.com", "role": "owner"}
    assert (await people.call(viewer, "GET", "jobs")).status_code == OK
    assert (await people.call(member, "POST", "jobs", JOB)).status_code == httpx.codes.CREATED
    for session, verb, path, body, needed in (
        (viewer, "POST", "jobs", JOB, "member"),
        (viewer, "POST", "users", user, "owner"),
        (member, "POST", "users", user, "owner"),
        (member, "GET", "users", None, "owner"),
        (member, "POST", "policies", {"pattern": "*.example.com"}, "owner"),
    ):
        refused = await people.call(session, verb, path, body)
        assert (refused.status_code, reason(refused)) == (DENIED, "ROLE_TOO_LOW"), path
        assert needed in refused.json()["message"]


async def test_an_owner_of_another_client_finds_neither_users_nor_jobs(people: People) -> None:
    ada = await people.come("ada@example.com", "owner", "acme")
    eve = await people.come("eve@example.com", "owner", "evil")
    job_id = (await people.call(ada, "POST", "jobs", JOB)).json()["jobId"]
    path = f"users/{ada['user']['id']}"
    for verb, where, body in (
        ("GET", path, None),
        ("PATCH", path, {"role": "viewer"}),
        ("DELETE", path, None),
        ("POST", f"{path}/sign-in-link", {}),
        ("GET", f"jobs/{job_id}", None),
        ("DELETE", f"jobs/{job_id}", None),
    ):
        assert (await people.call(eve, verb, where, body)).status_code == MISSING, (verb, where)
    into = await people.call(eve, "POST", "users", {"email": "x@example.com", "role": "owner", "clientId": "acme"})
    assert into.status_code == DENIED
    assert [one["email"] for one in (await people.call(eve, "GET", "users")).json()["data"]] == ["eve@example.com"]
    assert (await people.call(eve, "GET", "users?clientId=acme")).json()["data"] == []


async def test_a_program_may_have_an_access_token_in_place_of_a_key(people: People, served: Gateway) -> None:
    session = await people.come("ada@example.com")
    await people.call(session, "POST", "jobs", JOB)
    async with connect(f"127.0.0.1:{served.port}", session["accessToken"]) as client:
        assert len((await client.jobs.ListJobs(ListJobsRequest())).data) == 1


@pytest.fixture
async def provided(
    gateway_process: Gateway,
    database: Database,
    files: FileStorage,
    provider: OidcProvider,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[People]:
    """The gateway with a server whose people come by the provider, which issues JWTs for programs, too."""
    monkeypatch.setattr(app, "DRAIN_S", 0)
    settings: AuthSettings = provider.settings(
        oidc_issuer=None, jwt_issuer=provider.issuer, jwt_audience="api", jwt_jwks=f"{provider.issuer}/jwks"
    )
    ports = {"grpc_port": gateway_process.grpc_port, "live_port": gateway_process.live_port}
    server = ServerSettings(**ports, secrets_keys=SecretStr(SECRETS_KEYS))
    async with run_server(server, database, files, settings), open_rest(gateway_process.url) as client:
        await answering(client)
        yield People(database, client)


async def test_people_come_by_the_provider_and_programs_by_its_jwts(provided: People, provider: OidcProvider) -> None:
    assert (await provided.http.get("/api/v1/auth/ways")).json() == {
        "password": False,
        "oidc": True,
        "oidcName": f"127.0.0.1:{provider.port}",
    }
    unlisted = await provided.http.post("/api/v1/auth/oidc", json={"redirectUrl": "https://evil.test/"})
    assert (unlisted.status_code, reason(unlisted)) == (httpx.codes.BAD_REQUEST, "INVALID_ARGUMENT")
    await provided.token("ada@example.com", "owner")
    started = (await provided.http.post("/api/v1/auth/oidc", json={"redirectUrl": REDIRECT_URL})).json()
    back = provider.consent(started["url"])
    stranger = await provided.http.post(
        "/api/v1/auth/login", json={"oidcCode": back["code"], "oidcState": back["state"]}
    )
    assert (stranger.status_code, reason(stranger)) == (REFUSED, "SIGN_IN_FAILED")
    session = await provided.login(oidcCode=back["code"], oidcState=started["state"])
    sessions = (await provided.call(session, "GET", "auth/sessions")).json()["data"]
    assert [one["method"] for one in sessions] == ["oidc"]
    claims = {"iss": provider.issuer, "aud": "api", "sub": "acme", "exp": 4_000_000_000}
    token = jwt.encode(claims, provider.key, algorithm="ES256", headers={"kid": "k1"})
    made = await provided.call({"accessToken": token}, "POST", "jobs", JOB)
    assert made.status_code == httpx.codes.CREATED
    assert (await provided.call({"accessToken": token}, "GET", "auth/me")).json()["type"] == "jwt"
    assert len((await provided.call(session, "GET", "jobs")).json()["data"]) == 1
    forged = jwt.encode(claims, ec.generate_private_key(ec.SECP256R1()), algorithm="ES256", headers={"kid": "k1"})
    assert (await provided.call({"accessToken": forged}, "GET", "jobs")).status_code == REFUSED


async def test_a_provider_that_is_away_is_told_and_nobody_is_sent_there(
    provided: People, provider: OidcProvider
) -> None:
    provider.published = {"issuer": "https://another.test"}
    away = await provided.http.post("/api/v1/auth/oidc", json={"redirectUrl": REDIRECT_URL})
    assert (away.status_code, reason(away)) == (httpx.codes.SERVICE_UNAVAILABLE, "OIDC_UNAVAILABLE")
    assert "another.test" not in away.text


async def test_without_a_provider_the_calls_say_so(http: httpx.AsyncClient) -> None:
    for path, body in (
        ("oidc", {"redirectUrl": REDIRECT_URL}),
        ("login", {"oidcCode": "code", "oidcState": "state"}),
    ):
        answer = await http.post(f"/api/v1/auth/{path}", json=body)
        assert (answer.status_code, reason(answer)) == (httpx.codes.BAD_REQUEST, "OIDC_NOT_SET_UP")
