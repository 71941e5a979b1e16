"""What a row of the table of failures says."""

from dataclasses import dataclass
from enum import StrEnum


class ErrorType(StrEnum):
    """Kinds of failure; JobErrorDetails.error_type in proto/tabwright/v1/job.proto explains each."""

    TIMEOUT = "TIMEOUT"
    NAVIGATION_FAILED = "NAVIGATION_FAILED"
    NETWORK_ERROR = "NETWORK_ERROR"
    PROXY_FAILED = "PROXY_FAILED"
    TLS_FAILED = "TLS_FAILED"
    HTTP_ERROR = "HTTP_ERROR"
    SITE_ERROR = "SITE_ERROR"
    RATE_LIMITED = "RATE_LIMITED"
    SITE_BLOCKED = "SITE_BLOCKED"
    SITE_UNAVAILABLE = "SITE_UNAVAILABLE"
    NOT_A_PAGE = "NOT_A_PAGE"
    AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED"
    INVALID_URL = "INVALID_URL"
    URL_BLOCKED = "URL_BLOCKED"
    SECRET_UNAVAILABLE = "SECRET_UNAVAILABLE"  # noqa: S105 - a word
    SESSION_UNAVAILABLE = "SESSION_UNAVAILABLE"
    PROFILE_UNAVAILABLE = "PROFILE_UNAVAILABLE"
    SELECTOR_NOT_FOUND = "SELECTOR_NOT_FOUND"
    VALIDATION_ERROR = "VALIDATION_ERROR"
    HUMAN_FAILED = "HUMAN_FAILED"
    HUMAN_LATE = "HUMAN_LATE"
    TASK_FAILED = "TASK_FAILED"
    ACTION_FAILED = "ACTION_FAILED"
    UNSUPPORTED = "UNSUPPORTED"
    BROWSER_CRASHED = "BROWSER_CRASHED"
    WORKER_LOST = "WORKER_LOST"
    ARTIFACT_TOO_LARGE = "ARTIFACT_TOO_LARGE"
    RESULT_TOO_LARGE = "RESULT_TOO_LARGE"
    RESOURCE_LIMIT = "RESOURCE_LIMIT"
    STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE"
    INTERNAL = "INTERNAL"


class Delay(StrEnum):
    """How long a job waits before it is tried again."""

    QUADRATIC = "quadratic"
    """The square of its retries in seconds, and up to half as long again."""
    SITE = "site"
    """As long as its site wishes."""
    NONE = "none"


class Blame(StrEnum):
    """Who has caused a failure, as far as its kind tells."""

    NOBODY = "nobody"
    SITE = "site"
    PROXY = "proxy"
    WORKER = "worker"
    """The installation itself: a worker, its browsers, its network."""
    STORAGE = "storage"
    CLIENT = "client"
    """What the job says: its URLs, targets, values, credentials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What is done after a failure."""

    again: bool
    """Whether the job is tried again."""
    max_retries: int | None = None
    """At most so many times. None: as often as the job says."""
    delay: Delay
    spends_retry: bool
    """Whether that is one of the job's retries."""
    elsewhere: bool
    """Whether the worker that has seen it should leave jobs to others for a while."""
    blame: Blame


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A row of the table."""

    name: str
    """What has happened, in a few words; unique."""
    error_type: ErrorType
    recovery: Recovery
    names: frozenset[str] = frozenset()
    """Browsers' names of it: `net::ERR_…` of Chromium, `NS_ERROR_…`, `SEC_ERROR_…` and the like of Firefox. One that
    ends in `*` stands for all that begin so and are not named themselves.
    """
    phrases: tuple[str, ...] = ()
    """What messages about it contain: Playwright's words, and our own."""
    openings: tuple[str, ...] = ()
    """What messages about it begin with: WebKit's words, and those of Firefox's pages about errors. Within a message a
    page may have said them.
    """
    guard: frozenset[str] = frozenset()
    """Kinds of failure that the worker's egress guard tells (worker.egress.failure.FailureKind)."""
    statuses: frozenset[int] = frozenset()
    """HTTP statuses that mean it by themselves."""
