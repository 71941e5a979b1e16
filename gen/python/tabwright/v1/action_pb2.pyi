from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Action(_message.Message):
    __slots__ = ("action", "target", "get_target_by", "exact", "value", "url", "wait_until", "milliseconds", "state", "full_page", "format", "quality", "attribute", "multiple", "extractors", "x", "y", "to", "print_background", "landscape", "margin")
    ACTION_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    MILLISECONDS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FULL_PAGE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    QUALITY_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    EXTRACTORS_FIELD_NUMBER: _ClassVar[int]
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    PRINT_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    LANDSCAPE_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    action: str
    target: str
    get_target_by: str
    exact: bool
    value: str
    url: str
    wait_until: str
    milliseconds: int
    state: str
    full_page: bool
    format: str
    quality: int
    attribute: str
    multiple: bool
    extractors: _containers.RepeatedCompositeFieldContainer[Extractor]
    x: float
    y: float
    to: str
    print_background: bool
    landscape: bool
    margin: Margin
    def __init__(self, action: _Optional[str] = ..., target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., value: _Optional[str] = ..., url: _Optional[str] = ..., wait_until: _Optional[str] = ..., milliseconds: _Optional[int] = ..., state: _Optional[str] = ..., full_page: _Optional[bool] = ..., format: _Optional[str] = ..., quality: _Optional[int] = ..., attribute: _Optional[str] = ..., multiple: _Optional[bool] = ..., extractors: _Optional[_Iterable[_Union[Extractor, _Mapping]]] = ..., x: _Optional[float] = ..., y: _Optional[float] = ..., to: _Optional[str] = ..., print_background: _Optional[bool] = ..., landscape: _Optional[bool] = ..., margin: _Optional[_Union[Margin, _Mapping]] = ...) -> None: ...

class Extractor(_message.Message):
    __slots__ = ("name", "selector", "attribute", "multiple")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    name: str
    selector: str
    attribute: str
    multiple: bool
    def __init__(self, name: _Optional[str] = ..., selector: _Optional[str] = ..., attribute: _Optional[str] = ..., multiple: _Optional[bool] = ...) -> None: ...

class Margin(_message.Message):
    __slots__ = ("top", "right", "bottom", "left")
    TOP_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    BOTTOM_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    top: str
    right: str
    bottom: str
    left: str
    def __init__(self, top: _Optional[str] = ..., right: _Optional[str] = ..., bottom: _Optional[str] = ..., left: _Optional[str] = ...) -> None: ...
