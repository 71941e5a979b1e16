"""What is read of a site's robots.txt, through the guard, and what it allows."""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from gzip import compress
from pathlib import Path
from typing import Any

import pytest
from protego import Protego

from tests.fixtures.egress import PUBLIC, Egress
from tests.fixtures.wilful_site import Reply, WilfulSite, serve_wilful_site
from tests.integration.test_client_certificates import Identity
from worker.sites.robots import (
    FAILURE_AGE_S,
    MAX_AGE_S,
    MAX_BYTES,
    MAX_CRAWL_DELAY_S,
    MAX_REDIRECTS,
    MAX_URL_CHARS,
    TOKEN,
    RobotsFile,
    RobotsFiles,
    Way,
    of_us,
)

HOST = PUBLIC[0]
RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(clock: Clock) -> RobotsFiles:
    return RobotsFiles(clock)


@pytest.fixture
def way(egress: Egress) -> Callable[..., Way]:
    def way(**changes: Any) -> Way:
        async def heard(*_: object) -> None:
            return None

        async def ending(_: str) -> None:
            return None

        return Way(
            **{
                "client_id": "ann",
                "gate_port": egress.gate.port,
                "check": lambda _: None,
                "heard": heard,
                "ending": ending,
                **changes,
            }
        )

    return way


def answered(
    body: bytes = RULES, status: int = 200, headers: Mapping[str, str] | None = None
) -> Callable[[str], Reply]:
    return lambda _: Reply(status, body, headers or {})


async def read(files: RobotsFiles, site: WilfulSite, way: Way) -> RobotsFile:
    return await files.of(f"http://{HOST}:{site.port}/page?a=b", way)


