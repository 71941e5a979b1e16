# Made by `make gen` from the services of the API. Do not edit.
"""The services of the API: a stub of each over one channel."""

import grpc

from tabwright.v1 import (
    action_service_pb2,
    alert_service_pb2,
    api_key_service_pb2,
    artifact_service_pb2,
    audit_service_pb2,
    auth_service_pb2,
    browser_service_pb2,
    circuit_breaker_service_pb2,
    dead_letter_service_pb2,
    explore_service_pb2,
    fallback_service_pb2,
    health_service_pb2,
    job_service_pb2,
    live_service_pb2,
    profile_service_pb2,
    render_service_pb2,
    schedule_service_pb2,
    secret_service_pb2,
    session_service_pb2,
    setting_service_pb2,
    task_service_pb2,
    task_type_service_pb2,
    url_policy_service_pb2,
    user_service_pb2,
    webhook_service_pb2,
    worker_service_pb2,
)
from tabwright.v1.action_service_pb2_grpc import ActionServiceStub
from tabwright.v1.alert_service_pb2_grpc import AlertServiceStub
from tabwright.v1.api_key_service_pb2_grpc import ApiKeyServiceStub
from tabwright.v1.artifact_service_pb2_grpc import ArtifactServiceStub
from tabwright.v1.audit_service_pb2_grpc import AuditServiceStub
from tabwright.v1.auth_service_pb2_grpc import AuthServiceStub
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceStub
from tabwright.v1.circuit_breaker_service_pb2_grpc import CircuitBreakerServiceStub
from tabwright.v1.dead_letter_service_pb2_grpc import DeadLetterServiceStub
from tabwright.v1.explore_service_pb2_grpc import ExploreServiceStub
from tabwright.v1.fallback_service_pb2_grpc import FallbackServiceStub
from tabwright.v1.health_service_pb2_grpc import HealthServiceStub
from tabwright.v1.job_service_pb2_grpc import JobServiceStub
from tabwright.v1.live_service_pb2_grpc import LiveServiceStub
from tabwright.v1.profile_service_pb2_grpc import ProfileServiceStub
from tabwright.v1.render_service_pb2_grpc import RenderServiceStub
from tabwright.v1.schedule_service_pb2_grpc import ScheduleServiceStub
from tabwright.v1.secret_service_pb2_grpc import SecretServiceStub
from tabwright.v1.session_service_pb2_grpc import SessionServiceStub
from tabwright.v1.setting_service_pb2_grpc import SettingServiceStub
from tabwright.v1.task_service_pb2_grpc import TaskServiceStub
from tabwright.v1.task_type_service_pb2_grpc import TaskTypeServiceStub
from tabwright.v1.url_policy_service_pb2_grpc import UrlPolicyServiceStub
from tabwright.v1.user_service_pb2_grpc import UserServiceStub
from tabwright.v1.webhook_service_pb2_grpc import WebhookServiceStub
from tabwright.v1.worker_service_pb2_grpc import WorkerServiceStub

