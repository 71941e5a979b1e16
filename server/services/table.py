"""The services of the API: who lists them reads them here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import grpc
from google.protobuf.descriptor import FileDescriptor, ServiceDescriptor
from pydantic_settings import BaseSettings
from tabwright.v1 import (
    action_service_pb2,
    action_service_pb2_grpc,
    alert_service_pb2,
    alert_service_pb2_grpc,
    api_key_service_pb2,
    api_key_service_pb2_grpc,
    artifact_service_pb2,
    artifact_service_pb2_grpc,
    audit_service_pb2,
    audit_service_pb2_grpc,
    auth_service_pb2,
    auth_service_pb2_grpc,
    browser_service_pb2,
    browser_service_pb2_grpc,
    circuit_breaker_service_pb2,
    circuit_breaker_service_pb2_grpc,
    dead_letter_service_pb2,
    dead_letter_service_pb2_grpc,
    event_stream_service_pb2,
    event_stream_service_pb2_grpc,
    explore_service_pb2,
    explore_service_pb2_grpc,
    fallback_service_pb2,
    fallback_service_pb2_grpc,
    health_service_pb2,
    health_service_pb2_grpc,
    job_service_pb2,
    job_service_pb2_grpc,
    live_service_pb2,
    live_service_pb2_grpc,
    profile_service_pb2,
    profile_service_pb2_grpc,
    render_service_pb2,
    render_service_pb2_grpc,
    schedule_service_pb2,
    schedule_service_pb2_grpc,
    secret_service_pb2,
    secret_service_pb2_grpc,
    session_service_pb2,
    session_service_pb2_grpc,
    setting_service_pb2,
    setting_service_pb2_grpc,
    task_service_pb2,
    task_service_pb2_grpc,
    task_type_service_pb2,
    task_type_service_pb2_grpc,
    url_policy_service_pb2,
    url_policy_service_pb2_grpc,
    user_service_pb2,
    user_service_pb2_grpc,
    webhook_service_pb2,
    webhook_service_pb2_grpc,
    worker_service_pb2,
    worker_service_pb2_grpc,
)

from server.background.health_monitor import HealthMonitor
from server.background.scheduler import Scheduler
from server.calls.authentication import Authentication
from server.calls.lanes import Lanes
from server.calls.readiness import Readiness
from server.intake.intake import Intake
from server.intake.quota import QueueQuota
from server.intake.service_level import CurrentLevel
from server.intake.task_types import TaskTypes
from server.live.admission import Admission
from server.live.session import Means
from server.services.action_service import ActionService
from server.services.alert_service import AlertService
from server.services.api_key_service import ApiKeyService
from server.services.artifact_service import ArtifactService
from server.services.audit_service import AuditService
from server.services.auth_service import AuthService
from server.services.browser_service import BrowserService
from server.services.circuit_breaker_service import CircuitBreakerService
from server.services.dead_letter_service import DeadLetterService
from server.services.event_stream_service import EventStreamService
from server.services.explore_service import ExploreService
from server.services.fallback_service import FallbackService
from server.services.health_service import HealthService
from server.services.job_service import JobService
from server.services.live_service import LiveService
from server.services.profile_service import ProfileService
from server.services.render_service import RenderService
from server.services.schedule_service import ScheduleService
from server.services.secret_service import SecretService
from server.services.session_service import SessionService
from server.services.setting_service import SettingService
from server.services.task_service import TaskService
from server.services.task_type_service import TaskTypeService
from server.services.url_policy_service import UrlPolicyService
from server.services.user_service import UserService
from server.services.webhook_service import WebhookService
from server.services.worker_service import WorkerService
from server.settings import AuthSettings
from server.sign_in.oidc import Oidc
from server.streams.feed import EventFeed
from server.streams.watching import Watching
from store.database.connection import Database
from store.records.files import FileStorage
from store.secrets.sealing import Keyring
from store.secrets.stores import Stores
from store.urls.url_policies import RuleBook

Servicer = TypeVar("Servicer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What the services of one server share."""

    database: Database
    files: FileStorage
    auth: AuthSettings
    authentication: Authentication
    rule_book: RuleBook
    keyring: Keyring
    stores: Stores
    quota: QueueQuota
    level: CurrentLevel
    lanes: Lanes
    intake: Intake
    task_types: TaskTypes
    scheduler: Scheduler
    feed: EventFeed
    watching: Watching
    readiness: Readiness
    monitor: HealthMonitor
    admission: Admission
    live: Means
    settings: Sequence[BaseSettings]
    """As they are in effect."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the API: what it is called and offers, and how a server gets it."""

    descriptor: ServiceDescriptor
    add: Callable[[Parts, grpc.aio.Server], None]


