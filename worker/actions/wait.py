"""wait: waits for a time, an element, what it is like, a URL, a load state or a response."""

import asyncio
import time
from dataclasses import replace
from typing import Literal, cast
from urllib.parse import unquote, urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Response

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed, first_line
from worker.globs import has_text
from worker.page.conditions import is_moving
from worker.page.files import downloaded, fitting
from worker.page.loading import rest
from worker.page.locators import describe, locate, place, target
from worker.page.navigation import led_to, loading_told
from worker.page.obstacles import impossible, told_url
from worker.step import Produced, Step, wait_until

State = Literal["attached", "detached", "hidden", "visible"]
POLL_S = 0.1
"""How often it is looked how many elements there are, and what is in them."""
MAX_TOLD = 200
"""How much of a text messages tell."""
MAX_TOLD_VALUE = 100
LOOK_MS = 300
"""How long an element may take to say what it has, also when the time is over: else a wait in vain could not tell what
is there.
"""


@performs("wait")
async def wait(step: Step) -> Produced | None:
    with step.waiting.throughout():
        return await _wait(step)


async def _wait(step: Step) -> Produced | None:
    action, page = step.action, step.page
    if action.HasField("milliseconds"):
        async with asyncio.timeout(step.timeout_ms / 1000):
            await step.waiting.sleep(action.milliseconds / 1000)
    elif action.HasField("response"):
        return await _response(step)
    elif action.HasField("count") or action.HasField("min_count"):
        await _count(step)
    elif action.HasField("text") or action.HasField("value"):
        async with target(step) as locator:
            await _content(step, locator)
    elif action.HasField("target"):
        state = cast(State, action.state or "visible")
        async with target(step) as locator:
            await locator.first.wait_for(state=state, timeout=step.timeout_ms)
    elif action.HasField("url"):
        async with led_to(step, f"no page at {told_url(action.url)} came"):
            await page.wait_for_url(action.url, wait_until=step.must_reach, timeout=step.timeout_ms)
        await rest(step, page)
    else:
        load_state = wait_until(action.wait_until)
        async with loading_told(page, load_state):
            await page.wait_for_load_state(load_state, timeout=step.timeout_ms)
    return None


async def _count(step: Step) -> None:
    """Waits until as many elements match as the action says."""
    action = step.action
    ends = time.monotonic() + step.timeout_ms / 1000
    found = 0
    while True:
        try:
            found = await locate(place(step), action).count()
        except PlaywrightError as error:
            if not is_moving(error):
                raise
        else:
            if found >= action.min_count if action.HasField("min_count") else found == action.count:
                return
        if time.monotonic() + POLL_S > ends:
            wanted = f"at least {action.min_count}" if action.HasField("min_count") else f"{action.count}"
            raise await impossible(
                step.page, f"{describe(action)} matches {found} elements, and was to match {wanted}{_after(step)}"
            )
        await asyncio.sleep(POLL_S)


async def _content(step: Step, locator: Locator) -> None:
    """Waits until an element has the text, or an input the value, that the action says."""
    action = step.action
    is_value = action.HasField("value")
    ends = time.monotonic() + step.timeout_ms / 1000
    while True:
        left_ms = max((ends - time.monotonic()) * 1000, LOOK_MS)
        seen = await (locator.input_value(timeout=left_ms) if is_value else locator.inner_text(timeout=left_ms))
        if has_text(seen, action.value if is_value else action.text):
            return
        if time.monotonic() + POLL_S > ends:
            told = await _value(step, locator, seen) if is_value else f"the text {_cut(step, seen, MAX_TOLD)!r}"
            raise await impossible(step.page, f"{describe(action)} has {told}{_after(step)}")
        await asyncio.sleep(POLL_S)


async def _value(step: Step, locator: Locator, seen: str) -> str:
    """What a message tells of an input's value: not of a password, and not what a sensitive action looks at."""
    is_password = await locator.evaluate("input => input.type === 'password'", timeout=LOOK_MS)
    if is_password or step.action.sensitive:
        return "another value"
    return f"the value {_cut(step, seen, MAX_TOLD_VALUE)!r}"


def _cut(step: Step, seen: str, length: int) -> str:
    """What was seen, as far as messages tell it. Part of a secret would not be found in it: it is masked whole."""
    return " ".join(step.heard(seen).split())[:length]


async def _response(step: Step) -> Produced:
    """Waits for a response. Its value says what came, and a file what was in it."""
    glob = step.action.response
    if step.tabs.responses is None:
        raise StepFailed(ErrorType.INTERNAL, "nobody has listened for responses")
    try:
        async with asyncio.timeout(step.timeout_ms / 1000):
            response = await step.tabs.responses.first(glob)
    except TimeoutError:
        why = f"no response from {told_url(glob)} came{_after(step)}: the page is at {told_url(step.page.url)}"
        raise await impossible(step.page, why) from None
    produced = Produced.of({"url": told_url(response.url), "status": response.status})
    if not step.action.keep_body:
        return produced
    data = await _body(step, response)
    content_type = (await response.header_value("content-type") or "").partition(";")[0].strip()
    file = fitting(downloaded(unquote(urlsplit(response.url).path).rpartition("/")[2], data, content_type))
    return replace(produced, file=replace(file, artifact_type="response"))


async def _body(step: Step, response: Response) -> bytes:
    length = await response.header_value("content-length") or ""
    if length.isdecimal():
        _check_size(step, int(length))
    try:
        data = await response.body()
    except PlaywrightError as error:
        if step.page.is_closed():
            raise
        why = f"the body of the response from {told_url(response.url)} cannot be had: {first_line(error.message)}"
        raise StepFailed(ErrorType.ACTION_FAILED, why) from error
    _check_size(step, len(data))
    return data


def _check_size(step: Step, size: int) -> None:
    if size > step.max_file_bytes:
        raise StepFailed(
            ErrorType.ARTIFACT_TOO_LARGE,
            f"the response has {size} bytes: MAX_ARTIFACT_SIZE_MB allows {step.max_file_bytes}",
        )


def _after(step: Step) -> str:
    return f", still after {step.timeout_ms:.0f} ms"