SERVICES = (
    action_service_pb2.DESCRIPTOR.services_by_name["ActionService"].full_name,
    alert_service_pb2.DESCRIPTOR.services_by_name["AlertService"].full_name,
    api_key_service_pb2.DESCRIPTOR.services_by_name["ApiKeyService"].full_name,
    artifact_service_pb2.DESCRIPTOR.services_by_name["ArtifactService"].full_name,
    audit_service_pb2.DESCRIPTOR.services_by_name["AuditService"].full_name,
    auth_service_pb2.DESCRIPTOR.services_by_name["AuthService"].full_name,
    browser_service_pb2.DESCRIPTOR.services_by_name["BrowserService"].full_name,
    circuit_breaker_service_pb2.DESCRIPTOR.services_by_name["CircuitBreakerService"].full_name,
    dead_letter_service_pb2.DESCRIPTOR.services_by_name["DeadLetterService"].full_name,
    explore_service_pb2.DESCRIPTOR.services_by_name["ExploreService"].full_name,
    fallback_service_pb2.DESCRIPTOR.services_by_name["FallbackService"].full_name,
    health_service_pb2.DESCRIPTOR.services_by_name["HealthService"].full_name,
    job_service_pb2.DESCRIPTOR.services_by_name["JobService"].full_name,
    live_service_pb2.DESCRIPTOR.services_by_name["LiveService"].full_name,
    profile_service_pb2.DESCRIPTOR.services_by_name["ProfileService"].full_name,
    render_service_pb2.DESCRIPTOR.services_by_name["RenderService"].full_name,
    schedule_service_pb2.DESCRIPTOR.services_by_name["ScheduleService"].full_name,
    secret_service_pb2.DESCRIPTOR.services_by_name["SecretService"].full_name,
    session_service_pb2.DESCRIPTOR.services_by_name["SessionService"].full_name,
    setting_service_pb2.DESCRIPTOR.services_by_name["SettingService"].full_name,
    task_service_pb2.DESCRIPTOR.services_by_name["TaskService"].full_name,
    task_type_service_pb2.DESCRIPTOR.services_by_name["TaskTypeService"].full_name,
    url_policy_service_pb2.DESCRIPTOR.services_by_name["UrlPolicyService"].full_name,
    user_service_pb2.DESCRIPTOR.services_by_name["UserService"].full_name,
    webhook_service_pb2.DESCRIPTOR.services_by_name["WebhookService"].full_name,
    worker_service_pb2.DESCRIPTOR.services_by_name["WorkerService"].full_name,
)
"""Their full names."""


class Services:
    """What a blocking client has."""

    def __init__(self, channel: grpc.Channel) -> None:
        self.actions = ActionServiceStub(channel)
        self.alerts = AlertServiceStub(channel)
        self.api_keys = ApiKeyServiceStub(channel)
        self.artifacts = ArtifactServiceStub(channel)
        self.audit = AuditServiceStub(channel)
        self.auths = AuthServiceStub(channel)
        self.browsers = BrowserServiceStub(channel)
        self.circuit_breakers = CircuitBreakerServiceStub(channel)
        self.dead_letters = DeadLetterServiceStub(channel)
        self.explore = ExploreServiceStub(channel)
        self.fallbacks = FallbackServiceStub(channel)
        self.health = HealthServiceStub(channel)
        self.jobs = JobServiceStub(channel)
        self.lives = LiveServiceStub(channel)
        self.profiles = ProfileServiceStub(channel)
        self.render = RenderServiceStub(channel)
        self.schedules = ScheduleServiceStub(channel)
        self.secrets = SecretServiceStub(channel)
        self.sessions = SessionServiceStub(channel)
        self.settings = SettingServiceStub(channel)
        self.tasks = TaskServiceStub(channel)
        self.task_types = TaskTypeServiceStub(channel)
        self.url_policies = UrlPolicyServiceStub(channel)
        self.users = UserServiceStub(channel)
        self.webhooks = WebhookServiceStub(channel)
        self.workers = WorkerServiceStub(channel)


class AsyncServices:
    """What a client for asyncio has."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self.actions = ActionServiceStub(channel)
        self.alerts = AlertServiceStub(channel)
        self.api_keys = ApiKeyServiceStub(channel)
        self.artifacts = ArtifactServiceStub(channel)
        self.audit = AuditServiceStub(channel)
        self.auths = AuthServiceStub(channel)
        self.browsers = BrowserServiceStub(channel)
        self.circuit_breakers = CircuitBreakerServiceStub(channel)
        self.dead_letters = DeadLetterServiceStub(channel)
        self.explore = ExploreServiceStub(channel)
        self.fallbacks = FallbackServiceStub(channel)
        self.health = HealthServiceStub(channel)
        self.jobs = JobServiceStub(channel)
        self.lives = LiveServiceStub(channel)
        self.profiles = ProfileServiceStub(channel)
        self.render = RenderServiceStub(channel)
        self.schedules = ScheduleServiceStub(channel)
        self.secrets = SecretServiceStub(channel)
        self.sessions = SessionServiceStub(channel)
        self.settings = SettingServiceStub(channel)
        self.tasks = TaskServiceStub(channel)
        self.task_types = TaskTypeServiceStub(channel)
        self.url_policies = UrlPolicyServiceStub(channel)
        self.users = UserServiceStub(channel)
        self.webhooks = WebhookServiceStub(channel)
        self.workers = WorkerServiceStub(channel)
