"""The description of the API, and the pages that show it, as the gateway serves them."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import ConsoleMessage, Page, Request

from tests.fixtures.gateway import Gateway

DESCRIPTION = Path(__file__).parent.parent.parent / "gen" / "openapi" / "openapi.json"


@pytest.fixture
async def anybody(gateway_process: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without a key, as soon as the gateway listens; there need be no server behind it."""
    transport = httpx.AsyncHTTPTransport(retries=8)
    async with httpx.AsyncClient(base_url=gateway_process.url, transport=transport, timeout=60) as client:
        (await client.get("/docs")).raise_for_status()
        yield client


async def test_anybody_may_read_the_description_and_reads_it_once(anybody: httpx.AsyncClient) -> None:
    answer = await anybody.get("/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (httpx.codes.OK, "application/json")
    assert answer.content == DESCRIPTION.read_bytes()
    again = await anybody.get("/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (httpx.codes.NOT_MODIFIED, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    other = await anybody.get("/openapi.json", headers={"If-None-Match": '"of-another-version"'})
    assert other.status_code == httpx.codes.OK


@pytest.mark.parametrize("path", ["/docs/", "/docs"])
async def test_the_pages_are_found_with_a_slash_too(anybody: httpx.AsyncClient, path: str) -> None:
    answer = await anybody.get(path, follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (httpx.codes.OK, "/docs")


async def test_the_pages_show_each_method_and_ask_no_other_host(anybody: httpx.AsyncClient, page: Page) -> None:
    here = str(anybody.base_url)
    requests: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith("data:"):
            requests.append(request.url)

    def told(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.context.on("request", asked)
    page.on("console", told)
    page.on("pageerror", lambda error: complaints.append(error.message))
    await page.goto(f"{here}/docs")
    await page.locator(".opblock-tag").first.wait_for()
    await page.goto(f"{here}/docs#/Job/CreateJob")
    await page.reload()
    await page.locator("#operations-Job-CreateJob .opblock-description").get_by_text("Accepts a job.").wait_for()
    tags = [tag["name"] for tag in json.loads(DESCRIPTION.read_text())["tags"]]
    assert await page.locator(".opblock-tag").evaluate_all("tags => tags.map(tag => tag.dataset.tag)") == tags
    await page.locator("#operations-Job-CreateJob").get_by_role("button", name="Try it out").wait_for()
    await page.get_by_role("button", name="Authorize").first.click()
    await page.locator(".auth-container").get_by_text("cat .tabwright/api-key").wait_for()
    assert complaints == []
    assert [url for url in requests if not url.startswith(f"{here}/")] == []
    assert f"{here}/openapi.json" in requests
