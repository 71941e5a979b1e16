from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import empty_pb2 as _empty_pb2
from tabwright.v1 import browser_pb2 as _browser_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListBrowsersRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListBrowsersResponse(_message.Message):
    __slots__ = ("data",)
    DATA_FIELD_NUMBER: _ClassVar[int]
    data: _containers.RepeatedCompositeFieldContainer[_browser_pb2.BrowserType]
    def __init__(self, data: _Optional[_Iterable[_Union[_browser_pb2.BrowserType, _Mapping]]] = ...) -> None: ...

class GetBrowserRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: int
    def __init__(self, id: _Optional[int] = ...) -> None: ...

class CreateBrowserRequest(_message.Message):
    __slots__ = ("name", "type", "device_type", "user_agent", "viewport", "is_active", "device")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_TYPE_FIELD_NUMBER: _ClassVar[int]
    USER_AGENT_FIELD_NUMBER: _ClassVar[int]
    VIEWPORT_FIELD_NUMBER: _ClassVar[int]
    IS_ACTIVE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    name: str
    type: str
    device_type: str
    user_agent: str
    viewport: ViewportSize
    is_active: bool
    device: str
    def __init__(self, name: _Optional[str] = ..., type: _Optional[str] = ..., device_type: _Optional[str] = ..., user_agent: _Optional[str] = ..., viewport: _Optional[_Union[ViewportSize, _Mapping]] = ..., is_active: _Optional[bool] = ..., device: _Optional[str] = ...) -> None: ...

class UpdateBrowserRequest(_message.Message):
    __slots__ = ("id", "name", "type", "device_type", "user_agent", "viewport", "is_active", "device")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_TYPE_FIELD_NUMBER: _ClassVar[int]
    USER_AGENT_FIELD_NUMBER: _ClassVar[int]
    VIEWPORT_FIELD_NUMBER: _ClassVar[int]
    IS_ACTIVE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    id: int
    name: str
    type: str
    device_type: str
    user_agent: str
    viewport: ViewportSize
    is_active: bool
    device: str
    def __init__(self, id: _Optional[int] = ..., name: _Optional[str] = ..., type: _Optional[str] = ..., device_type: _Optional[str] = ..., user_agent: _Optional[str] = ..., viewport: _Optional[_Union[ViewportSize, _Mapping]] = ..., is_active: _Optional[bool] = ..., device: _Optional[str] = ...) -> None: ...

class ViewportSize(_message.Message):
    __slots__ = ("width", "height")
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    width: int
    height: int
    def __init__(self, width: _Optional[int] = ..., height: _Optional[int] = ...) -> None: ...

class DeleteBrowserRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: int
    def __init__(self, id: _Optional[int] = ...) -> None: ...

class PauseBrowserRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: int
    def __init__(self, id: _Optional[int] = ...) -> None: ...

class ResumeBrowserRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: int
    def __init__(self, id: _Optional[int] = ...) -> None: ...
