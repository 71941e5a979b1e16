"""The cookies of a context of the fast lane, as Playwright takes and gives them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session

MAX_EXPIRES = 253_402_300_799
"""The last second of the year 9999."""
_GIVEN = ("name", "value", "url", "domain", "path", "expires", "httpOnly", "secure", "sameSite")
_TOLD = ("name", "value", "domain", "path", "expires", "httpOnly", "secure")
_EXPIRES = (
    "Cookie should have a valid expires, only -1 or a positive number for the unix timestamp in seconds is allowed"
)
_LOCAL = ("localhost", "[::1]", "::1")


async def add(root: Session, context_id: str, cookies: Iterable[Mapping[str, Any]]) -> None:
    """Raises Playwright's error where one of them is none."""
    given = [_given(cookie) for cookie in cookies]
    try:
        await root.send("Storage.setCookies", {"cookies": given, "browserContextId": context_id})
    except PlaywrightError as error:
        raise PlaywrightError(f"BrowserContext.add_cookies: {error.message}") from error


async def get(root: Session, context_id: str, urls: str | Sequence[str] | None = None) -> list[dict[str, Any]]:
    """All cookies, or those that are sent to one of these URLs."""
    told = await root.send("Storage.getCookies", {"browserContextId": context_id})
    cookies = [_told(cookie) for cookie in told["cookies"]]
    wanted = [urls] if isinstance(urls, str) else list(urls or ())
    return [one for one in cookies if any(_is_sent(one, url) for url in wanted)] if wanted else cookies


def _given(cookie: Mapping[str, Any]) -> dict[str, Any]:
    url, expires = cookie.get("url"), cookie.get("expires") or 0
    is_time = expires in {0, -1} or 0 < expires <= MAX_EXPIRES
    for is_right, words in (
        (url or (cookie.get("domain") and cookie.get("path")), "Cookie should have a url or a domain/path pair"),
        (not (url and cookie.get("domain")), "Cookie should have either url or domain"),
        (not (url and cookie.get("path")), "Cookie should have either url or path"),
        (is_time, _EXPIRES),
        (url != "about:blank", f'Blank page can not have cookie "{cookie["name"]}"'),
        (not (url or "").startswith("data:"), f'Data URL page can not have cookie "{cookie["name"]}"'),
    ):
        if not is_right:
            raise PlaywrightError(f"BrowserContext.add_cookies: {words}")
    given = {name: cookie[name] for name in _GIVEN if cookie.get(name) is not None}
    if url:
        parts = urlsplit(url)
        path = parts.path or "/"
        given |= {
            "domain": parts.hostname or "",
            "path": path[: path.rindex("/") + 1] if "/" in path else "",
            "secure": parts.scheme == "https",
        }
    if partition := cookie.get("partitionKey"):
        given["partitionKey"] = {"topLevelSite": partition, "hasCrossSiteAncestor": True}
    return given


def _told(cookie: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: cookie[name] for name in _TOLD} | {"sameSite": cookie.get("sameSite", "Lax")}
    if (partition := cookie.get("partitionKey")) is not None:
        told["partitionKey"] = partition["topLevelSite"]
    return told


def _is_sent(cookie: Mapping[str, Any], url: str) -> bool:
    """Whether a cookie goes to a URL."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    domain: str = cookie["domain"]
    if not f".{host}".endswith(domain if domain.startswith(".") else f".{domain}"):
        return False
    if not (parts.path or "/").startswith(cookie["path"]):
        return False
    is_local = host in _LOCAL or host.endswith(".localhost") or host.startswith("127.")
    return parts.scheme == "https" or is_local or not cookie["secure"]
