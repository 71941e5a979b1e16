"""How jobs end, and what is told on the way, in both lanes."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response

from store.job import Json, Status
from tests.fixtures.name_server import NameServer
from tests.fixtures.site import TestSite
from tests.integration.test_client_certificates import Identity
from tests.lanes.conftest import InBoth
from tests.lanes.test_pages import TEXT, VIEW, page
from worker.page import loading

ON = {"continueOnError": True}


def visit(url: str, **more: object) -> Json:
    return {"action": "visit", "url": url, **ON, **more}


async def test_what_sites_answer_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    answers: list[Json] = []
    for query in (
        {"status": "404", "html": "<p>gone"},
        {"status": "404"},
        {"status": "500", "html": "<p>no"},
        {"status": "503", "more": "Retry-After: 7", "html": "<p>later"},
        {"status": "403", "more": "cf-mitigated: challenge", "html": "<p>no"},
        {"status": "204"},
        {"status": "205"},
        {"kind": "text/plain", "html": "plain < text"},
        {"kind": "application/json", "html": '{"a": 1}'},
        {"kind": "application/zip", "html": "PK"},
        {"kind": "application/pdf", "html": "%PDF"},
        {"kind": "image/svg+xml", "html": "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>"},
        {"disposition": "attachment; filename=a.html", "html": "<p>file"},
    ):
        asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        answers += [visit(f"{site.url}/page?{asked}"), {**VIEW, "name": f"view{len(answers)}"}]
        answers.append(visit(f"{site.url}/page?{asked}", onHttpError="fail"))
    run = await in_both(site.page("colours.html"), *answers, wait_until="load", timeout_ms=60_000)
    assert run.job.status is Status.COMPLETED, run.job.error


@pytest.mark.parametrize("path", ["/circle", "/download"])
async def test_a_first_page_that_is_none_fails_the_job_alike(in_both: InBoth, site: TestSite, path: str) -> None:
    run = await in_both(f"{site.url}{path}", VIEW)
    assert run.job.status is Status.FAILED


async def test_a_site_that_is_not_there_is_told_alike(
    in_both: InBoth, site: TestSite, names: NameServer, unused_tcp_port: int
) -> None:
    run = await in_both(
        site.page("colours.html"),
        visit(f"http://127.0.0.1:{unused_tcp_port}/"),
        visit("http://nowhere.test/"),
        visit(site.url.replace("http:", "https:")),
        visit("http://10.1.2.3/"),
        visit(f"{site.url}/redirect?to=http://10.1.2.3/"),
    )
    assert run.job.status is not Status.COMPLETED


async def test_a_site_that_does_not_answer_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    paths = ("/never", "/slow?s=30", "/broken?kind=text/html")
    late = [visit(f"{site.url}{path}", timeoutMs=1500) for path in paths]
    options = {"failureScreenshot": False}
    run = await in_both(site.page("colours.html"), *late, VIEW, wait_until="load", options=options)
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_a_page_that_loads_for_ever_is_told_alike(
    in_both: InBoth, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FONTS_WAIT_MS", 200)
    monkeypatch.setattr(loading, "IDLE_WAIT_MS", 800)
    font = "<style>@font-face { font-family: s; src: url(/never) } p { font-family: s }</style><p>Hello</p>"
    run = await in_both(
        page(site, font),
        VIEW,
        visit(page(site, "<img src=/never>"), waitUntil="domcontentloaded"),
        TEXT,
        visit(page(site, "<script src=/never></script>x"), waitUntil="load", timeoutMs=500),
        visit(page(site, "<script>fetch('/never')</script>"), waitUntil="networkidle", timeoutMs=1200),
        visit(page(site, "<script>new EventSource('/never')</script>"), waitUntil="networkidle"),
        visit(f"{site.url}/busy"),
    )
    assert run.job.status is Status.COMPLETED, run.job.error


MOVES = {
    "script": "<script>location.href = '/list.html'</script>",
    "replace": "<script>onload = () => location.replace('/list.html')</script>",
    "refresh": "<meta http-equiv=refresh content='0; url=/list.html'>",
    "push": "<title>a</title><script>history.pushState({}, '', '/pushed'); document.title = 'b'</script>",
    "hash": "<title>a</title><script>onload = () => { location.hash = 'part' }</script>",
    "post": "<form method=post action=/form><input name=a value=b></form><script>document.forms[0].submit()</script>",
    "written": "<script>onload = () => { document.open(); document.write('<p>x'); document.close() }</script>",
}


async def test_pages_that_go_elsewhere_are_told_alike(in_both: InBoth, site: TestSite) -> None:
    moves = [
        one for html in MOVES.values() for one in (visit(page(site, html)), {"action": "wait", "milliseconds": 200})
    ]
    run = await in_both(f"{site.url}/redirect?to={quote(site.page('list.html') + '#end')}", *moves, TEXT)
    assert run.job.status is Status.COMPLETED, run.job.error


ACTS = {
    "dialogs": "<title>d</title><script>alert('one'); document.title = [confirm('two'), prompt('three', 'x')]</script>",
    "unload": "<script>onbeforeunload = event => { event.preventDefault(); return 'stay' }</script>",
    "download": "<title>x</title><iframe src='/download'></iframe>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob(['fetch(\"/x\")'])))</script>",
    "console": "<script>console.log('x', {}); throw new Error('y')</script>",
    "popup": "<script>open('/list.html'); open('about:blank', '', 'width=300,height=200')</script>",
}


async def test_what_pages_do_by_themselves_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    pause = {"action": "wait", "milliseconds": 200}
    acts = [one for name, html in ACTS.items() for one in (visit(page(site, html)), pause, {**VIEW, "name": name})]
    run = await in_both(site.page("colours.html"), *acts, visit(site.page("list.html")), TEXT)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert len(run.job.result["dialogs"]) == len(["alert", "confirm", "prompt", "beforeunload"])


async def test_a_page_that_closes_itself_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    html = "<script>open('/popup.html'); setTimeout(() => { open('', '_self'); close() }, 100)</script>"
    await in_both(page(site, html), {"action": "wait", "milliseconds": 300}, TEXT, wait_until="load")


async def test_a_page_with_a_service_worker_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    served = site.page("served.html")
    run = await in_both(served, {"action": "wait", "milliseconds": 300}, TEXT, visit(served), {**TEXT, "name": "again"})
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_a_page_that_hangs_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    html = "<p>x</p><script>onload = () => setTimeout(() => { for (;;); }, 100)</script>"
    run = await in_both(
        page(site, html), {"action": "wait", "milliseconds": 300}, {**TEXT, "timeoutMs": 2500}, wait_until="load"
    )
    assert run.error_type == "TIMEOUT"


async def test_a_page_that_crashes_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    ends: list[asyncio.Task[None]] = []

    async def crash(page: Page) -> None:
        session = await page.context.new_cdp_session(page)
        with suppress(PlaywrightError):
            await session.send("Page.crash")

    def on_page(page: Page) -> None:
        def hear(response: Response) -> None:
            if response.url.endswith("/now"):
                ends.append(asyncio.create_task(crash(page)))

        page.on("response", hear)

    html = "<title>x</title><script>onload = () => fetch('/now')</script>"
    run = await in_both(page(site, html), {"action": "wait", "milliseconds": 20_000}, TEXT, on_page=on_page)
    assert run.error_type == "BROWSER_CRASHED"
    assert len(ends) == 2
    await asyncio.gather(*ends)


async def test_a_site_whose_certificate_is_wrong_is_told_alike(in_both: InBoth, site: TestSite, tmp_path: Path) -> None:
    with secure_site(tmp_path) as url:
        run = await in_both(site.page("colours.html"), visit(url), VIEW, visit(f"{site.url}/redirect?to={url}"), TEXT)
        assert run.job.result is not None
        assert "TLS_FAILED" in str(run.job.result)
        run = await in_both(url, VIEW, TEXT, options={"ignoreHttpsErrors": True})
        assert run.value(1) == "secure"


async def test_a_failure_has_the_same_picture(in_both: InBoth, site: TestSite) -> None:
    missing = {"action": "extract", "target": "#none", "timeoutMs": 2000}
    run = await in_both(site.page("colours.html"), missing, options={"failureScreenshot": True})
    assert run.error_type == "SELECTOR_NOT_FOUND"
    assert len(run.artifacts) == 1


class _Secure(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>s</title>secure")


@contextmanager
def secure_site(folder: Path) -> Iterator[str]:
    """A site whose certificate nobody has signed but itself. Returns its URL."""
    identity, certificate, key = Identity("nobody"), folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(identity.cert_pem)
    key.write_bytes(identity.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), _Secure)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
