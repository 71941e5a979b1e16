from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import httpbody_pb2 as _httpbody_pb2
from tabwright.v1 import action_service_pb2 as _action_service_pb2
from tabwright.v1 import job_options_pb2 as _job_options_pb2
from tabwright.v1 import locator_pb2 as _locator_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RenderTextRequest(_message.Message):
    __slots__ = ("url", "wait_until", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id", "options", "max_retries", "html", "base_url", "referer", "labels", "repeat", "target", "get_target_by", "exact", "nth", "has_text", "frame", "name", "frames", "main_content")
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    HTML_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    MAIN_CONTENT_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    html: str
    base_url: str
    referer: str
    labels: _containers.ScalarMap[str, str]
    repeat: str
    target: str
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    frame: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    name: str
    frames: bool
    main_content: bool
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ..., html: _Optional[str] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ..., target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ..., frame: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., name: _Optional[str] = ..., frames: _Optional[bool] = ..., main_content: _Optional[bool] = ...) -> None: ...
