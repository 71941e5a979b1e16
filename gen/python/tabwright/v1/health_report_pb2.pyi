import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class HealthReport(_message.Message):
    __slots__ = ("status", "score", "reason", "measured_at", "components", "last_15_minutes", "last_24_hours", "facts")
    class FactsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MEASURED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPONENTS_FIELD_NUMBER: _ClassVar[int]
    LAST_15_MINUTES_FIELD_NUMBER: _ClassVar[int]
    LAST_24_HOURS_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    status: str
    score: int
    reason: str
    measured_at: _timestamp_pb2.Timestamp
    components: _containers.RepeatedCompositeFieldContainer[HealthComponent]
    last_15_minutes: HealthTrend
    last_24_hours: HealthTrend
    facts: _containers.ScalarMap[str, float]
    def __init__(self, status: _Optional[str] = ..., score: _Optional[int] = ..., reason: _Optional[str] = ..., measured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., components: _Optional[_Iterable[_Union[HealthComponent, _Mapping]]] = ..., last_15_minutes: _Optional[_Union[HealthTrend, _Mapping]] = ..., last_24_hours: _Optional[_Union[HealthTrend, _Mapping]] = ..., facts: _Optional[_Mapping[str, float]] = ...) -> None: ...

class HealthComponent(_message.Message):
    __slots__ = ("name", "score", "reason", "todo", "is_critical", "weight", "last_15_minutes", "last_24_hours")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TODO_FIELD_NUMBER: _ClassVar[int]
    IS_CRITICAL_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_FIELD_NUMBER: _ClassVar[int]
    LAST_15_MINUTES_FIELD_NUMBER: _ClassVar[int]
    LAST_24_HOURS_FIELD_NUMBER: _ClassVar[int]
    name: str
    score: int
    reason: str
    todo: str
    is_critical: bool
    weight: int
    last_15_minutes: HealthTrend
    last_24_hours: HealthTrend
    def __init__(self, name: _Optional[str] = ..., score: _Optional[int] = ..., reason: _Optional[str] = ..., todo: _Optional[str] = ..., is_critical: _Optional[bool] = ..., weight: _Optional[int] = ..., last_15_minutes: _Optional[_Union[HealthTrend, _Mapping]] = ..., last_24_hours: _Optional[_Union[HealthTrend, _Mapping]] = ...) -> None: ...

class HealthTrend(_message.Message):
    __slots__ = ("direction", "change", "average", "lowest", "minutes")
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    AVERAGE_FIELD_NUMBER: _ClassVar[int]
    LOWEST_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    direction: str
    change: float
    average: float
    lowest: int
    minutes: int
    def __init__(self, direction: _Optional[str] = ..., change: _Optional[float] = ..., average: _Optional[float] = ..., lowest: _Optional[int] = ..., minutes: _Optional[int] = ...) -> None: ...
