# Made by `make gen` from the services of the API. Do not edit.
"""The services of the API: a stub of each over one channel."""

import grpc

from tabwright.v1.action_service_pb2_grpc import ActionServiceStub
from tabwright.v1.api_key_service_pb2_grpc import ApiKeyServiceStub
from tabwright.v1.artifact_service_pb2_grpc import ArtifactServiceStub
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceStub
from tabwright.v1.dead_letter_service_pb2_grpc import DeadLetterServiceStub
from tabwright.v1.health_service_pb2_grpc import HealthServiceStub
from tabwright.v1.job_service_pb2_grpc import JobServiceStub
from tabwright.v1.schedule_service_pb2_grpc import ScheduleServiceStub
from tabwright.v1.url_policy_service_pb2_grpc import UrlPolicyServiceStub
from tabwright.v1.webhook_service_pb2_grpc import WebhookServiceStub
from tabwright.v1.worker_service_pb2_grpc import WorkerServiceStub

SERVICES = (
    "tabwright.v1.ActionService",
    "tabwright.v1.ApiKeyService",
    "tabwright.v1.ArtifactService",
    "tabwright.v1.BrowserService",
    "tabwright.v1.DeadLetterService",
    "tabwright.v1.HealthService",
    "tabwright.v1.JobService",
    "tabwright.v1.ScheduleService",
    "tabwright.v1.UrlPolicyService",
    "tabwright.v1.WebhookService",
    "tabwright.v1.WorkerService",
)
"""Their full names."""


class Services:
    """What a blocking client has."""

    def __init__(self, channel: grpc.Channel) -> None:
        self.actions = ActionServiceStub(channel)
        self.api_keys = ApiKeyServiceStub(channel)
        self.artifacts = ArtifactServiceStub(channel)
        self.browsers = BrowserServiceStub(channel)
        self.dead_letters = DeadLetterServiceStub(channel)
        self.health = HealthServiceStub(channel)
        self.jobs = JobServiceStub(channel)
        self.schedules = ScheduleServiceStub(channel)
        self.url_policies = UrlPolicyServiceStub(channel)
        self.webhooks = WebhookServiceStub(channel)
        self.workers = WorkerServiceStub(channel)


class AsyncServices:
    """What a client for asyncio has."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self.actions = ActionServiceStub(channel)
        self.api_keys = ApiKeyServiceStub(channel)
        self.artifacts = ArtifactServiceStub(channel)
        self.browsers = BrowserServiceStub(channel)
        self.dead_letters = DeadLetterServiceStub(channel)
        self.health = HealthServiceStub(channel)
        self.jobs = JobServiceStub(channel)
        self.schedules = ScheduleServiceStub(channel)
        self.url_policies = UrlPolicyServiceStub(channel)
        self.webhooks = WebhookServiceStub(channel)
        self.workers = WorkerServiceStub(channel)
