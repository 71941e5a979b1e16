"""What `tabwright workers` says of a worker that runs fewer jobs than it has slots."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.worker_pb2 import Worker

from cli.browsers import _held

OF_PROCESS = {"host": "box", "pid": 7, "slotsLimit": 2}


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ({}, "A worker runs at most 2 jobs at once now."),
        (OF_PROCESS, "The worker on box (process 7) runs at most 2 jobs at once now."),
        (
            OF_PROCESS | {"load": {"memory": 0.91, "reason": "memory"}},
            "The worker on box (process 7) runs at most 2 jobs at once now: memory.",
        ),
    ],
    ids=["client", "no reason", "administrator"],
)
def test_who_may_know_is_told_which_worker_and_why(metadata: dict[str, Any], told: str) -> None:
    assert _held(ParseDict({"status": "held", "slotsLimit": 2, "metadata": metadata}, Worker())) == told
