"""setCookies: sets cookies."""

from typing import Any
from urllib.parse import urlsplit

from tabwright.v1.action_pb2 import Cookie

from worker.actions import performs
from worker.secrets import COOKIE, origin_of
from worker.step import Produced, Step


@performs("setCookies")
async def set_cookies(step: Step) -> Produced | None:
    here = step.page.url if step.page.url.startswith("http") else step.target_url
    for cookie in step.action.cookies:
        await _put_secret_in(step, cookie, cookie.url or here)
    await step.tabs.context.add_cookies([_cookie(cookie, here) for cookie in step.action.cookies])
    return None


async def _put_secret_in(step: Step, cookie: Cookie, url: str) -> None:
    """Puts into a cookie the secret that it refers to, where all that the cookie is sent to is of the secret's origins,
    but for ports, which cookies do not know. One for https alone makes the cookie so. Raises StepFailed.
    """
    bound = await step.secrets.bound(cookie.value)
    if bound.secrets:
        bound.check_form(COOKIE, "a cookie")
        host = cookie.domain.removeprefix(".") or urlsplit(url).hostname or ""
        has_subdomains = cookie.domain.startswith(".")
        schemes = [one for one in ("http", "https") if bound.is_for(one, host, subdomains=has_subdomains)]
        if not schemes or not (cookie.domain or bound.allows(url)) or (cookie.secure and schemes == ["http"]):
            place = cookie.domain or origin_of(url)
            raise bound.refusal(f"in a cookie of {place}{' and its subdomains' if has_subdomains else ''}")
        if "http" not in schemes:
            cookie.secure = True
        await step.secrets.note(bound, f"{schemes[-1]}://{host}" if cookie.domain else origin_of(url))
    cookie.value = bound.text


def _cookie(cookie: Cookie, here: str) -> Any:
    """A cookie as Playwright wants it, whose type for it is not public."""
    place = {"domain": cookie.domain, "path": cookie.path or "/"} if cookie.domain else {"url": cookie.url or here}
    known: dict[str, Any] = {
        "name": cookie.name,
        "value": cookie.value,
        "httpOnly": cookie.http_only,
        "secure": cookie.secure,
        **place,
    }
    if cookie.HasField("expires"):
        known["expires"] = cookie.expires.ToNanoseconds() / 1e9
    if cookie.HasField("same_site"):
        known["sameSite"] = cookie.same_site
    return known
