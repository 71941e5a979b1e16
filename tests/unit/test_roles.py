"""Who may call what: each method of the API has its place here."""

import pytest

from server.calls import roles
from server.calls.authentication import OPEN_METHODS
from server.calls.caller import Caller
from server.calls.faults import AdminOnly, RoleTooLow
from server.services.table import DESCRIPTORS

EVERYBODY = """
AuthService: GetSignInWays Login Logout Refresh StartOidc
HealthService: GetHealth GetLiveness GetReadiness
"""
VIEWER = """
AlertService: ListAlerts
ArtifactService: DownloadArtifact ListArtifacts
AuditService: ExportAuditEvents ListAuditEvents
AuthService: ChangePassword EndUserSession GetMe ListUserSessions
BrowserService: GetBrowser ListBrowsers
CircuitBreakerService: GetCircuitBreaker ListCircuitBreakers
DeadLetterService: ListDeadLetters
EventStreamService: WatchJob WatchJobs
ExploreService: GetExploration
FallbackService: GetFallbackMetrics GetServiceLevel
HealthService: GetHealthReport
JobService: CountJobs GetJob ListJobLogs ListJobs WatchJob WatchJobs
LiveService: Attach CreateLiveTicket
ProfileService: GetProfile ListProfiles
ScheduleService: GetSchedule ListSchedules
SecretService: GetSecret ListSecrets
SessionService: GetSession ListSessions
SettingService: ListSettings
TaskService: GetTask ListTaskSteps ListTasks
TaskTypeService: GetTaskType ListTaskTypes
UrlPolicyService: GetUrlPolicy ListUrlPolicies
WebhookService: GetWebhook GetWebhookDelivery ListWebhookDeliveries ListWebhooks
WorkerService: GetWorkerStats ListWorkers
"""
MEMBER = """
ActionService: Extract FormFill Pdf Screenshot Visit
BrowserService: CreateBrowser DeleteBrowser PauseBrowser ResumeBrowser UpdateBrowser
CircuitBreakerService: OpenCircuitBreaker ResetCircuitBreaker
DeadLetterService: RemoveDeadLetter ReplayDeadLetters
ExploreService: Explore
FallbackService: SetServiceLevel
JobService: BatchCreateJobs CancelJob CancelJobs CreateJob PauseJob PurgeJob PurgeJobs ResumeJob RetryJob RetryJobs
ProfileService: DeleteProfile PutProfile UpdateProfile
RenderService: RenderContent RenderMarkdown RenderPdf RenderScreenshot
ScheduleService: CreateSchedule DeleteSchedule PauseSchedule ResumeSchedule RunSchedule UpdateSchedule
SecretService: CreateSecret DeleteSecret ReplaceSecret
SessionService: CaptureSession DeleteSession ImportSession
TaskService: CancelTask CreateTask DeleteTask UpdateTask
TaskTypeService: DeleteTaskType PutTaskType RunTask
WebhookService: CreateWebhook DeleteWebhook RedeliverWebhook RotateWebhookSecret UpdateWebhook
"""
OWNER = """
ApiKeyService: CreateApiKey GetApiKey ListApiKeys RevokeApiKey
UrlPolicyService: CreateUrlPolicy DeleteUrlPolicy UpdateUrlPolicy
UserService: CreateSignInLink CreateUser DeleteUser GetUser ListUsers UpdateUser
"""


def methods(table: str) -> list[str]:
    return [
        f"/tabwright.v1.{service}/{name}"
        for service, _, names in (line.partition(": ") for line in table.strip().splitlines())
        for name in names.split()
    ]


ALL = {f"/{service.full_name}/{method.name}" for service in DESCRIPTORS for method in service.methods}
PLACES = {
    **dict.fromkeys(methods(VIEWER), "viewer"),
    **dict.fromkeys(methods(MEMBER), "member"),
    **dict.fromkeys(methods(OWNER), "owner"),
}


def test_every_method_has_its_place() -> None:
    assert set(methods(EVERYBODY)) == OPEN_METHODS
    assert ALL - PLACES.keys() - OPEN_METHODS == set()
    assert PLACES.keys() & OPEN_METHODS == set()


@pytest.mark.parametrize("role", ["viewer", "member", "owner"])
def test_a_role_may_call_what_is_its_own_and_what_is_below(role: str) -> None:
    who = Caller(client_id="a", role=role)
    order = ["viewer", "member", "owner"]
    for method, lowest in PLACES.items():
        if order.index(role) >= order.index(lowest):
            roles.check(who, method)
        else:
            with pytest.raises(RoleTooLow):
                roles.check(who, method)


def test_what_is_not_known_is_not_for_viewers() -> None:
    with pytest.raises(RoleTooLow):
        roles.check(Caller(client_id="a", role="viewer"), "/tabwright.v1.NewService/GetAll")


def test_a_key_has_no_role_and_manages_neither_keys_nor_users_unless_it_is_an_administrators() -> None:
    for method in PLACES:
        roles.check(Caller(client_id="a", is_admin=True), method)
        if "ApiKeyService" in method or "UserService" in method:
            with pytest.raises(AdminOnly):
                roles.check(Caller(client_id="a"), method)
        else:
            roles.check(Caller(client_id="a"), method)


def test_who_administers_the_installation_may_call_everything_with_any_role() -> None:
    for method in PLACES:
        roles.check(Caller(client_id="a", role="viewer", is_admin=True), method)
