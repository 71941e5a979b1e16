"""What a client hears of what goes wrong."""

from urllib.parse import quote

import pytest
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, PreconditionFailure, RetryInfo
from google.rpc.status_pb2 import Status
from grpc import StatusCode
from tabwright.v1.error_reason_pb2 import ErrorReason

from server.calls import faults, user_errors
from server.calls.faults import (
    AdminOnly,
    InvalidRequest,
    LiveTicketInvalid,
    LiveViewerLimit,
    ServerStopping,
    Unauthenticated,
)
from store import errors
from store.job import new_id
from store.users import errors as of_users
from store.webhooks import errors as webhook_errors

ERRORS: list[tuple[errors.StoreError, StatusCode]] = [
    (LiveViewerLimit("job", 5), StatusCode.RESOURCE_EXHAUSTED),
    (LiveTicketInvalid(), StatusCode.UNAUTHENTICATED),
    (InvalidRequest([("targetUrl", "must be a URL")]), StatusCode.INVALID_ARGUMENT),
    (errors.JobNotFound(new_id()), StatusCode.NOT_FOUND),
    (errors.ArtifactNotFound(new_id(), "x.png"), StatusCode.NOT_FOUND),
    (errors.BrowserTypeNotFound(7), StatusCode.NOT_FOUND),
    (errors.BrowserTypeInactive(7), StatusCode.FAILED_PRECONDITION),
    (errors.BrowserTypeNameTaken("Chromium"), StatusCode.ALREADY_EXISTS),
    (errors.BrowserTypeInUse(7), StatusCode.FAILED_PRECONDITION),
    (errors.RequestIdTaken("a", new_id(), is_removed=False), StatusCode.ALREADY_EXISTS),
    (errors.IllegalStatus(new_id(), "completed", "cancelled"), StatusCode.FAILED_PRECONDITION),
    (errors.JobNotRunning(new_id(), "pending"), StatusCode.FAILED_PRECONDITION),
    (errors.JobNotStandingStill(new_id(), "paused"), StatusCode.FAILED_PRECONDITION),
    (errors.TooManyPaused(new_id(), 2), StatusCode.RESOURCE_EXHAUSTED),
    (errors.OidcUnavailable("https://idp.test/secret"), StatusCode.UNAVAILABLE),
    (user_errors.RoleTooLow("viewer", "member"), StatusCode.PERMISSION_DENIED),
    (user_errors.NotAUser(), StatusCode.FAILED_PRECONDITION),
    (user_errors.OidcNotSetUp(), StatusCode.FAILED_PRECONDITION),
    (of_users.UserNotFound(new_id()), StatusCode.NOT_FOUND),
    (of_users.UserExists("a@example.com"), StatusCode.ALREADY_EXISTS),
    (of_users.LastOwner(new_id()), StatusCode.FAILED_PRECONDITION),
    (of_users.UserIsAdmin(), StatusCode.PERMISSION_DENIED),
    (of_users.UserDisabled(new_id()), StatusCode.FAILED_PRECONDITION),
    (of_users.UserSessionNotFound(new_id()), StatusCode.NOT_FOUND),
    (of_users.SignInFailed(), StatusCode.UNAUTHENTICATED),
    (of_users.SignInLimit(3), StatusCode.RESOURCE_EXHAUSTED),
    (of_users.RefreshTokenInvalid(), StatusCode.UNAUTHENTICATED),
    (errors.DatabaseUnavailable(OSError("password=secret")), StatusCode.UNAVAILABLE),
    (errors.StorageUnavailable("/secret/path", OSError("disk")), StatusCode.UNAVAILABLE),
    (errors.ApiKeyNotFound(new_id()), StatusCode.NOT_FOUND),
    (errors.LimitReached("too many", retry_after_s=7), StatusCode.RESOURCE_EXHAUSTED),
    (errors.ServiceLevelRefused("minimal", "priority", "only 50", retry_after_s=60), StatusCode.UNAVAILABLE),
    (Unauthenticated("no key"), StatusCode.UNAUTHENTICATED),
    (AdminOnly(), StatusCode.PERMISSION_DENIED),
    (errors.UrlBlocked("targetUrl", "whitelist", "matches none", None), StatusCode.PERMISSION_DENIED),
    (errors.SecretNotFound("portal"), StatusCode.NOT_FOUND),
    (errors.SecretNameTaken("portal"), StatusCode.ALREADY_EXISTS),
    (errors.SecretLimit(1000), StatusCode.FAILED_PRECONDITION),
    (errors.SecretsKeysMissing(), StatusCode.FAILED_PRECONDITION),
    (errors.ProfileNotFound("acme", "options.profile"), StatusCode.NOT_FOUND),
    (errors.ProfileLimit(500), StatusCode.FAILED_PRECONDITION),
    (errors.ProfileChanged("acme", 2), StatusCode.ABORTED),
    (errors.SecretUnreadable("secret", "portal", "its key is lost"), StatusCode.FAILED_PRECONDITION),
    (errors.SessionNotFound("portal", "options.session"), StatusCode.NOT_FOUND),
    (errors.SessionLimit(500), StatusCode.FAILED_PRECONDITION),
    (errors.SessionTooLarge("portal", "51 origins", "50 origins"), StatusCode.FAILED_PRECONDITION),
    (errors.CircuitNotFound("site-a.test", ["site-b.test"]), StatusCode.NOT_FOUND),
    (errors.CircuitLimit(1000), StatusCode.FAILED_PRECONDITION),
    (errors.CircuitShared("site-a.test", "own-site-a.test"), StatusCode.PERMISSION_DENIED),
    (errors.ExplorationNotFound(None), StatusCode.NOT_FOUND),
    (errors.TaskTypeNotFound("webiste", ["website"]), StatusCode.NOT_FOUND),
    (errors.TaskVersionNotFound("website", 3, 2), StatusCode.NOT_FOUND),
    (errors.TaskRestricted("twitter", "it is off"), StatusCode.FAILED_PRECONDITION),
    (errors.TaskTypeChanged("website", 1, 2), StatusCode.ABORTED),
    (errors.TaskTypeLimit(200), StatusCode.FAILED_PRECONDITION),
    (errors.UrlPolicyNotFound(new_id()), StatusCode.NOT_FOUND),
    (errors.UrlPolicyLimit(1000), StatusCode.FAILED_PRECONDITION),
    (errors.ScheduleNotFound(new_id()), StatusCode.NOT_FOUND),
    (errors.ScheduleNameTaken("nightly"), StatusCode.ALREADY_EXISTS),
    (errors.ScheduleLimit(1000), StatusCode.FAILED_PRECONDITION),
    (errors.CursorExpired(), StatusCode.OUT_OF_RANGE),
    (webhook_errors.WebhookNotFound(new_id()), StatusCode.NOT_FOUND),
    (webhook_errors.WebhookDeliveryNotFound(new_id()), StatusCode.NOT_FOUND),
    (webhook_errors.WebhookLimit(100), StatusCode.FAILED_PRECONDITION),
    (webhook_errors.WebhookSecretMissing(), StatusCode.FAILED_PRECONDITION),
    (webhook_errors.WebhookInactive(new_id()), StatusCode.FAILED_PRECONDITION),
    (webhook_errors.WebhookAdminOnly(new_id()), StatusCode.PERMISSION_DENIED),
    (ServerStopping(), StatusCode.UNAVAILABLE),
]


