import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import service_level_pb2 as _service_level_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetFallbackMetricsRequest(_message.Message):
    __slots__ = ("hours",)
    HOURS_FIELD_NUMBER: _ClassVar[int]
    hours: int
    def __init__(self, hours: _Optional[int] = ...) -> None: ...

class FallbackMetrics(_message.Message):
    __slots__ = ("since", "total", "answered", "by_kind")
    class ByKindEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: FallbackCounts
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[FallbackCounts, _Mapping]] = ...) -> None: ...
    SINCE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_FIELD_NUMBER: _ClassVar[int]
    BY_KIND_FIELD_NUMBER: _ClassVar[int]
    since: _timestamp_pb2.Timestamp
    total: int
    answered: int
    by_kind: _containers.MessageMap[str, FallbackCounts]
    def __init__(self, since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., total: _Optional[int] = ..., answered: _Optional[int] = ..., by_kind: _Optional[_Mapping[str, FallbackCounts]] = ...) -> None: ...

class FallbackCounts(_message.Message):
    __slots__ = ("total", "answered", "empty", "failed")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_FIELD_NUMBER: _ClassVar[int]
    EMPTY_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    total: int
    answered: int
    empty: int
    failed: int
    def __init__(self, total: _Optional[int] = ..., answered: _Optional[int] = ..., empty: _Optional[int] = ..., failed: _Optional[int] = ...) -> None: ...

class GetServiceLevelRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class SetServiceLevelRequest(_message.Message):
    __slots__ = ("level", "duration_ms", "reason")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    level: str
    duration_ms: int
    reason: str
    def __init__(self, level: _Optional[str] = ..., duration_ms: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...
