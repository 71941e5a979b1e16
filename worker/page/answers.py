"""Answers of sites that are no pages: errors, files and nothing at all."""

from http import HTTPStatus

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.obstacles import told_url
from worker.page.traffic import told_answer

OFFERED = "Download is starting"
"""Playwright's words for an answer that the browser does not show."""
_NO_CONTENT = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT})


def http_error(url: str, answer: Response) -> StepFailed | None:
    """The failure that the answer is. None: it is no error. Only a server that is overloaded or broken may be better
    soon.
    """
    status = answer.status
    if status < HTTPStatus.BAD_REQUEST:
        return None
    may_pass = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
    words = f" {answer.status_text}" if answer.status_text else ""
    return StepFailed(ErrorType.HTTP_ERROR, f"{told_url(url)} answered {status}{words}", may_pass=may_pass)


def no_page(url: str, answer: Response | None, error: PlaywrightError) -> StepFailed | None:
    """The failure of a visit that ended with this error, where the site has answered with something that is no page.
    None: it has not. An error that has no page is one for every job: there is nothing to accept.
    """
    offers = OFFERED in error.message
    if answer is None:
        return _file(url, "") if offers else None
    offers = offers or answer.headers.get("content-disposition", "").lower().startswith("attachment")
    if offers:
        return http_error(url, answer) or _file(url, told_answer(answer).get("contentType", ""))
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
