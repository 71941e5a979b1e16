"""A hostile site with the corpus on its pages, its name server, and the canaries that it wants to reach."""

import re
import socket
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import psutil

from tests.egress import corpus
from tests.egress.canaries import OUTSIDE, Canaries, Request, answer
from tests.fixtures.name_server import NameServer

A_PAGE = 120
"""So many tricks share a page."""
_PAGES = Path(__file__).parent.parent / "pages"
_INNER = ("127.0.0.1", "127.0.0.2", "[::1]")
_PORTS_AT = "127.0.0.77"
"""Where canaries are that must have certain ports."""
_HTML = "text/html; charset=utf-8"
_REASONS = {
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
}

# Says when all has been tried: after everything has been loaded, and a moment for what pages are not told of.
_FRAMES = """<!doctype html><title>page</title><p id="state">tries</p>
<style>iframe { width: 90px; height: 30px; border: 0 }</style>%s
<script>
  const over = () => {
    for (const frame of document.querySelectorAll("iframe")) {
      try { state.append(frame.contentDocument.documentElement.innerText); } catch {}
    }
    state.className = "over";
  };
  addEventListener("load", () => setTimeout(over, 1500));
  setTimeout(over, 10000);
</script>"""


class Hostile:
    """All that is against us."""

    def __init__(self, folder: Path, certificate: Mapping[str, str]) -> None:
        """`folder` is where everybody may read a file that no page must; `certificate` is that of a client."""
        self.canaries = Canaries(self._serve)
        self.names = NameServer({f"truncated.{corpus.ZONE}", f"truncated-both.{corpus.ZONE}"})
        self._folder = folder
        self._certificate = certificate
        self._values: dict[str, dict[str, str]] = {}
        self._pages: list[list[str]] = []
        self._tricks = {trick.name: trick for trick in corpus.tricks()}
        self._jobs = {job.name: job for job in corpus.jobs()}
        self._numbers = count()
        self.site = ""
        """Host and port."""
        self.protocols_port = 0
        """That of the canary for the page that speaks all protocols."""

    async def start(self) -> None:
        self.site = f"{OUTSIDE}:{await self.canaries.listen('the site')}"
        own = {**_own_addresses(), "outside": OUTSIDE}
        for name in corpus.names():
            self.names.names[name.host] = name.zone(own)
        await self.names.start()
        self.protocols_port = await self.canaries.listen("a protocol")
        await self.canaries.listen_datagrams("a protocol", self.protocols_port)
        for trick in self._tricks.values():
            values = await self._of(trick.name, own)
            if trick.udp:
                await self.canaries.listen_datagrams(trick.name, int(values["port"]))
        for job in self._jobs.values():
            await self._of(job.name, own)
        for is_alone in (True, False):
            names = [trick.name for trick in self._tricks.values() if trick.is_alone is is_alone]
            self._pages += [names[at : at + A_PAGE] for at in range(0, len(names), A_PAGE)]
        for port in corpus.ports():
            if await self.canaries.listen_at(f"port {port}", _PORTS_AT, port):
                self._pages[-1].append(f"port {port}")

    async def close(self) -> None:
        await self.canaries.close()
        await self.names.close()

    @property
    def pages(self) -> Sequence[tuple[str, int]]:
        """URLs of pages that try all that can share one, and how many tricks each has."""
        return [(f"http://{self.site}/page/{index}", len(names)) for index, names in enumerate(self._pages)]

    def job(self, trick: corpus.JobTrick) -> dict[str, Any]:
        """The fields of a job that tries it."""
        fields = trick.filled(self._values[trick.name])
        if trick.page is not None:
            fields["target_url"] = f"http://{self.site}/job/{quote(trick.name)}"
        return fields

    def words(self, data: bytes) -> set[str]:
        """The tricks whose canaries' answers are in the data."""
        found = re.findall(re.escape(self.canaries.word.encode()) + rb"-(\d+)", data)
        return {self.canaries.trick_of(int(port)) for port in found}

    async def _of(self, name: str, own: Mapping[str, str]) -> dict[str, str]:
        """The values of a trick's $-names."""
        port = await self.canaries.listen(name)
        inner = f"{_INNER[next(self._numbers) % len(_INNER)]}:{port}"
        file = self._folder / f"{port}.txt"
        values = {
            "inner": inner,
            "port": str(port),
            "site": self.site,
            "file": file.as_uri(),
            **own,
            **self._certificate,
        }
        values["via"] = f"http://{self.site}/r/302?to={quote(f'http://{inner}/')}"
        for status in corpus.STATUSES:
            values[f"via{status}"] = f"http://{self.site}/r/{status}?to={quote(f'http://{inner}/')}"
        job = self._jobs.get(name)
        uses = self._tricks[name].body if name in self._tricks else f"{job and job.page} {job and job.job}"
        if "$file" in uses:
            file.write_text(self.canaries.word_of(port))
            file.chmod(0o644)
        self._values[name] = values
        return values

    def _serve(self, request: Request) -> bytes:
        """The site: its answer to a request."""
        parts = urlsplit(request.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        body, kind, status, headers = b"", _HTML, "200 OK", [("Service-Worker-Allowed", "/")]
        match parts.path.split("/")[1:]:
            case ["page", index]:
                tried = map(self._part, self._pages[int(index)])
                body = (_FRAMES % (corpus.HELPERS + "".join(tried))).encode()
            case ["trick", port] if port.isdigit():
                name = self.canaries.trick_of(int(port))
                body, headers, kind = self._tricks[name].document(self._values[name])
            case ["job", name]:
                job = self._jobs[unquote(name)]
                body = corpus.filled(job.page or "", self._values[job.name]).encode()
            case ["r", code]:
                status, headers = f"{code} {HTTPStatus(int(code)).phrase}", [("Location", query["to"])]
            case ["as", *_]:
                name, _, value = query.get("header", "X-No: header").partition(": ")
                body, kind = query.get("body", "").encode(), query.get("type", "text/plain")
                headers = [*headers, (name, value)]
            case [name] if name.endswith(".html"):
                body = (_PAGES / name).read_bytes()
            case _:
                status = "404 Not Found"
        return answer(body, kind, status=status, headers=headers)

    def _part(self, name: str) -> str:
        """What a page has for a trick."""
        if name in self._tricks and not self._tricks[name].is_alone:
            return f"<div>{corpus.filled(self._tricks[name].body, self._values[name])}</div>"
        if name in self._values:
            return f'<iframe src="/trick/{self._values[name]["port"]}"></iframe>'
        port = name.removeprefix("port ")
        return f'<script>fetch("http://{_PORTS_AT}:{port}/", {{mode: "no-cors"}}).catch(() => 0)</script>'


def _own_addresses() -> dict[str, str]:
    """Those of this machine's network that are not loopback's, where it has such."""
    found: dict[str, str] = {}
    for addresses in psutil.net_if_addrs().values():
        for one in addresses:
            if one.family == socket.AF_INET and not one.address.startswith("127."):
                found.setdefault("own", one.address)
            if one.family == socket.AF_INET6 and not one.address.startswith(("::1", "fe80")):
                found.setdefault("own6", one.address.partition("%")[0])
    return found
