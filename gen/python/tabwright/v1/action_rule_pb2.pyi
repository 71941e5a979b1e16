from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor
ACTION_RULE_FIELD_NUMBER: _ClassVar[int]
action_rule: _descriptor.FieldDescriptor
GOES_WITH_FIELD_NUMBER: _ClassVar[int]
goes_with: _descriptor.FieldDescriptor

class ActionRule(_message.Message):
    __slots__ = ("action", "does", "needs", "takes")
    ACTION_FIELD_NUMBER: _ClassVar[int]
    DOES_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    TAKES_FIELD_NUMBER: _ClassVar[int]
    action: str
    does: str
    needs: str
    takes: str
    def __init__(self, action: _Optional[str] = ..., does: _Optional[str] = ..., needs: _Optional[str] = ..., takes: _Optional[str] = ...) -> None: ...
