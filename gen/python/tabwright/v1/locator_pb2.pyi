from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class Locator(_message.Message):
    __slots__ = ("target", "get_target_by", "exact", "nth", "has_text")
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    target: str
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    def __init__(self, target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ...) -> None: ...
