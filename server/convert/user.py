"""Where the API's messages of users and their sessions and the store's domain meet."""

from datetime import datetime
from uuid import UUID

from tabwright.v1.auth_service_pb2 import LoginResponse, Me
from tabwright.v1.user_pb2 import User as UserMessage
from tabwright.v1.user_pb2 import UserSession as UserSessionMessage
from tabwright.v1.user_service_pb2 import CreateUserRequest, SignInLink, UpdateUserRequest

from server.calls.caller import Caller
from server.calls.faults import InvalidRequest
from server.convert.job import time
from store.users.links import Link
from store.users.sessions import Signed, UserSession
from store.users.users import Changes, NewUser, User


def new_user(request: CreateUserRequest, client_id: str) -> NewUser:
    return NewUser(
        client_id=client_id,
        email=request.email,
        name=request.name,
        role=UserMessage.Role.Name(request.role),
        is_admin=request.is_admin,
    )


def changes(request: UpdateUserRequest) -> Changes:
    """Raises InvalidRequest."""
    if request.HasField("name") and not request.name.strip():
        raise InvalidRequest([("name", "must not be blank")])
    return Changes(
        name=request.name.strip() if request.HasField("name") else None,
        role=UserMessage.Role.Name(request.role) if request.HasField("role") else None,
        is_disabled=request.is_disabled if request.HasField("is_disabled") else None,
        is_admin=request.is_admin if request.HasField("is_admin") else None,
    )


def told(given: Changes) -> dict[str, str]:
    """What the audit trail says of a change: all but the name, which is a person's own."""
    facts = {"role": given.role, "is_disabled": given.is_disabled, "is_admin": given.is_admin}
    return {name: str(value).lower() for name, value in facts.items() if value is not None}


def user_message(user: User) -> UserMessage:
    return UserMessage(
        id=str(user.id),
        client_id=user.client_id,
        email=user.email,
        name=user.name,
        role=user.role,
        is_admin=user.is_admin,
        is_disabled=user.is_disabled,
        has_password=user.has_password,
        last_seen_at=time(user.last_seen_at),
        created_at=time(user.created_at),
        updated_at=time(user.updated_at),
    )


def session_message(session: UserSession, current: UUID | None) -> UserSessionMessage:
    return UserSessionMessage(
        id=str(session.id),
        created_at=time(session.created_at),
        last_used_at=time(session.last_used_at),
        ends_at=time(session.ends_at),
        user_agent=session.user_agent,
        address=session.address,
        method=session.method,
        is_current=session.id == current,
    )


def link_message(link: Link) -> SignInLink:
    return SignInLink(token=link.token, expires_at=time(link.expires_at))


def signed_message(signed: Signed, *, in_cookie: bool) -> LoginResponse:
    return LoginResponse(
        access_token=signed.access_token,
        access_expires_at=time(signed.access_expires_at),
        refresh_token="" if in_cookie else signed.refresh_token,
        session_expires_at=time(signed.session.expires_at),
        user=user_message(signed.user),
    )


def me_message(caller: Caller, user: User | None, session: UserSession | None) -> Me:
    return Me(
        type=caller.actor.type,
        client_id=caller.client_id,
        name=caller.label,
        role=caller.role or "owner",
        is_admin=caller.is_admin,
        may_evaluate=caller.may_evaluate,
        user=user_message(user) if user else None,
        session=session_message(session, caller.session_id) if session else None,
    )


def seconds_left(signed: Signed) -> float:
    """For how long the refresh token is good, unless it is used."""
    return (signed.session.expires_at - datetime.now(signed.session.expires_at.tzinfo)).total_seconds()
