"""Requests without TLS through an HTTP proxy, as such proxies know them: with the whole URL, and not as a tunnel, which
many of them make for the port of https only.
"""

import re
from collections.abc import Iterable

from worker.egress.upstream import Proxy, place

_REQUEST = re.compile(rb"([!#-'*+.^-z|~0-9A-Z-]+) (/\S*|\*) (HTTP/1\.[01])")
_OF_THE_CONNECTION = (b"connection:", b"proxy-connection:", b"proxy-authorization:", b"keep-alive:")
_WEB_PORT = 80


def begins_request(data: bytes) -> bool:
    """Whether what a browser says first may be a request without TLS."""
    return data[:1].isalpha() and data[:1].isupper()


def for_proxy(message: bytes, proxy: Proxy, host: str, port: int) -> bytes | None:
    """A request, and what follows it, as an HTTP proxy wants it; None: it needs a tunnel.

    The proxy is asked to end the connection after its answer, so that the browser asks us for another one for its next
    request, and this is the only one to be changed.
    """
    head, _, rest = message.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    request = _REQUEST.fullmatch(first)
    if request is None or _is_upgrade(lines):
        return None
    method, path, version = request.groups()
    where = host if port == _WEB_PORT and ":" not in host else place(host, port)
    target = f"http://{where}".encode() + (b"" if path == b"*" else path)
    kept = [line for line in lines if not line.lower().startswith(_OF_THE_CONNECTION)]
    added = [line.encode() for line in ("Connection: close", *proxy.authorization)]
    return b"\r\n".join([b" ".join((method, target, version)), *kept, *added, b"", b""]) + rest


def _is_upgrade(lines: Iterable[bytes]) -> bool:
    return any(line.lower().startswith(b"upgrade:") for line in lines)
