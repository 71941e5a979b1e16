"""`tabwright task`: jobs by name, with parameters in place of actions."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from google.protobuf.json_format import ParseDict, ParseError
from tabwright import RunTaskRequest
from tabwright.v1.task_type_service_pb2 import (
    DeleteTaskTypeRequest,
    GetTaskTypeRequest,
    ListTaskTypesRequest,
    PutTaskTypeRequest,
)

from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.following import Follower, must_have_completed, show_result
from cli.job_file import read_object, told
from cli.options import PageToken
from cli.output import to_json, when
from cli.run import Browser, CancelOnInterrupt, TimeoutMs
from cli.saving import Overwrite, check_folder, chosen, save, size_and_path
from cli.text import escape, escape_lines

app = group("Show task types and run tasks. Without a command: list.")

_OUTPUT = "tabwright-output"

Name = Annotated[str, typer.Argument(help="The task's name, such as website.", show_default=False)]
Version = Annotated[int | None, typer.Option(help="The version that is meant.", show_default="the newest")]


@command(app, "list")
def list_tasks(
    api: Api,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 20,
    page_token: PageToken = "",
) -> None:
    """List task types, by name."""
    answer = api.client.task_types.ListTaskTypes(ListTaskTypesRequest(limit=limit, page_token=page_token))
    rows = [
        (
            one.name,
            str(one.version),
            "your own" if one.own else "",
            "yes" if one.enabled else "no",
            escape(one.title),
        )
        for one in answer.data
    ]
    api.out.table(answer, ("name", "version", "whose", "enabled", "title"), rows, "There is no task type.")


@command(app, "show")
def show_task(api: Api, name: Name, *, version: Version = None) -> None:
    """Show a task type: what it promises, takes and gives."""
    one = api.client.task_types.GetTaskType(GetTaskTypeRequest(name=name, version=version))
    schemas = to_json(one)
    facts = [
        ("name", one.name),
        ("version", str(one.version)),
        ("title", escape(one.title)),
        ("description", escape_lines(one.description)),
        ("needs", escape(", ".join(one.needs))),
        ("enabled", "yes" if one.enabled else "no"),
        ("why not", escape(one.why_not)),
        ("whose", "your own" if one.own else ""),
        ("created", when(one, "created_at")),
        ("parameters", "\n".join(_fields(schemas.get("parametersSchema", {})))),
        ("result", "\n".join(_fields(schemas.get("resultSchema", {})))),
    ]
    api.out.record(one, facts)


@command(app, "run")
def run_task(
    api: Api,
    name: Name,
    parameters: Annotated[
        list[str] | None,
        typer.Argument(
            help="What it is given: url=https://example.com follow=links 'include=[\"*/docs/*\"]'.",
            show_default=False,
            metavar="[KEY=VALUE]...",
        ),
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option("--parameters", "-p", help="Parameters as YAML or JSON; - reads standard input."),
    ] = None,
    version: Version = None,
    out: Annotated[
        Path | None,
        typer.Option(help="The folder for the job's files.", show_default=f"{_OUTPUT}, or the next free name"),
    ] = None,
    overwrite: Overwrite = False,
    browser: Browser = None,
    timeout_ms: TimeoutMs = None,
    priority: Annotated[
        int | None, typer.Option(help="0 to 100: jobs with higher values start first.", show_default="the task's")
    ] = None,
    max_retries: Annotated[int | None, typer.Option(help="How many retries.", show_default="the task's")] = None,
    request_id: Annotated[
        str | None, typer.Option(help="A call with the same id returns the same job, and creates no other one.")
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", "-d", help="Do not wait: print the job's id.")] = False,
    cancel_on_interrupt: CancelOnInterrupt = False,
) -> None:
    """Run a task, show its progress, and save its files.

    Its result goes to standard output, everything else to standard error. Ctrl-C leaves the job running.
    """
    given = read_object(file, "parameters, such as url") if file is not None else {}
    if parameters:
        one = api.client.task_types.GetTaskType(GetTaskTypeRequest(name=name, version=version))
        given |= dict(_given(parameters, to_json(one).get("parametersSchema", {})))
    request = RunTaskRequest(
        task_name=name,
        version=version,
        browser_type_id=browser,
        timeout_ms=timeout_ms,
        priority=priority,
        max_retries=max_retries,
        request_id=request_id,
    )
    try:
        ParseDict(given, request.parameters)
    except ParseError as error:
        raise CommandError(f"the parameters are no JSON: {error}", ExitCode.USAGE) from error
    if detach:
        created = api.client.task_types.RunTask(request)
        api.out.done(created, created.job_id)
        return
    check_folder(chosen(out, _OUTPUT, overwrite=overwrite))
    done = Follower(api, cancels=cancel_on_interrupt).run_task(request)
    for path in save(api, done.id, chosen(out, _OUTPUT, overwrite=overwrite), overwrite=overwrite):
        api.out.note(size_and_path(path))
    show_result(api, done)
    must_have_completed(done)


@command(app, "put")
def put_task(
    api: Api,
    file: Annotated[
        Path,
        typer.Argument(help="The task type as YAML or JSON; - reads standard input.", show_default=False),
    ],
    *,
    name: Annotated[str | None, typer.Option(help="Its name.", show_default="the file's, without its ending")] = None,
    expected_version: Annotated[
        int | None, typer.Option(min=0, help="The version that must be the newest, 0 if there must be none.")
    ] = None,
) -> None:
    """Make a task type of your own, or a new version of it."""
    if name is None and str(file) == "-":
        raise CommandError("standard input has no name: give one with --name", ExitCode.USAGE)
    given = read_object(file, "a task type: parameters, job and result")
    request = PutTaskTypeRequest()
    try:
        ParseDict(given, request)
    except ParseError as error:
        raise CommandError(f"{file}: {told(error)}", ExitCode.USAGE) from error
    request.name = name or request.name or file.stem
    if expected_version is not None:
        request.expected_version = expected_version
    one = api.client.task_types.PutTaskType(request)
    api.out.done(one, f"{one.name}, version {one.version}")


@command(app, "delete")
def delete_task(api: Api, name: Name) -> None:
    """Remove a task type of your own with all its versions. Its jobs go on."""
    answer = api.client.task_types.DeleteTaskType(DeleteTaskTypeRequest(name=name))
    api.out.done(answer, f"{escape(name)} removed")


def _given(texts: Sequence[str], schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Parameters of a command line. What is JSON is taken as that, unless the schema wants a text there."""
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise CommandError(f"{text!r}: must be KEY=VALUE, such as url=https://example.com", ExitCode.USAGE)
        yield name, value if "string" in _types(schema.get("properties", {}).get(name, {}), schema) else _json(value)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _types(part: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    """The types that a part of a schema allows, as far as it says so."""
    if "$ref" in part:
        return _types(schema.get("$defs", {}).get(str(part["$ref"]).removeprefix("#/$defs/"), {}), {})
    said = part.get("type", [])
    found = {said} if isinstance(said, str) else set(said)
    found |= {"string"} if any(isinstance(one, str) for one in part.get("enum", [])) else set()
    for choice in ("anyOf", "oneOf"):
        for one in part.get(choice, []):
            found |= _types(one, schema)
    return found


def _fields(schema: dict[str, Any]) -> Iterator[str]:
    """A line for each field of a schema, those that are needed first."""
    needed = schema.get("required", [])
    for name, part in sorted(schema.get("properties", {}).items(), key=lambda one: (one[0] not in needed, one[0])):
        kind = " or ".join(sorted(_types(part, schema))) or "any"
        default = f", default {json.dumps(part['default'], ensure_ascii=False)}" if "default" in part else ""
        told = f": {part['description']}" if "description" in part else ""
        yield escape(f"{name} ({kind}{', needed' if name in needed else default}){told}")
