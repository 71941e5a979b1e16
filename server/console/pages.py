"""The addresses of the console. Its pages are made in the browser: each of them is one and the same document here."""

from aiohttp import web

from server.console.bundle import bundle
from server.rest.static_files import StaticFile, answer

PREFIX = "/console"
_INDEX = "index.html"
_ASSETS = "assets/"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Whatever a job has brought along, no script of it runs here."""
_ALONE = "default-src 'none'; frame-ancestors 'none'"
"""Of a file that somebody opens by itself: a drawing is a document, too."""
_LASTING = "public, max-age=31536000, immutable"
"""Of files whose names change with what is in them."""
_REVALIDATED = "no-cache"


def console_routes() -> list[web.RouteDef]:
    """The routes of the console: its files, and the document for every page."""
    return [web.get(PREFIX, _page), web.get(f"{PREFIX}/{{path:.*}}", _page)]


async def _page(request: web.Request) -> web.Response:
    files = bundle()
    if _INDEX not in files:
        raise web.HTTPServiceUnavailable(text="This installation was built without the console: see `make gen`.\n")
    path = request.match_info.get("path", "")
    if path != _INDEX and (file := files.get(path)):
        return _asset(request, path, file)
    # Pages have no file extension. A file that is gone after an update must not look like one.
    if path.startswith(_ASSETS) or "." in path.rpartition("/")[2]:
        raise web.HTTPNotFound(text="There is no such file.\n")
    return answer(request, files[_INDEX], {"Cache-Control": _REVALIDATED, "Content-Security-Policy": _POLICY})


def _asset(request: web.Request, path: str, file: StaticFile) -> web.Response:
    caching = _LASTING if path.startswith(_ASSETS) else _REVALIDATED
    return answer(request, file, {"Cache-Control": caching, "Content-Security-Policy": _ALONE})
