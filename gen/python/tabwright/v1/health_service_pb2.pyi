from google.api import annotations_pb2 as _annotations_pb2
from tabwright.v1 import health_report_pb2 as _health_report_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetHealthReportRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetLivenessRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Liveness(_message.Message):
    __slots__ = ("status",)
    STATUS_FIELD_NUMBER: _ClassVar[int]
    status: str
    def __init__(self, status: _Optional[str] = ...) -> None: ...

class GetReadinessRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Readiness(_message.Message):
    __slots__ = ("status",)
    STATUS_FIELD_NUMBER: _ClassVar[int]
    status: str
    def __init__(self, status: _Optional[str] = ...) -> None: ...

class GetHealthRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Health(_message.Message):
    __slots__ = ("status", "database", "workers", "browser_pool", "storage")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DATABASE_FIELD_NUMBER: _ClassVar[int]
    WORKERS_FIELD_NUMBER: _ClassVar[int]
    BROWSER_POOL_FIELD_NUMBER: _ClassVar[int]
    STORAGE_FIELD_NUMBER: _ClassVar[int]
    status: str
    database: DatabaseHealth
    workers: WorkersHealth
    browser_pool: BrowserPoolHealth
    storage: StorageHealth
    def __init__(self, status: _Optional[str] = ..., database: _Optional[_Union[DatabaseHealth, _Mapping]] = ..., workers: _Optional[_Union[WorkersHealth, _Mapping]] = ..., browser_pool: _Optional[_Union[BrowserPoolHealth, _Mapping]] = ..., storage: _Optional[_Union[StorageHealth, _Mapping]] = ...) -> None: ...

class DatabaseHealth(_message.Message):
    __slots__ = ("status", "latency_ms")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    LATENCY_MS_FIELD_NUMBER: _ClassVar[int]
    status: str
    latency_ms: float
    def __init__(self, status: _Optional[str] = ..., latency_ms: _Optional[float] = ...) -> None: ...

class WorkersHealth(_message.Message):
    __slots__ = ("status", "total", "idle", "busy")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    IDLE_FIELD_NUMBER: _ClassVar[int]
    BUSY_FIELD_NUMBER: _ClassVar[int]
    status: str
    total: int
    idle: int
    busy: int
    def __init__(self, status: _Optional[str] = ..., total: _Optional[int] = ..., idle: _Optional[int] = ..., busy: _Optional[int] = ...) -> None: ...

class BrowserPoolHealth(_message.Message):
    __slots__ = ("status", "browsers", "pages", "sandbox")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    BROWSERS_FIELD_NUMBER: _ClassVar[int]
    PAGES_FIELD_NUMBER: _ClassVar[int]
    SANDBOX_FIELD_NUMBER: _ClassVar[int]
    status: str
    browsers: int
    pages: int
    sandbox: str
    def __init__(self, status: _Optional[str] = ..., browsers: _Optional[int] = ..., pages: _Optional[int] = ..., sandbox: _Optional[str] = ...) -> None: ...

class StorageHealth(_message.Message):
    __slots__ = ("status",)
    STATUS_FIELD_NUMBER: _ClassVar[int]
    status: str
    def __init__(self, status: _Optional[str] = ...) -> None: ...
