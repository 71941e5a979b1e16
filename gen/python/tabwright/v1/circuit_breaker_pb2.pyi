import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CircuitBreaker(_message.Message):
    __slots__ = ("name", "kind", "subject", "state", "is_global", "client_id", "since", "open_until", "trips", "reason", "window", "consecutive_failures", "forced_by", "forced_until", "held_jobs", "limited_until")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    IS_GLOBAL_FIELD_NUMBER: _ClassVar[int]
    CLIENT_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    OPEN_UNTIL_FIELD_NUMBER: _ClassVar[int]
    TRIPS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    CONSECUTIVE_FAILURES_FIELD_NUMBER: _ClassVar[int]
    FORCED_BY_FIELD_NUMBER: _ClassVar[int]
    FORCED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    HELD_JOBS_FIELD_NUMBER: _ClassVar[int]
    LIMITED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: str
    subject: str
    state: str
    is_global: bool
    client_id: str
    since: _timestamp_pb2.Timestamp
    open_until: _timestamp_pb2.Timestamp
    trips: int
    reason: str
    window: CircuitWindow
    consecutive_failures: int
    forced_by: str
    forced_until: _timestamp_pb2.Timestamp
    held_jobs: int
    limited_until: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[str] = ..., subject: _Optional[str] = ..., state: _Optional[str] = ..., is_global: _Optional[bool] = ..., client_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., open_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., trips: _Optional[int] = ..., reason: _Optional[str] = ..., window: _Optional[_Union[CircuitWindow, _Mapping]] = ..., consecutive_failures: _Optional[int] = ..., forced_by: _Optional[str] = ..., forced_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., held_jobs: _Optional[int] = ..., limited_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CircuitWindow(_message.Message):
    __slots__ = ("duration_ms", "calls", "failures", "failure_rate")
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    CALLS_FIELD_NUMBER: _ClassVar[int]
    FAILURES_FIELD_NUMBER: _ClassVar[int]
    FAILURE_RATE_FIELD_NUMBER: _ClassVar[int]
    duration_ms: int
    calls: int
    failures: int
    failure_rate: float
    def __init__(self, duration_ms: _Optional[int] = ..., calls: _Optional[int] = ..., failures: _Optional[int] = ..., failure_rate: _Optional[float] = ...) -> None: ...
