"""Users in the database itself: the first user has to come from somewhere."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import Message
from tabwright.v1.user_pb2 import User
from tabwright.v1.user_service_pb2 import (
    CreateSignInLinkRequest,
    CreateUserRequest,
    CreateUserResponse,
    DeleteUserRequest,
    ListUsersRequest,
    ListUsersResponse,
    SignInLink,
    UpdateUserRequest,
)

from cli import asynchronous
from cli.database import open_database, operating
from cli.errors import CommandError, ExitCode
from server.calls import validation
from server.convert import user as convert
from store.database.auditing import calling, untold
from store.database.connection import Database
from store.users import links, users
from store.users.errors import LastOwner, UserDisabled, UserExists, WrongEmail

_PAGE = 100
_REFUSALS = (LastOwner, UserDisabled, UserExists, WrongEmail)
"""What is said as it is: the database has nothing to do with it."""

_Answer = TypeVar("_Answer")


class UserStore:
    """Takes the calls of UserService, and needs neither a server nor a key. Raises CommandError.

    The database is the one that the environment names, else that of the `tabwright up` that runs.
    """

    def CreateUser(self, request: CreateUserRequest) -> CreateUserResponse:  # noqa: N802 - the method's name
        async def create(database: Database) -> CreateUserResponse:
            user = await users.create_user(database, convert.new_user(request, request.client_id))
            with untold():  # one event tells of both
                link = await links.create_link(database, user.id)
            return CreateUserResponse(user=convert.user_message(user), link=convert.link_message(link))

        return _change(request, "CreateUser", create)

    def ListUsers(self, request: ListUsersRequest) -> ListUsersResponse:  # noqa: N802
        """All of them: there are no further pages."""
        _check(request)
        return asynchronous.run(self._list(request.client_id or None))

    def UpdateUser(self, request: UpdateUserRequest) -> User:  # noqa: N802
        async def update(database: Database) -> User:
            return convert.user_message(await users.update_user(database, UUID(request.id), convert.changes(request)))

        return _change(request, "UpdateUser", update)

    def DeleteUser(self, request: DeleteUserRequest) -> Empty:  # noqa: N802
        async def delete(database: Database) -> Empty:
            await users.delete_user(database, UUID(request.id))
            return Empty()

        return _change(request, "DeleteUser", delete)

    def CreateSignInLink(self, request: CreateSignInLinkRequest) -> SignInLink:  # noqa: N802
        async def create(database: Database) -> SignInLink:
            return convert.link_message(await links.create_link(database, UUID(request.id)))

        return _change(request, "CreateSignInLink", create)

    async def _list(self, client_id: str | None) -> ListUsersResponse:
        answer = ListUsersResponse()
        after: UUID | None = None
        async with open_database("users") as database:
            while True:
                page = await users.list_users(database, client_id=client_id, after=after, limit=_PAGE)
                answer.data.extend(map(convert.user_message, page))
                if not page.more:
                    return answer
                after = page[-1].id


def _change(request: Message, method: str, change: Callable[[Database], Awaitable[_Answer]]) -> _Answer:
    """Makes a change, of which the audit trail says that the operator has made it. Raises CommandError."""
    _check(request)

    async def run() -> _Answer:
        async with open_database("users") as database:
            with calling(operating(f"UserService.{method}", "user")):
                try:
                    return await change(database)
                except _REFUSALS as refusal:
                    raise CommandError(str(refusal), ExitCode.CONFLICT) from refusal

    return asynchronous.run(run())


def _check(request: Message) -> None:
    """Raises CommandError where a rule in the proto is broken."""
    if broken := validation.violations(request):
        raise CommandError("; ".join(f"{field}: {text}" for field, text in broken), ExitCode.USAGE)
