"""People sign in through the gateway, by REST and by gRPC-Web."""

import asyncio
import re
from typing import Any

import grpc
import httpx
import pytest
from google.protobuf.message import Message
from tabwright.v1.auth_service_pb2 import LoginRequest, LoginResponse, LogoutRequest, RefreshRequest

from server.calls import authentication
from store.database.connection import Database
from store.users import links, sessions, users
from store.users.sessions import GRACE
from store.users.users import Changes
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CLIENT
from tests.fixtures.users import PASSWORD, MakeUser, SignIn, bearer, fields, reason, trail

COOKIE = "__Host-tabwright-refresh"
OWN_PAGE = {"x-tabwright-csrf": "1", "sec-fetch-site": "same-origin"}


def token_in(answer: httpx.Response) -> str:
    """What the answer puts into the cookie, which is held to the attributes that protect it."""
    match = re.fullmatch(
        rf"{COOKIE}=([^;]*); Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=(\d+)", answer.headers["set-cookie"]
    )
    assert match is not None, answer.headers["set-cookie"]
    assert (match[1] == "") == (match[2] == "0")
    return match[1]


async def web(client: httpx.AsyncClient, method: str, request: Message, **headers: str) -> httpx.Response:
    """A call over gRPC-Web, as a browser makes it."""
    data = request.SerializeToString()
    return await client.post(
        f"/tabwright.v1.AuthService/{method}",
        content=b"\0" + len(data).to_bytes(4, "big") + data,
        headers={"content-type": "application/grpc-web+proto", **headers},
    )


def message(answer: httpx.Response) -> LoginResponse:
    assert answer.content[0] == 0, answer.content
    return LoginResponse.FromString(answer.content[5 : 5 + int.from_bytes(answer.content[1:5], "big")])


