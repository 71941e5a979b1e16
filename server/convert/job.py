"""Where the API's messages and the store's domain meet; nothing else knows both."""

import hashlib
import time as clock
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.api_key_pb2 import ApiKey as ApiKeyMessage
from tabwright.v1.api_key_service_pb2 import CreateApiKeyRequest
from tabwright.v1.artifact_pb2 import Artifact
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_pb2 import Held as HeldMessage
from tabwright.v1.job_pb2 import Job as JobMessage
from tabwright.v1.job_pb2 import JobLog, JobResult
from tabwright.v1.job_service_pb2 import CountJobsResponse, CreateJobRequest, CreateJobResponse, JobCount
from tabwright.v1.schedule_service_pb2 import RunScheduleRequest
from tabwright.v1.task_service_pb2 import CreateTaskRequest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest
from tabwright.v1.webhook_pb2 import JobWebhook
from tabwright.v1.worker_pb2 import BrowserTypeStats, Worker, WorkerStats

from server.calls.faults import InvalidRequest
from server.calls.tracing import traceparent
from server.convert import action_rules, sensitivity, session_rules, stored_json
from server.convert.options import fallback_faults, options_faults, shown_options, stored_options
from server.convert.receiver import new_webhook
from server.settings import AuthSettings, ServerSettings
from store import secret_references
from store.action_tree import action_type
from store.clients.keys import ApiKey, NewKey
from store.job import Held, Job, Json, NewJob, OnBlocked, Repeat, Request, Status, new_id
from store.queue import workers
from store.queue.intake import Accepted
from store.records import counting, events, listing
from store.sensitive_values import shown

DEFAULT_BROWSER_TYPE_ID = 1
DEFAULT_WAIT_UNTIL = "networkidle"


def new_job(
    request: CreateJobRequest,
    client_id: str,
    settings: ServerSettings,
    repeat: Repeat | None = None,
    on_blocked: OnBlocked | None = None,
) -> NewJob:
    """The job that a request asks for, with all defaults filled in; `repeat` and `on_blocked` are the key's. Raises
    InvalidRequest.
    """
    actions: list[Json] = [MessageToDict(action) for action in request.actions]
    has_profile = request.options.HasField("profile")
    violations = list(action_rules.violations(request.actions, actions, has_profile=has_profile))
    for url, name in ((request.base_url, "baseUrl"), (request.target_url, "targetUrl")):
        is_needed = name == "targetUrl" and not request.html
        if (url or is_needed) and (fault := action_rules.may_not_be_opened(url)):
            violations.insert(0, (name, fault))
    browser_type_id = _given(request, "browser_type_id", DEFAULT_BROWSER_TYPE_ID)
    violations += options_faults(request)
    violations += fallback_faults(request, browser_type_id)
    if request.timeout_ms > settings.max_job_timeout_ms:
        violations.append(("timeoutMs", f"must be at most {settings.max_job_timeout_ms}"))
    if violations:
        raise InvalidRequest(violations)
    options, record = stored_options(request, on_blocked or settings.default_on_blocked), request.options.record
    violations += sensitivity.violations(actions, record)
    violations += sensitivity.secret_violations(secret_references.of_job(actions, options), record)
    violations += session_rules.violations(actions, request.options)
    violations += sensitivity.profile_violations(actions, options, record)
    if violations:
        raise InvalidRequest(violations)
    return NewJob(
        id=new_id(),
        client_id=client_id,
        browser_type_id=browser_type_id,
        target_url=request.target_url,
        actions=actions,
        wait_until=_given(request, "wait_until", DEFAULT_WAIT_UNTIL),
        priority=request.priority,
        timeout_ms=_given(request, "timeout_ms", settings.default_job_timeout_ms),
        max_retries=_given(request, "max_retries", settings.max_job_retries),
        options=options,
        not_before=_not_before(request),
        request=named(request) if request.request_id else None,
        webhook=new_webhook(request),
        labels=dict(request.labels) or None,
        repeat=Repeat(_given(request, "repeat", repeat or settings.default_job_repeat)),
        html=request.html or None,
        base_url=request.base_url or None,
        referer=request.referer or None,
        traceparent=traceparent(),
    )


