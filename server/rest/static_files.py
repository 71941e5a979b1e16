"""Files that browsers get as they are: with their type, an ETag, and packed where the browser takes it so."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from aiohttp import web

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",  # it would have the job's id
    "X-Content-Type-Options": "nosniff",
}
"""Of every file."""
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
}
"""Of which kinds there are files."""
_SMALL = 1000
"""Bytes that are not worth packing."""
_NONE = re.compile(r";\s*q=0(\.0*)?$")


@dataclass(frozen=True)
class StaticFile:
    """One file, in memory."""

    data: bytes
    content_type: str

    @cached_property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.data).hexdigest()[:20]}"'

    @cached_property
    def packed(self) -> bytes:
        """By gzip, once."""
        return gzip.compress(self.data, mtime=0)


def answer(request: web.Request, file: StaticFile, headers: Mapping[str, str]) -> web.Response:
    """The file, or 304 where the browser has it. `headers` come on top of HEADERS."""
    headers = {**HEADERS, **headers, "ETag": file.etag, "Vary": "Accept-Encoding"}
    if file.etag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    body = file.data
    if len(body) > _SMALL and _takes_gzip(request):
        body = file.packed
        headers["Content-Encoding"] = "gzip"
    return web.Response(body=body, content_type=file.content_type, charset="utf-8", headers=headers)


def _takes_gzip(request: web.Request) -> bool:
    parts = [one.strip().lower() for one in request.headers.get("Accept-Encoding", "").split(",")]
    return any(one.partition(";")[0].strip() == "gzip" and not _NONE.search(one) for one in parts)
