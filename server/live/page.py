"""The page `/live/{job}`, on which a person watches a job's browser and acts in it: files without a build, and a policy
that lets nothing run or load but them.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from aiohttp import web

from server.rest.static_files import TYPES, StaticFile, answer

STATIC = "/live/static"
PAGE = "index.html"
_JOB = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HEADERS = {
    "Cache-Control": "no-cache",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "
)
_ALONE = "default-src 'none'; frame-ancestors 'none'"
"""Of a file that somebody opens by itself: a drawing is a document, too."""


def page_routes(origins: Iterable[str]) -> list[web.RouteDef]:
    """The routes of the page and of its files. `origins`: whose pages may show it in a frame, beside its own."""
    policy = _POLICY + " ".join(["'self'", *origins])

    async def page(request: web.Request) -> web.Response:
        if not _JOB.fullmatch(request.match_info["job"]):
            raise web.HTTPNotFound(text="A live view has the address /live/ and the id of a job.\n")
        return answer(request, _files()[PAGE], {**_HEADERS, "Content-Security-Policy": policy})

    async def static(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        file = _files().get(name)
        # The page itself has an address of its own: here it would come without its policy.
        if file is None or name == PAGE:
            raise web.HTTPNotFound(text="There is no such file.\n")
        return answer(request, file, {**_HEADERS, "Content-Security-Policy": _ALONE})

    return [web.get(f"{STATIC}/{{name}}", static), web.get("/live/{job}", page)]


@cache
def _files() -> dict[str, StaticFile]:
    """All files of the page, by name."""
    found = {}
    for one in files("server.live").joinpath("viewer").iterdir():
        suffix = one.name[one.name.rfind(".") :]
        if suffix in TYPES:
            found[one.name] = StaticFile(one.read_bytes(), TYPES[suffix])
    return found
