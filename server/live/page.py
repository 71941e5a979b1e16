"""The page `/live/{job}`, on which a person watches a job's browser and acts in it: files without a build, and a policy
that lets nothing run or load but them.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aiohttp import web

STATIC = "/live/static"
PAGE = "index.html"
_TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml"}
_JOB = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HEADERS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",  # it would have the job's id
    "X-Content-Type-Options": "nosniff",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "
)
_ALONE = "default-src 'none'; frame-ancestors 'none'"
"""Of a file that somebody opens by itself: a drawing is a document, too."""


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    content_type: str
    etag: str


def page_routes(origins: Iterable[str]) -> list[web.RouteDef]:
    """The routes of the page and of its files. `origins`: whose pages may show it in a frame, beside its own."""
    policy = _POLICY + " ".join(["'self'", *origins])

    async def page(request: web.Request) -> web.Response:
        if not _JOB.fullmatch(request.match_info["job"]):
            raise web.HTTPNotFound(text="A live view has the address /live/ and the id of a job.\n")
        return _answer(request, _files()[PAGE], {"Content-Security-Policy": policy})

    async def static(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        file = _files().get(name)
        # The page itself has an address of its own: here it would come without its policy.
        if file is None or name == PAGE:
            raise web.HTTPNotFound(text="There is no such file.\n")
        return _answer(request, file, {"Content-Security-Policy": _ALONE})

    return [web.get(f"{STATIC}/{{name}}", static), web.get("/live/{job}", page)]


def _answer(request: web.Request, file: _File, headers: dict[str, str]) -> web.Response:
    headers = {**_HEADERS, **headers, "ETag": file.etag}
    if file.etag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    return web.Response(body=file.data, content_type=file.content_type, charset="utf-8", headers=headers)


@cache
def _files() -> dict[str, _File]:
    """All files of the page, by name."""
    found = {}
    for one in files("server.live").joinpath("viewer").iterdir():
        suffix = one.name[one.name.rfind(".") :]
        if suffix in _TYPES:
            data = one.read_bytes()
            found[one.name] = _File(data, _TYPES[suffix], f'"{hashlib.sha256(data).hexdigest()[:20]}"')
    return found