def accepted_message(accepted: Accepted) -> CreateJobResponse:
    return CreateJobResponse(
        job_id=str(accepted.job_id), status=status_value(accepted.status), created_at=time(accepted.created_at)
    )


def job_message(job: Job) -> JobMessage:
    message = JobMessage(
        id=str(job.id),
        status=status_value(job.status),
        browser_type_id=job.browser_type_id,
        target_url=job.target_url,
        wait_until=job.wait_until,
        priority=job.priority,
        retry_count=job.retry_count,
        max_retries=job.max_retries,
        timeout_ms=job.timeout_ms,
        created_at=time(job.created_at),
        started_at=time(job.started_at),
        completed_at=time(job.completed_at),
        updated_at=time(job.updated_at),
        action_type=action_type(action["action"] for action in job.actions),
        options=shown_options(job.options),
        not_before=time(job.not_before),
        schedule_id=None if job.schedule_id is None else str(job.schedule_id),
        scheduled_at=time(job.scheduled_at),
        webhook=JobWebhook(**job.webhook) if job.webhook else None,
        labels=job.labels or {},
        repeat=job.repeat.value,
        html_bytes=job.html_bytes,
        base_url=job.base_url,
        referer=job.referer,
        held=None if job.held is None else _held_message(job.held),
        traceparent=job.traceparent,
    )
    for action in job.actions:
        stored_json.parse(shown(action), message.actions.add())
    if job.task is not None:
        stored_json.parse(job.task, message.task)
    if job.result is not None:
        stored_json.parse(job.result, message.result)
        add_urls(job.id, message.result)
    if job.error is not None:
        stored_json.parse(job.error, message.error)
    if job.pause is not None:
        stored_json.parse(job.pause, message.pause)
    return message


def counts_message(counts: counting.Counts) -> CountJobsResponse:
    return CountJobsResponse(
        data=[
            JobCount(status=status_value(status), count=count.jobs, more=count.more)
            for status, count in sorted(counts.by_status.items(), key=lambda one: status_value(one[0]))
        ],
        oldest_pending_at=time(counts.oldest_pending_at),
    )


def _held_message(held: Held) -> HeldMessage:
    return HeldMessage(by=held.by, what=held.what, since=time(held.since), until=time(held.until))


def job_messages(jobs: Sequence[Job]) -> list[JobMessage]:
    return [job_message(job) for job in jobs]


def event_message(event: events.Event) -> JobEvent:
    message = JobEvent(
        job_id=str(event.job_id),
        sequence=event.sequence,
        type=event.type,
        status=status_value(event.status),
        timestamp=time(event.created_at),
    )
    stored_json.parse(event.data, message.data)
    message.data.SetInParent()
    return message


def log_message(line: listing.LogLine) -> JobLog:
    message = JobLog(
        id=line.id,
        job_id=str(line.job_id),
        level=line.level,
        message=line.message,
        created_at=time(line.created_at),
    )
    if line.metadata is not None:
        message.metadata.update(dict(line.metadata))
    return message


def artifact_message(artifact: listing.Artifact) -> Artifact:
    return Artifact(
        id=str(artifact.id),
        job_id=str(artifact.job_id),
        artifact_type=artifact.artifact_type,
        name=artifact.name,
        mime_type=artifact.mime_type,
        size_bytes=artifact.size_bytes,
        created_at=time(artifact.created_at),
        url=artifact_url(artifact.job_id, str(artifact.id)),
        attempt=artifact.lease_no,
    )


def worker_message(worker: workers.Worker) -> Worker:
    message = Worker(
        id=str(worker.id),
        browser_type_id=worker.browser_type_id,
        status=worker.status,
        current_job_id=str(worker.current_job_id) if worker.current_job_id else None,
        last_heartbeat=time(worker.last_heartbeat),
        started_at=time(worker.started_at),
        browser_type_ids=worker.browser_type_ids,
        slots_limit=worker.slots_limit,
    )
    message.metadata.update(dict(worker.metadata))
    return message


