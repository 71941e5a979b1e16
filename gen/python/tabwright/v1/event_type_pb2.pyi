from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor
EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
event_type: _descriptor.FieldDescriptor
WEBHOOK_EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
webhook_event_type: _descriptor.FieldDescriptor
