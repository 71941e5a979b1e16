"""What pages look like and say, in both lanes."""

from urllib.parse import quote

import pytest

from store.job import Json, Status
from tests.fixtures.site import TestSite
from tests.lanes.comparing import pictures
from tests.lanes.conftest import InBoth

VIEW = {"action": "screenshot", "name": "view"}
FULL = {"action": "screenshot", "name": "full", "fullPage": True, "format": "jpeg", "quality": 60}
PAPER = {"action": "pdf", "name": "paper", "printBackground": True}
TEXT = {"action": "extract", "name": "words", "format": "text"}
ALL = (
    VIEW,
    FULL,
    PAPER,
    TEXT,
    {"action": "extract", "name": "links", "format": "links"},
    {"action": "extract", "name": "markdown", "format": "markdown"},
    {"action": "extract", "name": "html", "target": "body", "format": "html"},
)
# Not obstacles.html, which never stands still.
MORE = (
    *("colours", "consent", "endless", "framed", "later", "lazy", "list", "loading", "login", "noisy"),
    *("offer", "place", "portal", "poster", "reading", "scrollers", "served", "shop", "tables", "thing", "visitor"),
)
PRESENTED = """<script>
  const q = text => matchMedia(text).matches;
  document.write('<pre>' + JSON.stringify([
    navigator.userAgent, navigator.languages, navigator.platform, navigator.maxTouchPoints, navigator.webdriver,
    innerWidth, innerHeight, outerWidth, outerHeight, screen.width, screen.height, devicePixelRatio, screenX,
    screen.orientation.type, 'ontouchstart' in window, document.hasFocus(), document.visibilityState,
    Intl.DateTimeFormat().resolvedOptions().timeZone, new Intl.NumberFormat().format(1234.5), navigator.onLine,
    ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(forced-colors: active)', '(hover: hover)',
     '(prefers-contrast: more)', '(pointer: fine)', '(display-mode: browser)', '(scripting: enabled)'].map(q),
    navigator.userAgentData && navigator.userAgentData.toJSON(), Notification.permission,
    navigator.serviceWorker ? String(navigator.serviceWorker.register) : null,
    Object.getOwnPropertyNames(window).length, typeof window.chrome, navigator.plugins.length,
  ], null, 1) + '</pre>')
</script><noscript>no scripts</noscript>"""


def page(site: TestSite, html: str, **more: str) -> str:
    return f"{site.url}/page?html={quote(html)}" + "".join(f"&{name}={quote(value)}" for name, value in more.items())


@pytest.mark.parametrize("name", ["article.html", "elements.html"])
async def test_a_page_is_shown_and_read_alike(in_both: InBoth, site: TestSite, name: str) -> None:
    run = await in_both(site.page(name), *ALL)
    assert run.job.status is Status.COMPLETED, run.job.error


@pytest.mark.wide
@pytest.mark.parametrize("name", MORE)
async def test_each_page_of_the_tests_is_shown_and_read_alike(in_both: InBoth, site: TestSite, name: str) -> None:
    await in_both(site.page(f"{name}.html"), *ALL)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"device": "Pixel 7", "locale": "de-AT", "timezoneId": "Asia/Tokyo", "serviceWorkers": "block"},
        {
            "viewport": {"width": 640, "height": 400, "deviceScaleFactor": 2, "hasTouch": True},
            "colorScheme": "dark",
            "reducedMotion": "reduce",
            "userAgent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/99.0.0.0",
        },
    ],
)
async def test_a_page_is_told_the_same_of_its_visitor(in_both: InBoth, site: TestSite, options: Json) -> None:
    run = await in_both(page(site, PRESENTED), VIEW, TEXT, options=options)
    assert "Chrom" in run.value(1)