def unpack(status: Status) -> dict[str, object]:
    kinds = {kind.DESCRIPTOR.full_name: kind for kind in (ErrorInfo, BadRequest, RetryInfo, PreconditionFailure)}
    found: dict[str, object] = {}
    for detail in status.details:
        kind = kinds[detail.TypeName()]
        assert kind.__name__ not in found, "each kind of detail at most once"
        message = kind()
        detail.Unpack(message)
        found[kind.__name__] = message
    return found


@pytest.mark.parametrize(("error", "code"), ERRORS, ids=lambda value: type(value).__name__)
def test_every_error_has_its_code_and_one_reason_from_the_list(error: errors.StoreError, code: StatusCode) -> None:
    status = faults.status(error, "id")
    assert status.code == code.value[0]
    info = unpack(status)["ErrorInfo"]
    assert isinstance(info, ErrorInfo)
    assert info.domain == "tabwright.dev"
    assert f"ERROR_REASON_{info.reason}" in ErrorReason.DESCRIPTOR.values_by_name


@pytest.mark.parametrize(("error", "code"), ERRORS, ids=lambda value: type(value).__name__)
def test_the_details_fit_the_code(error: errors.StoreError, code: StatusCode) -> None:
    details = unpack(faults.status(error, "id"))
    assert ("RetryInfo" in details) == (code in {StatusCode.UNAVAILABLE, StatusCode.RESOURCE_EXHAUSTED})
    assert ("PreconditionFailure" in details) == (code is StatusCode.FAILED_PRECONDITION)
    assert ("BadRequest" in details) == (code is StatusCode.INVALID_ARGUMENT)


