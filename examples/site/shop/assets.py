"""The files that pages load: styles, scripts, fonts, the icon."""

from pathlib import Path

from shop.shop import Shop
from shop.web import NotFound, Request, Response

FOLDER = Path(__file__).parent.parent / "static"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


def asset(_shop: Shop, _request: Request, name: str) -> Response:
    # Looked up among the files there are, so no name can lead out of the folder.
    path = next((file for file in FOLDER.iterdir() if file.name == name), None)
    if path is None:
        raise NotFound
    return Response(path.read_bytes(), content_type=CONTENT_TYPES[path.suffix])
