"""`tabwright users`: people of a client who sign in to the console."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer
from google.protobuf.message import Message
from tabwright.v1.user_pb2 import User
from tabwright.v1.user_service_pb2 import (
    CreateSignInLinkRequest,
    CreateUserRequest,
    DeleteUserRequest,
    ListUsersRequest,
    ListUsersResponse,
    SignInLink,
    UpdateUserRequest,
)

from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.keys import InDatabase
from cli.output import to_json, when
from cli.text import escape

app = group("Manage people who sign in to the console. For owners and administrators. Without a command: list.")

LINK_PAGE = "/console/sign-in/link#token="
"""What the token of a one-time link stands behind. Browsers send nothing of it to the gateway, so no log has it."""
_PAGE = 100


class Role(StrEnum):
    """What a user may do."""

    VIEWER = "viewer"
    MEMBER = "member"
    OWNER = "owner"


Email = Annotated[str, typer.Argument(help="The user's address of e-mail, or id.", show_default=False)]
GatewayUrl = Annotated[
    str,
    typer.Option(
        "--gateway",
        help="The URL of the gateway, as browsers reach it: the link begins with it.",
        show_default="TABWRIGHT_GATEWAY, the profile's, or the address, if that is the gateway's",
    ),
]


@command(app, "list")
def list_users(
    api: Api,
    *,
    client: Annotated[str, typer.Option(help="Only this client's users.", show_default="all that you may see")] = "",
    database: InDatabase = False,
) -> None:
    """List users."""
    answer = ListUsersResponse(data=_all(_service(api, database=database), client))
    columns = ("email", "client", "name", "role", "rights", "status", "last seen", "id")
    empty = "No user matches." if client else "There is no user."
    api.out.table(answer, columns, [_row(user) for user in answer.data], empty)


@command(app, "create")
def create_user(
    api: Api,
    email: Annotated[str, typer.Argument(help="The address by which the user signs in.", show_default=False)],
    *,
    role: Annotated[Role, typer.Option(help="What the user may do.")] = Role.MEMBER,
    client: Annotated[
        str, typer.Option(help="The client whose things the user sees.", show_default="that of the key")
    ] = "",
    name: Annotated[str, typer.Option(help="What people call the user.", show_default="what is before the @")] = "",
    admin: Annotated[bool, typer.Option("--admin", help="The user may administer the installation, too.")] = False,
    gateway: GatewayUrl = "",
    database: InDatabase = False,
) -> None:
    """Create a user, and print the link for the first sign-in, which is good for 72 hours."""
    if database and not client:
        raise CommandError("say --client: there is no key in whose client the user could be", ExitCode.USAGE)
    base = _base(api, gateway)
    request = CreateUserRequest(email=email, name=name, role=role.value, client_id=client, is_admin=admin)
    answer = _service(api, database=database).CreateUser(request)
    api.out.note(f"User {escape(answer.user.email)} of client {escape(answer.user.client_id)}, {role.value}.")
    _tell_link(api, answer, answer.link, base)


@command(app, "link")
def create_link(api: Api, email: Email, *, gateway: GatewayUrl = "", database: InDatabase = False) -> None:
    """Print a link by which a user signs in once, to set a password. The one before is worth nothing then."""
    base = _base(api, gateway)
    service = _service(api, database=database)
    answer = service.CreateSignInLink(CreateSignInLinkRequest(id=_find(service, email).id))
    _tell_link(api, answer, answer, base)


@command(app, "role")
def set_role(
    api: Api,
    email: Email,
    role: Annotated[Role, typer.Argument(help="What the user may do from now on.", show_default=False)],
    *,
    admin: Annotated[
        bool | None,
        typer.Option(
            "--admin/--no-admin", help="Whether the user may administer the installation.", show_default="as before"
        ),
    ] = None,
    database: InDatabase = False,
) -> None:
    """Give a user another role, in force within 5 s."""
    service = _service(api, database=database)
    user = _find(service, email)
    _tell(api, service.UpdateUser(UpdateUserRequest(id=user.id, role=role.value, is_admin=admin)))


@command(app, "disable")
def disable_user(api: Api, email: Email, *, database: InDatabase = False) -> None:
    """Let a user sign in no more, and end all of the user's sessions."""
    service = _service(api, database=database)
    _tell(api, service.UpdateUser(UpdateUserRequest(id=_find(service, email).id, is_disabled=True)))


@command(app, "enable")
def enable_user(api: Api, email: Email, *, database: InDatabase = False) -> None:
    """Let a user sign in again."""
    service = _service(api, database=database)
    _tell(api, service.UpdateUser(UpdateUserRequest(id=_find(service, email).id, is_disabled=False)))


@command(app, "delete")
def delete_user(api: Api, email: Email, *, database: InDatabase = False) -> None:
    """Remove a user, and end all of the user's sessions. What the user did stays in the audit trail."""
    service = _service(api, database=database)
    user = _find(service, email)
    answer = service.DeleteUser(DeleteUserRequest(id=user.id))
    api.out.done(answer, f"{escape(user.email)} deleted")


def _service(api: Api, *, database: bool) -> Any:
    """What takes the calls of UserService."""
    if not database:
        return api.client.users
    from cli.user_store import UserStore  # it brings the database's library along, which takes longer than a call

    return UserStore()


def _all(service: Any, client: str = "") -> Iterator[User]:
    token = ""
    while True:
        page = service.ListUsers(ListUsersRequest(client_id=client, limit=_PAGE, page_token=token))
        yield from page.data
        token = page.next_page_token
        if not token:
            return


def _find(service: Any, who: str) -> User:
    """Raises CommandError."""
    wanted = who.strip().lower()
    for user in _all(service):
        if wanted in (user.email, user.id):
            return user
    raise CommandError(f"there is no user {who}, or none that you may see", ExitCode.NOT_FOUND)


def _base(api: Api, gateway: str) -> str:
    """Where the gateway is. Empty: nobody knows it. Raises CommandError."""
    base = (gateway or api.target.gateway or "").rstrip("/")
    if base and not base.startswith(("http://", "https://")):
        raise CommandError(f"{base!r} is no URL of a gateway: it begins with http:// or https://", ExitCode.USAGE)
    return base


def _tell_link(api: Api, answer: Message, link: SignInLink, base: str) -> None:
    url = f"{base}{LINK_PAGE}{link.token}"
    if api.out.is_json:
        api.out.json({**to_json(answer), "url": url})
        return
    behind = "" if base else " It is to be opened behind the URL of your gateway (--gateway)."
    api.out.note(f"A link for one sign-in, until {when(link, 'expires_at')}, which nobody can show again.{behind}")
    print(url)


def _tell(api: Api, user: User) -> None:
    told = [escape(user.email), User.Role.Name(user.role), *(["admin"] if user.is_admin else [])]
    api.out.done(user, " ".join([*told, "disabled" if user.is_disabled else "active"]))


def _row(user: User) -> tuple[str, ...]:
    return (
        escape(user.email),
        escape(user.client_id),
        escape(user.name),
        User.Role.Name(user.role),
        "admin" if user.is_admin else "",
        "disabled" if user.is_disabled else "active" if user.has_password else "without password",
        when(user, "last_seen_at") or "never",
        user.id,
    )
