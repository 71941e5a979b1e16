"""What the task `website` is given, and what comes of it."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from store.address import MalformedUrl, parse_url
from tasks.task_type import Model

DEFAULT_PAGES, MAX_PAGES = 10, 50
DEFAULT_CHARS, MAX_CHARS = 50_000, 200_000


def _web_url(value: str) -> str:
    try:
        parse_url(value)
    except MalformedUrl as error:
        raise ValueError(str(error)) from None
    return value


WebUrl = Annotated[str, StringConstraints(max_length=8192), AfterValidator(_web_url)]
Glob = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^*]*(\*+[^*]*){0,20}$")]


class WebsiteParameters(Model):
    """What to read."""

    url: WebUrl = Field(description="The page: an http or https URL.")
    screenshot: bool = Field(default=False, description="Whether to take a picture of the whole page.")
    pdf: bool = Field(default=False, description="Whether to print the page (Chromium only).")
    follow: Literal["none", "links", "sitemap"] = Field(
        "none",
        description="Which further pages of the same host to read: those that the page links to, or those that the "
        "site's sitemaps name.",
    )
    max_pages: int = Field(DEFAULT_PAGES, ge=1, le=MAX_PAGES, description="How many further pages at most.")
    include: list[Glob] = Field(
        default_factory=list, max_length=20, description="Only further pages whose URL matches one of these globs."
    )
    exclude: list[Glob] = Field(
        default_factory=list, max_length=20, description="Only further pages whose URL matches none of these globs."
    )
    wait_until: Literal["load", "domcontentloaded", "networkidle"] | None = Field(
        None, description="When a page counts as loaded. Default: as for other jobs."
    )
    wait_for: str | None = Field(
        None,
        min_length=1,
        max_length=1000,
        description="A selector of an element to wait for, where a script fills the page: 20 seconds, then the page is "
        "read as it is, and warnings say so.",
    )
    max_chars: int = Field(
        DEFAULT_CHARS, ge=1000, le=MAX_CHARS, description="How many characters of the page's text at most."
    )

    @model_validator(mode="after")
    def _agree(self) -> Self:
        about_pages = [name for name in ("max_pages", "include", "exclude") if name in self.model_fields_set]
        if self.follow == "none" and about_pages:
            name = {"max_pages": "maxPages"}.get(about_pages[0], about_pages[0])
            raise ValueError(f"{name} is about further pages: give follow, links or sitemap, with it")
        return self


class Link(Model):
    url: str = Field(description="Where it leads.")
    text: str = Field(description="What it shows.")


class Heading(Model):
    level: int = Field(description="1 to 3.")
    text: str


class PageResult(Model):
    """What is told of each page."""

    url: str = Field(description="The URL that was asked for.")
    final_url: str | None = Field(description="The URL of the page, after redirects.")
    http_status: int | None = Field(description="What the site has answered with.")
    title: str | None
    description: str | None
    language: str | None = Field(description="As a BCP 47 tag, such as en-GB.")
    canonical: str | None = Field(description="What the page says that its URL is.")
    author: str | None = Field(description="Its authors, with commas between them.")
    published_at: str | None = Field(description="When it was published: a date or a time, as ISO 8601.")
    site_name: str | None
    image: str | None = Field(description="The URL of the picture that stands for it.")
    text: str | None = Field(description="Its main text, as Markdown.")


class FurtherPage(PageResult):
    """A further page."""

    sources: dict[str, str] = Field(description="Where each field was read.")
    missing: list[str] = Field(description="The fields that are null since the page does not have them.")
    truncated: list[str] = Field(description="The fields of which something was left out.")
    error: str | None = Field(description="Why it could not be read. Null: it was.")


class WebsiteResult(PageResult):
    """What the page says."""

    headings: list[Heading]
    links: list[Link]
    json_ld: list[Any] = Field(description="Its JSON-LD objects.")
    open_graph: dict[str, Any] = Field(description="Its Open Graph properties: a text each, or a list of texts.")
    meta: dict[str, Any] = Field(description="Its other meta elements, likewise.")
    picture_artifact: str | None = Field(description="The file name of its picture, among the job's artifacts.")
    pdf_artifact: str | None = Field(description="The file name of its print.")
    pages: list[FurtherPage] = Field(description="Further pages, in the order of the links or of the sitemap.")
    truncated: list[str] = Field(description="The fields of which something was left out, since there is too much.")
    warnings: list[str] = Field(description="What could not be read, and why.")
