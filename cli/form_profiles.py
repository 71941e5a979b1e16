"""`tabwright form-profiles`: what jobs fill forms in with; `--profile` is another thing, and says where the API is."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from google.protobuf.json_format import MessageToDict, ParseDict, ParseError
from google.protobuf.struct_pb2 import Struct
from tabwright.v1.profile_pb2 import Profile
from tabwright.v1.profile_service_pb2 import (
    DeleteProfileRequest,
    GetProfileRequest,
    ListProfilesRequest,
    PutProfileRequest,
    UpdateProfileRequest,
)

from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.job_file import read_object
from cli.options import PageToken
from cli.output import when
from cli.text import escape, escape_lines
from server.rest.printing import whole

app = group("Keep the data that jobs fill forms in with. Without a command: list.")

Name = Annotated[str, typer.Argument(help="The profile's name, such as acme.", show_default=False)]
File = Annotated[
    Path, typer.Argument(help="The data as YAML or JSON; - is standard input.", show_default=False, metavar="FILE")
]
Schema = Annotated[
    Path | None,
    typer.Option("--schema", help="A JSON Schema of the data, as YAML or JSON.", show_default="as before"),
]
Description = Annotated[str | None, typer.Option(help="A description.", show_default="as before")]
Version = Annotated[
    int | None,
    typer.Option("--expected-version", min=0, help="The version that it must have.", show_default="any"),
]


@command(app, "list")
def list_profiles(
    api: Api,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 100,
    page_token: PageToken = "",
) -> None:
    """List profiles, without their data."""
    answer = api.client.profiles.ListProfiles(ListProfilesRequest(limit=limit, page_token=page_token))
    rows = [
        (one.name, str(one.version), escape(" ".join(one.masked)), when(one, "updated_at"), escape(one.description))
        for one in answer.data
    ]
    headings = ("name", "version", "masked", "changed", "description")
    api.out.table(answer, headings, rows, "There is no profile.")


@command(app, "show")
def show_profile(api: Api, name: Name) -> None:
    """Show a profile with its data. Masked fields are ***."""
    answer = api.client.profiles.GetProfile(GetProfileRequest(name=name))
    facts = [
        ("name", answer.name),
        ("version", str(answer.version)),
        ("description", escape(answer.description)),
        ("data", escape_lines(_text(answer.data))),
        ("schema", escape_lines(_text(answer.schema)) if answer.HasField("schema") else ""),
        ("created", when(answer, "created_at")),
        ("changed", when(answer, "updated_at")),
    ]
    api.out.record(answer, facts)


@command(app, "put")
def put_profile(
    api: Api,
    name: Name,
    file: File,
    *,
    schema: Schema = None,
    description: Description = None,
    expected_version: Version = None,
) -> None:
    """Make a profile, or replace its data. Data is never an argument, which others on the machine could see."""
    request = PutProfileRequest(
        name=name,
        data=_struct(file),
        schema=_struct(schema) if schema else None,
        description=description,
        expected_version=expected_version,
    )
    _tell(api, api.client.profiles.PutProfile(request))


@command(app, "update")
def update_profile(
    api: Api,
    name: Name,
    file: File,
    *,
    schema: Schema = None,
    description: Description = None,
    expected_version: Version = None,
) -> None:
    """Change the fields of a profile that a file has, and no others; null removes one."""
    request = UpdateProfileRequest(
        name=name,
        data=_struct(file),
        schema=_struct(schema) if schema else None,
        description=description,
        expected_version=expected_version,
    )
    _tell(api, api.client.profiles.UpdateProfile(request))


@command(app, "remove")
def remove_profile(api: Api, name: Name, *, expected_version: Version = None) -> None:
    """Remove a profile. Jobs that name it fail."""
    answer = api.client.profiles.DeleteProfile(DeleteProfileRequest(name=name, expected_version=expected_version))
    api.out.done(answer, f"{escape(name)} removed")


def _struct(path: Path) -> Struct:
    value: dict[str, Any] = read_object(path, "an object, such as {company: ACME}")
    try:
        return ParseDict(value, Struct())
    except (ParseError, TypeError, ValueError) as error:
        raise CommandError(f"{path} has something that JSON does not have: {error}", ExitCode.USAGE) from error


def _text(data: Struct) -> str:
    return json.dumps(whole(MessageToDict(data)), indent=2, ensure_ascii=False, sort_keys=True)


def _tell(api: Api, answer: Profile) -> None:
    masked = f", masked: {' '.join(answer.masked)}" if answer.masked else ""
    api.out.done(answer, escape(f"{answer.name} version {answer.version}{masked}"))
