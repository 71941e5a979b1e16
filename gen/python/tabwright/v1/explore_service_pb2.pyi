from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from tabwright.v1 import job_options_pb2 as _job_options_pb2
from tabwright.v1 import job_service_pb2 as _job_service_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExploreRequest(_message.Message):
    __slots__ = ("url", "find", "pattern", "wait_until", "browser_type_id", "priority", "timeout_ms", "request_id", "options", "max_retries")
    URL_FIELD_NUMBER: _ClassVar[int]
    FIND_FIELD_NUMBER: _ClassVar[int]
    PATTERN_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    url: str
    find: str
    pattern: str
    wait_until: str
    browser_type_id: int
    priority: int
    timeout_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    def __init__(self, url: _Optional[str] = ..., find: _Optional[str] = ..., pattern: _Optional[str] = ..., wait_until: _Optional[str] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ...) -> None: ...

class GetExplorationRequest(_message.Message):
    __slots__ = ("job_id",)
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    def __init__(self, job_id: _Optional[str] = ...) -> None: ...

class Exploration(_message.Message):
    __slots__ = ("job_id", "status", "exploration", "truncated", "error")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    EXPLORATION_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    status: _job_pb2.Job.Status
    exploration: _struct_pb2.Struct
    truncated: bool
    error: _job_pb2.JobError
    def __init__(self, job_id: _Optional[str] = ..., status: _Optional[_Union[_job_pb2.Job.Status, str]] = ..., exploration: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., truncated: _Optional[bool] = ..., error: _Optional[_Union[_job_pb2.JobError, _Mapping]] = ...) -> None: ...
