"""gen/forms/job.json, from which the console makes its forms of jobs: the schemas of the requests that create jobs, as
in the description of the REST API, and what each action takes.
"""

import re
from collections.abc import Mapping
from typing import Any

from buf.validate import validate_pb2
from tabwright.v1.action_pb2 import Action
from tabwright.v1.action_rule_pb2 import ActionRule, action_rule
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.schedule_service_pb2 import CreateScheduleRequest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

from docs.actions_page import about, companion
from docs.openapi_schemas import Schemas

_REQUESTS = (CreateJobRequest.DESCRIPTOR, CreateScheduleRequest.DESCRIPTOR, RunTaskRequest.DESCRIPTOR)


def document(comments: Mapping[str, str]) -> dict[str, Any]:
    schemas = Schemas(comments, _REQUESTS, hidden={})
    for request in _REQUESTS:
        schemas.of_message(request)
    fields = Action.DESCRIPTOR.fields
    rules: list[ActionRule] = list(Action.DESCRIPTOR.GetOptions().Extensions[action_rule])
    formats = _formats()
    companions = {field.json_name: of for field in fields if (of := companion(field))}
    return {
        "schemas": {name: _without_examples(schema) for name, schema in schemas.components.items()},
        "companions": companions,
        "actions": [_action(rule, companions, formats, comments) for rule in rules],
    }


def _action(
    rule: ActionRule, companions: Mapping[str, str], formats: Mapping[str, list[str]], comments: Mapping[str, str]
) -> dict[str, Any]:
    needs, takes = rule.needs.split(), rule.takes.split()
    own = {*needs, *takes}
    own |= {name for name, of in companions.items() if of in own}
    said = {field.json_name: comments[field.full_name] for field in Action.DESCRIPTOR.fields if field.json_name in own}
    told = {name: text for name, comment in said.items() if (text := about(comment, rule.action)) != comment}
    return {
        "action": rule.action,
        "does": rule.does,
        "needs": needs,
        "takes": takes,
        **({"formats": formats[rule.action]} if rule.action in formats else {}),
        **({"about": told} if told else {}),
    }


def _formats() -> dict[str, list[str]]:
    """The values of `format`, by action: its rule names them, since they differ."""
    rules = Action.DESCRIPTOR.GetOptions().Extensions[validate_pb2.message].cel
    (known,) = (rule.expression for rule in rules if rule.id == "format.known")
    found = re.findall(r"this\.action == '(\w+)' \? \[([^\]]*)\]", known)
    return {action: re.findall(r"'(\w+)'", values) for action, values in found}


def _without_examples(schema: dict[str, Any]) -> dict[str, Any]:
    return {keyword: value for keyword, value in schema.items() if keyword != "examples"}
