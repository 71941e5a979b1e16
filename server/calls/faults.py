"""What a client hears of what goes wrong: one table from domain errors to statuses.

Every status carries exactly one google.rpc.ErrorInfo; proto/tabwright/v1/error_reason.proto lists the
reasons. What a cause of ours was is for the log only.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote
from uuid import UUID

from google.protobuf.any_pb2 import Any
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, PreconditionFailure, RetryInfo
from google.rpc.status_pb2 import Status
from grpc import StatusCode
from tabwright.v1.error_reason_pb2 import ErrorReason

from server.calls.user_errors import NotAUser, OidcNotSetUp, RoleTooLow
from store.errors import (
    ApiKeyNotFound,
    ArtifactNotFound,
    BrowserTypeInactive,
    BrowserTypeInUse,
    BrowserTypeNameTaken,
    BrowserTypeNotFound,
    CircuitLimit,
    CircuitNotFound,
    CircuitShared,
    CursorExpired,
    DatabaseUnavailable,
    ExplorationNotFound,
    IllegalStatus,
    JobNotFound,
    JobNotRunning,
    JobNotStandingStill,
    LimitReached,
    OidcUnavailable,
    ProfileChanged,
    ProfileLimit,
    ProfileNotFound,
    RequestIdTaken,
    ScheduleLimit,
    ScheduleNameTaken,
    ScheduleNotFound,
    SecretLimit,
    SecretNameTaken,
    SecretNotFound,
    SecretsKeysMissing,
    SecretUnreadable,
    ServiceLevelRefused,
    SessionLimit,
    SessionNotFound,
    SessionTooLarge,
    StorageUnavailable,
    StoreError,
    TaskRestricted,
    TaskTypeChanged,
    TaskTypeLimit,
    TaskTypeNotFound,
    TaskVersionNotFound,
    TooManyPaused,
    UrlBlocked,
    UrlPolicyLimit,
    UrlPolicyNotFound,
)
from store.job import Held
from store.users.errors import (
    LastOwner,
    RefreshTokenInvalid,
    SignInFailed,
    SignInLimit,
    UserDisabled,
    UserExists,
    UserIsAdmin,
    UserNotFound,
    UserSessionNotFound,
)
from store.users.sign_in import WrongPassword
from store.webhooks.errors import (
    WebhookAdminOnly,
    WebhookDeliveryNotFound,
    WebhookInactive,
    WebhookLimit,
    WebhookNotFound,
    WebhookSecretMissing,
)

DOMAIN = "tabwright.dev"
RETRY_DELAY_S = 1
JOB_ID_HEADER = "x-tabwright-job-id"
"""What says, besides a file or an error, which job it is of."""

# gRPC's clients take 8 KiB of headers and trailers: of more they tell, and not of the error. A status is among them as
# a whole, in base64, and its message once more.
MAX_MESSAGE = 1000
"""How long a message may be, with all but printable ASCII written as %XX, as it is there."""
MAX_VIOLATIONS_BYTES = 2500
MAX_PLACE, MAX_TEXT = 200, 500
"""How long the path of one field and what is said of it may be, and any fact: clients say what is in them."""


class InvalidRequest(StoreError):
    """Fields of the request are wrong. Each violation is the field's path and what would be right."""

    def __init__(self, violations: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {text}" if field else text for field, text in violations))
        self.violations = violations


class PathNotFound(StoreError):
    """REST has no such path, or not for this verb."""


class ServerStopping(StoreError):
    """The stream ends because this server stops; another one continues it."""

    def __init__(self) -> None:
        super().__init__("the server is stopping: watch again, after the last sequence that you have")


class ReaderTooSlow(StoreError):
    """The stream ends because its client does not take it. `place`: where in the stream the last message is."""

    def __init__(self, place: Mapping[str, str]) -> None:
        super().__init__("you did not read for too long: call again, after the last message that you have", **place)


class Unauthenticated(StoreError):
    """Whose call it is cannot be told."""


class AdminOnly(StoreError):
    """The call is for administrators."""

    def __init__(self, what: str = "this call") -> None:
        super().__init__(f"{what} is for administrators: it needs a key or a user with the admin right")


class EvaluateNotAllowed(StoreError):
    """The job wants to run JavaScript of its own, and the caller's may not."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field}: it runs your own JavaScript, which your key does not allow", field=field)


class JobFailed(StoreError):
    """The job that a call has waited for has no result: it has failed, or was cancelled."""


class JobNotEnded(StoreError):
    """The job that a call has waited for goes on."""

    def __init__(
        self, job_id: UUID, last_error: str = "", held: Held | None = None, *, stands_still: str = "", **facts: str
    ) -> None:
        """`last_error`: what its last attempt failed with, where one did; `facts` are what is to be told of that.
        `held`: what the job waits for now. `stands_still`: why it does (Pause.reason), where it does.
        """
        told = f"; it waits for the {held.by} {held.what}" if held is not None else ""
        told += f"; it stands still ({stands_still}) until somebody resumes it (ResumeJob)" if stands_still else ""
        told += f"; its last attempt failed: {last_error}" if last_error else ""
        super().__init__(
            "the job has not ended yet, and continues: GetJob tells how it ends, and its file can be downloaded then"
            + told,
            job_id=str(job_id),
            **facts,
            **({"last_error": last_error} if last_error else {}),
        )


class LiveViewerLimit(StoreError):
    """One more viewer would be too many."""

    def __init__(self, scope: str, limit: int | None = None) -> None:
        """`scope`: of what: `job`, `client` or `worker`."""
        most = f"{limit} viewers, which is the maximum" if limit else "as many viewers as it may"
        facts = {} if limit is None else {"limit": str(limit)}
        super().__init__(f"the {scope} has {most}: close another view first", scope=scope, **facts)
        self.retry_after_s = 5


class LiveTicketInvalid(StoreError):
    """The ticket opens nothing."""

    def __init__(self) -> None:
        super().__init__(
            "the ticket is unknown, used, expired or for another job, or its key is good no more: make another one"
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """How one kind of error is told."""

    code: StatusCode
    reason: ErrorReason
    message: str | None = None
    """What to say in place of the error's own message, which may tell too much."""


FAULTS: dict[type[StoreError], Fault] = {
    InvalidRequest: Fault(StatusCode.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_INVALID_ARGUMENT),
    PathNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_PATH_NOT_FOUND),
    JobNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_JOB_NOT_FOUND),
    ArtifactNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_ARTIFACT_NOT_FOUND),
    RequestIdTaken: Fault(StatusCode.ALREADY_EXISTS, ErrorReason.ERROR_REASON_REQUEST_ID_TAKEN),
    BrowserTypeNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_BROWSER_TYPE_NOT_FOUND),
    BrowserTypeInactive: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_BROWSER_TYPE_INACTIVE),
    BrowserTypeNameTaken: Fault(StatusCode.ALREADY_EXISTS, ErrorReason.ERROR_REASON_BROWSER_TYPE_NAME_TAKEN),
    BrowserTypeInUse: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_BROWSER_TYPE_IN_USE),
    IllegalStatus: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_ILLEGAL_STATUS),
    JobNotRunning: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_NOT_RUNNING),
    JobNotStandingStill: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_NOT_STANDING_STILL),
    TooManyPaused: Fault(StatusCode.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_TOO_MANY_PAUSED),
    DatabaseUnavailable: Fault(
        StatusCode.UNAVAILABLE,
        ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE,
        "the database cannot be reached; try again",
    ),
    StorageUnavailable: Fault(
        StatusCode.UNAVAILABLE,
        ErrorReason.ERROR_REASON_STORAGE_UNAVAILABLE,
        "the artifact's file cannot be read from its storage; try again",
    ),
    Unauthenticated: Fault(StatusCode.UNAUTHENTICATED, ErrorReason.ERROR_REASON_UNAUTHENTICATED),
    ApiKeyNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_API_KEY_NOT_FOUND),
    LimitReached: Fault(StatusCode.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_LIMIT_REACHED),
    AdminOnly: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_ADMIN_ONLY),
    WebhookAdminOnly: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_ADMIN_ONLY),
    EvaluateNotAllowed: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_EVALUATE_NOT_ALLOWED),
    UrlBlocked: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_URL_BLOCKED),
    UrlPolicyNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_URL_POLICY_NOT_FOUND),
    UrlPolicyLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_URL_POLICY_LIMIT),
    ScheduleNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND),
    ScheduleNameTaken: Fault(StatusCode.ALREADY_EXISTS, ErrorReason.ERROR_REASON_SCHEDULE_NAME_TAKEN),
    ScheduleLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_SCHEDULE_LIMIT),
    WebhookNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_WEBHOOK_NOT_FOUND),
    WebhookDeliveryNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_WEBHOOK_DELIVERY_NOT_FOUND),
    WebhookLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_WEBHOOK_LIMIT),
    WebhookSecretMissing: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_WEBHOOK_SECRET_MISSING),
    WebhookInactive: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_WEBHOOK_INACTIVE),
    SecretNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_SECRET_NOT_FOUND),
    SecretNameTaken: Fault(StatusCode.ALREADY_EXISTS, ErrorReason.ERROR_REASON_SECRET_NAME_TAKEN),
    SecretLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_SECRET_LIMIT),
    SecretsKeysMissing: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_SECRETS_KEYS_MISSING),
    SecretUnreadable: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_SECRET_UNREADABLE),
    SessionNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_SESSION_NOT_FOUND),
    SessionLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_SESSION_LIMIT),
    SessionTooLarge: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_SESSION_TOO_LARGE),
    ProfileNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_PROFILE_NOT_FOUND),
    ProfileLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_PROFILE_LIMIT),
    ProfileChanged: Fault(StatusCode.ABORTED, ErrorReason.ERROR_REASON_PROFILE_CHANGED),
    ServiceLevelRefused: Fault(StatusCode.UNAVAILABLE, ErrorReason.ERROR_REASON_SERVICE_LEVEL),
    CircuitNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_CIRCUIT_NOT_FOUND),
    CircuitLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_CIRCUIT_LIMIT),
    CircuitShared: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_CIRCUIT_SHARED),
    ExplorationNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_EXPLORATION_NOT_FOUND),
    TaskTypeNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_TASK_TYPE_NOT_FOUND),
    TaskVersionNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_TASK_VERSION_NOT_FOUND),
    TaskRestricted: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_TASK_RESTRICTED),
    TaskTypeChanged: Fault(StatusCode.ABORTED, ErrorReason.ERROR_REASON_TASK_TYPE_CHANGED),
    TaskTypeLimit: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_TASK_TYPE_LIMIT),
    OidcUnavailable: Fault(
        StatusCode.UNAVAILABLE,
        ErrorReason.ERROR_REASON_OIDC_UNAVAILABLE,
        "the OIDC provider does not answer as it should; try again, or sign in another way",
    ),
    ServerStopping: Fault(StatusCode.UNAVAILABLE, ErrorReason.ERROR_REASON_SERVER_STOPPING),
    CursorExpired: Fault(StatusCode.OUT_OF_RANGE, ErrorReason.ERROR_REASON_CURSOR_EXPIRED),
    LiveViewerLimit: Fault(StatusCode.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_LIVE_VIEWER_LIMIT),
    LiveTicketInvalid: Fault(StatusCode.UNAUTHENTICATED, ErrorReason.ERROR_REASON_LIVE_TICKET_INVALID),
    ReaderTooSlow: Fault(StatusCode.ABORTED, ErrorReason.ERROR_REASON_READER_TOO_SLOW),
    SignInFailed: Fault(StatusCode.UNAUTHENTICATED, ErrorReason.ERROR_REASON_SIGN_IN_FAILED),
    WrongPassword: Fault(StatusCode.UNAUTHENTICATED, ErrorReason.ERROR_REASON_SIGN_IN_FAILED),
    SignInLimit: Fault(StatusCode.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_SIGN_IN_LIMIT),
    RefreshTokenInvalid: Fault(StatusCode.UNAUTHENTICATED, ErrorReason.ERROR_REASON_REFRESH_TOKEN_INVALID),
    RoleTooLow: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_ROLE_TOO_LOW),
    UserIsAdmin: Fault(StatusCode.PERMISSION_DENIED, ErrorReason.ERROR_REASON_ADMIN_ONLY),
    UserNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_USER_NOT_FOUND),
    UserExists: Fault(StatusCode.ALREADY_EXISTS, ErrorReason.ERROR_REASON_USER_EXISTS),
    LastOwner: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_LAST_OWNER),
    UserDisabled: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_NOT_A_USER),
    NotAUser: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_NOT_A_USER),
    UserSessionNotFound: Fault(StatusCode.NOT_FOUND, ErrorReason.ERROR_REASON_USER_SESSION_NOT_FOUND),
    OidcNotSetUp: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_OIDC_NOT_SET_UP),
    JobFailed: Fault(StatusCode.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_JOB_FAILED),
    JobNotEnded: Fault(StatusCode.DEADLINE_EXCEEDED, ErrorReason.ERROR_REASON_JOB_NOT_ENDED),
}
_AS_IT_IS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) != "%")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
MISTAKE = Fault(StatusCode.INTERNAL, ErrorReason.ERROR_REASON_INTERNAL)
"""How all other errors are told."""


