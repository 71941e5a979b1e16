"""UserService: the users of a client, for its owners, and of all, for administrators (server/calls/roles.py)."""

from dataclasses import replace
from uuid import UUID

import structlog
from google.protobuf.empty_pb2 import Empty
from tabwright.v1.user_pb2 import User
from tabwright.v1.user_service_pb2 import (
    CreateSignInLinkRequest,
    CreateUserRequest,
    CreateUserResponse,
    DeleteUserRequest,
    GetUserRequest,
    ListUsersRequest,
    ListUsersResponse,
    SignInLink,
    UpdateUserRequest,
)
from tabwright.v1.user_service_pb2_grpc import UserServiceServicer

from server.calls.around import Context
from server.calls.caller import current
from server.calls.faults import AdminOnly, InvalidRequest
from server.convert import page_token
from server.convert import user as convert
from store.database import auditing
from store.database.connection import Database
from store.users import links, users
from store.users.errors import WrongEmail

log = structlog.get_logger()

DEFAULT_LIMIT = 20


class UserService(UserServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def CreateUser(self, request: CreateUserRequest, context: Context) -> CreateUserResponse:
        caller = current()
        client_id = request.client_id or caller.client_id
        if request.is_admin and not caller.is_admin:
            raise AdminOnly("a user who administers the installation")
        if client_id != caller.client_id and not caller.is_admin:
            raise AdminOnly("a user of another client")
        try:
            user = await users.create_user(self._database, convert.new_user(request, client_id), whose=_whose())
        except WrongEmail as error:
            raise InvalidRequest([("email", str(error))]) from None
        with auditing.untold():  # one event tells of both
            link = await links.create_link(self._database, user.id, whose=_whose())
        log.info("user.created", user_id=str(user.id), client_id=user.client_id)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/users/{user.id}")))
        return CreateUserResponse(user=convert.user_message(user), link=convert.link_message(link))

    async def GetUser(self, request: GetUserRequest, context: Context) -> User:
        return convert.user_message(await users.get_user(self._database, UUID(request.id), whose=_whose()))

    async def ListUsers(self, request: ListUsersRequest, context: Context) -> ListUsersResponse:
        page = await users.list_users(
            self._database,
            whose=_whose(),
            client_id=request.client_id or None,
            after=page_token.decode(request.page_token, UUID, of="users") if request.page_token else None,
            limit=request.limit or DEFAULT_LIMIT,
        )
        next_page_token = page_token.encode(page[-1].id, of="users") if page.more else ""
        return ListUsersResponse(data=map(convert.user_message, page), next_page_token=next_page_token)

    async def UpdateUser(self, request: UpdateUserRequest, context: Context) -> User:
        changes = convert.changes(request)
        if changes.is_admin is not None and not current().is_admin:
            raise AdminOnly("who administers the installation")
        call = auditing.running()
        if call is None:
            raise RuntimeError("a call needs its place in the audit trail")
        with auditing.calling(replace(call, details=convert.told(changes))):
            user = await users.update_user(self._database, UUID(request.id), changes, whose=_whose())
        log.info("user.updated", user_id=str(user.id), client_id=user.client_id)
        return convert.user_message(user)

    async def DeleteUser(self, request: DeleteUserRequest, context: Context) -> Empty:
        await users.delete_user(self._database, UUID(request.id), whose=_whose())
        log.info("user.deleted", user_id=request.id)
        return Empty()

    async def CreateSignInLink(self, request: CreateSignInLinkRequest, context: Context) -> SignInLink:
        link = await links.create_link(self._database, UUID(request.id), whose=_whose())
        await context.send_initial_metadata((("cache-control", "no-store"),))
        return convert.link_message(link)


def _whose() -> str | None:
    """Of which client a call sees the users; None: of all."""
    caller = current()
    return None if caller.is_admin else caller.client_id
