"""People come in through the gateway, by links, passwords and a provider; test_users.py has what may go wrong there."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.async_api import Browser, expect
from pydantic import SecretStr
from tabwright.aio import connect
from tabwright.v1.job_service_pb2 import ListJobsRequest

from server import app
from server.calls import authentication
from server.settings import OIDC_PAGE, AuthSettings, ServerSettings
from store.database.connection import Database
from store.records.files import FileStorage
from store.users import links, users
from store.users.users import NewUser
from tests.fixtures.gateway import SECRETS_KEYS, Gateway, answering, run_server
from tests.fixtures.oidc_provider import REDIRECT_URL, OidcProvider
from tests.rest import open_rest

PASSWORD, NEXT_PASSWORD = "correct horse battery", "staple correct horse"
JOB = {"targetUrl": "http://example.test/"}
OK, REFUSED, MISSING = httpx.codes.OK, httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND


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


async def test_a_person_s_way_from_the_first_link_to_the_last_session(people: People) -> None:
    by_link = await people.login(linkToken=await people.token("ada@example.com"))
    assert (await people.call(by_link, "POST", "auth/password", {"newPassword": PASSWORD})).status_code == OK
    session = await people.login(email="ADA@example.com", password=PASSWORD)
    first, again = [(await people.refresh(session)).json() for _ in range(2)]  # the first answer was lost
    assert first["refreshToken"] == again["refreshToken"] != session["refreshToken"]
    listed = (await people.call(first, "GET", "auth/sessions")).json()["data"]
    assert {(one["method"], one["isCurrent"]) for one in listed} == {("link", False), ("password", True)}
    (other_id,) = [one["id"] for one in listed if not one["isCurrent"]]
    assert (await people.call(first, "DELETE", f"auth/sessions/{other_id}")).status_code == OK
    assert (await people.call(by_link, "GET", "auth/me")).status_code == REFUSED
    assert (await people.refresh(by_link)).status_code == REFUSED
    third = await people.login(email="ada@example.com", password=PASSWORD)
    body = {"newPassword": NEXT_PASSWORD, "currentPassword": PASSWORD}
    assert (await people.call(third, "POST", "auth/password", body)).status_code == OK
    assert (await people.call(first, "GET", "jobs")).status_code == REFUSED
    for _ in range(2):  # to end what has ended is no error
        answer = await people.http.post("/api/v1/auth/logout", json={"refreshToken": third["refreshToken"]})
        assert answer.status_code == OK
    assert (await people.call(third, "GET", "jobs")).status_code == REFUSED
    await people.login(email="ada@example.com", password=NEXT_PASSWORD)


async def test_an_owner_of_another_client_finds_neither_jobs_nor_users(people: People) -> None:
    ada = await people.come("ada@example.com", "owner", "acme")
    eve = await people.come("eve@example.com", "owner", "evil")
    job_id = (await people.call(ada, "POST", "jobs", JOB)).json()["jobId"]
    for verb in ("GET", "DELETE"):
        assert (await people.call(eve, verb, f"jobs/{job_id}")).status_code == MISSING
    assert (await people.call(eve, "GET", "users?clientId=acme")).json()["data"] == []
    assert (await people.call(eve, "GET", "jobs")).json()["data"] == []


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
        oidc_issuer=None,
        oidc_name="Acme",
        oidc_redirect_urls=f"{REDIRECT_URL},{gateway_process.url}{OIDC_PAGE}",
        jwt_issuer=provider.issuer,
        jwt_audience="api",
        jwt_jwks=f"{provider.issuer}/jwks",
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
        "oidcName": "Acme",
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


async def test_the_console_has_people_come_by_the_provider_in_the_tab_where_they_began(
    provided: People, gateway_process: Gateway, spectators: Browser
) -> None:
    await provided.token("ada@example.com", "owner")
    console = f"{gateway_process.url}/console"
    async with await spectators.new_context() as person, await spectators.new_context() as stranger:
        page, other = await person.new_page(), await stranger.new_page()
        await page.goto(f"{console}/schedules")
        await page.get_by_role("button", name="Acme").click()
        await page.wait_for_url(f"{console}/schedules")
        await expect(page.get_by_role("heading", name="Schedules", exact=True)).to_be_visible()
        (cookie,) = await person.cookies()
        assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("__Host-tabwright-refresh", True, "Strict")
        assert await page.evaluate("sessionStorage.getItem('tabwright.oidc')") is None
        await other.goto(f"{console}/sign-in/oidc?code=theirs&state=theirs")
        await expect(other.get_by_text("not begun in this tab")).to_be_visible()


async def test_a_provider_that_is_away_is_told_and_nobody_is_sent_there(
    provided: People, provider: OidcProvider
) -> None:
    provider.published = {"issuer": "https://another.test"}
    away = await provided.http.post("/api/v1/auth/oidc", json={"redirectUrl": REDIRECT_URL})
    assert (away.status_code, reason(away)) == (httpx.codes.SERVICE_UNAVAILABLE, "OIDC_UNAVAILABLE")
    assert "another.test" not in away.text
