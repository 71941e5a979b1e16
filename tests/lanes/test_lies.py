"""Pages that say of themselves what is not so, in both lanes: their jobs fail, or not, and nothing else does."""

import io
import json

from PIL import Image
from pypdf import PdfReader

from store.database.connection import Database
from store.job import Json, Status
from tests.fixtures.site import TestSite
from tests.lanes.conftest import InBoth
from tests.lanes.test_pages import FULL, PAPER, VIEW, page

TALL = "<!doctype html><style>body { height: 150vh }</style><h1>real</h1>"
LAZY = {**FULL, "lazyContent": "load", "continueOnError": True}
OF_ELEMENT = {"action": "screenshot", "target": "h1", "continueOnError": True}
LIES = {
    "devicePixelRatio = 0": LAZY,
    "devicePixelRatio = NaN": OF_ELEMENT,
    "devicePixelRatio = 'x'": LAZY,
    "innerHeight = null": LAZY,
    "innerHeight = {}": LAZY,
    "scrollX = undefined": LAZY,
    "Math.max = () => undefined": LAZY,
    "Math.max = () => ({})": {**PAPER, "singlePage": True, "continueOnError": True},
    "Object.defineProperty(Element.prototype, 'scrollHeight', {get: () => 'big'})": LAZY,
    "Object.defineProperty(Element.prototype, 'scrollHeight', {get: () => Infinity})": LAZY,
    "Element.prototype.getBoundingClientRect = () => ({width: 'w', height: 1})": OF_ELEMENT,
    "Object.prototype.then = done => done('s')": OF_ELEMENT,
}
BROWSERS_WORDS = (
    "Target crashed",
    "Connection closed while reading from the driver",
    "Target page, context or browser has been closed",
    "Protocol error (Page.captureScreenshot): Unable to capture screenshot",
    "net::ERR_PROXY_CONNECTION_FAILED",
)
READ: Json = {"action": "extract", "target": "h1", "continueOnError": True}


def thrown(what: str) -> str:
    """A page whose elements throw when somebody wants their text."""
    return f"""<h1>real</h1><script>
        Object.defineProperty(HTMLElement.prototype, 'innerText', {{get() {{ throw {what} }}}})
    </script>"""


def visited(site: TestSite, html: str, action: Json) -> list[Json]:
    return [{"action": "visit", "url": page(site, html)}, action]


async def test_what_a_page_says_of_its_size_fails_no_more_than_the_action(in_both: InBoth, site: TestSite) -> None:
    steps = [step for lie, action in LIES.items() for step in visited(site, f"{TALL}<script>{lie}</script>", action)]
    run = await in_both(site.page("colours.html"), *steps)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    errors = [one.get("error", {}) for one in run.job.result["actions"]][1::2]
    assert {error.get("errorType") for error in errors} <= {None, "ACTION_FAILED"}
    assert any("which is no number from" in error.get("message", "") for error in errors)


async def test_what_a_page_throws_is_not_taken_for_the_browsers_words(in_both: InBoth, site: TestSite) -> None:
    steps = [
        step for words in BROWSERS_WORDS for step in visited(site, thrown(f"new Error({json.dumps(words)})"), READ)
    ]
    run = await in_both(site.page("colours.html"), *steps)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    errors = [one["error"] for one in run.job.result["actions"][1::2]]
    assert [error["errorType"] for error in errors] == ["ACTION_FAILED"] * len(BROWSERS_WORDS)
    assert [error["message"] for error in errors] == [f"getBySelector 'h1': {words}" for words in BROWSERS_WORDS]


async def test_a_text_that_a_page_throws_is_none_of_the_browsers_words(in_both: InBoth, site: TestSite) -> None:
    texts = ("Target crashed", "Connection closed", "net::ERR_BLOCKED_BY_CLIENT")
    steps = [step for text in texts for step in visited(site, thrown(json.dumps(text)), READ)]
    run = await in_both(site.page("colours.html"), *steps)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    errors = [one["error"]["errorType"] for one in run.job.result["actions"][1::2]]
    assert errors == ["ACTION_FAILED"] * len(texts)


async def test_a_text_that_a_page_makes_of_what_is_read_and_that_is_no_json_is_refused(
    in_both: InBoth, site: TestSite
) -> None:
    html = """<p id=p></p><script>document.querySelector('p').textContent = 'word '.repeat(2e5);
        JSON.stringify = () => '[' .repeat(6e5)</script>"""
    run = await in_both(page(site, html), {"action": "extract", "format": "markdown", "continueOnError": True})
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert run.job.result["actions"][0]["error"]["errorType"] == "ACTION_FAILED"


async def test_what_a_page_throws_is_told_though_no_text_of_the_database_has_it(
    in_both: InBoth, site: TestSite, database: Database
) -> None:
    run = await in_both(page(site, thrown(r"new Error('a\u0000b\ud800c')")), READ, READ)
    assert run.job.status is Status.COMPLETED, run.job.error
    told = [event.data["error"]["message"] for event in run.events if "error" in event.data]
    assert told == ["getBySelector 'h1': a\ufffdb\ufffdc"] * 2
    rows = await database.rows("SELECT message FROM job_logs WHERE job_id = %s ORDER BY id", (run.job.id,))
    assert [row["message"] for row in rows if "failed" in row["message"]] == [f"extract failed: {told[0]}"] * 2


async def test_an_error_of_syntax_that_a_page_throws_is_one_of_the_page(in_both: InBoth, site: TestSite) -> None:
    html = f"""{TALL}<script>Object.defineProperty(Document.prototype, 'documentElement', {{get() {{
        throw Object.assign(new SyntaxError('z'), {{stack: 'SyntaxError: z'}})
    }}}})</script>"""
    run = await in_both(page(site, html), LAZY)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert run.job.result["actions"][0]["error"]["message"] == "SyntaxError: z"


async def test_a_drawing_is_printed_and_shown_whole(in_both: InBoth, site: TestSite) -> None:
    svg = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="2400">
        <rect y="2300" width="100" height="100" fill="teal"/></svg>"""
    run = await in_both(
        page(site, svg, kind="image/svg+xml"),
        {**PAPER, "singlePage": True},
        VIEW,
        {"action": "screenshot", "name": "whole", "target": "svg"},
        {"action": "screenshot", "name": "full", "fullPage": True},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    (paper,) = PdfReader(io.BytesIO(await run.read("paper.pdf"))).pages
    assert paper.mediabox.height > 2400 * 72 / 96
    for name in ("whole.png", "full.png"):
        assert Image.open(io.BytesIO(await run.read(name))).size == (300, 2400)