async def test_a_page_without_scripts_is_alike(in_both: InBoth, site: TestSite) -> None:
    options = {"javaScriptEnabled": False, "viewport": {"width": 320, "height": 200, "isMobile": True}}
    run = await in_both(page(site, PRESENTED), VIEW, {"action": "extract", "target": "noscript"}, options=options)
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_a_site_is_sent_the_same(in_both: InBoth, site: TestSite) -> None:
    options = {
        "extraHttpHeaders": {"X-Probe": "a b", "Accept-Language": "fr"},
        "httpCredentials": {"username": "anna", "password": "pw", "origin": site.url},
        "locale": "de-AT",
        "userAgent": "Somebody (Windows NT 10.0; ARM)",
        "policyScope": "everything",
    }
    cookies = [
        {"name": "one", "value": "1", "url": site.url, "httpOnly": True},
        {"name": "two", "value": "2", "domain": "127.0.0.1", "path": "/", "sameSite": "Strict"},
    ]
    run = await in_both(
        f"{site.url}/private",
        {"action": "setCookies", "cookies": cookies},
        {"action": "visit", "url": f"{site.url}/headers", "referer": "http://from.test/"},
        {"action": "extract", "target": "body", "format": "html", "name": "headers"},
        {"action": "visit", "url": f"{site.url}/redirect?to=/private"},
        TEXT,
        options=options,
    )
    assert "one=1; two=2" in run.value(2)
    assert run.job.status is Status.COMPLETED, run.job.error


STILL = {"action": "screenshot", "animations": "disabled"}
PICTURES: tuple[Json, ...] = (
    {**STILL, "name": "element", "target": "#box"},
    {**STILL, "name": "clip", "clip": {"x": 10.5, "y": 20, "width": 101.5, "height": 700}},
    {**STILL, "name": "far", "target": "#far", "format": "webp", "quality": 80},
    {**STILL, "name": "masked", "fullPage": True, "mask": [{"target": "h1"}, {"target": "#box"}]},
    {**STILL, "name": "hidden", "hide": [{"target": "h1"}], "style": "body { background: pink }"},
    {**STILL, "name": "bare", "omitBackground": True},
    {**STILL, "name": "small", "pixelScale": "css", "fullPage": True},
    {**STILL, "name": "without", "fullPage": True, "remove": [{"target": "#far"}], "format": "webp"},
    {**STILL, "name": "after"},
)
STYLED = """<!doctype html><title>styled</title><style>
  @keyframes turn { from { transform: rotate(0) } to { transform: rotate(360deg) } }
  @keyframes come { from { opacity: 0 } to { opacity: 1 } }
  #box { width: 90.5px; height: 60px; border: 3px solid; margin: 40px }
  i { animation: turn 2s infinite; display: inline-block } b { transition: all 9s }
  h1 { animation: come 60s; font: 20px serif } h2 { position: sticky; top: 0; font-family: monospace }
  #far { margin-top: 1500px; background: lime; height: 2.5em; width: 60% } p { font-family: fantasy, cursive }
</style><h1>One</h1><h2>Two</h2><div id=box>box <i>turning</i></div><p>ffi <b>Ä€ 漢字 🙂</b></p>
<input value=typed autofocus><div id=far>far</div><div style="width: 1600px">wide</div>"""


async def test_an_element_that_never_stands_still_has_no_picture(in_both: InBoth, site: TestSite) -> None:
    turning = {"action": "screenshot", "target": "i", "timeoutMs": 4000}
    run = await in_both(page(site, STYLED), turning, wait_until="load", options={"failureScreenshot": False})
    assert run.job.error is not None
    assert "keeps moving" in run.job.error["message"]


async def test_each_kind_of_picture_is_alike(in_both: InBoth, site: TestSite) -> None:
    run = await in_both(page(site, STYLED), *PICTURES)
    assert run.job.status is Status.COMPLETED, run.job.error


@pytest.mark.wide
async def test_each_kind_of_picture_of_a_phone_is_alike(in_both: InBoth, site: TestSite) -> None:
    await in_both(page(site, STYLED), *PICTURES, options={"device": "iPhone 15"})


