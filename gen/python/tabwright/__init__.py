"""Tabwright's client. `connect()` is where to begin; `tabwright.v1` has all messages and stubs, made from the API."""

from tabwright.client import Client, connect
from tabwright.errors import FieldProblem, Problem, problem
from tabwright.v1.action_pb2 import Action
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest
from tabwright.version import __version__

__all__ = [
    "Action",
    "Client",
    "CreateJobRequest",
    "FieldProblem",
    "Job",
    "JobEvent",
    "Problem",
    "RunTaskRequest",
    "__version__",
    "connect",
    "problem",
]