async def test_a_password_begins_a_session_whose_token_calls_as_the_user(
    anybody: httpx.AsyncClient, make_user: MakeUser, database: Database
) -> None:
    user = await make_user(password=PASSWORD)
    assert (await anybody.get("/api/v1/auth/ways")).json() == {"password": True, "oidc": False, "oidcName": ""}
    answer = await anybody.post("/api/v1/auth/login", json={"email": "ADA@example.com", "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    signed = answer.json()
    me = (await anybody.get("/api/v1/auth/me", headers=bearer(signed["accessToken"]))).json()
    assert (me["type"], me["clientId"], me["role"], me["user"]["id"]) == ("user", CLIENT, "owner", str(user.id))
    assert (me["session"]["method"], me["session"]["isCurrent"]) == ("password", True)
    assert (await anybody.get("/api/v1/jobs", headers=bearer(signed["accessToken"]))).status_code == 200
    (told,) = await trail(database, action="AuthService.Login")
    assert (told.actor_type, told.actor_id, told.actor_name) == ("user", str(user.id), "ada@example.com")
    assert (told.resources, told.details) == ([f"user_session/{me['session']['id']}"], {"method": "password"})


async def test_what_is_wrong_with_a_sign_in_is_not_told(
    anybody: httpx.AsyncClient, make_user: MakeUser, database: Database
) -> None:
    await make_user(password=PASSWORD)
    await make_user("invited@example.com")
    disabled = await make_user("gone@example.com", "member", password=PASSWORD)
    await users.update_user(database, disabled.id, Changes(is_disabled=True))
    answers = [
        await anybody.post("/api/v1/auth/login", json=body, headers={"x-request-id": "same"})
        for body in (
            {"email": "nobody@example.com", "password": PASSWORD},
            {"email": "no address", "password": PASSWORD},
            {"email": "ada@example.com", "password": f"{PASSWORD}!"},
            {"email": "invited@example.com", "password": PASSWORD},
            {"email": "gone@example.com", "password": PASSWORD},
            {"linkToken": "twl_" + "a" * 43},
            {"linkToken": "x"},
        )
    ]
    assert {(answer.status_code, answer.text, answer.headers["www-authenticate"]) for answer in answers} == {
        (401, answers[0].text, "Bearer")
    }
    assert reason(answers[0]) == "SIGN_IN_FAILED"
    async with asyncio.timeout(60):
        while len(told := await trail(database, action="AuthService.Login")) < 3:  # noqa: ASYNC110 - beside the answers
            await asyncio.sleep(0.01)
    assert {(one.actor_name, one.outcome, one.reason) for one in told} == {
        (email, "unauthenticated", "SIGN_IN_FAILED")
        for email in ("ada@example.com", "invited@example.com", "gone@example.com")
    }


async def test_too_many_tries_are_put_off_with_a_time(anybody: httpx.AsyncClient, make_user: MakeUser) -> None:
    await make_user(password=PASSWORD)
    wrong = {"email": "ada@example.com", "password": "wrong"}
    codes = [(await anybody.post("/api/v1/auth/login", json=wrong)).status_code for _ in range(11)]
    assert codes == [401] * 11
    answer = await anybody.post("/api/v1/auth/login", json={**wrong, "password": PASSWORD})
    assert (answer.status_code, reason(answer)) == (429, "SIGN_IN_LIMIT")
    assert 1 <= int(answer.headers["retry-after"]) <= 2


@pytest.mark.parametrize("over", ["rest", "web"])
async def test_a_page_of_the_gateway_keeps_its_refresh_token_in_a_cookie(
    anybody: httpx.AsyncClient, make_user: MakeUser, over: str, served: Gateway
) -> None:
    await make_user(password=PASSWORD)

    async def call(method: str, request: Message, **headers: str) -> tuple[LoginResponse, httpx.Response]:
        if over == "web":
            answer = await web(anybody, method, request, **headers)
            return message(answer), answer
        body = {"email": request.email, "password": request.password, "cookie": True} if method == "Login" else {}  # type: ignore[attr-defined]
        answer = await anybody.post(f"/api/v1/auth/{method.lower()}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        return LoginResponse(
            access_token=told.get("accessToken", ""), refresh_token=told.get("refreshToken", "")
        ), answer

    signed, answer = await call(
        "Login", LoginRequest(email="ada@example.com", password=PASSWORD, cookie=True), **OWN_PAGE
    )
    assert signed.refresh_token == ""
    first = token_in(answer)
    refreshed, answer = await call("Refresh", RefreshRequest(), cookie=f"a=b; {COOKIE}={first}", **OWN_PAGE)
    second = token_in(answer)
    assert (refreshed.refresh_token, second != first) == ("", True)
    assert (await anybody.get("/api/v1/jobs", headers=bearer(refreshed.access_token))).status_code == 200
    _, answer = await call("Logout", LogoutRequest(), cookie=f"{COOKIE}={second}", **OWN_PAGE)
    assert token_in(answer) == ""
    gone = await anybody.post("/api/v1/auth/refresh", json={}, headers={"cookie": f"{COOKIE}={second}", **OWN_PAGE})
    assert (gone.status_code, reason(gone), "set-cookie" in gone.headers) == (401, "REFRESH_TOKEN_INVALID", False)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"x-tabwright-csrf": "1"},
        {"x-tabwright-csrf": "0", "sec-fetch-site": "same-origin"},
        {"x-tabwright-csrf": "1", "sec-fetch-site": "cross-site"},
        {"x-tabwright-csrf": "1", "sec-fetch-site": "same-site"},
        {"x-tabwright-csrf": "1", "sec-fetch-site": "none"},
        {"x-tabwright-csrf": "1", "sec-fetch-site": "cross-site", "origin": "{own}"},
        {"x-tabwright-csrf": "1", "origin": "https://evil.example"},
        {"x-tabwright-csrf": "1", "origin": "null"},
        {"x-tabwright-csrf": "1", "origin": "{own}.evil.example"},
        {"x-tabwright-csrf": "1", "origin": "https://evil.example", "x-forwarded-host": "evil.example"},
    ],
)
async def test_a_cookie_that_another_site_has_sent_is_worth_nothing(
    anybody: httpx.AsyncClient, served: Gateway, signed_in: SignIn, database: Database, headers: dict[str, str]
) -> None:
    signed = await signed_in()
    given = {name: value.replace("{own}", served.url) for name, value in headers.items()}
    cookie = {"cookie": f"{COOKIE}={signed.refresh_token}"}
    refused = await anybody.post("/api/v1/auth/refresh", json={}, headers={**given, **cookie})
    assert (refused.status_code, reason(refused)) == (401, "REFRESH_TOKEN_INVALID")
    refused = await anybody.post("/api/v1/auth/logout", json={}, headers={**given, **cookie})
    assert (refused.status_code, fields(refused)) == (400, ["refreshToken"])
    login = {"email": "ada@example.com", "password": PASSWORD, "cookie": True}
    refused = await anybody.post("/api/v1/auth/login", json=login, headers=given)
    assert (refused.status_code, fields(refused)) == (400, ["cookie"])
    assert await sessions.look(database, signed.session.id)


async def test_where_a_browser_does_not_say_whose_page_it_is_its_origin_counts(
    anybody: httpx.AsyncClient, served: Gateway, signed_in: SignIn
) -> None:
    headers = {"x-tabwright-csrf": "1", "cookie": f"{COOKIE}={(await signed_in()).refresh_token}"}
    answer = await anybody.post("/api/v1/auth/refresh", json={}, headers={**headers, "origin": served.url})
    assert answer.status_code == 200
    port = served.url.rpartition(":")[2]
    named = {"host": f"LOCALHOST:{port}", "origin": f"http://localhost:{port}"}
    answer = await anybody.post("/api/v1/auth/refresh", json={}, headers={**headers, **named})
    assert answer.status_code == 200


