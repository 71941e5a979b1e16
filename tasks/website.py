"""The task `website`: what a page says, and the pages that it leads to."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from store.references import literal
from tasks.page_fields import PageFields
from tasks.page_readings import PageReadings, Part, readers
from tasks.task_type import Json, Readings, Shaped, TaskType
from tasks.website_models import WebsiteParameters, WebsiteResult

PAGES_CHARS = 100_000
"""Of the texts of further pages, in all."""
START_MS, PAGE_MS = 60_000, 15_000
"""What the page itself has time for, and each further one."""
VISIT_MS = 30_000
WAIT_MS = 20_000
MAX_WARNINGS = 20


class Website(TaskType[WebsiteParameters]):
    """Reads what a page says: title, description, author, date, main text as Markdown, headings, links, JSON-LD, Open
    Graph and meta elements; if wanted a picture, a print, and the pages that it links to or that the site's sitemaps
    name. Each field says where it was read: JSON-LD first, then Open Graph, then meta elements, then the page itself.
    """

    name, version, title = "website", 1, "What a page says"
    Parameters = WebsiteParameters
    Result: ClassVar[type[WebsiteResult]] = WebsiteResult
    fields: ClassVar[type[PageFields]] = PageFields
    """What finds the fields of a page."""

    def job(self, parameters: WebsiteParameters) -> Json:
        further = parameters.max_pages if parameters.follow != "none" else 0
        job: dict[str, Any] = {
            "targetUrl": parameters.url,
            "timeoutMs": START_MS + further * PAGE_MS,
            "options": {"onHttpError": "fail", "failureScreenshot": False},
            "actions": list(self._actions(parameters)),
        }
        if parameters.wait_until is not None:
            job["waitUntil"] = parameters.wait_until
        return job

    def shape(self, parameters: WebsiteParameters, read: Readings) -> Shaped:
        main = PageReadings(read.value, read.error, fields=self.fields)
        part = main.part(parameters.url, parameters.max_chars)
        part.put("httpStatus", read.http_status, "http")
        main.add_details(part)
        self.finish(part)
        for name, action, is_wanted in (
            ("pictureArtifact", "picture", parameters.screenshot),
            ("pdfArtifact", "pdf", parameters.pdf),
        ):
            part.put(name, read.artifact(action), action, is_wanted=is_wanted)
        pages, is_all = self._pages(read)
        part.put_list("pages", pages, parameters.follow, is_all=is_all)
        if more := read.value("more"):
            part.warnings += [str(one) for one in more.get("problems", ())]
        for name, what in (("awaited", "waitFor"), ("more", "further pages"), ("each", "further pages")):
            if error := read.error(name):
                part.warnings.append(f"{what}: {error}")
        value = {**part.value, "truncated": part.truncated, "warnings": part.warnings[:MAX_WARNINGS]}
        is_cut = bool(part.truncated) or any(page["truncated"] for page in pages)
        return Shaped(value=value, sources=part.sources, missing=part.missing, truncated=is_cut)

    def finish(self, part: Part) -> None:
        """Changes, or adds to, what was read of a page. Here nothing."""

    def _actions(self, parameters: WebsiteParameters) -> Iterator[Json]:
        if parameters.wait_for is not None:
            wait = {"action": "wait", "name": "awaited", "target": literal(parameters.wait_for), "nth": 0}
            yield {**wait, "timeoutMs": WAIT_MS, "continueOnError": True}
        yield from readers(details=True)
        if parameters.screenshot:
            yield {"action": "screenshot", "name": "picture", "fullPage": True}
        if parameters.pdf:
            yield {"action": "pdf", "name": "pdf", "printBackground": True}
        if parameters.follow != "none":
            yield from self._further(parameters)

    def _further(self, parameters: WebsiteParameters) -> Iterator[Json]:
        yield {
            "action": "collectUrls",
            "name": "more",
            "source": parameters.follow,
            "include": [literal(one) for one in parameters.include],
            "exclude": [literal(one) for one in parameters.exclude],
            "maxUrls": parameters.max_pages,
            "continueOnError": True,
        }
        visit = {"action": "visit", "name": "visit", "url": "${page}", "onHttpError": "fail"}
        if parameters.wait_until is not None:
            visit["waitUntil"] = parameters.wait_until
        yield {
            "action": "forEach",
            "name": "each",
            "when": {"step": "more", "result": "ok"},
            "items": "more.urls",
            "item": "page",
            "times": parameters.max_pages,
            "timeoutMs": parameters.max_pages * PAGE_MS,
            "continueOnError": True,
            "actions": [
                {**visit, "timeoutMs": VISIT_MS, "continueOnError": True},
                *readers("page", when={"step": "visit", "result": "ok"}),
            ],
        }

    def _pages(self, read: Readings) -> tuple[Sequence[Json], bool]:
        """The further pages, and whether there are no more."""
        more = read.value("more") or {"urls": [], "truncated": False}
        urls = more["urls"]
        passes = _passes(read, ["visit", *(one["name"] for one in readers("page"))])
        pages = []
        for number, url in enumerate(urls):
            done = passes.get(number)
            if done is None or "visit" not in done:
                break  # there was no time for it
            pages.append(self._page(url, done, PAGES_CHARS // len(urls)))
        return pages, len(pages) == len(urls) and not more["truncated"]

    def _page(self, url: str, done: Json, max_chars: int) -> Json:
        def value(name: str, default: Any = None) -> Any:
            said = done.get(name, {}).get("value")
            return default if said is None else said

        def error(name: str) -> str | None:
            said = done.get(name, {}).get("error")
            return None if said is None else str(said["message"])

        part = PageReadings(value, error, "page", self.fields).part(url, max_chars)
        self.finish(part)
        failure = error("visit")
        part.put("httpStatus", done["visit"].get("httpStatus"), "http", is_wanted=failure is None)
        told = {"missing": [] if failure else part.missing, "sources": part.sources, "truncated": part.truncated}
        return {**part.value, **told, "error": failure or next(iter(part.warnings), None)}


def _passes(read: Readings, names: Sequence[str]) -> dict[int, dict[str, Json]]:
    """What became of the actions of each pass, by their names."""
    passes: dict[int, dict[str, Json]] = {}
    for name in names:
        for action in read.actions(name):
            number = int(action["path"].rpartition("[")[2].partition("]")[0])
            passes.setdefault(number, {})[name] = action
    return passes
