"""`tabwright run`, and one command each for a picture, a PDF and what is on a page."""

import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from tabwright import Action, CreateJobRequest, Job
from tabwright.v1.action_pb2 import Extractor

from cli.api import Api, command
from cli.errors import CommandError, ExitCode
from cli.following import Follower, must_have_completed, show_result, shown
from cli.job_file import requested_job
from cli.options import moment
from cli.output import to_json
from cli.page import BaseUrl, Page, PageArgument, page
from cli.saving import (
    Overwrite,
    check_file,
    check_folder,
    chosen,
    download,
    picture_format,
    save,
    save_file,
    size_and_path,
)
from cli.text import escape

app = typer.Typer()

_OUTPUT = "tabwright-output"
_OR_NEXT = ", or the next free name of this form"

Browser = Annotated[int | None, typer.Option(help="The browser type's id, see `browsers`.", show_default="1, Chromium")]
WaitUntil = Annotated[
    str | None,
    typer.Option(
        help="When the page is considered loaded: load, domcontentloaded or networkidle.", show_default="networkidle"
    ),
]
TimeoutMs = Annotated[
    int | None, typer.Option(help="How long one attempt may take, in milliseconds.", show_default="the server's")
]
MainContent = Annotated[bool, typer.Option("--main-content", help="The main content alone.")]
Frames = Annotated[bool, typer.Option("--frames", help="What frames show, too.")]
ColorScheme = Annotated[
    str | None, typer.Option(help="The scheme that the page is to have: light or dark.", show_default="light")
]
Robots = Annotated[
    str | None,
    typer.Option(help="obey: open only what the site's robots.txt allows, and at its pace.", show_default="ignore"),
]
IfSiteDown = Annotated[
    str | None,
    typer.Option(help="fail: do not wait for a site that is known to be down.", show_default="wait"),
]
CancelOnInterrupt = Annotated[
    bool, typer.Option("--cancel-on-interrupt", help="Ctrl-C and SIGTERM cancel the job. By default the job continues.")
]


@command(app, "run")
def run(
    api: Api,
    url: Annotated[
        Page | None,
        typer.Argument(
            help="The page to open first, or a file of HTML.", show_default=False, parser=page, metavar="URL"
        ),
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            "-f",
            help="The job as YAML or JSON, with the fields of POST /api/v1/jobs; - reads standard input.",
        ),
    ] = None,
    action: Annotated[
        list[str] | None,
        typer.Option(
            "--action",
            "-a",
            help="What to do, in this order: the action's name, its target, and its fields, as in docs/actions.md: "
            "-a 'fill #name value=Ada' -a 'click #send' -a 'screenshot fullPage=true'.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="The folder for the job's files.",
            show_default=f"{_OUTPUT}{_OR_NEXT}",
        ),
    ] = None,
    overwrite: Overwrite = False,
    base_url: BaseUrl = None,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
    priority: Annotated[
        int | None, typer.Option(help="0 to 100: jobs with higher values start first.", show_default="0")
    ] = None,
    max_retries: Annotated[int | None, typer.Option(help="How many retries.", show_default="the server's")] = None,
    not_before: Annotated[
        datetime | None, typer.Option(help="When it may start.", parser=moment, metavar="TIME")
    ] = None,
    request_id: Annotated[
        str | None, typer.Option(help="A call with the same id returns the same job, and creates no other one.")
    ] = None,
    robots: Robots = None,
    if_site_down: IfSiteDown = None,
    max_wait_ms: Annotated[
        int | None,
        typer.Option(help="How long it may be held for its site, in milliseconds.", show_default="a day"),
    ] = None,
    crawl_delay_ms: Annotated[
        int | None,
        typer.Option(help="How long there is between two jobs of the site, in milliseconds.", show_default="0"),
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", "-d", help="Do not wait: print the job's id.")] = False,
    cancel_on_interrupt: CancelOnInterrupt = False,
) -> None:
    """Run a job, show its progress, and save its files.

    The job's result goes to standard output, everything else to standard error. Ctrl-C leaves the job running.
    """
    job = requested_job(url, file, action)
    job.MergeFrom(
        CreateJobRequest(
            base_url=base_url,
            browser_type_id=browser,
            wait_until=wait_until,
            timeout_ms=timeout_ms,
            max_retries=max_retries,
            not_before=not_before,
            request_id=request_id,
        )
    )
    if priority is not None:  # 0 may stand against the file's
        job.priority = priority
    _wish(job, robots=robots, if_site_down=if_site_down, max_wait_ms=max_wait_ms, crawl_delay_ms=crawl_delay_ms)
    if detach:
        created = api.client.jobs.CreateJob(job)
        api.out.done(created, created.job_id)
        return
    check_folder(chosen(out, _OUTPUT, overwrite=overwrite))
    done = Follower(api, cancels=cancel_on_interrupt).run(job)
    for path in save(api, done.id, chosen(out, _OUTPUT, overwrite=overwrite), overwrite=overwrite):
        api.out.note(size_and_path(path))
    show_result(api, done)
    must_have_completed(done)