PRINTS: tuple[Json, ...] = (
    {
        "action": "pdf",
        "name": "one",
        "format": "A5",
        "landscape": True,
        "displayHeaderFooter": True,
        "headerTemplate": "<span style='font-size: 10px' class=title></span>",
        "footerTemplate": "<span style='font-size: 10px'><b class=pageNumber></b> <i class=url></i></span>",
        "margin": {"top": "2cm", "bottom": "1in", "left": "10px"},
    },
    {"action": "pdf", "name": "two", "width": "600px", "height": "400px", "scale": 0.7, "pageRanges": "2-3"},
    {"action": "pdf", "name": "three", "media": "screen", "singlePage": True, "printBackground": True},
    {"action": "pdf", "name": "four", "preferCssPageSize": True, "outline": True, "tagged": True},
)


async def test_each_kind_of_paper_is_alike(in_both: InBoth, site: TestSite) -> None:
    still = "<style>@page { size: 8cm 9cm } * { animation: none !important; caret-color: transparent }</style>"
    run = await in_both(page(site, STYLED.replace(" autofocus", "") + still), *PRINTS)  # no caret that blinks
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_content_that_comes_late_is_alike(in_both: InBoth, site: TestSite) -> None:
    full = {"action": "screenshot", "name": "all", "fullPage": True, "lazyContent": "load"}
    run = await in_both(site.page("lazy.html"), full, {"action": "pdf", "name": "paper", "lazyContent": "load"})
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_frames_of_other_sites_are_alike(in_both: InBoth, site: TestSite) -> None:
    other = site.url.replace("127.0.0.1", "localhost")
    inner = f"{other}/page?html={quote('<p id=in>inner <b>frame</b></p><iframe srcdoc=deep></iframe>')}"
    html = f"<title>outer</title><iframe src='{inner}'></iframe><iframe src='{other}/redirect?to=/list.html'></iframe>"
    run = await in_both(
        page(site, html),
        VIEW,
        {"action": "extract", "name": "in", "target": "#in", "frame": [{"target": "iframe >> nth=0"}]},
        {"action": "screenshot", "name": "part", "target": "#in", "frame": [{"target": "iframe", "nth": 0}]},
        {"action": "extract", "name": "all", "format": "text", "frames": True},
        PAPER,
    )
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_what_is_read_from_many_elements_is_alike(in_both: InBoth, site: TestSite) -> None:
    fields = [
        {"name": "label", "selector": "td", "multiple": True},
        {"name": "rows", "selector": "tr", "multiple": True, "extractors": [{"name": "first", "selector": "td, th"}]},
    ]
    await in_both(
        site.page("tables.html"),
        {"action": "extract", "name": "tables", "format": "tables"},
        {"action": "extract", "name": "table", "target": "table >> nth=0", "format": "table"},
        {"action": "extract", "name": "fields", "extractors": fields},
        {"action": "extract", "name": "texts", "target": "td", "multiple": True},
        {"action": "extract", "name": "attribute", "target": "table", "attribute": "class", "nth": 0},
        {"action": "collectUrls", "name": "urls", "source": "links"},
        {
            "action": "forEach",
            "target": "table",
            "times": 2,
            "actions": [{"action": "screenshot", "target": "table", "nth": 0}],
        },
        {"action": "extract", "name": "one", "target": "tr", "hasText": "a", "continueOnError": True},
        {"action": "extract", "name": "none", "target": "#none", "timeoutMs": 1500, "continueOnError": True},
        {"action": "screenshot", "target": ">>> bad", "continueOnError": True},
        {"action": "screenshot", "target": "Related", "getTargetBy": "text", "timeoutMs": 900, "continueOnError": True},
    )


