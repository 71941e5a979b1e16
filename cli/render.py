"""`tabwright content` and `tabwright markdown`: a page as a text, by one call."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Protocol

import typer
from google.api.httpbody_pb2 import HttpBody
from tabwright import CreateJobRequest
from tabwright.v1.render_service_pb2 import RenderTextRequest

from cli.api import Api, command
from cli.page import BaseUrl, PageArgument
from cli.run import Browser, Frames, MainContent, TimeoutMs, WaitUntil
from cli.saving import Overwrite, check_file, written

app = typer.Typer()

Selector = Annotated[str | None, typer.Argument(help="The element to read.", show_default="the whole page")]
Out = Annotated[Path | None, typer.Option(help="The file.", show_default="standard output")]


class _Render(Protocol):
    def __call__(self, request: RenderTextRequest, /) -> Iterable[HttpBody]: ...


@command(app, "content")
def content(
    api: Api,
    url: PageArgument,
    selector: Selector = None,
    *,
    out: Out = None,
    overwrite: Overwrite = False,
    base_url: BaseUrl = None,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
) -> None:
    """Print the HTML of a page as it stands after loading."""
    request = _request(url.job(base_url), selector, browser, wait_until, timeout_ms)
    _write(api.client.render.RenderContent, request, out, overwrite=overwrite)


@command(app, "markdown")
def markdown(
    api: Api,
    url: PageArgument,
    selector: Selector = None,
    *,
    main_content: MainContent = False,
    frames: Frames = False,
    out: Out = None,
    overwrite: Overwrite = False,
    base_url: BaseUrl = None,
    browser: Browser = None,
    wait_until: WaitUntil = None,
    timeout_ms: TimeoutMs = None,
) -> None:
    """Print a page as Markdown."""
    request = _request(url.job(base_url), selector, browser, wait_until, timeout_ms)
    request.MergeFrom(RenderTextRequest(main_content=main_content or None, frames=frames or None))
    _write(api.client.render.RenderMarkdown, request, out, overwrite=overwrite)


def _request(
    page: CreateJobRequest, selector: str | None, browser: int | None, wait_until: str | None, timeout_ms: int | None
) -> RenderTextRequest:
    return RenderTextRequest(
        url=page.target_url,
        html=page.html if page.HasField("html") else None,
        base_url=page.base_url if page.HasField("base_url") else None,
        target=selector,
        browser_type_id=browser,
        wait_until=wait_until,
        timeout_ms=timeout_ms,
    )


def _write(render: _Render, request: RenderTextRequest, out: Path | None, *, overwrite: bool) -> None:
    if out is None:
        sys.stdout.buffer.writelines(body.data for body in render(request))
        return
    check_file(out, overwrite=overwrite)
    with written(out, overwrite=overwrite) as file:
        file.writelines(body.data for body in render(request))