def _oidc(settings: AuthSettings) -> Oidc | None:
    """What signs people in by the provider of the settings, where there is one."""
    return Oidc(settings) if settings.oidc_client_id else None


def _service(
    file: FileDescriptor, add: Callable[[Servicer, grpc.aio.Server], Any], make: Callable[[Parts], Servicer]
) -> Service:
    """The only service of a file of the API."""
    (descriptor,) = file.services_by_name.values()
    return Service(descriptor, lambda parts, server: add(make(parts), server))


SERVICES = (
    _service(
        action_service_pb2.DESCRIPTOR,
        action_service_pb2_grpc.add_ActionServiceServicer_to_server,
        lambda parts: ActionService(parts.database, parts.feed, parts.intake, parts.lanes),
    ),
    _service(
        alert_service_pb2.DESCRIPTOR,
        alert_service_pb2_grpc.add_AlertServiceServicer_to_server,
        lambda parts: AlertService(parts.database),
    ),
    _service(
        api_key_service_pb2.DESCRIPTOR,
        api_key_service_pb2_grpc.add_ApiKeyServiceServicer_to_server,
        lambda parts: ApiKeyService(parts.database, parts.auth),
    ),
    _service(
        artifact_service_pb2.DESCRIPTOR,
        artifact_service_pb2_grpc.add_ArtifactServiceServicer_to_server,
        lambda parts: ArtifactService(parts.database, parts.files),
    ),
    _service(
        audit_service_pb2.DESCRIPTOR,
        audit_service_pb2_grpc.add_AuditServiceServicer_to_server,
        lambda parts: AuditService(parts.database),
    ),
    _service(
        auth_service_pb2.DESCRIPTOR,
        auth_service_pb2_grpc.add_AuthServiceServicer_to_server,
        lambda parts: AuthService(parts.database, parts.authentication, _oidc(parts.auth)),
    ),
    _service(
        browser_service_pb2.DESCRIPTOR,
        browser_service_pb2_grpc.add_BrowserServiceServicer_to_server,
        lambda parts: BrowserService(parts.database),
    ),
    _service(
        circuit_breaker_service_pb2.DESCRIPTOR,
        circuit_breaker_service_pb2_grpc.add_CircuitBreakerServiceServicer_to_server,
        lambda parts: CircuitBreakerService(parts.database),
    ),
    _service(
        dead_letter_service_pb2.DESCRIPTOR,
        dead_letter_service_pb2_grpc.add_DeadLetterServiceServicer_to_server,
        lambda parts: DeadLetterService(parts.database, parts.quota, parts.level, parts.lanes),
    ),
    _service(
        event_stream_service_pb2.DESCRIPTOR,
        event_stream_service_pb2_grpc.add_EventStreamServiceServicer_to_server,
        lambda parts: EventStreamService(parts.watching),
    ),
    _service(
        explore_service_pb2.DESCRIPTOR,
        explore_service_pb2_grpc.add_ExploreServiceServicer_to_server,
        lambda parts: ExploreService(parts.database, parts.files, parts.intake, parts.lanes),
    ),
    _service(
        fallback_service_pb2.DESCRIPTOR,
        fallback_service_pb2_grpc.add_FallbackServiceServicer_to_server,
        lambda parts: FallbackService(parts.database, parts.level),
    ),
    _service(
        health_service_pb2.DESCRIPTOR,
        health_service_pb2_grpc.add_HealthServiceServicer_to_server,
        lambda parts: HealthService(parts.database, parts.readiness, parts.monitor),
    ),
    _service(
        job_service_pb2.DESCRIPTOR,
        job_service_pb2_grpc.add_JobServiceServicer_to_server,
        lambda parts: JobService(
            parts.database, parts.watching, parts.intake, parts.quota, parts.lanes, level=parts.level
        ),
    ),
    _service(
        live_service_pb2.DESCRIPTOR,
        live_service_pb2_grpc.add_LiveServiceServicer_to_server,
        lambda parts: LiveService(parts.admission, parts.live),
    ),
    _service(
        profile_service_pb2.DESCRIPTOR,
        profile_service_pb2_grpc.add_ProfileServiceServicer_to_server,
        lambda parts: ProfileService(parts.database, parts.keyring, parts.lanes),
    ),
    _service(
        render_service_pb2.DESCRIPTOR,
        render_service_pb2_grpc.add_RenderServiceServicer_to_server,
        lambda parts: RenderService(parts.database, parts.files, parts.feed, parts.intake),
    ),
    _service(
        schedule_service_pb2.DESCRIPTOR,
        schedule_service_pb2_grpc.add_ScheduleServiceServicer_to_server,
        lambda parts: ScheduleService(parts.database, parts.intake, parts.scheduler, parts.lanes),
    ),
    _service(
        secret_service_pb2.DESCRIPTOR,
        secret_service_pb2_grpc.add_SecretServiceServicer_to_server,
        lambda parts: SecretService(parts.database, parts.keyring, parts.stores),
    ),
    _service(
        session_service_pb2.DESCRIPTOR,
        session_service_pb2_grpc.add_SessionServiceServicer_to_server,
        lambda parts: SessionService(parts.database, parts.keyring, parts.intake, parts.lanes),
    ),
    _service(
        setting_service_pb2.DESCRIPTOR,
        setting_service_pb2_grpc.add_SettingServiceServicer_to_server,
        lambda parts: SettingService(parts.settings),
    ),
    _service(
        task_service_pb2.DESCRIPTOR,
        task_service_pb2_grpc.add_TaskServiceServicer_to_server,
        lambda parts: TaskService(
            parts.database, parts.keyring, parts.intake, parts.quota, parts.lanes, level=parts.level
        ),
    ),
    _service(
        task_type_service_pb2.DESCRIPTOR,
        task_type_service_pb2_grpc.add_TaskTypeServiceServicer_to_server,
        lambda parts: TaskTypeService(parts.database, parts.task_types, parts.intake),
    ),
    _service(
        url_policy_service_pb2.DESCRIPTOR,
        url_policy_service_pb2_grpc.add_UrlPolicyServiceServicer_to_server,
        lambda parts: UrlPolicyService(parts.database, parts.rule_book, parts.lanes),
    ),
    _service(
        user_service_pb2.DESCRIPTOR,
        user_service_pb2_grpc.add_UserServiceServicer_to_server,
        lambda parts: UserService(parts.database),
    ),
    _service(
        webhook_service_pb2.DESCRIPTOR,
        webhook_service_pb2_grpc.add_WebhookServiceServicer_to_server,
        lambda parts: WebhookService(parts.database, parts.rule_book, parts.keyring),
    ),
    _service(
        worker_service_pb2.DESCRIPTOR,
        worker_service_pb2_grpc.add_WorkerServiceServicer_to_server,
        lambda parts: WorkerService(parts.database),
    ),
)
"""One entry a service. The server adds these; reflection, health and the strictness of REST know them from here."""
DESCRIPTORS = tuple(service.descriptor for service in SERVICES)
