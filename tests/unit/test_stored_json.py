"""What is stored as JSON becomes the messages that protobuf's own reader makes of it."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.convert import stored_json
from server.convert.stored_json import LONG_CHARS
from store.sensitive_values import MASK

LONG = "x" * (LONG_CHARS + 1)


@pytest.mark.parametrize(
    "stored",
    [
        {"action": "fill", "target": "a", "value": LONG},
        {"action": "press", "target": "a", "keys": [LONG, MASK]},
        {"action": "setHeaders", "headers": {LONG: LONG}},
        {"action": "evaluate", "script": LONG, "argument": {"value": LONG, "list": [LONG]}},
        {"action": "upload", "target": "a", "files": [{"name": LONG, "data": "eHh4" * LONG_CHARS}, {"name": "b"}]},
        {"action": "fill", "target": "a", "unknown": LONG, "value": None},
    ],
)
def test_long_texts_come_into_their_fields(stored: dict[str, Any]) -> None:
    job = {"targetUrl": LONG, "actions": [{"action": "click", "target": "a"}, stored]}
    for kind, document in ((Action, stored), (CreateJobRequest, job)):
        message = kind()
        stored_json.parse(document, message)
        assert message == ParseDict(document, kind(), ignore_unknown_fields=True)
