"""The shop on a socket."""

import re
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from urllib.parse import parse_qsl

from shop.routes import answer
from shop.sessions import COOKIE
from shop.shop import Shop
from shop.web import Request, Response

FORM_LENGTH = re.compile("[0-9]{1,5}")  # in bytes: all forms here are far shorter
IDLE_S = 30.0


class Site(ThreadingHTTPServer):
    """One shop, listening on 127.0.0.1. Answers from `serve_forever` until `shutdown`, in any thread."""

    request_queue_size = 128

    def __init__(self, port: int) -> None:
        self.shop = Shop()
        super().__init__(("127.0.0.1", port), Visit)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Says nothing of browsers that leave in the middle: they do that all the time."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Visit(BaseHTTPRequestHandler):
    """One browser's connection."""

    server: Site
    protocol_version = "HTTP/1.1"
    timeout = IDLE_S
    disable_nagle_algorithm = True  # or the second packet of a page waits 40 ms for the first

    def do_GET(self) -> None:
        self._send(answer(self.server.shop, self._request({})))

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not FORM_LENGTH.fullmatch(length):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        form = self.rfile.read(int(length)).decode(errors="replace")
        self._send(answer(self.server.shop, self._request(_fields(form))))

    def log_message(self, *_: object) -> None:
        """Keeps quiet: who runs the shop reads only its URL."""

    def _request(self, form: dict[str, str]) -> Request:
        path, _, query = self.path.partition("?")
        session = _cookies(self.headers.get("Cookie", "")).get(COOKIE, "")
        return Request(self.command, path, self.path, _fields(query), form, session)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        # Pages load nothing from anywhere else, and the browser holds them to it.
        self.send_header("Content-Security-Policy", "default-src 'self'")
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)


def _fields(encoded: str) -> dict[str, str]:
    """The fields of a query or a form; of fields with one name, the last."""
    return dict(parse_qsl(encoded, keep_blank_values=True))


def _cookies(header: str) -> dict[str, str]:
    pairs = (cookie.strip().partition("=") for cookie in header.split(";"))
    return {name: value for name, _, value in pairs}
