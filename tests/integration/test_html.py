"""A job's own HTML in place of a page of the web: what it is, where it is, and what it reaches."""

from typing import Any

import pytest

from store.database.connection import Database
from store.job import WAIT_UNTIL_IS_SAID, Status
from store.records.listing import list_logs
from tests.fixtures.jobs import BROWSER_TYPES, CLIENT
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.page import loading
from worker.page.document import with_base

CHROMIUM, FIREFOX = BROWSER_TYPES[0], 2
WAIT_UNTIL_SAID: dict[str, Any] = {"wait_until": "load", "options": {WAIT_UNTIL_IS_SAID: True}}
BASE, BASE_C = '<base href="http://a/b/">', '<base href="http://a/c/">'
HTML = """<!DOCTYPE html>
<meta charset="utf-8"><title>Own</title>
<img id="base" src="dot.svg"><img id="absolute" src="SITE/dot.svg"><img id="private" src="http://10.0.0.1/x.png">
<img id="file" src="file:///etc/hostname">
<a id="far" href="elements.html">far</a><a id="near" href="#end">near</a><p id="seen">Größe</p>
<script>
  const shown = async () => {
    const read = await fetch('SITE/elements.html').then(() => 'read', () => 'refused');
    let stored = 'none', cookie = '';
    try { stored = localStorage.length } catch {}
    try { cookie = document.cookie } catch {}
    const widths = [...document.images].map(image => image.naturalWidth > 0);
    const own = [location.origin, origin, cookie, stored, read, document.compatMode];
    seen.textContent += JSON.stringify([...own, ...widths]);
  };
  addEventListener('load', shown);
</script><p id="end"></p>
"""


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
async def test_html_has_an_origin_of_its_own_and_loads_what_it_may(
    run_job: RunJob, database: Database, site: TestSite, engine: int
) -> None:
    run = await run_job(
        "",
        {"action": "wait", "target": "#seen", "hasText": "["},
        {"action": "extract", "target": "#seen"},
        {"action": "extract", "target": "#far", "attribute": "href"},
        {"action": "extract", "target": "#near", "attribute": "href"},
        {"action": "screenshot"},
        {"action": "click", "target": "#near"},
        {"action": "extract", "target": "title", "attribute": "textContent"},
        {"action": "click", "target": "#far"},
        {"action": "extract", "target": "h1"},
        html=HTML.replace("SITE", site.url),
        base_url=site.page("elements.html"),
        browser_type_id=engine,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    widths = "true,true,false,false"
    assert run.value(1) == f'Größe["null","null","","none","refused","CSS1Compat",{widths}]'
    assert run.value(2) == site.page("elements.html")
    assert run.value(3) == "about:blank#end"
    assert run.value(6) == "Own"
    assert run.value(8) == "Elements"
    assert run.job.result is not None
    assert run.job.result["blockedRequests"] == 1
    logs = [line.message for line in await list_logs(database, CLIENT, run.job.id, after=0, limit=100)]
    assert [line for line in logs if line.startswith("refused: http://10.0.0.1/x.png the URL leads to")]


async def test_html_does_not_open_what_the_policies_refuse(run_job: RunJob) -> None:
    run = await run_job("", html="<p>", base_url="http://10.0.0.1/")
    assert run.error_type == "URL_BLOCKED"
    run = await run_job("", html="<script>location = 'http://10.0.0.1/'</script>", wait_until="networkidle")
    assert run.error_type == "URL_BLOCKED"


async def test_html_is_shown_without_scripts_and_waits_for_what_it_loads(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        "",
        {"action": "extract", "target": "p"},
        {"action": "setCookies", "cookies": [{"name": "a", "value": "b"}], "continueOnError": True},
        {"action": "pdf"},
        html="<p>plain</p><a href='#p'>p</a><script>document.querySelector('p').textContent = 'run'</script>",
        base_url=site.url,
        options={"javaScriptEnabled": False, "httpCredentials": {"username": "a", "password": "b"}},
        wait_until="networkidle",
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "plain"
    assert (run.job.result or {})["finalUrl"] == "about:blank"


@pytest.mark.parametrize(
    ("html", "based"),
    [
        ("<p>x", f"{BASE}<p>x"),
        ("text <base href=/c/>", f"{BASE_C}text <base href=/c/>"),
        (
            "<!DOCTYPE html>\n<html lang='>'>\n<head>\n<title>x",
            f"<!DOCTYPE html>\n<html lang='>'>\n<head>{BASE}\n<title>x",
        ),
        ("<!-- a\nb --><!doctype html><p>", f"<!-- a\nb --><!doctype html>{BASE}<p>"),
        (
            "<head><base target=_top><base href=../c/>",
            '<head><base href="http://a/c/"><base target=_top><base href=../c/>',
        ),
        ("<head><body><base href=/c/>", f"<head>{BASE_C}<body><base href=/c/>"),
        ("\r\n<html>\r\n<body>", f"\r\n<html>{BASE}\r\n<body>"),
        ("", BASE),
    ],
)
def test_a_base_stands_at_the_beginning_of_the_head(html: str, based: str) -> None:
    assert with_base(html, "http://a/b/") == based


def test_a_base_is_escaped() -> None:
    options: Any = with_base("", 'http://a/?"><script>')
    assert options == '<base href="http://a/?&quot;&gt;&lt;script&gt;">'


@pytest.mark.parametrize(
    ("html", "said"),
    [("<script src=SITE/slow?s=30></script>", {}), ("<img src=SITE/slow?s=30>", WAIT_UNTIL_SAID)],
    ids=["a script, where nobody said when it counts as loaded", "a picture, where somebody did"],
)
async def test_html_that_does_not_load_in_time_fails_with_what_is_under_way(
    run_job: RunJob, site: TestSite, html: str, said: dict[str, Any]
) -> None:
    run = await run_job(
        "", html=html.replace("SITE", site.url), timeout_ms=1500, **{"wait_until": "networkidle", **said}
    )
    assert run.error_type == "TIMEOUT"
    message = (run.job.error or {})["message"]
    assert message.startswith("opening the HTML: the page did not come to load state ")
    assert message.endswith(f"; still under way: {site.url}/slow")


async def test_a_font_that_never_arrives_holds_html_up_only_where_the_job_says_so(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FONTS_WAIT_MS", 300)
    font = f"@font-face {{ font-family: s; src: url({site.url}/slow?s=30) }}"
    html = f"<style>{font} p {{ font-family: s }}</style><p>Hello</p>"
    run = await run_job("", {"action": "extract", "target": "p"}, html=html, wait_until="networkidle")
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "Hello"
    assert (run.job.result or {})["fontsPending"] == 1
    run = await run_job("", html=html, timeout_ms=1500, **WAIT_UNTIL_SAID)
    assert "still under way: " in (run.job.error or {})["message"]
