"""How the console is served: its document for every page, its files, and nothing else."""

import gzip
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from server.console import bundle, pages
from tests.fixtures.gateway import Gateway
from tests.rest import open_rest


@pytest.fixture
async def anybody(served: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without a key."""
    async with open_rest(served.url) as client:
        yield client


async def test_the_root_leads_to_the_console(anybody: httpx.AsyncClient) -> None:
    answer = await anybody.get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, f"{anybody.base_url}/console/")


@pytest.mark.parametrize("path", ["", "/", "/jobs", "/jobs/0198b07a-5c1d-7e3a-9a41-3f6f8a2c41b7", "/sign-in/link"])
async def test_every_page_is_the_same_document_which_is_asked_for_anew_each_time(
    anybody: httpx.AsyncClient, path: str
) -> None:
    answer = await anybody.get(f"/console{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == "no-cache"
    again = await anybody.get(f"/console{path}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_page_runs_and_loads_nothing_but_its_own_and_is_shown_in_no_frame(anybody: httpx.AsyncClient) -> None:
    answer = await anybody.get("/console/jobs")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["frame-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["trusted-types"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script(?![^>]* src=)|<style| on\w+=| style=", answer.text)


async def test_its_files_never_change_and_come_packed_to_who_takes_them_so(anybody: httpx.AsyncClient) -> None:
    document = (await anybody.get("/console/")).text
    paths = re.findall(r'(?:src|href)="(/console/assets/[^"]+)"', document)
    assert paths
    for path in paths:
        plain = await anybody.get(path, headers={"Accept-Encoding": "identity"})
        assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "content-encoding" not in plain.headers
        async with anybody.stream("GET", path, headers={"Accept-Encoding": "gzip, br"}) as packed:
            assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
            raw = b"".join([piece async for piece in packed.aiter_raw()])
        assert gzip.decompress(raw) == plain.content
        refused = await anybody.get(path, headers={"Accept-Encoding": "gzip;q=0"})
        assert "content-encoding" not in refused.headers


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/assets/", "/index.html", "/logo.png", "/assets/../../pyproject.toml", "/jobs/a.js"]
)
async def test_a_file_that_is_not_there_is_never_the_document(anybody: httpx.AsyncClient, path: str) -> None:
    answer = await anybody.get(f"/console{path}")
    assert answer.status_code == 404
    assert "<html" not in answer.text


async def test_nothing_can_be_sent_there(anybody: httpx.AsyncClient) -> None:
    assert (await anybody.post("/console/jobs", content=b"x")).status_code == 405


async def test_an_installation_without_the_console_says_so(
    anybody: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "bundle", dict)
    answer = await anybody.get("/console/")
    assert (answer.status_code, answer.text) == (
        503,
        "This installation was built without the console: see `make gen`.\n",
    )


def test_all_files_that_were_built_are_served() -> None:
    built = {path.relative_to(bundle.FOLDER).as_posix() for path in bundle.FOLDER.rglob("*") if path.is_file()}
    assert built == set(bundle.bundle())
