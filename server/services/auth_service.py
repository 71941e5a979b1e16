"""AuthService: how people sign in, what goes on with their sessions, and who makes a call."""

import asyncio
from uuid import UUID

import structlog
from google.protobuf.empty_pb2 import Empty
from tabwright.v1.auth_service_pb2 import (
    ChangePasswordRequest,
    EndUserSessionRequest,
    GetMeRequest,
    GetSignInWaysRequest,
    ListUserSessionsRequest,
    ListUserSessionsResponse,
    LoginRequest,
    LoginResponse,
    LogoutRequest,
    Me,
    RefreshRequest,
    SignInWays,
    StartOidcRequest,
    StartOidcResponse,
)
from tabwright.v1.auth_service_pb2_grpc import AuthServiceServicer

from server.calls import caller, cookies
from server.calls.around import Context
from server.calls.authentication import Authentication
from server.calls.caller import Caller
from server.calls.cookies import Headers
from server.calls.faults import InvalidRequest, Unauthenticated
from server.calls.interceptors import request_id
from server.calls.refusals import Refusals
from server.calls.sources import address
from server.calls.user_errors import NotAUser, OidcNotSetUp
from server.convert import user as convert
from server.sign_in.oidc import Oidc
from store.database import auditing
from store.database.connection import Database
from store.users import sessions, sign_in, throttle, users
from store.users.errors import RefreshTokenInvalid, SignInFailed, UserSessionNotFound
from store.users.passwords import Passwords
from store.users.sessions import Proof, Signed, Where
from store.users.sign_in import WrongPassword
from store.users.throttle import Turn
from store.users.users import User

log = structlog.get_logger()


