import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ServiceLevel(_message.Message):
    __slots__ = ("level", "since", "cause", "reasons", "measured_level", "measured_at", "calm_since", "override", "refuses", "worker_ceiling", "levels", "changes")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    MEASURED_LEVEL_FIELD_NUMBER: _ClassVar[int]
    MEASURED_AT_FIELD_NUMBER: _ClassVar[int]
    CALM_SINCE_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    REFUSES_FIELD_NUMBER: _ClassVar[int]
    WORKER_CEILING_FIELD_NUMBER: _ClassVar[int]
    LEVELS_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    level: str
    since: _timestamp_pb2.Timestamp
    cause: str
    reasons: _containers.RepeatedScalarFieldContainer[str]
    measured_level: str
    measured_at: _timestamp_pb2.Timestamp
    calm_since: _timestamp_pb2.Timestamp
    override: ServiceLevelOverride
    refuses: _containers.RepeatedScalarFieldContainer[str]
    worker_ceiling: float
    levels: _containers.RepeatedCompositeFieldContainer[ServiceLevelRules]
    changes: _containers.RepeatedCompositeFieldContainer[ServiceLevelChange]
    def __init__(self, level: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cause: _Optional[str] = ..., reasons: _Optional[_Iterable[str]] = ..., measured_level: _Optional[str] = ..., measured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., calm_since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., override: _Optional[_Union[ServiceLevelOverride, _Mapping]] = ..., refuses: _Optional[_Iterable[str]] = ..., worker_ceiling: _Optional[float] = ..., levels: _Optional[_Iterable[_Union[ServiceLevelRules, _Mapping]]] = ..., changes: _Optional[_Iterable[_Union[ServiceLevelChange, _Mapping]]] = ...) -> None: ...

class ServiceLevelOverride(_message.Message):
    __slots__ = ("level", "until", "reason")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    level: str
    until: _timestamp_pb2.Timestamp
    reason: str
    def __init__(self, level: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ServiceLevelRules(_message.Message):
    __slots__ = ("level", "conditions", "refuses")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    REFUSES_FIELD_NUMBER: _ClassVar[int]
    level: str
    conditions: _containers.RepeatedScalarFieldContainer[str]
    refuses: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, level: _Optional[str] = ..., conditions: _Optional[_Iterable[str]] = ..., refuses: _Optional[_Iterable[str]] = ...) -> None: ...

class ServiceLevelChange(_message.Message):
    __slots__ = ("at", "before", "after", "cause", "reasons")
    AT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    before: str
    after: str
    cause: str
    reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., before: _Optional[str] = ..., after: _Optional[str] = ..., cause: _Optional[str] = ..., reasons: _Optional[_Iterable[str]] = ...) -> None: ...
