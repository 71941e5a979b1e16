"""setCookies: sets cookies."""

from typing import Any

from tabwright.v1.action_pb2 import Cookie

from worker.actions import performs
from worker.step import Produced, Step


@performs("setCookies", prepares=True)
async def set_cookies(step: Step) -> Produced | None:
    here = step.page.url if step.page.url.startswith("http") else step.target_url
    await step.tabs.context.add_cookies([_cookie(cookie, here) for cookie in step.action.cookies])
    return None


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
