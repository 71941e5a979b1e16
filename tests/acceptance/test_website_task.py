"""The tasks `website` and `saudi` as clients run them, through the gateway."""

import gzip

import httpx
import pytest

from tests.acceptance.test_rest import JOBS, watch
from tests.fixtures.wilful_site import Reply, WilfulSite
from tests.fixtures.worker import StartWorker

PAGE = "http://example.com/"


async def test_the_pages_of_a_sitemap_are_read_and_bad_ones_told(
    rest: httpx.AsyncClient, wilful_site: WilfulSite, start_worker: StartWorker
) -> None:
    at = wilful_site.url
    urls = "".join(f"<url><loc>{at}/{name}</loc></url>" for name in ("one", "gone", "private", "two", "three"))
    robots = f"User-agent: *\nDisallow: /private\nSitemap: {at}/maps/all.xml.gz\n"
    pages = {
        f"{at}/": Reply(body=b"<!doctype html><title>start</title><link rel=icon href=data:,><h1>start</h1>"),
        f"{at}/robots.txt": Reply(body=robots.encode(), headers={"Content-Type": "text/plain"}),
        f"{at}/maps/all.xml.gz": Reply(
            body=gzip.compress(f"<urlset>{urls}</urlset>".encode()), headers={"Content-Type": "application/gzip"}
        ),
        f"{at}/one": Reply(body=b"<title>one</title><link rel=icon href=data:,><p>1"),
        f"{at}/two": Reply(body=b"<title>two</title><link rel=icon href=data:,><p>2"),
    }
    wilful_site.answer = lambda url: pages.get(url, Reply(status=404))
    parameters = {"url": f"{at}/", "follow": "sitemap", "maxPages": 3, "waitUntil": "load"}
    async with start_worker():
        answer = await rest.post("/jobs/website", json={"parameters": parameters, "options": {"robots": "obey"}})
        assert answer.status_code == httpx.codes.CREATED, answer.text
        job_id = answer.json()["jobId"]
        await watch(rest, job_id)
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert job["status"] == "completed", job
    told = job["result"]["task"]
    value = told["value"]
    assert (value["title"], value["text"], told["sources"]["title"]) == ("start", "# start", "title")
    assert [(page["url"], page["title"], page["httpStatus"]) for page in value["pages"]] == [
        (f"{at}/one", "one", 200),
        (f"{at}/gone", None, 404),
        (f"{at}/two", "two", 200),
    ]
    assert [bool(page["error"]) for page in value["pages"]] == [False, True, False]
    assert (value["truncated"], told["truncated"]) == (["pages"], True)
    assert {"description", "author", "publishedAt"} <= set(told["missing"])


@pytest.mark.parametrize(
    ("parameters", "field", "told"),
    [
        ({}, "parameters.url", "is missing"),
        ({"url": "ftp://a.test/"}, "parameters.url", "http or https"),
        ({"url": PAGE, "maxPages": 5}, "parameters", "maxPages is about further pages"),
        ({"url": PAGE, "follow": "links", "maxPages": 51}, "parameters.maxPages", "less than or equal to 50"),
        ({"url": PAGE, "follow": "all"}, "parameters.follow", "'none', 'links' or 'sitemap'"),
        ({"url": PAGE, "follow": "links", "include": ["*" * 30 + "a" + "*a" * 21]}, "parameters.include[0]", "pattern"),
        ({"url": PAGE, "follow": "links", "exclude": [""]}, "parameters.exclude[0]", "at least 1"),
        ({"url": PAGE, "screenshot": "yes"}, "parameters.screenshot", "must be true or false"),
        ({"url": PAGE, "maxChars": 10}, "parameters.maxChars", "1000"),
    ],
)
async def test_wrong_parameters_are_told_by_field(
    rest: httpx.AsyncClient, parameters: dict[str, object], field: str, told: str
) -> None:
    answer = await rest.post(f"{JOBS}/saudi", json={"parameters": parameters})
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    (violation,) = next(one for one in answer.json()["details"] if "fieldViolations" in one)["fieldViolations"]
    assert violation["field"] == field
    assert told in violation["description"]
