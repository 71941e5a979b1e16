import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Worker(_message.Message):
    __slots__ = ("id", "browser_type_id", "status", "current_job_id", "last_heartbeat", "started_at", "metadata", "browser_type_ids", "slots_limit")
    ID_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    CURRENT_JOB_ID_FIELD_NUMBER: _ClassVar[int]
    LAST_HEARTBEAT_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_IDS_FIELD_NUMBER: _ClassVar[int]
    SLOTS_LIMIT_FIELD_NUMBER: _ClassVar[int]
    id: str
    browser_type_id: int
    status: str
    current_job_id: str
    last_heartbeat: _timestamp_pb2.Timestamp
    started_at: _timestamp_pb2.Timestamp
    metadata: _struct_pb2.Struct
    browser_type_ids: _containers.RepeatedScalarFieldContainer[int]
    slots_limit: int
    def __init__(self, id: _Optional[str] = ..., browser_type_id: _Optional[int] = ..., status: _Optional[str] = ..., current_job_id: _Optional[str] = ..., last_heartbeat: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., metadata: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., browser_type_ids: _Optional[_Iterable[int]] = ..., slots_limit: _Optional[int] = ...) -> None: ...

class WorkerStats(_message.Message):
    __slots__ = ("total_workers", "idle_workers", "busy_workers", "by_browser_type", "pending_jobs", "processing_jobs", "held_workers")
    class ByBrowserTypeEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: BrowserTypeStats
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[BrowserTypeStats, _Mapping]] = ...) -> None: ...
    TOTAL_WORKERS_FIELD_NUMBER: _ClassVar[int]
    IDLE_WORKERS_FIELD_NUMBER: _ClassVar[int]
    BUSY_WORKERS_FIELD_NUMBER: _ClassVar[int]
    BY_BROWSER_TYPE_FIELD_NUMBER: _ClassVar[int]
    PENDING_JOBS_FIELD_NUMBER: _ClassVar[int]
    PROCESSING_JOBS_FIELD_NUMBER: _ClassVar[int]
    HELD_WORKERS_FIELD_NUMBER: _ClassVar[int]
    total_workers: int
    idle_workers: int
    busy_workers: int
    by_browser_type: _containers.MessageMap[str, BrowserTypeStats]
    pending_jobs: int
    processing_jobs: int
    held_workers: int
    def __init__(self, total_workers: _Optional[int] = ..., idle_workers: _Optional[int] = ..., busy_workers: _Optional[int] = ..., by_browser_type: _Optional[_Mapping[str, BrowserTypeStats]] = ..., pending_jobs: _Optional[int] = ..., processing_jobs: _Optional[int] = ..., held_workers: _Optional[int] = ...) -> None: ...

class BrowserTypeStats(_message.Message):
    __slots__ = ("total", "idle", "busy", "pending_jobs", "paused_at", "held")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    IDLE_FIELD_NUMBER: _ClassVar[int]
    BUSY_FIELD_NUMBER: _ClassVar[int]
    PENDING_JOBS_FIELD_NUMBER: _ClassVar[int]
    PAUSED_AT_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    total: int
    idle: int
    busy: int
    pending_jobs: int
    paused_at: _timestamp_pb2.Timestamp
    held: int
    def __init__(self, total: _Optional[int] = ..., idle: _Optional[int] = ..., busy: _Optional[int] = ..., pending_jobs: _Optional[int] = ..., paused_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., held: _Optional[int] = ...) -> None: ...
