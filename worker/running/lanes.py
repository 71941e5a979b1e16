"""Which way a job takes to its browser: the fast lane, or Playwright.

What the fast lane can do is listed here, down to the fields of messages in messages. Whatever is not listed, such as an
action or an option that is added later, goes by Playwright, which can do everything.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from store.action_tree import GROUPS
from store.job import FALLBACK_BEGUN, ON_BLOCKED, TITLE, WAIT_UNTIL_IS_SAID, ClaimedJob, Json
from store.queue.browsers import BrowserType
from store.secret_references import of_job

Lane = Literal["fast", "playwright"]

Allowed = Mapping[str, Any]
"""Names of fields, each with what may be in it: ANYTHING, some values, or messages of fields that are allowed
themselves. A message's own fields may be among them.
"""
ANYTHING = None


def _all(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), ANYTHING)


_LOCATOR = _all("target getTargetBy exact nth hasText")
_TARGET: Allowed = {**_LOCATOR, "frame": _LOCATOR}
_CONDITION: Allowed = {**_TARGET, **_all("state url step result not withinMs")}
_EXTRACTOR = _all("name selector attribute multiple format frames mainContent")
_EXTRACTOR["extractors"] = _EXTRACTOR
_COOKIE = _all("name value url domain path expires httpOnly secure sameSite")
# Not to write the clipboard: the fast lane's browsers are not emptied of it between jobs.
_PERMISSIONS = frozenset(
    {
        "geolocation",
        "notifications",
        "camera",
        "microphone",
        "background-sync",
        "accelerometer",
        "gyroscope",
        "magnetometer",
        "midi",
        "payment-handler",
        "storage-access",
    }
)

COMMON: Allowed = {**_all("action name timeoutMs continueOnError within"), "when": _CONDITION}
"""What any action may have."""

ACTIONS: Mapping[str, Allowed] = {
    "visit": _all("url waitUntil referer onHttpError"),
    "wait": {**_TARGET, **_all("milliseconds state count minCount text value url waitUntil")},
    "screenshot": {
        **_TARGET,
        **_all("fullPage format quality style animations pixelScale omitBackground lazyContent"),
        "clip": _all("x y width height"),
        "mask": _LOCATOR,
        "hide": _LOCATOR,
        "remove": _LOCATOR,
    },
    "pdf": {
        **_all("format width height landscape scale pageRanges printBackground displayHeaderFooter headerTemplate"),
        **_all("footerTemplate preferCssPageSize outline tagged media singlePage lazyContent"),
        "margin": _all("top right bottom left"),
    },
    "extract": {**_TARGET, **_all("attribute format multiple frames mainContent"), "extractors": _EXTRACTOR},
    "collectUrls": {**_all("include exclude maxUrls sameHost"), "source": frozenset({"links"})},
    "reload": _all("waitUntil"),
    "back": _all("waitUntil"),
    "forward": _all("waitUntil"),
    "answerDialogs": _all("answer promptText"),
    "setCookies": {"cookies": _COOKIE},
    "setViewport": {"viewport": _all("width height")},
    "repeat": {**_all("times item actions"), "until": _CONDITION, "while": _CONDITION},
    "forEach": {**_TARGET, **_all("times items attribute item actions")},
}
"""What the fast lane can do. Actions in groups must be among them, too."""

OPTIONS: Allowed = {
    **_all("device locale timezoneId colorScheme reducedMotion userAgent extraHttpHeaders"),
    **_all("javaScriptEnabled ignoreHttpsErrors serviceWorkers failureScreenshot onHttpError"),
    **_all("policyScope ifSiteDown maxWaitMs robots crawlDelayMs"),
    "viewport": _all("width height deviceScaleFactor isMobile hasTouch"),
    "geolocation": _all("latitude longitude accuracy"),
    "permissions": _PERMISSIONS,
    "httpCredentials": _all("username password origin"),
    "proxy": _all("server username password"),
    "fallbacks": _all("kind browserTypeId maxAgeMs"),
    ON_BLOCKED: frozenset({"fail"}),
}
"""The options under which it can do it."""

_STORED: Allowed = {**OPTIONS, **dict.fromkeys((WAIT_UNTIL_IS_SAID, FALLBACK_BEGUN, TITLE), ANYTHING)}
"""The same as they are stored, with what is no option but is kept among them."""


def is_fast(job: ClaimedJob, browser_type: BrowserType) -> bool:
    """Whether the fast lane can run a job, and all that it may come to."""
    return (
        browser_type.type == "chromium"
        and _fits(job.options, _STORED)
        and all(map(_is_fast_action, job.actions))
        and not of_job(job.actions, job.options)
    )


def _is_fast_action(action: Json) -> bool:
    name = action["action"]
    allowed = ACTIONS.get(name)
    if allowed is None or not _fits(action, {**COMMON, **allowed}):
        return False
    return name not in GROUPS or all(map(_is_fast_action, action["actions"]))


def _fits(given: Json, allowed: Allowed) -> bool:
    """Whether a message has only what is allowed. What is given counts, also where it says what is so anyway: only
    whoever decides about a field knows what that is.
    """
    return all(name in allowed and _may_be(value, allowed[name]) for name, value in given.items())


def _may_be(value: Any, allowed: Any) -> bool:
    match allowed:
        case None:
            return True
        case frozenset():
            return allowed.issuperset(_each(value))
        case _:
            return all(_fits(one, allowed) for one in _each(value))


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]
