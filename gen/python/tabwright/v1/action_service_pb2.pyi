import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import action_pb2 as _action_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VisitRequest(_message.Message):
    __slots__ = ("url", "wait_until", "timeout", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id")
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    timeout: int
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., timeout: _Optional[int] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ...) -> None: ...

class ScreenshotRequest(_message.Message):
    __slots__ = ("url", "wait_until", "full_page", "selector", "format", "quality", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id")
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FULL_PAGE_FIELD_NUMBER: _ClassVar[int]
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    QUALITY_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    full_page: bool
    selector: str
    format: str
    quality: int
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., full_page: _Optional[bool] = ..., selector: _Optional[str] = ..., format: _Optional[str] = ..., quality: _Optional[int] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ...) -> None: ...

class FormFillRequest(_message.Message):
    __slots__ = ("url", "wait_until", "actions", "wait_for_navigation", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id")
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    WAIT_FOR_NAVIGATION_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    actions: _containers.RepeatedCompositeFieldContainer[FormAction]
    wait_for_navigation: bool
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., actions: _Optional[_Iterable[_Union[FormAction, _Mapping]]] = ..., wait_for_navigation: _Optional[bool] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ...) -> None: ...

class FormAction(_message.Message):
    __slots__ = ("type", "selector", "value", "sensitive")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SENSITIVE_FIELD_NUMBER: _ClassVar[int]
    type: str
    selector: str
    value: str
    sensitive: bool
    def __init__(self, type: _Optional[str] = ..., selector: _Optional[str] = ..., value: _Optional[str] = ..., sensitive: _Optional[bool] = ...) -> None: ...

class ExtractRequest(_message.Message):
    __slots__ = ("url", "wait_until", "extractors", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id")
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    EXTRACTORS_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    extractors: _containers.RepeatedCompositeFieldContainer[_action_pb2.Extractor]
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., extractors: _Optional[_Iterable[_Union[_action_pb2.Extractor, _Mapping]]] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ...) -> None: ...

class PdfRequest(_message.Message):
    __slots__ = ("url", "wait_until", "format", "print_background", "margin", "landscape", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id")
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    PRINT_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    LANDSCAPE_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    format: str
    print_background: bool
    margin: _action_pb2.Margin
    landscape: bool
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., format: _Optional[str] = ..., print_background: _Optional[bool] = ..., margin: _Optional[_Union[_action_pb2.Margin, _Mapping]] = ..., landscape: _Optional[bool] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ...) -> None: ...

class ActionResponse(_message.Message):
    __slots__ = ("job_id", "status", "created_at", "job")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    JOB_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    status: _job_pb2.Job.Status
    created_at: _timestamp_pb2.Timestamp
    job: _job_pb2.Job
    def __init__(self, job_id: _Optional[str] = ..., status: _Optional[_Union[_job_pb2.Job.Status, str]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., job: _Optional[_Union[_job_pb2.Job, _Mapping]] = ...) -> None: ...
