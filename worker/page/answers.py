"""Answers of sites that are no pages: errors, files and nothing at all."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

from playwright.async_api import Error as PlaywrightError

from store.failures import ErrorType, Failure, of_status, of_type
from worker.failures import StepFailed
from worker.page.blocks import SUSPECT, Mark, mitigation, refusal
from worker.page.obstacles import told_url
from worker.page.traffic import told_answer
from worker.surface import Response

OFFERED = "Download is starting"
"""Playwright's words for an answer that the browser does not show."""
RETRY_AFTER = "retry-after"
MAX_HEADER = 100
"""How much of a header is told."""
MAX_REFUSAL_BYTES = 1024 * 1024
TEXT_S = 2.0
"""How long the page of a refusal may take to be read: its job fails, or goes on, without."""
_WITH_TIME = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.FORBIDDEN})
"""Statuses that mean a limit if a time is told with them."""
_LEFT = ("x-ratelimit-remaining", "ratelimit-remaining")
_NO_CONTENT = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT})


async def judge(answer: Response) -> StepFailed | None:
    """The failure that an answer is, where it is not accepted. None: it is no error. The page is looked at only where
    its status may be a refusal.
    """
    status, headers = answer.status, answer.headers
    if mark := mitigation(headers):
        return _failure(answer, of_type(ErrorType.SITE_BLOCKED), mark)
    if status < HTTPStatus.BAD_REQUEST:
        return None
    if asks_to_wait(status, headers):
        return _failure(answer, of_type(ErrorType.RATE_LIMITED))
    if status in SUSPECT and (mark := refusal(headers, await _text(answer))):
        return _failure(answer, of_type(ErrorType.SITE_BLOCKED), mark)
    return _failure(answer, of_status(status) or of_type(ErrorType.HTTP_ERROR))


def asks_to_wait(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer says when to ask again, or that nothing is left of what one may ask."""
    if status not in _WITH_TIME:
        return False
    has_used_up = status == HTTPStatus.FORBIDDEN and any(headers.get(name, "").strip() == "0" for name in _LEFT)
    return bool(headers.get(RETRY_AFTER)) or has_used_up


def _failure(answer: Response, failure: Failure, mark: Mark | None = None) -> StepFailed:
    text = f"{told_url(answer.url)} answered {answer.status}"
    if answer.status_text:
        text += f" {answer.status_text}"
    if mark is not None:
        text += f": {mark.provider} keeps browsers like this one out"
        text += f" ({mark.header}: {answer.headers.get(mark.header, '')[:MAX_HEADER]})" if mark.header else ""
    elif failure.error_type is ErrorType.RATE_LIMITED and (wish := answer.headers.get(RETRY_AFTER)):
        text += f", and asks to wait (Retry-After: {wish[:MAX_HEADER]})"
    return StepFailed(failure, text)


async def _text(answer: Response) -> str:
    """The page of a refusal as it has come; empty where it does not come, or is as large as none is."""
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_REFUSAL_BYTES:
        return ""
    reading = asyncio.ensure_future(answer.text())
    try:
        await asyncio.wait([reading], timeout=TEXT_S)
    finally:
        reading.cancel()
        (text,) = await asyncio.gather(reading, return_exceptions=True)
    return text if isinstance(text, str) else ""


def no_page(url: str, answer: Response | None, judged: StepFailed | None, error: PlaywrightError) -> StepFailed | None:
    """The failure of a visit that ended with this error, where the site has answered with something that is no page.
    None: it has not. `judged` is what the answer is judged to be: an error that has no page is one for every job, since
    there is nothing to accept.
    """
    offers = OFFERED in error.message
    if answer is None:
        return _file(url, "") if offers else None
    offers = offers or answer.headers.get("content-disposition", "").lower().startswith("attachment")
    if offers:
        return judged or _file(url, told_answer(answer).get("contentType", ""))
    if has_no_content(answer):
        return StepFailed(
            ErrorType.NOT_A_PAGE,
            f"{told_url(url)} is no page: it answered {answer.status}, which has no content. "
            "Where there should be a file, the action download takes it",
        )
    return None


def no_file(url: str, answer: Response | None) -> StepFailed | None:
    """The failure of a download to which the site has answered with nothing. None: it has not."""
    if answer is None or not has_no_content(answer):
        return None
    return StepFailed(
        ErrorType.ACTION_FAILED, f"{told_url(url)} is no file: it answered {answer.status}, which has no content"
    )


def has_no_content(answer: Response) -> bool:
    """Whether browsers stay where they are when they get this in answer to where they should go."""
    return answer.status in _NO_CONTENT


def _file(url: str, content_type: str) -> StepFailed:
    kind = f"{content_type}, which" if content_type else "something that"
    return StepFailed(
        ErrorType.NOT_A_PAGE,
        f"{told_url(url)} is no page: it answered with {kind} the browser downloads. "
        "The action download with this url takes the file",
    )
