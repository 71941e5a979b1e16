import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import action_pb2 as _action_pb2
from tabwright.v1 import job_options_pb2 as _job_options_pb2
from tabwright.v1 import webhook_pb2 as _webhook_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Job(_message.Message):
    __slots__ = ("id", "status", "browser_type_id", "target_url", "actions", "wait_until", "priority", "retry_count", "max_retries", "timeout_ms", "created_at", "started_at", "completed_at", "updated_at", "result", "error", "action_type", "options", "not_before", "schedule_id", "scheduled_at", "webhook", "labels", "repeat", "html_bytes", "base_url", "referer", "held", "traceparent", "task", "pause")
    class Status(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        status_unspecified: _ClassVar[Job.Status]
        pending: _ClassVar[Job.Status]
        processing: _ClassVar[Job.Status]
        completed: _ClassVar[Job.Status]
        failed: _ClassVar[Job.Status]
        cancelled: _ClassVar[Job.Status]
        paused: _ClassVar[Job.Status]
        intervention_needed: _ClassVar[Job.Status]
    status_unspecified: Job.Status
    pending: Job.Status
    processing: Job.Status
    completed: Job.Status
    failed: Job.Status
    cancelled: Job.Status
    paused: Job.Status
    intervention_needed: Job.Status
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    TARGET_URL_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    RETRY_COUNT_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    ACTION_TYPE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    SCHEDULED_AT_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    HTML_BYTES_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    TRACEPARENT_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    status: Job.Status
    browser_type_id: int
    target_url: str
    actions: _containers.RepeatedCompositeFieldContainer[_action_pb2.Action]
    wait_until: str
    priority: int
    retry_count: int
    max_retries: int
    timeout_ms: int
    created_at: _timestamp_pb2.Timestamp
    started_at: _timestamp_pb2.Timestamp
    completed_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    result: JobResult
    error: JobError
    action_type: str
    options: _job_options_pb2.JobOptions
    not_before: _timestamp_pb2.Timestamp
    schedule_id: str
    scheduled_at: _timestamp_pb2.Timestamp
    webhook: _webhook_pb2.JobWebhook
    labels: _containers.ScalarMap[str, str]
    repeat: str
    html_bytes: int
    base_url: str
    referer: str
    held: Held
    traceparent: str
    task: TaskOfJob
    pause: Pause
    def __init__(self, id: _Optional[str] = ..., status: _Optional[_Union[Job.Status, str]] = ..., browser_type_id: _Optional[int] = ..., target_url: _Optional[str] = ..., actions: _Optional[_Iterable[_Union[_action_pb2.Action, _Mapping]]] = ..., wait_until: _Optional[str] = ..., priority: _Optional[int] = ..., retry_count: _Optional[int] = ..., max_retries: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., result: _Optional[_Union[JobResult, _Mapping]] = ..., error: _Optional[_Union[JobError, _Mapping]] = ..., action_type: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., not_before: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., schedule_id: _Optional[str] = ..., scheduled_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., webhook: _Optional[_Union[_webhook_pb2.JobWebhook, _Mapping]] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ..., html_bytes: _Optional[int] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., held: _Optional[_Union[Held, _Mapping]] = ..., traceparent: _Optional[str] = ..., task: _Optional[_Union[TaskOfJob, _Mapping]] = ..., pause: _Optional[_Union[Pause, _Mapping]] = ...) -> None: ...

class Pause(_message.Message):
    __slots__ = ("reason", "vendor", "instructions", "message", "action_index", "action", "since", "deadline", "by", "looks_solved", "controlled_by", "controlled_since")
    REASON_FIELD_NUMBER: _ClassVar[int]
    VENDOR_FIELD_NUMBER: _ClassVar[int]
    INSTRUCTIONS_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    ACTION_INDEX_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    LOOKS_SOLVED_FIELD_NUMBER: _ClassVar[int]
    CONTROLLED_BY_FIELD_NUMBER: _ClassVar[int]
    CONTROLLED_SINCE_FIELD_NUMBER: _ClassVar[int]
    reason: str
    vendor: str
    instructions: str
    message: str
    action_index: int
    action: str
    since: _timestamp_pb2.Timestamp
    deadline: _timestamp_pb2.Timestamp
    by: str
    looks_solved: bool
    controlled_by: str
    controlled_since: _timestamp_pb2.Timestamp
    def __init__(self, reason: _Optional[str] = ..., vendor: _Optional[str] = ..., instructions: _Optional[str] = ..., message: _Optional[str] = ..., action_index: _Optional[int] = ..., action: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deadline: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by: _Optional[str] = ..., looks_solved: _Optional[bool] = ..., controlled_by: _Optional[str] = ..., controlled_since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class TaskOfJob(_message.Message):
    __slots__ = ("name", "version", "parameters")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    parameters: _struct_pb2.Struct
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., parameters: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class Held(_message.Message):
    __slots__ = ("by", "what", "since", "until")
    BY_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    by: str
    what: str
    since: _timestamp_pb2.Timestamp
    until: _timestamp_pb2.Timestamp
    def __init__(self, by: _Optional[str] = ..., what: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class JobResult(_message.Message):
    __slots__ = ("screenshot_url", "pdf_url", "duration", "final_url", "title", "actions", "http_status", "content_type", "not_idle", "cookie_banners", "fonts_pending", "dialogs", "blocked_requests", "fallback", "task", "session")
    SCREENSHOT_URL_FIELD_NUMBER: _ClassVar[int]
    PDF_URL_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    FINAL_URL_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    HTTP_STATUS_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    NOT_IDLE_FIELD_NUMBER: _ClassVar[int]
    COOKIE_BANNERS_FIELD_NUMBER: _ClassVar[int]
    FONTS_PENDING_FIELD_NUMBER: _ClassVar[int]
    DIALOGS_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    screenshot_url: str
    pdf_url: str
    duration: int
    final_url: str
    title: str
    actions: _containers.RepeatedCompositeFieldContainer[ActionResult]
    http_status: int
    content_type: str
    not_idle: bool
    cookie_banners: str
    fonts_pending: int
    dialogs: _containers.RepeatedCompositeFieldContainer[DialogResult]
    blocked_requests: int
    fallback: FallbackAnswer
    task: TaskResult
    session: SessionResult
    def __init__(self, screenshot_url: _Optional[str] = ..., pdf_url: _Optional[str] = ..., duration: _Optional[int] = ..., final_url: _Optional[str] = ..., title: _Optional[str] = ..., actions: _Optional[_Iterable[_Union[ActionResult, _Mapping]]] = ..., http_status: _Optional[int] = ..., content_type: _Optional[str] = ..., not_idle: _Optional[bool] = ..., cookie_banners: _Optional[str] = ..., fonts_pending: _Optional[int] = ..., dialogs: _Optional[_Iterable[_Union[DialogResult, _Mapping]]] = ..., blocked_requests: _Optional[int] = ..., fallback: _Optional[_Union[FallbackAnswer, _Mapping]] = ..., task: _Optional[_Union[TaskResult, _Mapping]] = ..., session: _Optional[_Union[SessionResult, _Mapping]] = ...) -> None: ...

class TaskResult(_message.Message):
    __slots__ = ("value", "sources", "missing", "truncated", "artifact")
    class SourcesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    value: _struct_pb2.Struct
    sources: _containers.ScalarMap[str, str]
    missing: _containers.RepeatedScalarFieldContainer[str]
    truncated: bool
    artifact: str
    def __init__(self, value: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., sources: _Optional[_Mapping[str, str]] = ..., missing: _Optional[_Iterable[str]] = ..., truncated: _Optional[bool] = ..., artifact: _Optional[str] = ...) -> None: ...

class SessionResult(_message.Message):
    __slots__ = ("name", "restored", "saved", "reason", "left_out")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESTORED_FIELD_NUMBER: _ClassVar[int]
    SAVED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    name: str
    restored: bool
    saved: bool
    reason: str
    left_out: int
    def __init__(self, name: _Optional[str] = ..., restored: _Optional[bool] = ..., saved: _Optional[bool] = ..., reason: _Optional[str] = ..., left_out: _Optional[int] = ...) -> None: ...

class FallbackAnswer(_message.Message):
    __slots__ = ("kind", "error_type", "message", "browser_type_id", "cached_job_id", "cached_at")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ERROR_TYPE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    CACHED_JOB_ID_FIELD_NUMBER: _ClassVar[int]
    CACHED_AT_FIELD_NUMBER: _ClassVar[int]
    kind: str
    error_type: str
    message: str
    browser_type_id: int
    cached_job_id: str
    cached_at: _timestamp_pb2.Timestamp
    def __init__(self, kind: _Optional[str] = ..., error_type: _Optional[str] = ..., message: _Optional[str] = ..., browser_type_id: _Optional[int] = ..., cached_job_id: _Optional[str] = ..., cached_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DialogResult(_message.Message):
    __slots__ = ("type", "message")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    type: str
    message: str
    def __init__(self, type: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class ActionResult(_message.Message):
    __slots__ = ("index", "action", "duration_ms", "value", "artifact", "name", "error", "http_status", "content_type", "not_idle", "path", "skipped", "passes", "ended_by", "left_out", "scrolled", "fonts_pending", "cookie_banners")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    HTTP_STATUS_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    NOT_IDLE_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    PASSES_FIELD_NUMBER: _ClassVar[int]
    ENDED_BY_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    SCROLLED_FIELD_NUMBER: _ClassVar[int]
    FONTS_PENDING_FIELD_NUMBER: _ClassVar[int]
    COOKIE_BANNERS_FIELD_NUMBER: _ClassVar[int]
    index: int
    action: str
    duration_ms: int
    value: _struct_pb2.Value
    artifact: str
    name: str
    error: ActionError
    http_status: int
    content_type: str
    not_idle: bool
    path: str
    skipped: bool
    passes: int
    ended_by: str
    left_out: int
    scrolled: Scrolled
    fonts_pending: int
    cookie_banners: str
    def __init__(self, index: _Optional[int] = ..., action: _Optional[str] = ..., duration_ms: _Optional[int] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., artifact: _Optional[str] = ..., name: _Optional[str] = ..., error: _Optional[_Union[ActionError, _Mapping]] = ..., http_status: _Optional[int] = ..., content_type: _Optional[str] = ..., not_idle: _Optional[bool] = ..., path: _Optional[str] = ..., skipped: _Optional[bool] = ..., passes: _Optional[int] = ..., ended_by: _Optional[str] = ..., left_out: _Optional[int] = ..., scrolled: _Optional[_Union[Scrolled, _Mapping]] = ..., fonts_pending: _Optional[int] = ..., cookie_banners: _Optional[str] = ...) -> None: ...

class Scrolled(_message.Message):
    __slots__ = ("steps", "images", "pending")
    STEPS_FIELD_NUMBER: _ClassVar[int]
    IMAGES_FIELD_NUMBER: _ClassVar[int]
    PENDING_FIELD_NUMBER: _ClassVar[int]
    steps: int
    images: int
    pending: int
    def __init__(self, steps: _Optional[int] = ..., images: _Optional[int] = ..., pending: _Optional[int] = ...) -> None: ...

class ActionError(_message.Message):
    __slots__ = ("error_type", "message", "artifact")
    ERROR_TYPE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    error_type: str
    message: str
    artifact: str
    def __init__(self, error_type: _Optional[str] = ..., message: _Optional[str] = ..., artifact: _Optional[str] = ...) -> None: ...

class JobError(_message.Message):
    __slots__ = ("status_code", "error", "message", "details")
    STATUS_CODE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    status_code: int
    error: str
    message: str
    details: JobErrorDetails
    def __init__(self, status_code: _Optional[int] = ..., error: _Optional[str] = ..., message: _Optional[str] = ..., details: _Optional[_Union[JobErrorDetails, _Mapping]] = ...) -> None: ...

class JobErrorDetails(_message.Message):
    __slots__ = ("job_id", "error_type", "retry_count", "can_retry", "action_index", "action", "artifact", "acted")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    ERROR_TYPE_FIELD_NUMBER: _ClassVar[int]
    RETRY_COUNT_FIELD_NUMBER: _ClassVar[int]
    CAN_RETRY_FIELD_NUMBER: _ClassVar[int]
    ACTION_INDEX_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    ACTED_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    error_type: str
    retry_count: int
    can_retry: bool
    action_index: int
    action: str
    artifact: str
    acted: bool
    def __init__(self, job_id: _Optional[str] = ..., error_type: _Optional[str] = ..., retry_count: _Optional[int] = ..., can_retry: _Optional[bool] = ..., action_index: _Optional[int] = ..., action: _Optional[str] = ..., artifact: _Optional[str] = ..., acted: _Optional[bool] = ...) -> None: ...

class JobLog(_message.Message):
    __slots__ = ("id", "job_id", "level", "message", "metadata", "created_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    id: int
    job_id: str
    level: str
    message: str
    metadata: _struct_pb2.Struct
    created_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[int] = ..., job_id: _Optional[str] = ..., level: _Optional[str] = ..., message: _Optional[str] = ..., metadata: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
