import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import circuit_breaker_pb2 as _circuit_breaker_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListCircuitBreakersRequest(_message.Message):
    __slots__ = ("state", "kind", "name_prefix", "client_id", "limit", "page_token")
    STATE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_PREFIX_FIELD_NUMBER: _ClassVar[int]
    CLIENT_ID_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    state: str
    kind: str
    name_prefix: str
    client_id: str
    limit: int
    page_token: str
    def __init__(self, state: _Optional[str] = ..., kind: _Optional[str] = ..., name_prefix: _Optional[str] = ..., client_id: _Optional[str] = ..., limit: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCircuitBreakersResponse(_message.Message):
    __slots__ = ("data", "next_page_token")
    DATA_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    data: _containers.RepeatedCompositeFieldContainer[_circuit_breaker_pb2.CircuitBreaker]
    next_page_token: str
    def __init__(self, data: _Optional[_Iterable[_Union[_circuit_breaker_pb2.CircuitBreaker, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetCircuitBreakerRequest(_message.Message):
    __slots__ = ("name", "client_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLIENT_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    client_id: str
    def __init__(self, name: _Optional[str] = ..., client_id: _Optional[str] = ...) -> None: ...

class ResetCircuitBreakerRequest(_message.Message):
    __slots__ = ("name", "client_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLIENT_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    client_id: str
    def __init__(self, name: _Optional[str] = ..., client_id: _Optional[str] = ...) -> None: ...

class OpenCircuitBreakerRequest(_message.Message):
    __slots__ = ("name", "client_id", "until", "duration_ms", "reason")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLIENT_ID_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    name: str
    client_id: str
    until: _timestamp_pb2.Timestamp
    duration_ms: int
    reason: str
    def __init__(self, name: _Optional[str] = ..., client_id: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., duration_ms: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...
