from buf.validate import validate_pb2 as _validate_pb2
from tabwright.v1 import locator_pb2 as _locator_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Condition(_message.Message):
    __slots__ = ("target", "get_target_by", "exact", "nth", "has_text", "frame", "state", "url", "step", "result", "within_ms")
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    NOT_FIELD_NUMBER: _ClassVar[int]
    WITHIN_MS_FIELD_NUMBER: _ClassVar[int]
    target: str
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    frame: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    state: str
    url: str
    step: str
    result: str
    within_ms: int
    def __init__(self, target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ..., frame: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., state: _Optional[str] = ..., url: _Optional[str] = ..., step: _Optional[str] = ..., result: _Optional[str] = ..., within_ms: _Optional[int] = ..., **kwargs) -> None: ...
