"""`tabwright explore`: what can be done on a page, with the actions to copy."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from tabwright.v1.explore_service_pb2 import ExploreRequest, GetExplorationRequest
from tabwright.v1.job_service_pb2 import GetJobRequest

from cli.api import Api, command
from cli.following import Follower, must_have_completed
from cli.options import web_url
from cli.output import to_json
from cli.run import Browser, CancelOnInterrupt, TimeoutMs, WaitUntil
from cli.text import visible

app = typer.Typer()

Thing = dict[str, Any]
_FIRST = ("action", "target", "getTargetBy", "exact", "hasText", "nth", "frame")
"""What is told first of an action: what it does, and to what."""
_MAX_LINKS = 40
"""Pages have many, which say little. As JSON all are told."""

_ERRORS = 400
"""From this status on, a page says that something is wrong."""
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What is not seen, or has what is around it read in another order: it is written as JSON has it."""


@command(app, "explore")
def explore(
    api: Api,
    url: Annotated[str, typer.Argument(help="The page.", show_default=False, parser=web_url, metavar="URL")],
    *,
    find: Annotated[str | None, typer.Option(help="A text to look for, in any case.", show_default="none")] = None,
    pattern: Annotated[
        str | None, typer.Option(help="A regular expression to look for, in place of --find.", show_default="none")
    ] = None,
    snapshot: Annotated[bool, typer.Option("--snapshot", help="Print the accessibility tree, too.")] = False,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
    cancel_on_interrupt: CancelOnInterrupt = False,
) -> None:
    """Print what can be done on a page: forms, buttons, links and tables, each with the action to copy into a job."""
    request = ExploreRequest(
        url=url,
        find=find,
        pattern=pattern,
        browser_type_id=browser,
        wait_until=wait_until,
        timeout_ms=timeout_ms,
    )
    created = api.client.explore.Explore(request)
    job = api.client.jobs.GetJob(GetJobRequest(job_id=created.job_id))
    job = Follower(api, cancels=cancel_on_interrupt).watch(job, is_result=False)
    must_have_completed(job)
    told = api.client.explore.GetExploration(GetExplorationRequest(job_id=created.job_id))
    if api.out.is_json:
        api.out.json(told)
        return
    for line in _lines(to_json(told).get("exploration", {}), snapshot=snapshot):
        print(visible(_UNSEEN.sub(_written, line)))
    if job.result.http_status >= _ERRORS:
        api.out.note(
            f"[yellow]the site answered {job.result.http_status}: this may not be the page that is meant[/yellow]"
        )
    if told.truncated:
        api.out.note("some of it was left out: there is too much of it, or there was too little time")


def _lines(found: Thing, *, snapshot: bool) -> Iterator[str]:
    yield from (found.get("title") or "(without a title)", found.get("url", ""))
    yield from _matches(found.get("matches"))
    for form in found.get("forms", []):
        yield from _form(form)
    yield from _things("Buttons", [(one["text"] or "(without a text)", one) for one in found.get("buttons", [])])
    yield from _things("Tables", [(_table(one), one) for one in found.get("tables", [])])
    yield from _links(found.get("links", []))
    if data := found.get("structuredData", []):
        yield from ("", "Structured data", f"  {json.dumps({'action': 'extract', 'format': 'jsonld'})}")
        yield from (f"  {one['type'] or 'of no type'}: {', '.join(one['properties'])}" for one in data)
    if snapshot and found.get("snapshot"):
        yield from ("", "Snapshot", *(f"  {line}" for line in found["snapshot"].split("\n")))


def _matches(matches: Sequence[Thing] | None) -> Iterator[str]:
    if matches is None:
        return
    if not matches:
        yield from ("", "Found nothing")
    told = [(f"{one['role']} {one['text']!r}" + _within(one["path"]), one) for one in matches]
    yield from _things("Found", told)


def _within(path: Sequence[str]) -> str:
    return f" in {path[-1]}" if path else ""


def _form(form: Thing) -> Iterator[str]:
    what = f"Form {form['name'] or ''}".rstrip() if form["url"] else "Fields in no form"
    to = f" ({form['method']} {form['url']})" if form["url"] else ""
    yield from _things(f"{what}{to}", [(_field(one), one) for one in form["fields"]])
    if form["submit"]:
        yield from ("  submit", f"    {_action(form['submit'])}")


def _field(one: Thing) -> str:
    facts = [one["type"], *(name for name in ("required", "disabled", "readOnly") if one.get(name))]
    if "options" in one:
        labels = [option["label"] for option in one["options"]]
        more = ", …" if one["optionCount"] > len(labels) else ""
        facts.append(f"of {', '.join(labels)}{more}")
    facts += [f"{name} {one[name]}" for name in ("min", "max", "maxLength", "accept", "pattern") if name in one]
    return f"{one['label'] or one['name'] or '(without a label)'}: {', '.join(facts)}"


def _table(one: Thing) -> str:
    return f"{one['caption'] or 'a table'}: {one['rows']} rows, {', '.join(one['columns'])}"


def _links(links: Sequence[Thing]) -> Iterator[str]:
    if not links:
        return
    yield from ("", "Links")
    for one in links[:_MAX_LINKS]:
        yield f"  {one['text'] or '(without a text)'}"
        yield f"    {_action(one['action'])}"
    if len(links) > _MAX_LINKS:
        yield f"  and {len(links) - _MAX_LINKS} more: --output json tells all"


def _things(heading: str, things: Sequence[tuple[str, Thing]]) -> Iterator[str]:
    """Things under a heading, each with its action."""
    if not things:
        return
    yield from ("", heading)
    for text, one in things:
        yield f"  {text}"
        yield f"    {_action(one['action'])}"


def _action(action: Thing | None) -> str:
    if action is None:
        return "(nothing can be done with it now, or no locator was found)"
    names = [*(name for name in _FIRST if name in action), *(name for name in action if name not in _FIRST)]
    return json.dumps({name: action[name] for name in names}, ensure_ascii=False)


def _written(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