async def test_its_rules_are_those_for_us_or_else_those_for_all(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    wilful_site.answer = answered()
    file = await read(files, wilful_site, way())
    assert wilful_site.requests == [f"http://{HOST}:{wilful_site.port}/robots.txt"]
    assert (file.state, file.crawl_delay_s) == ("read", 7)
    assert file.allows(f"{wilful_site.url}/public")
    assert not file.allows(f"{wilful_site.url}/private/1")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_one_that_is_not_there_allows_everything(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way], status: int
) -> None:
    wilful_site.answer = answered(b"User-agent: *\nDisallow: /", status)
    file = await read(files, wilful_site, way())
    assert (file.state, file.allows(f"{wilful_site.url}/private")) == ("absent", True)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(500), "answered 500"),
        (Reply(503), "answered 503"),
        (Reply(raw=b""), "has ended the connection"),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n"), "does not answer in HTTP"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent"), "broke off before its end"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"), "does not answer in HTTP"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000), "headers that are too long"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 20_000 + b"\r\n"), "headers that are too long"),
        (Reply(headers={"Content-Encoding": "br"}), "encoded in a way that was not asked for"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_one_that_cannot_be_read_allows_nothing_for_now_and_is_asked_for_again(
    files: RobotsFiles, clock: Clock, wilful_site: WilfulSite, way: Callable[..., Way], reply: Reply, why: str
) -> None:
    wilful_site.answer = lambda _: reply
    file = await read(files, wilful_site, way())
    assert (file.state, file.allows(wilful_site.url)) == ("failed", False)
    assert why in file.why
    wilful_site.answer = answered()
    assert (await read(files, wilful_site, way())).state == "failed"
    clock.now_s = FAILURE_AGE_S
    assert (await read(files, wilful_site, way())).state == "read"


async def test_nobody_there_is_told_from_a_refusal(files: RobotsFiles, egress: Egress, way: Callable[..., Way]) -> None:
    file = await files.of(f"http://{HOST}:1024/", way())
    assert (file.state, file.why) == ("failed", "cannot be reached")

    class Refused(Exception):
        pass

    async def ending(url: str) -> Refused:
        assert (await egress.gate.failure("10.0.0.1", 80)) is not None
        return Refused(url)

    for _ in range(2):  # it is not kept for others
        with pytest.raises(Refused, match=r"http://10\.0\.0\.1/robots\.txt"):
            await files.of("http://10.0.0.1/", way(ending=ending))


async def test_one_that_never_comes_is_not_waited_for_longer_than_told(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    wilful_site.answer = lambda _: Reply(hangs=True)
    file = await RobotsFiles().of(f"http://{HOST}:{wilful_site.port}/", way(), timeout_s=0.05)
    assert (file.state, file.why) == ("failed", "has not answered in time")
    wilful_site.answer = lambda _: Reply(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 3)
    assert (await read(files, wilful_site, way())).why == "has ended the connection"


async def test_a_site_must_prove_who_it_is_unless_the_job_does_not_ask_for_that(
    files: RobotsFiles, way: Callable[..., Way], tmp_path: Path
) -> None:
    itself = Identity("site")
    (tmp_path / "site.pem").write_bytes(itself.cert_pem + itself.key_pem)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "site.pem")
    async with serve_wilful_site(tls) as site:
        site.answer = answered()
        url = f"https://{HOST}:{site.port}/"
        file = await files.of(url, way())
        assert (file.state, site.requests) == ("failed", [])
        assert "no connection that can be trusted" in file.why
        assert (await files.of(url, way(verifies=False))).crawl_delay_s == 7


async def test_a_429_is_a_wish_for_patience_and_not_kept(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    wilful_site.answer = answered(b"", 429, {"Retry-After": "30"})
    file = await read(files, wilful_site, way())
    assert file.answer is not None
    assert (file.state, file.answer.headers["retry-after"]) == ("limited", "30")
    wilful_site.answer = answered()
    assert (await read(files, wilful_site, way())).state == "read"


async def test_redirects_are_followed_where_the_job_may_go(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    def answer(url: str) -> Reply:
        number = int(url.rpartition("/")[2].removesuffix("robots.txt") or "0")
        return Reply(301, headers={"Location": f"/{number + 1}"}) if number < MAX_REDIRECTS else Reply(200, RULES)

    wilful_site.answer = answer
    asked: list[str] = []
    assert (await read(files, wilful_site, way(check=asked.append))).state == "read"
    assert asked == wilful_site.requests
    assert len(asked) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("location", ["/robots.txt", "ftp://elsewhere.test/", "http://[", ""])
async def test_redirects_that_lead_nowhere_count_as_no_file(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way], location: str
) -> None:
    wilful_site.answer = answered(b"", 302, {"Location": location})
    assert (await read(files, wilful_site, way())).state == "absent"
    assert len(wilful_site.requests) <= MAX_REDIRECTS + 1


async def test_it_is_asked_for_once_a_day_however_many_jobs_want_it_at_once(
    files: RobotsFiles, clock: Clock, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    wilful_site.answer = answered()
    await asyncio.gather(*(read(files, wilful_site, way(client_id=f"client {number}")) for number in range(20)))
    assert len(wilful_site.requests) == 1
    clock.now_s = MAX_AGE_S - 1
    await read(files, wilful_site, way())
    assert len(wilful_site.requests) == 1
    clock.now_s = MAX_AGE_S
    await read(files, wilful_site, way())
    assert len(wilful_site.requests) == 2


async def test_what_comes_by_a_proxy_of_a_job_is_believed_by_its_own_client_only(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    wilful_site.answer = answered(b"User-agent: *\nDisallow: /")
    forged = await read(files, wilful_site, way(proxy="http://proxy.test:3128"))
    assert not forged.allows(wilful_site.url)
    wilful_site.answer = answered(b"")
    assert (await read(files, wilful_site, way())).allows(wilful_site.url)
    assert (await read(files, wilful_site, way(verifies=False))).allows(wilful_site.url)
    assert (await read(files, wilful_site, way(client_id="bob", proxy="http://proxy.test:3128"))).allows(
        wilful_site.url
    )
    assert not (await read(files, wilful_site, way(proxy="http://proxy.test:3128"))).allows(wilful_site.url)


async def test_what_is_behind_500_kib_is_not_read(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    begin, padding = b"User-agent: *\nDisallow: /head\n", b"# x\n"
    fill = padding * ((MAX_BYTES - len(begin)) // len(padding) - 10)
    wilful_site.answer = answered(begin + fill + b"Disallow: /tail\n" * 100)
    file = await read(files, wilful_site, way())
    assert not file.allows(f"{wilful_site.url}/head")
    assert not file.allows(f"{wilful_site.url}/tail")  # the first of them is before the end
    wilful_site.answer = answered(begin + fill + padding * 20 + b"Disallow: /tail\n")
    file = await read(RobotsFiles(), wilful_site, way())
    assert file.allows(f"{wilful_site.url}/tail")


async def test_chunks_and_compressed_bodies_are_read(
    files: RobotsFiles, wilful_site: WilfulSite, way: Callable[..., Way]
) -> None:
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (RULES[:9], RULES[9:]))
    wilful_site.answer = lambda _: Reply(
        raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    )
    assert (await read(files, wilful_site, way())).crawl_delay_s == 7
    wilful_site.answer = answered(compress(RULES), headers={"Content-Encoding": "gzip"})
    assert (await read(RobotsFiles(), wilful_site, way())).crawl_delay_s == 7


def crawl_delay_of(text: str) -> float | None:
    return RobotsFile(url="", state="read", rules=Protego.parse("\n".join(of_us(text)))).crawl_delay_s


@pytest.mark.parametrize(
    ("text", "delay_s"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 10\nUser-agent: tabwright\nCrawl-delay: 2", 2),
        ("User-agent: Tabwright/2.0\nCrawl-delay: 3", 3),
        ("user agent tabwright # us\nCrawl-delay: 4", 4),
        ("User-agent: Tabwrightish\nCrawl-delay: 3", None),
        ("User-agent: Other\nCrawl-delay: 3", None),
        ("User-agent: Tab\nCrawl-delay: 3", None),
        ("User-agent: *\nCrawl-delay: 100000", MAX_CRAWL_DELAY_S),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: soon", None),
    ],
)
def test_its_crawl_delay_counts_up_to_a_minute(text: str, delay_s: float | None) -> None:
    assert crawl_delay_of(text) == delay_s


def test_ten_thousand_robots_have_one_copy_of_ten_thousand_rules() -> None:
    agents = "".join(f"User-agent: robot-{number}\n" for number in range(10_000))
    lines = list(of_us(agents + "User-agent: *\nUser-agent: tabwright\n" + "Disallow: /x\n" * 10_000))
    assert {line for line in lines if line.startswith("User")} == {
        "User-agent: nobody",
        "User-agent: *",
        f"User-agent: {TOKEN}",
    }
    assert not Protego.parse("\n".join(lines)).can_fetch("http://a.test/x", TOKEN)


def test_the_beginning_of_a_url_is_compared_with_the_rules() -> None:
    file = RobotsFile(url="", state="read", rules=Protego.parse("User-agent: *\nDisallow: /*secret"))
    assert not file.allows("https://example.com/" + "a" * 1000 + "secret")
    assert file.allows("https://example.com/" + "a" * MAX_URL_CHARS + "secret")