NAMED = (
    *("activeElement", "adoptedStyleSheets", "body", "compatMode", "createRange", "documentElement", "evaluate"),
    *("fonts", "getAnimations", "head", "implementation", "readyState", "scrollingElement", "styleSheets"),
    *("title", "URL"),
)
"""What documents have. Without `querySelectorAll`, Playwright itself finds nothing."""
OF_FORMS = (
    *("childNodes", "innerText", "outerHTML", "querySelectorAll", "scrollHeight", "scrollWidth", "shadowRoot", "style"),
    "textContent",
)
TALL = """<!doctype html><title>real</title><style>body { background: teal; height: 150vh }</style>
<p>text <b>bold</b> <a href=/list.html>link</a>"""
READ: tuple[Json, ...] = (
    FULL,
    {**FULL, "name": "lazy", "lazyContent": "load"},
    {**VIEW, "hide": [{"target": "b"}, {"target": "form"}], "style": "b { color: red }"},
    {**PAPER, "singlePage": True},
    TEXT,
    {"action": "extract", "name": "meta", "format": "meta"},
    {"action": "extract", "name": "markdown", "target": "body", "format": "markdown", "mainContent": True},
    {"action": "extract", "name": "frames", "format": "text", "frames": True},
    {"action": "extract", "name": "html", "target": "form >> nth=0", "format": "html"},
    {"action": "extract", "name": "parts", "extractors": [{"name": "path", "selector": "//b"}]},
    {"action": "wait", "target": "b", "count": 2, "timeoutMs": 1500, "continueOnError": True},
)


async def test_no_name_of_an_element_changes_what_is_shown_and_read(in_both: InBoth, site: TestSite) -> None:
    fields = "".join(f"<input name={name} type=hidden>" for name in OF_FORMS)
    named = "".join(f"<form name={name} style='margin: 0 0 1vh'>{fields}</form>" for name in NAMED)
    plain = "<form style='margin: 0 0 1vh'></form>" * len(NAMED)
    runs = [await in_both(page(site, TALL + forms), *READ) for forms in (named, plain)]
    for run in runs:
        assert run.job.status is Status.COMPLETED, run.job.error
    read = [[run.value(number) for number in (4, 6, 7, 9)] + [run.value(5)["title"]] for run in runs]
    assert read[0] == read[1]
    assert read[0][-1] == "real"
    assert [one.data.get("error") for one in runs[0].events] == [one.data.get("error") for one in runs[1].events]
    names = {one.name for one in runs[0].artifacts if one.mime_type.startswith("image/")}
    assert [[*pictures(*[await run.read(name) for run in runs])] for name in names] == [[]] * len(names)


ODD = """<script type="application/ld+json">{"much": 1e999, "none": -0, "list": [-1e999, 1.0, 5e-324]}</script>
<b>nothing</b><script>document.querySelector('b').value = undefined</script>"""
ODD_VALUES = {
    "NaN": None,
    "-0": 0,
    "Infinity": None,
    "new Date(0)": "1970-01-01T00:00:00.000Z",
    "new URL('http://a.test')": "http://a.test/",
    "/x/": {},
    "new Map([[1, 2]])": {},
    "new Number(5)": 5,
    "[undefined, , -0, Symbol.iterator]": [None, None, 0, None],
    "{ one: undefined, two: { three: NaN }, four: () => 1 }": {"two": {"three": None}},
}
"""What elements of a page may have as their `value`, and what JavaScript's JSON says of each."""


async def test_what_json_says_otherwise_or_not_at_all_is_read_alike(in_both: InBoth, site: TestSite) -> None:
    values = "".join(
        f"<i></i><script>document.currentScript.previousSibling.value = {one}</script>" for one in ODD_VALUES
    )
    attribute = {"action": "extract", "attribute": "value"}
    run = await in_both(
        page(site, ODD + values),
        {"action": "extract", "target": "html", "format": "jsonld"},
        *({**attribute, "target": f"i >> nth={number}"} for number in range(len(ODD_VALUES))),
        {**attribute, "target": "i", "multiple": True},
        {**attribute, "target": "b"},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    told = [run.value(number) for number in range(len(ODD_VALUES) + 3)]
    assert told[0] == [{"much": None, "none": 0, "list": [None, 1, 5e-324]}]
    assert told[1:-2] == told[-2] == [*ODD_VALUES.values()]
    assert told[-1] is None


async def test_a_number_that_json_does_not_have_is_refused_alike(in_both: InBoth, site: TestSite) -> None:
    html = "<i></i><script>document.querySelector('i').value = [10n]</script>"
    read = {"action": "extract", "attribute": "value", "target": "i"}
    run = await in_both(page(site, html), read, options={"failureScreenshot": False})
    assert run.job.error is not None
    assert "BigInt" in run.job.error["message"]