async def test_a_cookie_that_no_browser_would_keep_is_refused_with_what_to_do(
    anybody: httpx.AsyncClient, make_user: MakeUser
) -> None:
    await make_user(password=PASSWORD)
    login = {"email": "ada@example.com", "password": PASSWORD, "cookie": True}
    host = {"host": "192.0.2.7:3000"}
    refused = await anybody.post("/api/v1/auth/login", json=login, headers={**OWN_PAGE, **host})
    assert (refused.status_code, fields(refused)) == (400, ["cookie"])
    assert "https or on localhost" in refused.text
    ended_before = {**OWN_PAGE, "host": "tw.example.com", "origin": "https://tw.example.com"}
    assert (await anybody.post("/api/v1/auth/login", json=login, headers=ended_before)).status_code == 200


async def test_two_cookies_are_refused_and_the_body_comes_before_the_cookie(
    anybody: httpx.AsyncClient, signed_in: SignIn
) -> None:
    one, two = await signed_in(), await signed_in(email="b@example.com")
    both = {**OWN_PAGE, "cookie": f"{COOKIE}={one.refresh_token}; {COOKIE}={two.refresh_token}"}
    refused = await anybody.post("/api/v1/auth/refresh", json={}, headers=both)
    assert (refused.status_code, reason(refused)) == (401, "REFRESH_TOKEN_INVALID")
    answer = await anybody.post("/api/v1/auth/refresh", json={"refreshToken": two.refresh_token}, headers=both)
    assert (answer.status_code, "set-cookie" in answer.headers) == (200, False)
    assert answer.json()["user"]["email"] == "b@example.com"
    assert answer.json()["refreshToken"].startswith("twr_")


async def test_only_access_tokens_are_for_calls(anybody: httpx.AsyncClient, signed_in: SignIn) -> None:
    signed = await signed_in()
    for wrong in (signed.refresh_token, "twa_" + "a" * 43, signed.access_token + "a", "twa_", "twl_" + "a" * 43):
        answer = await anybody.get("/api/v1/jobs", headers=bearer(wrong))
        assert (answer.status_code, reason(answer)) == (401, "UNAUTHENTICATED")
    cookie = {**OWN_PAGE, "cookie": f"{COOKIE}={signed.refresh_token}"}
    assert (await anybody.get("/api/v1/jobs", headers=cookie)).status_code == 401
    answer = await anybody.post("/api/v1/auth/refresh", json={"refreshToken": signed.access_token})
    assert (answer.status_code, reason(answer)) == (401, "REFRESH_TOKEN_INVALID")


