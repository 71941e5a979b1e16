"""The page that shows a job, `/live/{job}`, and what it loads: files, the same for everybody. What they show comes by a
WebSocket, for which one needs a ticket.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "viewer"
INDEX = "index.html"
_TEXT = ("text/", "application/json")
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".html": "text/html"}
_SCRIPT_FREE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    content_type: str
    etag: str


class Page:
    """The files, read once."""

    def __init__(self, origins: Sequence[str], folder: Path = FOLDER) -> None:
        """`origins`: whose pages may show it in a frame."""
        self._files = {path.relative_to(folder).as_posix(): _read(path) for path in folder.rglob("*") if path.is_file()}
        self._policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors " + " ".join(["'self'", *origins])
        )

    def page(self) -> web.Response:
        """Raises HTTPNotFound."""
        return self._answer(INDEX, {"Content-Security-Policy": self._policy, "Cache-Control": "no-store"})

    def file(self, name: str, known: str) -> web.Response:
        """One of the files. `known`: what the caller has of it already. Raises HTTPNotFound."""
        headers = {"Cache-Control": "no-cache"}
        if name in self._files and f'"{self._files[name].etag}"' in known:
            return web.Response(status=304, headers={**headers, "ETag": f'"{self._files[name].etag}"'})
        return self._answer(name, headers)

    def _answer(self, name: str, headers: dict[str, str]) -> web.Response:
        found = self._files.get(name)
        if found is None:
            raise web.HTTPNotFound(text="There is no such file.", headers=_SCRIPT_FREE)
        return web.Response(
            body=found.data,
            headers={
                **_SCRIPT_FREE,
                "Content-Type": found.content_type,
                "ETag": f'"{found.etag}"',
                "Cross-Origin-Resource-Policy": "same-origin",
                **headers,
            },
        )


def _read(path: Path) -> _File:
    content_type = _TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    if content_type.startswith(_TEXT):
        content_type += "; charset=utf-8"
    data = path.read_bytes()
    return _File(data, content_type, sha256(data).hexdigest()[:32])