def is_expected(error: Exception) -> bool:
    """Whether the table knows the error; any other is a mistake of ours."""
    return type(error) in FAULTS


def reason(error: StoreError) -> str:
    """The reason of an error that the table knows, as clients see it."""
    return _name(FAULTS[type(error)].reason)


def status(error: Exception, request_id: str) -> Status:
    """The status that tells a client of an error."""
    fault = FAULTS.get(type(error)) if isinstance(error, StoreError) else None
    if fault is None or not isinstance(error, StoreError):
        return _status(
            MISTAKE.code,
            f"internal error; the server's log has more under request id {request_id}",
            _info(MISTAKE.reason, {"request_id": request_id}),
        )
    facts = {name: _cut(value, MAX_TEXT) for name, value in error.facts.items()}
    message = _cut(fault.message or str(error), MAX_MESSAGE)
    details: list[Message] = [_info(fault.reason, {} if fault.message else facts)]
    if isinstance(error, InvalidRequest):
        details.append(_bad_request(error))
    if fault.code is StatusCode.FAILED_PRECONDITION:
        violation = PreconditionFailure.Violation(
            type=_name(fault.reason), subject=next(iter(facts.values()), ""), description=message
        )
        details.append(PreconditionFailure(violations=[violation]))
    if retry_after_s := retry_delay_s(error):
        details.append(RetryInfo(retry_delay=Duration(seconds=retry_after_s)))
    return _status(fault.code, message, *details)


