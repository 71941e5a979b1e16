import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Task(_message.Message):
    __slots__ = ("id", "status", "title", "task_type", "ticket_details", "company_fields", "target_url", "output", "error", "is_cancelled", "pause", "steps_done", "steps_total", "live_view_url", "created_at", "started_at", "completed_at", "updated_at", "labels")
    class Status(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATUS_UNSPECIFIED: _ClassVar[Task.Status]
        PENDING: _ClassVar[Task.Status]
        RUNNING: _ClassVar[Task.Status]
        PAUSED: _ClassVar[Task.Status]
        INTERVENTION_NEEDED: _ClassVar[Task.Status]
        COMPLETED: _ClassVar[Task.Status]
        FAILED: _ClassVar[Task.Status]
    STATUS_UNSPECIFIED: Task.Status
    PENDING: Task.Status
    RUNNING: Task.Status
    PAUSED: Task.Status
    INTERVENTION_NEEDED: Task.Status
    COMPLETED: Task.Status
    FAILED: Task.Status
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TASK_TYPE_FIELD_NUMBER: _ClassVar[int]
    TICKET_DETAILS_FIELD_NUMBER: _ClassVar[int]
    COMPANY_FIELDS_FIELD_NUMBER: _ClassVar[int]
    TARGET_URL_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    IS_CANCELLED_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    STEPS_DONE_FIELD_NUMBER: _ClassVar[int]
    STEPS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    LIVE_VIEW_URL_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    id: str
    status: Task.Status
    title: str
    task_type: str
    ticket_details: _struct_pb2.Struct
    company_fields: _containers.RepeatedScalarFieldContainer[str]
    target_url: str
    output: _struct_pb2.Struct
    error: _job_pb2.JobError
    is_cancelled: bool
    pause: _job_pb2.Pause
    steps_done: int
    steps_total: int
    live_view_url: str
    created_at: _timestamp_pb2.Timestamp
    started_at: _timestamp_pb2.Timestamp
    completed_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    labels: _containers.ScalarMap[str, str]
    def __init__(self, id: _Optional[str] = ..., status: _Optional[_Union[Task.Status, str]] = ..., title: _Optional[str] = ..., task_type: _Optional[str] = ..., ticket_details: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., company_fields: _Optional[_Iterable[str]] = ..., target_url: _Optional[str] = ..., output: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., error: _Optional[_Union[_job_pb2.JobError, _Mapping]] = ..., is_cancelled: _Optional[bool] = ..., pause: _Optional[_Union[_job_pb2.Pause, _Mapping]] = ..., steps_done: _Optional[int] = ..., steps_total: _Optional[int] = ..., live_view_url: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., labels: _Optional[_Mapping[str, str]] = ...) -> None: ...

class TaskStep(_message.Message):
    __slots__ = ("sequence", "task_id", "step_type", "content", "timestamp", "duration_ms", "by", "artifact", "event_sequence", "action_index", "path", "skipped")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_TYPE_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    EVENT_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ACTION_INDEX_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    task_id: str
    step_type: str
    content: str
    timestamp: _timestamp_pb2.Timestamp
    duration_ms: int
    by: str
    artifact: str
    event_sequence: int
    action_index: int
    path: str
    skipped: bool
    def __init__(self, sequence: _Optional[int] = ..., task_id: _Optional[str] = ..., step_type: _Optional[str] = ..., content: _Optional[str] = ..., timestamp: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., duration_ms: _Optional[int] = ..., by: _Optional[str] = ..., artifact: _Optional[str] = ..., event_sequence: _Optional[int] = ..., action_index: _Optional[int] = ..., path: _Optional[str] = ..., skipped: _Optional[bool] = ...) -> None: ...
