"""Where the API's messages of explorations and jobs of the task explore meet."""

from collections.abc import Sequence

from google.protobuf.json_format import ParseDict
from tabwright.v1.explore_service_pb2 import Exploration, ExploreRequest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

from server.convert import stored_json, translation
from server.convert.job import status_value
from store.job import Job, Json
from tasks.explore import Explore

_PARAMETERS = {"url": "url", "find": "find", "pattern": "pattern", "wait_until": "waitUntil"}
"""Of the task, by the request's own fields."""
_SETTINGS = ("browser_type_id", "priority", "timeout_ms", "max_retries", "request_id", "options")


def task_request(request: ExploreRequest) -> RunTaskRequest:
    """The request of the task that does it."""
    run = RunTaskRequest(task_name=Explore.name)
    translation.copy_fields(request, run, only=_SETTINGS)
    given = {field.name for field, _ in request.ListFields()}
    ParseDict({of: getattr(request, name) for name, of in _PARAMETERS.items() if name in given}, run.parameters)
    return run


def own_names(violations: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is wrong, by the names of the request's own fields."""
    return [(field.removeprefix("parameters").removeprefix("."), text) for field, text in violations]


def is_exploration(job: Job) -> bool:
    """Whether a job is one of the task explore, and not of a client's own one of this name."""
    return job.task is not None and job.task["name"] == Explore.name and "result" not in job.task


def found(job: Job) -> Json:
    """The TaskResult as JSON: empty until there is one."""
    told: Json = (job.result or {}).get("task", {})
    return told


def exploration_message(job: Job, large: Json | None) -> Exploration:
    """`large`: what was found, where the job's result does not have it."""
    message = Exploration(
        job_id=str(job.id), status=status_value(job.status), truncated=bool(found(job).get("truncated"))
    )
    value = found(job).get("value") if large is None else large
    if value is not None:
        message.exploration.update(dict(value))
    if job.error is not None:
        stored_json.parse(job.error, message.error)
    return message
