"""The page that a command opens: at a URL, or in a file of this machine."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from tabwright import CreateJobRequest

from cli.options import web_url
from cli.text import visible

_MAX_HTML_BYTES = 5 * 1024 * 1024
"""As the rule of CreateJobRequest.html has it."""
_FILE = re.compile(r"\.{0,2}/.* | (?!\w+:) ([^./]+/)* [^/]+ \.x?html?", re.DOTALL | re.IGNORECASE | re.VERBOSE)
"""What may be the name of a file of HTML: example.com/a.html is at a host, whatever files there are."""


@dataclass(frozen=True, slots=True)
class Page:
    """Either a URL or HTML."""

    url: str | None = None
    html: str | None = None

    def job(self, base_url: str | None = None) -> CreateJobRequest:
        """The job that opens it, and does nothing else."""
        return CreateJobRequest(target_url=self.url, html=self.html, base_url=base_url)


def page(text: str) -> Page:
    """A page as people write it: a URL, or the name of a file of HTML that is there. Raises typer.BadParameter."""
    if _FILE.fullmatch(text) and os.path.isfile(text):  # noqa: PTH113 - Path's complains of long names
        return Page(html=_read(Path(text)))
    return Page(url=web_url(text))


PageArgument = Annotated[
    Page,
    typer.Argument(
        help="The page to open; example.com is https://example.com. Or a file of HTML, whose content is sent.",
        show_default=False,
        parser=page,
        metavar="URL",
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        help="What relative URLs in a file of HTML begin at.",
        show_default="none: they lead nowhere",
        parser=web_url,
        metavar="URL",
    ),
]


def _read(path: Path) -> str:
    name = visible(str(path))
    try:
        with path.open("rb") as file:
            read = file.read(_MAX_HTML_BYTES + 1)
        if len(read) > _MAX_HTML_BYTES:
            raise typer.BadParameter(f"{name} is larger than 5 MiB, which is the most that can be sent")
        text = read.decode("utf-8-sig")
    except OSError as error:
        raise typer.BadParameter(f"{name} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{name} cannot be read: it is not UTF-8") from error
    if not text:
        raise typer.BadParameter(f"{name} is empty")
    return text
