"""`tabwright policies`: which URLs jobs may open."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer
from tabwright.v1.url_policy_pb2 import UrlPolicy
from tabwright.v1.url_policy_service_pb2 import (
    CreateUrlPolicyRequest,
    DeleteUrlPolicyRequest,
    ListUrlPoliciesRequest,
    UpdateUrlPolicyRequest,
)

from cli.api import Api, command, group
from cli.options import PageToken
from cli.output import status
from cli.text import escape

app = group("Control which URLs jobs may open. Without a command: list.")

PolicyId = Annotated[UUID, typer.Argument(help="The policy's id.", show_default=False)]
Description = Annotated[str | None, typer.Option(help="A description.")]


class Kind(StrEnum):
    """What a policy does."""

    BLACKLIST = "blacklist"
    WHITELIST = "whitelist"


@command(app, "list")
def list_policies(
    api: Api,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 100,
    page_token: PageToken = "",
) -> None:
    """List your policies and, for administrators, those of the installation."""
    answer = api.client.url_policies.ListUrlPolicies(ListUrlPoliciesRequest(limit=limit, page_token=page_token))
    rows = [
        (
            one.id,
            one.type,
            escape(one.pattern),
            "everybody" if one.is_global else "you",
            _state(one),
            escape(one.description),
        )
        for one in answer.data
    ]
    columns = ("id", "type", "pattern", "applies to", "state", "description")
    api.out.table(answer, columns, rows, "There is no policy: jobs may open the whole internet.")


@command(app, "create")
def create_policy(
    api: Api,
    pattern: Annotated[str, typer.Argument(help="Which URLs, such as *.example.com, see docs/url-policies.md.")],
    kind: Annotated[
        Kind, typer.Option("--type", help="blacklist forbids these URLs, whitelist forbids all others.")
    ] = Kind.BLACKLIST,
    *,
    description: Description = None,
    everybody: Annotated[bool, typer.Option("--global", help="It applies to all clients. For administrators.")] = False,
) -> None:
    """Add a policy."""
    request = CreateUrlPolicyRequest(pattern=pattern, type=kind.value, description=description, is_global=everybody)
    _tell(api, api.client.url_policies.CreateUrlPolicy(request))


@command(app, "update")
def update_policy(
    api: Api,
    policy_id: PolicyId,
    *,
    pattern: Annotated[str | None, typer.Option(help="Which URLs.")] = None,
    description: Description = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="Whether it is in effect.")] = None,
) -> None:
    """Change a policy."""
    request = UpdateUrlPolicyRequest(id=str(policy_id), pattern=pattern, description=description, is_active=active)
    _tell(api, api.client.url_policies.UpdateUrlPolicy(request))


@command(app, "delete")
def delete_policy(api: Api, policy_id: PolicyId) -> None:
    """Remove a policy."""
    answer = api.client.url_policies.DeleteUrlPolicy(DeleteUrlPolicyRequest(id=str(policy_id)))
    api.out.done(answer, f"{policy_id} removed")


def _tell(api: Api, answer: UrlPolicy) -> None:
    api.out.done(answer, f"{answer.id} {answer.type} {escape(answer.pattern)} {_state(answer)}")


def _state(policy: UrlPolicy) -> str:
    return status("active" if policy.is_active else "inactive")
