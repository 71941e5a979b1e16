"""collectUrls: the URLs of the pages that a job may go on to, of links and of sitemaps, in a real browser."""

import gzip
from collections.abc import Mapping

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.wilful_site import Reply, WilfulSite

LINKS = """<!doctype html><title>start</title><link rel=icon href=data:,>
<a href="/a">a</a> <a href="/a#part">the same</a> <a href="#here">here</a>
<a href="/">itself</a> <a href="b?x=1">b</a>
<a href="https://elsewhere.test/">elsewhere</a> <a href="mailto:a@b.test">mail</a>
<a href="javascript:void 0">script</a>
<a href="/file.pdf">file</a> <a href="http://[">broken</a> <a href="c">c</a><a href="d">d</a>"""
XML = {"Content-Type": "application/xml"}
TEXT = {"Content-Type": "text/plain"}


def _answers(site: WilfulSite, replies: Mapping[str, Reply]) -> None:
    def answer(url: str) -> Reply:
        path = url.removeprefix(site.url)
        return replies.get(path, Reply(status=404, body=b"<title>no</title>"))

    site.answer = answer


def _set(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


async def test_links_of_the_site_are_there_once_and_as_wanted(run_job: RunJob, wilful_site: WilfulSite) -> None:
    at = wilful_site.url
    _answers(wilful_site, {"/": Reply(body=LINKS.encode())})
    run = await run_job(
        f"{at}/",
        {"action": "collectUrls", "source": "links", "maxUrls": 3},
        {"action": "collectUrls", "source": "links", "include": ["**/*.pdf", "**/b**"]},
        {"action": "collectUrls", "source": "links", "sameHost": False, "include": ["https://elsewhere.test/**"]},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    others = {"sitemaps": [], "problems": []}
    assert run.value(0) == {"urls": [f"{at}/a", f"{at}/b?x=1", f"{at}/c"], "truncated": True, **others}
    assert run.value(1)["urls"] == [f"{at}/b?x=1", f"{at}/file.pdf"]
    assert run.value(2) == {"urls": ["https://elsewhere.test/"], "truncated": False, **others}


async def test_the_sitemaps_that_robots_txt_names_are_read_with_what_they_name(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    at = wilful_site.url
    index = "".join(
        f"<sitemap><loc>{at}/{name}</loc></sitemap>" for name in ("one.xml.gz", "gone", "two", "maps/index")
    )
    replies = {
        "/": Reply(),
        "/robots.txt": Reply(body=f"Sitemap: {at}/maps/index\n".encode(), headers=TEXT),
        "/maps/index": Reply(body=f"<sitemapindex>{index}</sitemapindex>".encode(), headers=XML),
        "/one.xml.gz": Reply(
            body=gzip.compress(_set(f"{at}/1", "https://elsewhere.test/2", f"{at}/private/3")),
            headers={"Content-Type": "application/gzip"},
        ),
        "/two": Reply(body=_set(f"{at}/4", f"{at}/1", f"{at}/"), headers={"Content-Type": "application/octet-stream"}),
    }
    _answers(wilful_site, replies)
    run = await run_job(f"{at}/", {"action": "collectUrls", "source": "sitemap", "exclude": ["**/private/**"]})
    assert run.job.status is Status.COMPLETED, run.job.error
    value = run.value(0)
    assert value["urls"] == [f"{at}/1", f"{at}/4"]
    assert value["sitemaps"] == [f"{at}/maps/index", f"{at}/one.xml.gz", f"{at}/two"]
    assert not value["truncated"]
    assert len(value["problems"]) == 1
    assert value["problems"][0].startswith(f"{at}/gone: ")
    assert run.job.result is not None
    assert run.job.result["finalUrl"] == f"{at}/"  # the page itself stays where it was


async def test_a_site_without_a_sitemap_fails_the_action_with_the_reason(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    _answers(wilful_site, {"/": Reply(), "/sitemap.xml": Reply(body=b"<!doctype html><html><body>Hello")})
    run = await run_job(f"{wilful_site.url}/", {"action": "collectUrls", "source": "sitemap"})
    assert run.error_type == "ACTION_FAILED"
    assert run.job.error is not None
    assert "/sitemap.xml is a page" in run.job.error["message"]


async def test_what_robots_txt_does_not_allow_is_left_out_where_the_job_obeys_it(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    at = wilful_site.url
    replies = {
        "/": Reply(body=LINKS.encode()),
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /a\nDisallow: /file\n", headers=TEXT),
        "/sitemap.xml": Reply(body=_set(f"{at}/a", f"{at}/z"), headers=XML),
    }
    _answers(wilful_site, replies)
    run = await run_job(
        f"{at}/",
        {"action": "collectUrls", "source": "links"},
        {"action": "collectUrls", "source": "sitemap"},
        options={"robots": "obey"},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0)["urls"] == [f"{at}/b?x=1", f"{at}/c", f"{at}/d"]
    assert run.value(1)["urls"] == [f"{at}/z"]