def test_what_is_in_the_message_is_in_the_metadata() -> None:
    error = errors.BrowserTypeNotFound(7)
    info = unpack(faults.status(error, "id"))["ErrorInfo"]
    assert isinstance(info, ErrorInfo)
    assert dict(info.metadata) == {"browser_type_id": "7"}


@pytest.mark.parametrize(
    "error", [errors.DatabaseUnavailable(OSError("password=secret")), ValueError("secret"), KeyError("secret")]
)
def test_causes_of_ours_are_for_the_log_only(error: Exception) -> None:
    assert "secret" not in str(faults.status(error, "id"))


def test_a_mistake_of_ours_tells_the_request_id() -> None:
    status = faults.status(RuntimeError("boom"), "request-7")
    assert status.code == StatusCode.INTERNAL.value[0]
    assert "request-7" in status.message
    assert not faults.is_expected(RuntimeError("boom"))


def test_every_error_of_the_store_that_can_reach_a_call_is_in_the_table() -> None:
    internal = {
        errors.LeaseLost,
        errors.MigrationFailed,
        errors.NotFound,
        errors.RolesMissing,
        errors.SchemaOutdated,
        errors.SessionChanged,
        errors.StoreError,
        errors.TooMany,
    }
    declared = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.StoreError)
    }
    assert declared - internal <= {type(error) for error, _ in ERRORS}


LONG = ["x" * 9000, "%" * 9000, "\u2028" * 9000, "\U0001f600" * 9000, "a\n" * 5000]


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:1]))
def test_an_error_about_long_texts_fits_into_what_clients_take(text: str) -> None:
    told = [
        InvalidRequest([(f"options.extraHttpHeaders.{text}", f"must not be {text}")] * 20),
        InvalidRequest([("", text)]),
        errors.BrowserTypeNameTaken(text),
        errors.UrlBlocked(text, text, text, None),
        webhook_errors.WebhookInactive(new_id()),
        webhook_errors.WebhookAdminOnly(new_id()),
    ]
    for error in told:
        status = faults.status(error, "id")
        assert len(quote(status.message)) + 4 * len(status.SerializeToString()) / 3 < 7000
        assert status.message.startswith(str(error)[:8].replace("\n", "\\n"))
        assert "\ufffd" not in status.message


def test_of_many_violations_those_that_fit_are_told_each_whole() -> None:
    violations = [(f"actions[{no}].target", "is needed here, " * 12) for no in range(20)]
    details = unpack(faults.status(InvalidRequest(violations), "id"))["BadRequest"]
    assert isinstance(details, BadRequest)
    told = [(one.field, one.description) for one in details.field_violations]
    assert told == violations[: len(told)]
    assert 10 <= len(told) < 20


def test_a_name_of_a_client_s_own_begins_no_line_where_it_is_told() -> None:
    error = InvalidRequest([("a\r\nb\0", "there is no such field")])
    status = faults.status(error, "id")
    assert status.message == "a\\r\\nb\\x00: there is no such field"
    (violation,) = unpack(status)["BadRequest"].field_violations  # type: ignore[attr-defined]
    assert violation.field == "a\\r\\nb\\x00"
