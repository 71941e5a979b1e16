import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JobEvent(_message.Message):
    __slots__ = ("job_id", "sequence", "type", "status", "timestamp", "data")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    sequence: int
    type: str
    status: _job_pb2.Job.Status
    timestamp: _timestamp_pb2.Timestamp
    data: JobEventData
    def __init__(self, job_id: _Optional[str] = ..., sequence: _Optional[int] = ..., type: _Optional[str] = ..., status: _Optional[_Union[_job_pb2.Job.Status, str]] = ..., timestamp: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., data: _Optional[_Union[JobEventData, _Mapping]] = ...) -> None: ...

class JobEventData(_message.Message):
    __slots__ = ("attempt", "action_index", "action", "action_count", "duration_ms", "artifact", "error", "retry_at", "warning", "message", "http_status", "content_type", "not_idle", "cookie_banners", "scrolled", "fonts_pending", "path", "skipped", "fallback", "pause", "resumed_by", "note", "viewer", "by", "controlled_by")
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    ACTION_INDEX_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    RETRY_AT_FIELD_NUMBER: _ClassVar[int]
    WARNING_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    HTTP_STATUS_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    NOT_IDLE_FIELD_NUMBER: _ClassVar[int]
    COOKIE_BANNERS_FIELD_NUMBER: _ClassVar[int]
    SCROLLED_FIELD_NUMBER: _ClassVar[int]
    FONTS_PENDING_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    RESUMED_BY_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    VIEWER_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    CONTROLLED_BY_FIELD_NUMBER: _ClassVar[int]
    attempt: int
    action_index: int
    action: str
    action_count: int
    duration_ms: int
    artifact: str
    error: _job_pb2.JobError
    retry_at: _timestamp_pb2.Timestamp
    warning: str
    message: str
    http_status: int
    content_type: str
    not_idle: bool
    cookie_banners: str
    scrolled: _job_pb2.Scrolled
    fonts_pending: int
    path: str
    skipped: bool
    fallback: _job_pb2.FallbackAnswer
    pause: _job_pb2.Pause
    resumed_by: str
    note: str
    viewer: str
    by: str
    controlled_by: str
    def __init__(self, attempt: _Optional[int] = ..., action_index: _Optional[int] = ..., action: _Optional[str] = ..., action_count: _Optional[int] = ..., duration_ms: _Optional[int] = ..., artifact: _Optional[str] = ..., error: _Optional[_Union[_job_pb2.JobError, _Mapping]] = ..., retry_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., warning: _Optional[str] = ..., message: _Optional[str] = ..., http_status: _Optional[int] = ..., content_type: _Optional[str] = ..., not_idle: _Optional[bool] = ..., cookie_banners: _Optional[str] = ..., scrolled: _Optional[_Union[_job_pb2.Scrolled, _Mapping]] = ..., fonts_pending: _Optional[int] = ..., path: _Optional[str] = ..., skipped: _Optional[bool] = ..., fallback: _Optional[_Union[_job_pb2.FallbackAnswer, _Mapping]] = ..., pause: _Optional[_Union[_job_pb2.Pause, _Mapping]] = ..., resumed_by: _Optional[str] = ..., note: _Optional[str] = ..., viewer: _Optional[str] = ..., by: _Optional[str] = ..., controlled_by: _Optional[str] = ...) -> None: ...