def worker_stats_message(totals: workers.Totals, by_type: list[workers.BrowserTypeStats]) -> WorkerStats:
    return WorkerStats(
        total_workers=totals.total,
        idle_workers=totals.idle,
        held_workers=totals.held,
        busy_workers=totals.busy,
        by_browser_type={
            stats.name: BrowserTypeStats(
                total=stats.total,
                idle=stats.idle,
                held=stats.held,
                busy=stats.busy,
                pending_jobs=stats.pending_jobs,
                paused_at=time(stats.paused_at),
            )
            for stats in by_type
        },
        pending_jobs=sum(stats.pending_jobs for stats in by_type),
        processing_jobs=sum(stats.busy for stats in by_type),
    )


def new_key(request: CreateApiKeyRequest, settings: AuthSettings) -> NewKey:
    expires = request.HasField("expires_at")
    return NewKey(
        client_id=request.client_id,
        name=request.name,
        rate_limit=request.rate_limit if request.HasField("rate_limit") else settings.rate_limit_max,
        is_admin=request.is_admin,
        may_evaluate=request.may_evaluate,
        repeat=Repeat(request.repeat) if request.HasField("repeat") else None,
        on_blocked=OnBlocked(request.on_blocked) if request.HasField("on_blocked") else None,
        expires_at=request.expires_at.ToDatetime(UTC) if expires else None,
    )


def api_key_message(key: ApiKey) -> ApiKeyMessage:
    return ApiKeyMessage(
        id=str(key.id),
        client_id=key.client_id,
        name=key.name,
        status=key.status,
        is_active=key.status == "active",
        rate_limit=key.rate_limit,
        is_admin=key.is_admin,
        may_evaluate=key.may_evaluate,
        repeat=key.repeat and key.repeat.value,
        on_blocked=key.on_blocked and key.on_blocked.value,
        last_used_at=time(key.last_used_at),
        expires_at=time(key.expires_at),
        created_at=time(key.created_at),
        updated_at=time(key.updated_at),
    )


def status_value(status: Status) -> JobMessage.Status:
    value: JobMessage.Status = JobMessage.Status.Value(status.value)  # type: ignore[assignment]  # stubs say int
    return value


def status_filter(value: JobMessage.Status) -> Status | None:
    """The status to list, None for any."""
    return Status(JobMessage.Status.Name(value)) if value else None


def artifact_url(job_id: UUID | str, artifact: str) -> str:
    """REST path of an artifact, by its id or its name."""
    return f"/api/v1/jobs/{job_id}/artifacts/{artifact}"


def add_urls(job_id: UUID | str, result: JobResult) -> None:
    """Sets the paths of the first screenshot and the first PDF, which the store knows by name only; of a result that is
    an earlier job's, as they are there.
    """
    job_id = result.fallback.cached_job_id or job_id
    for action in reversed(result.actions):
        if action.action == "screenshot" and action.HasField("artifact"):
            result.screenshot_url = artifact_url(job_id, action.artifact)
        if action.action == "pdf" and action.HasField("artifact"):
            result.pdf_url = artifact_url(job_id, action.artifact)


def named(request: CreateJobRequest | CreateTaskRequest | RunScheduleRequest | RunTaskRequest) -> Request:
    """The request without its name, digested, under that name."""
    asked = deepcopy(request)
    asked.ClearField("request_id")
    return Request(request.request_id, hashlib.sha256(asked.SerializeToString(deterministic=True)).hexdigest())


def _not_before(request: CreateJobRequest) -> datetime | None:
    """When the job may start; None for at once, as is any time in the past. Validation has bounded it above."""
    if request.not_before.seconds <= clock.time():
        return None
    return request.not_before.ToDatetime(UTC)


def _given(request: CreateJobRequest, field: str, default: Any) -> Any:
    return getattr(request, field) if request.HasField(field) else default


def time(moment: datetime | None) -> Timestamp | None:
    if moment is None:
        return None
    timestamp = Timestamp()
    timestamp.FromDatetime(moment)
    return timestamp


def moment(message: Message, field: str) -> datetime | None:
    """A time that a message has, None where it has none."""
    given: datetime | None = getattr(message, field).ToDatetime(UTC) if message.HasField(field) else None
    return given