async def test_no_other_call_and_no_log_sees_a_cookie(
    anybody: httpx.AsyncClient, served: Gateway, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []
    before = authentication.Authentication.intercept_service

    async def look(self: Any, continuation: Any, details: grpc.HandlerCallDetails) -> Any:
        seen.extend((details.method, str(value)) for key, value in details.invocation_metadata if key == "cookie")
        return await before(self, continuation, details)

    monkeypatch.setattr(authentication.Authentication, "intercept_service", look)
    signed = await signed_in()
    headers = {"cookie": f"{COOKIE}=value", **bearer(signed.access_token)}
    paths = ["/api/v1/jobs", "/api/v1/auth/me", "/api/v1/auth/ways", "/health", "/api/v1/auth/../jobs"]
    for path in paths:
        await anybody.get(path, headers=headers)
    await anybody.post("/api/v1/jobs", json={"targetUrl": "http://a.test/"}, headers=headers)
    await anybody.post("/api/v1/auth/refresh?a=b", json={}, headers=headers)
    await web(anybody, "GetMe", LogoutRequest(), **headers)
    assert [value for _, value in seen if value] == []
    await anybody.post("/api/v1/auth/refresh", json={}, headers=headers)
    assert [value for _, value in seen if value] == [f"{COOKIE}=value"]


async def test_a_large_body_is_not_taken_of_who_has_not_signed_in(anybody: httpx.AsyncClient) -> None:
    body = {"email": "ada@example.com", "password": "x" * 70_000}
    answer = await anybody.post("/api/v1/auth/login", json=body)
    assert (answer.status_code, "65536 bytes at most" in answer.text) == (400, True)
    answer = await anybody.post("/api/v1/auth/login", json={**body, "password": "x" * 1025})
    assert (answer.status_code, fields(answer)) == (400, ["password"])
    answer = await anybody.post("/api/v1/auth/login", json={"email": "a", "linkToken": "b"})
    assert answer.status_code == 400
    answer = await anybody.post("/api/v1/auth/login", json={"emial": "a"})
    assert (answer.status_code, fields(answer)) == (400, ["emial"])


async def test_a_refresh_token_that_is_shown_again_later_ends_its_session(
    anybody: httpx.AsyncClient, signed_in: SignIn, database: Database
) -> None:
    signed = await signed_in()
    body = {"refreshToken": signed.refresh_token}
    first, again = [(await anybody.post("/api/v1/auth/refresh", json=body)).json() for _ in range(2)]
    assert first == again
    await database.rows("UPDATE user_tokens SET used_at = used_at - %(grace)s RETURNING 1 AS one", {"grace": GRACE})
    reused = await anybody.post("/api/v1/auth/refresh", json=body)
    assert (reused.status_code, reason(reused)) == (401, "REFRESH_TOKEN_INVALID")
    gone = await anybody.post("/api/v1/auth/refresh", json={"refreshToken": first["refreshToken"]})
    assert (gone.status_code, reason(gone)) == (401, "REFRESH_TOKEN_INVALID")
    (told,) = await trail(database, action="user_session.reuse")
    assert (told.client_id, told.resources) == (CLIENT, [f"user_session/{signed.session.id}"])
    assert told.address


async def test_a_user_cannot_fill_the_database_by_refreshing(
    anybody: httpx.AsyncClient, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "REFRESHES", 2)
    token = (await signed_in()).refresh_token
    for _ in range(2):
        answer = await anybody.post("/api/v1/auth/refresh", json={"refreshToken": token})
        token = answer.json()["refreshToken"]
    refused = await anybody.post("/api/v1/auth/refresh", json={"refreshToken": token})
    assert (refused.status_code, reason(refused), "retry-after" in refused.headers) == (429, "LIMIT_REACHED", True)


async def test_a_link_signs_in_once_and_sets_a_password_without_the_one_before(
    anybody: httpx.AsyncClient, make_user: MakeUser, database: Database, signed_in: SignIn
) -> None:
    user = await make_user(password=PASSWORD)
    other = await signed_in(user)
    link = await links.create_link(database, user.id)
    answers = await asyncio.gather(
        *(anybody.post("/api/v1/auth/login", json={"linkToken": link.token}) for _ in range(3))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401]
    (token,) = [answer.json()["accessToken"] for answer in answers if answer.status_code == 200]
    new = {"newPassword": "another battery staple"}
    short = await anybody.post("/api/v1/auth/password", json={"newPassword": "short"}, headers=bearer(token))
    assert (short.status_code, fields(short)) == (400, ["newPassword"])
    assert (await anybody.post("/api/v1/auth/password", json=new, headers=bearer(token))).status_code == 200
    assert await sessions.look(database, other.session.id) is None
    old = await anybody.post("/api/v1/auth/login", json={"email": user.email, "password": PASSWORD})
    assert old.status_code == 401
    await database.rows("UPDATE user_sessions SET created_at = created_at - interval '2 hours' RETURNING 1 AS one")
    late = await anybody.post("/api/v1/auth/password", json=new, headers=bearer(token))
    assert (late.status_code, fields(late)) == (400, ["currentPassword"])
    wrong = await anybody.post(
        "/api/v1/auth/password", json={**new, "currentPassword": PASSWORD}, headers=bearer(token)
    )
    assert (wrong.status_code, fields(wrong)) == (400, ["currentPassword"])


async def test_what_is_about_oneself_is_for_users(
    rest: httpx.AsyncClient, anybody: httpx.AsyncClient, signed_in: SignIn
) -> None:
    me = (await rest.get("/api/v1/auth/me")).json()
    assert (me["type"], me["role"], me["isAdmin"], "user" in me) == ("key", "owner", True, False)
    for answer in (
        await rest.get("/api/v1/auth/sessions"),
        await rest.post("/api/v1/auth/password", json={"newPassword": PASSWORD}),
        await rest.post("/api/v1/auth/logout", json={}, headers=bearer(rest.headers["x-api-key"])),
    ):
        assert (answer.status_code, reason(answer)) == (400, "NOT_A_USER")
    signed, stranger = await signed_in(), await signed_in(email="b@example.com")
    listed = (await anybody.get("/api/v1/auth/sessions", headers=bearer(signed.access_token))).json()["data"]
    assert [one["id"] for one in listed] == [str(signed.session.id)]
    path = f"/api/v1/auth/sessions/{signed.session.id}"
    answer = await anybody.delete(path, headers=bearer(stranger.access_token))
    assert (answer.status_code, reason(answer)) == (404, "USER_SESSION_NOT_FOUND")
    assert (await anybody.delete(path, headers=bearer(signed.access_token))).status_code == 200
    answer = await anybody.post("/api/v1/auth/oidc", json={"redirectUrl": "https://a.test/"})
    assert (answer.status_code, reason(answer)) == (400, "OIDC_NOT_SET_UP")
