"""Where a secret may be used: origins such as `https://portal.example.com` and `https://*.example.com`."""

import re
from collections.abc import Iterable
from functools import lru_cache

from store.address import MalformedUrl, WebAddress, parse_url

_ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<wild>\*\.)?(?P<host>\[[^\]]*\]|[^/:?#@\\\s\[\]*]+)(?P<port>:\d{1,5})?", re.IGNORECASE
)


class MalformedOrigin(ValueError):
    """Not an origin; the message says what would be right."""


def usual_origin(text: str) -> str:
    """The one spelling of an origin that a secret may be used on; with `*.` its host's subdomains are meant, and not
    the host itself. Raises MalformedOrigin.
    """
    match = _ORIGIN.fullmatch(text)
    address = _address(f"{match['scheme']}://{match['host']}{match['port'] or ''}/") if match else None
    if match is None or address is None or not address.host:
        raise MalformedOrigin("must be an origin such as https://portal.example.com, or https://*.example.com")
    if match["wild"] and (address.addresses or "." not in address.host):
        raise MalformedOrigin("only subdomains of a whole domain can be meant, such as https://*.example.com")
    return _spelled(address, match["wild"] or "")


def is_allowed(origin: str, origins: Iterable[str]) -> bool:
    """Whether an origin, or that of a URL, is among these, each of which is in its usual spelling."""
    address = _address(origin)
    if address is None or not address.host:
        return False
    _, _, parent = address.host.partition(".")
    found = {_spelled(address, "")}
    while parent and not address.addresses:
        found.add(_spelled(address, "*.", parent))
        _, _, parent = parent.partition(".")
    return any(one in found for one in origins)


def origin_of(url: str) -> str:
    """The origin of an http or https URL, in its usual spelling. Raises MalformedUrl."""
    return _spelled(parse_url(url), "")


@lru_cache(maxsize=256)
def _address(url: str) -> WebAddress | None:
    try:
        return parse_url(url)
    except MalformedUrl:
        return None


def _spelled(address: WebAddress, wild: str, host: str | None = None) -> str:
    name = address.host if host is None else host
    port = "" if address.is_default_port else f":{address.port}"
    return f"{address.scheme}://{wild}{f'[{name}]' if ':' in name else name}{port}"