class AuthService(AuthServiceServicer):
    def __init__(self, database: Database, authentication: Authentication, oidc: Oidc | None) -> None:
        """`oidc`: None: there is no provider."""
        self._database = database
        self._authentication = authentication
        self._oidc = oidc
        self._passwords = Passwords()
        self._refusals = Refusals(database)
        self._telling: set[asyncio.Task[None]] = set()

    async def GetSignInWays(self, request: GetSignInWaysRequest, context: Context) -> SignInWays:
        name = self._oidc.name if self._oidc else ""
        return SignInWays(password=await sign_in.has_passwords(self._database), oidc=bool(name), oidc_name=name)

    async def Login(self, request: LoginRequest, context: Context) -> LoginResponse:
        headers = cookies.headers_of(context)
        if request.cookie:
            _require_cookie(headers)
        where = _where(headers, context)
        signed = await sessions.begin(self._database, await self._proof(request, where), where)
        log.info("user.signed_in", user_id=str(signed.user.id), client_id=signed.user.client_id)
        return await _answer(signed, context, in_cookie=request.cookie)

    async def Refresh(self, request: RefreshRequest, context: Context) -> LoginResponse:
        headers = cookies.headers_of(context)
        in_cookie = not request.refresh_token
        token = request.refresh_token or cookies.refresh_token(headers)
        if token is None:
            raise RefreshTokenInvalid("there is no refresh token, in the request or in the cookie: sign in (Login)")
        if holder := await sessions.session_of(self._database, token):
            await self._authentication.count_refresh(holder.user.id)
        signed = await sessions.refresh(self._database, token, _where(headers, context))
        return await _answer(signed, context, in_cookie=in_cookie)

    async def Logout(self, request: LogoutRequest, context: Context) -> Empty:
        headers = cookies.headers_of(context)
        by_cookie = bool(headers.values("cookie")) and cookies.is_own_page(headers)
        token = request.refresh_token or (cookies.refresh_token(headers) if by_cookie else None)
        ended = await self._of_token(token) if token else await self._of_call(headers)
        if ended is not None:
            user, session_id = ended
            await self._end(user, session_id, _where(headers, context))
        if by_cookie and not request.refresh_token:
            await context.send_initial_metadata((cookies.removed(),))
        return Empty()

    async def StartOidc(self, request: StartOidcRequest, context: Context) -> StartOidcResponse:
        started = await self._provider().start(request.redirect_url)
        await context.send_initial_metadata((("cache-control", "no-store"),))
        return StartOidcResponse(url=started.url, state=started.state)

    async def GetMe(self, request: GetMeRequest, context: Context) -> Me:
        who = caller.current()
        if who.user_id is None or who.session_id is None:
            return convert.me_message(who, None, None)
        holder = await sessions.look(self._database, who.session_id)
        if holder is None:
            raise Unauthenticated("the session has ended: sign in again")
        return convert.me_message(who, holder.user, holder.session)

    async def ListUserSessions(self, request: ListUserSessionsRequest, context: Context) -> ListUserSessionsResponse:
        who, user_id = _user()
        found = await sessions.list_sessions(self._database, user_id)
        return ListUserSessionsResponse(data=[convert.session_message(one, who.session_id) for one in found])

    async def EndUserSession(self, request: EndUserSessionRequest, context: Context) -> Empty:
        _, user_id = _user()
        await sessions.end_session(self._database, user_id, UUID(request.id))
        return Empty()

    async def ChangePassword(self, request: ChangePasswordRequest, context: Context) -> Empty:
        who, user_id = _user()
        old = await self._checked(request, who, user_id)
        is_set = await sign_in.set_password(
            self._database, self._passwords, user_id, request.new_password, old=old, keep_session=who.session_id
        )
        if not is_set:
            raise InvalidRequest([("currentPassword", "is not your password any more: it has just been changed")])
        log.info("user.password_changed", user_id=str(user_id), client_id=who.client_id)
        return Empty()

    async def _proof(self, request: LoginRequest, where: Where) -> Proof:
        """Raises SignInFailed, SignInLimit, OidcNotSetUp or OidcUnavailable."""
        try:
            if request.oidc_code:
                provider = self._provider()
                return await provider.sign_in(self._database, request.oidc_code, request.oidc_state, where)
            if request.link_token:
                return await sign_in.by_link(self._database, request.link_token, where)
            return await sign_in.by_password(self._database, self._passwords, request.email, request.password, where)
        except SignInFailed as error:
            log.info("user.not_signed_in", address=where.address)
            if isinstance(error, WrongPassword):
                self._tell(error.user, where)
            raise

    def _provider(self) -> Oidc:
        """Raises OidcNotSetUp."""
        if self._oidc is None:
            raise OidcNotSetUp
        return self._oidc

    def _tell(self, user: User, where: Where) -> None:
        """Beside the answer: it must take as long where there is no such user, whom nobody is told of."""
        task = asyncio.create_task(self._refusals.sign_in_failed(user, where), name="sign-in failed")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _checked(self, request: ChangePasswordRequest, who: Caller, user_id: UUID) -> str | None:
        """The hash of the password that is to be replaced. Raises InvalidRequest or SignInLimit."""
        old = await sign_in.password_of(self._database, user_id)
        if old is None or (not request.current_password and await self._came_by_link(who)):
            return old
        if not request.current_password:
            raise InvalidRequest([("currentPassword", "is missing: your password until now")])
        turn = Turn(who.email, None)
        if not await sign_in.try_password(self._database, self._passwords, turn, request.current_password, old):
            raise InvalidRequest([("currentPassword", "is not your password")])
        await throttle.give_back(self._database, turn)
        return old

    async def _came_by_link(self, who: Caller) -> bool:
        """Whether the session began with a one-time link, not long ago."""
        holder = await sessions.look(self._database, who.session_id) if who.session_id else None
        return holder is not None and sign_in.is_fresh_from_link(holder.session)

    async def _of_token(self, token: str) -> tuple[User, UUID] | None:
        holder = await sessions.session_of(self._database, token)
        return (holder.user, holder.session.id) if holder else None

    async def _of_call(self, headers: Headers) -> tuple[User, UUID] | None:
        """The session of the call's access token. Raises NotAUser, or InvalidRequest: there is none."""
        try:
            who = (await self._authentication.identify(headers.as_dict())).caller
        except Unauthenticated:
            if headers.values("authorization"):
                return None  # it has ended, or the token has: of whose session it was cannot be told any more
            text = "is missing, and there is neither a cookie of this site's page nor an access token"
            raise InvalidRequest([("refreshToken", text)]) from None
        if who.user_id is None or who.session_id is None:
            raise NotAUser
        return await users.get_user(self._database, who.user_id), who.session_id

    async def _end(self, user: User, session_id: UUID, where: Where) -> None:
        with auditing.calling(sessions.call_of(user, "AuthService.Logout", where)):
            try:
                await sessions.end_session(self._database, user.id, session_id)
            except UserSessionNotFound:
                return  # another call was faster
        log.info("user.signed_out", user_id=str(user.id), client_id=user.client_id)


async def _answer(signed: Signed, context: Context, *, in_cookie: bool) -> LoginResponse:
    headers = [("cache-control", "no-store")]
    if in_cookie:
        headers.append(cookies.made(signed.refresh_token, convert.seconds_left(signed)))
    await context.send_initial_metadata(tuple(headers))
    return convert.signed_message(signed, in_cookie=in_cookie)


def _require_cookie(headers: Headers) -> None:
    """Raises InvalidRequest: no browser would keep the cookie, or a page of another site asks for it."""
    if not cookies.is_own_page(headers):
        text = f"is for pages of the gateway's own site, which send the header {cookies.CSRF}: 1"
        raise InvalidRequest([("cookie", text)])
    if not cookies.is_kept(headers):
        text = "is kept by browsers only over https or on localhost: leave it out, and the answer has the refresh token"
        raise InvalidRequest([("cookie", text)])


def _where(headers: Headers, context: Context) -> Where:
    given = headers.as_dict()
    return Where(
        address=address(given, context.peer()), user_agent=given.get("user-agent", ""), request_id=request_id() or None
    )


def _user() -> tuple[Caller, UUID]:
    """The user who makes the call. Raises NotAUser."""
    who = caller.current()
    if who.user_id is None:
        raise NotAUser
    return who, who.user_id