@command(app, "screenshot")
def screenshot(
    api: Api,
    url: PageArgument,
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="The file; - is standard output.", show_default=f"screenshot.png{_OR_NEXT}"),
    ] = None,
    overwrite: Overwrite = False,
    full_page: Annotated[bool, typer.Option("--full-page", help="The whole page, not only the visible part.")] = False,
    selector: Annotated[str | None, typer.Option(help="Only this element.")] = None,
    format: Annotated[str | None, typer.Option(help="png, jpeg or webp.", show_default="that of --out, or png")] = None,  # noqa: A002
    quality: Annotated[int | None, typer.Option(help="Quality of a jpeg, 0 to 100.")] = None,
    color_scheme: ColorScheme = None,
    robots: Robots = None,
    if_site_down: IfSiteDown = None,
    base_url: BaseUrl = None,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
    cancel_on_interrupt: CancelOnInterrupt = False,
) -> None:
    """Take a screenshot of a page."""
    format = picture_format(out, format)  # noqa: A001
    action = Action(action="screenshot", full_page=full_page or None, target=selector, format=format, quality=quality)
    job = _job(url.job(base_url), action, browser, wait_until, timeout_ms)
    _wish(job, color_scheme=color_scheme, robots=robots, if_site_down=if_site_down)
    _make_file(api, job, out, f"screenshot.{format or 'png'}", overwrite=overwrite, cancels=cancel_on_interrupt)


@command(app, "pdf")
def pdf(
    api: Api,
    url: PageArgument,
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="The file; - is standard output.", show_default=f"page.pdf{_OR_NEXT}"),
    ] = None,
    overwrite: Overwrite = False,
    format: Annotated[str | None, typer.Option(help="The paper, such as A4.", show_default="A4")] = None,  # noqa: A002
    landscape: Annotated[bool, typer.Option("--landscape", help="Landscape format.")] = False,
    background: Annotated[bool, typer.Option("--background", help="Print background colours and pictures.")] = False,
    color_scheme: ColorScheme = None,
    robots: Robots = None,
    if_site_down: IfSiteDown = None,
    base_url: BaseUrl = None,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
    cancel_on_interrupt: CancelOnInterrupt = False,
) -> None:
    """Print a page as PDF."""
    action = Action(action="pdf", format=format, landscape=landscape or None, print_background=background or None)
    job = _job(url.job(base_url), action, browser, wait_until, timeout_ms)
    _wish(job, color_scheme=color_scheme, robots=robots, if_site_down=if_site_down)
    _make_file(api, job, out, "page.pdf", overwrite=overwrite, cancels=cancel_on_interrupt)


