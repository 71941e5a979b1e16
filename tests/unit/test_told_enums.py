"""A value that a rule refuses is told by the names that callers give."""

import pytest
from google.protobuf.message import Message
from tabwright.v1.task_pb2 import Task
from tabwright.v1.task_service_pb2 import UpdateTaskRequest
from tabwright.v1.user_service_pb2 import CreateUserRequest

from server.calls.validation import violations

ID = "01a22c70-abf7-74d1-8e65-31f94892fa89"


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (UpdateTaskRequest(id=ID, status=Task.COMPLETED), ("status", "must be one of RUNNING, PAUSED")),
        (UpdateTaskRequest(id=ID), ("status", "is missing or 0: must be one of RUNNING, PAUSED")),
        (CreateUserRequest(email="a@b.example"), ("role", "is missing or 0: must be one of viewer, member, owner")),
    ],
)
def test_a_value_of_an_enum_that_is_refused_is_answered_with_the_names_of_those_that_are_not(
    request_: Message, told: tuple[str, str]
) -> None:
    assert violations(request_) == [told]
