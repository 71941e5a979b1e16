import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JobFilter(_message.Message):
    __slots__ = ("status", "browser_type_id", "schedule_id", "label", "url_prefix", "created_after", "created_before", "statuses", "host", "task", "id_prefix")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    URL_PREFIX_FIELD_NUMBER: _ClassVar[int]
    CREATED_AFTER_FIELD_NUMBER: _ClassVar[int]
    CREATED_BEFORE_FIELD_NUMBER: _ClassVar[int]
    STATUSES_FIELD_NUMBER: _ClassVar[int]
    HOST_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    ID_PREFIX_FIELD_NUMBER: _ClassVar[int]
    status: _job_pb2.Job.Status
    browser_type_id: int
    schedule_id: str
    label: _containers.RepeatedScalarFieldContainer[str]
    url_prefix: str
    created_after: _timestamp_pb2.Timestamp
    created_before: _timestamp_pb2.Timestamp
    statuses: _containers.RepeatedScalarFieldContainer[_job_pb2.Job.Status]
    host: str
    task: str
    id_prefix: str
    def __init__(self, status: _Optional[_Union[_job_pb2.Job.Status, str]] = ..., browser_type_id: _Optional[int] = ..., schedule_id: _Optional[str] = ..., label: _Optional[_Iterable[str]] = ..., url_prefix: _Optional[str] = ..., created_after: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., created_before: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., statuses: _Optional[_Iterable[_Union[_job_pb2.Job.Status, str]]] = ..., host: _Optional[str] = ..., task: _Optional[str] = ..., id_prefix: _Optional[str] = ...) -> None: ...