@command(app, "extract")
def extract(
    api: Api,
    url: PageArgument,
    selector: Annotated[str | None, typer.Argument(help="The element to read.", show_default="the whole page")] = None,
    *,
    field: Annotated[
        list[str] | None,
        typer.Option(help="Several named elements instead of one: --field title=h1 --field 'link=a@href'."),
    ] = None,
    attribute: Annotated[str | None, typer.Option(help="The attribute to read.", show_default="its text")] = None,
    format: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            help="The format: text, html, markdown, links, table, grid, jsonld, meta or accessibility.",
            show_default="text",
        ),
    ] = None,
    main_content: MainContent = False,
    frames: Frames = False,
    every: Annotated[bool, typer.Option("--all", help="All elements that match, not only one.")] = False,
    robots: Robots = None,
    if_site_down: IfSiteDown = None,
    base_url: BaseUrl = None,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
    cancel_on_interrupt: CancelOnInterrupt = False,
) -> None:
    """Read what is on a page, and print it. With --output json the value is printed as JSON."""
    if selector is not None and field:
        raise CommandError("an element, or fields with --field: give one of them", ExitCode.USAGE)
    reading: dict[str, Any] = {
        "attribute": attribute,
        "format": format,
        "multiple": every or None,
        "frames": frames or None,
        "main_content": main_content or None,
    }
    if field:
        action = Action(action="extract", extractors=[_extractor(text, reading) for text in field])
    else:
        action = Action(action="extract", target=selector or "body", **reading)
    job = _job(url.job(base_url), action, browser, wait_until, timeout_ms)
    _wish(job, robots=robots, if_site_down=if_site_down)
    done = Follower(api, cancels=cancel_on_interrupt).run(job)
    must_have_completed(done)
    value = _read(api, done)
    if api.out.is_json:
        api.out.json(value)
        return
    for line in value if isinstance(value, list) and not field else [value]:
        print(shown(line) if not isinstance(line, dict) else json.dumps(line, indent=2, ensure_ascii=False))


def _job(
    page: CreateJobRequest, action: Action, browser: int | None, wait_until: str | None, timeout_ms: int | None
) -> CreateJobRequest:
    more = CreateJobRequest(actions=[action], browser_type_id=browser, wait_until=wait_until, timeout_ms=timeout_ms)
    more.MergeFrom(page)
    return more


def _wish(job: CreateJobRequest, **options: Any) -> None:
    """Sets options of the job, of which those that are None were not given."""
    for name, value in options.items():
        if value is not None:
            setattr(job.options, name, value)


def _make_file(
    api: Api, job: CreateJobRequest, out: Path | None, default: str, *, overwrite: bool, cancels: bool
) -> None:
    """Runs a job that makes one file, and saves it."""
    if str(out) != "-":
        check_file(chosen(out, default, overwrite=overwrite), overwrite=overwrite)
    done = Follower(api, cancels=cancels).run(job)
    must_have_completed(done)
    name = done.result.actions[-1].artifact
    if str(out) == "-":
        download(api, done.id, name, sys.stdout.buffer)
        return
    path = chosen(out, default, overwrite=overwrite)
    save_file(api, done.id, name, path, overwrite=overwrite)
    api.out.done(done, escape(str(path)))


def _extractor(text: str, reading: dict[str, Any]) -> Extractor:
    found = re.fullmatch(r"([^=]+)=(.+?)(?:@([\w:-]+))?", text, re.DOTALL)
    if found is None:
        raise CommandError(f"--field {text!r}: must be name=selector, or name=selector@attribute", ExitCode.USAGE)
    name, selector, attribute = found.groups()
    return Extractor(name=name, selector=selector, **{**reading, "attribute": attribute or reading["attribute"]})


def _read(api: Api, job: Job) -> Any:
    """What the job's last action has read; a large value is in a file of its own."""
    last = job.result.actions[-1]
    if last.HasField("value"):
        return to_json(last)["value"]
    return json.loads(api.client.download(job.id, last.artifact))