def retry_delay_s(error: Exception) -> int | None:
    """After how many seconds it is worth trying again, for errors that pass."""
    if isinstance(error, LimitReached | LiveViewerLimit | ServiceLevelRefused):
        return error.retry_after_s
    fault = FAULTS.get(type(error)) if isinstance(error, StoreError) else None
    return RETRY_DELAY_S if fault is not None and fault.code is StatusCode.UNAVAILABLE else None


def headers(error: Exception) -> list[tuple[str, str]]:
    """What HTTP says of the error in headers of its own."""
    if isinstance(error, Unauthenticated | LiveTicketInvalid | SignInFailed | RefreshTokenInvalid):
        return [("www-authenticate", "Bearer")]  # RFC 9110 wants it with each 401
    if isinstance(error, JobFailed | JobNotEnded):
        return [(JOB_ID_HEADER, error.facts["job_id"])]
    retry_after_s = retry_delay_s(error)
    return [("retry-after", str(retry_after_s))] if retry_after_s else []


def _status(code: StatusCode, message: str, *details: Message) -> Status:
    packed = [Any() for _ in details]
    for box, detail in zip(packed, details, strict=True):
        box.Pack(detail)
    return Status(code=code.value[0], message=message, details=packed)


def _bad_request(error: InvalidRequest) -> BadRequest:
    """The first violations: as many as fit, and one at least."""
    told = BadRequest()
    for field, text in error.violations:
        one = BadRequest.FieldViolation(field=_cut(field, MAX_PLACE), description=_cut(text, MAX_TEXT))
        if told.field_violations and told.ByteSize() + one.ByteSize() > MAX_VIOLATIONS_BYTES:
            break
        told.field_violations.append(one)
    return told


def _cut(text: str, longest: int) -> str:
    """A text that takes no more than so many characters where all but printable ASCII is written as %XX; and has no
    character that would begin a line of its own, or end the text, where it is shown.
    """
    text = _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text[: longest + 1])
    if len(text) * 12 <= longest or len(quote(text, safe=_AS_IT_IS)) <= longest:
        return text
    kept = quote(text[:longest], safe=_AS_IT_IS)[: longest - len("...")]
    return unquote(re.sub(r"%.?$", "", kept), errors="ignore") + "..."


def _info(reason: ErrorReason, metadata: dict[str, str]) -> ErrorInfo:
    return ErrorInfo(reason=_name(reason), domain=DOMAIN, metadata=metadata)


def _name(reason: ErrorReason) -> str:
    return ErrorReason.Name(reason).removeprefix("ERROR_REASON_")
