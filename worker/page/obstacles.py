"""What stands in the way of an action: from what Playwright says and logs of its waiting, to words for the client.

Playwright writes down, line by line, what it tries while it waits for an element, and adds it to its errors. The last
of these lines is the reason why it waited in vain.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import ErrorType
from worker.failures import StepFailed, first_line, step_failure
from worker.page.real import REAL
from worker.surface import Locator, Page

ANSWER_S = 0.4
"""How long a page may take to say how it is. Past it, it is as one that is still loading."""
MAX_MARKUP = 200
"""How much of an element is shown."""
MAX_URL = 1000
MAX_SHOWN = 3
"""How many of the elements are shown that match where one must."""

_WAITED = re.compile(r"Timeout ([\d.]+)ms exceeded")
_SEVERAL = re.compile(r"strict mode violation: .*? resolved to (\d+) elements:$", re.MULTILINE)
_ONE_OF_THEM = re.compile(r"^    \d+\) (<.*>) aka .*$", re.MULTILINE)
_NO_FRAME = re.compile(r'Selector ".*" resolved to (<.*>), <iframe> was expected')
_VALUE = re.compile(r'(<input\b[^>]*?) value="[^"]*"')
_COUNTED = re.compile(r"^(?:- )?(?:\d+ \u00d7 )?")

_DONE, _ENDED = "waiting for scheduled navigations to finish", "navigations have finished"

T = TypeVar("T")
Words = Callable[[re.Match[str]], str]

# Lines of the log in Playwright's words, and what they say of the element.
_OBSTACLES: list[tuple[re.Pattern[str], Words]] = [
    (re.compile(pattern), words)
    for pattern, words in [
        ("element is not enabled", lambda _: "is disabled"),
        ("element is not visible", lambda _: "is not visible"),
        ("element is not stable", lambda _: "keeps moving"),
        ("element is not editable", lambda _: "is read-only"),
        ("element is outside of the viewport", lambda _: "is outside of the viewport, and scrolling does not help"),
        ("element was detached from the DOM, retrying", lambda _: "is replaced by the page again and again"),
        ("option being selected is not enabled", lambda _: "has the option, but it is disabled"),
        ("did not find some options", lambda _: "does not have the option"),
        (r"(<.*>) from (<.*>) subtree intercepts pointer events", lambda it: _covered(it[1], it[2])),
        (r"(<.*>) intercepts pointer events", lambda it: _covered(it[1])),
    ]
]
_READY_STATE = f"() => {{ {REAL} return real(document, 'readyState'); }}"
_RESOLVED = re.compile(r"locator resolved to (visible|hidden) (<.*>)")
_AWAITED = re.compile(r"waiting for .* to be (attached|detached|visible|hidden)")

# What Playwright says at once, without waiting.
_IMPOSSIBLE = [
    (r"Element is not visible", "is not visible"),
    (r"Element is outside of the viewport", "is outside of the viewport"),
    (r"Element is not an (<input>, .*?)(?: and does not.*)?", r"is not an \1"),
    (r"Element is not a <select> element", "is not a <select>"),
    (r"Not a checkbox or radio button", "is not a checkbox or radio button"),
    (r'Input of type "(checkbox|radio)" cannot be filled', r'is an input of type "\1": use check'),
    (r'Input of type "file" cannot be filled', 'is an input of type "file": use upload'),
    (r'Input of type "(.*)" cannot be filled', r'is an input of type "\1", which cannot be filled'),
]


async def impossible(page: Page, why: str, waited: PlaywrightError | None = None) -> StepFailed:
    """The failure of a step that has waited in vain for what an element or a page is like. It will be so again, unless
    the page was still loading: then another attempt may find it otherwise.
    """
    if waited is not None and (found := _WAITED.search(waited.message)):
        why += f", still after {float(found[1]):.0f} ms"
    if await _answer(page.evaluate(_READY_STATE)) == "complete":
        return StepFailed(ErrorType.ACTION_FAILED, why)
    return StepFailed(ErrorType.TIMEOUT, f"{why}; the page {told_url(page.url)} was still loading")


async def waited_in_vain(locator: Locator, description: str, error: PlaywrightTimeoutError) -> StepFailed | None:
    """Why Playwright waited for an element until its time was up. None when it does not say."""
    lines = [_COUNTED.sub("", line.strip()) for line in error.message.split("\n")]
    if lines.count(_DONE) > lines.count(_ENDED):
        return StepFailed(
            ErrorType.TIMEOUT, f"{description}: it was done, but the page that it leads to has not answered"
        )
    if await _answer(locator.count()) == 0:
        return StepFailed(ErrorType.SELECTOR_NOT_FOUND, f"no element matches {description}")
    why = next((why for number in reversed(range(len(lines))) if (why := _obstacle(lines, number))), None)
    return await impossible(locator.page, f"{description} {why}", error) if why else None


def refused(description: str, error: PlaywrightError) -> StepFailed | None:
    """Why Playwright did not act on an element at all. None when the element is not the cause."""
    if found := _SEVERAL.search(error.message):
        return _several(description, int(found[1]), _ONE_OF_THEM.findall(error.message))
    message = first_line(error.message).removeprefix("Error: ")
    if found := _NO_FRAME.fullmatch(message):
        return StepFailed(ErrorType.ACTION_FAILED, f"{description}: {_shown(found[1])} is no frame")
    for pattern, words in _IMPOSSIBLE:
        if found := re.fullmatch(pattern, message):
            return StepFailed(ErrorType.ACTION_FAILED, f"{description} {found.expand(words)}")
    error_type = step_failure(error).error_type
    is_about_it = error_type in {ErrorType.ACTION_FAILED, ErrorType.VALIDATION_ERROR}
    return StepFailed(error_type, f"{description}: {message}") if is_about_it else None


def told_url(url: str) -> str:
    """A URL as far as messages tell it."""
    return url[:MAX_URL]


async def _answer(asked: Awaitable[T]) -> T | None:
    """What a page says; None when it does not answer: it may be on its way elsewhere."""
    try:
        async with asyncio.timeout(ANSWER_S):
            return await asked
    except (PlaywrightError, TimeoutError):
        return None


def _obstacle(lines: list[str], number: int) -> str | None:
    """What a line of the log says of the element."""
    if told := _RESOLVED.fullmatch(lines[number]):
        wanted = next((found[1] for one in lines[:number] if (found := _AWAITED.fullmatch(one))), "")
        return wanted and f"is {told[1]}, and was to be {wanted}: {_shown(told[2])}"
    return next((words(found) for pattern, words in _OBSTACLES if (found := pattern.fullmatch(lines[number]))), None)


def _several(description: str, count: int, elements: list[str]) -> StepFailed:
    shown = ", ".join(_shown(element) for element in elements[:MAX_SHOWN])
    more = ", …" if count > min(len(elements), MAX_SHOWN) else ""
    what = f"a frame of {description}" if shown.startswith(("<iframe", "<frame ")) else description
    return StepFailed(
        ErrorType.SELECTOR_NOT_FOUND,
        f"strict mode violation: {what} matches {count} elements, and must match one: {shown}{more}; "
        "choose one with nth, or use a more specific target",
    )


def _covered(*by: str) -> str:
    return f"is covered by {' in '.join(map(_shown, by))}"


def _shown(markup: str) -> str:
    """An element as Playwright shows it, shortened, and without what somebody may have typed into it."""
    markup = _VALUE.sub(r"\1", markup)
    return markup if len(markup) <= MAX_MARKUP else f"{markup[:MAX_MARKUP]}…"
