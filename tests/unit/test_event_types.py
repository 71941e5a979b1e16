"""The types of events that requests may name: those that there are, and no others."""

import pytest
from google.protobuf.message import Message
from tabwright.v1.job_service_pb2 import WatchJobsRequest
from tabwright.v1.webhook_pb2 import JobWebhook
from tabwright.v1.webhook_service_pb2 import CreateWebhookRequest, UpdateWebhookRequest

from server.calls.validation import violations

TYPES = [
    "job.created",
    "job.started",
    "job.progress",
    "job.retrying",
    "job.completed",
    "job.failed",
    "job.cancelled",
    "job.replayed",
    "job.paused",
    "job.resumed",
    "job.intervention_needed",
    "job.viewed",
    "job.controlled",
]
ALERTS = ["alert.firing", "alert.resolved"]
URL = "https://example.com/hook"


def requests(event_type: str) -> list[Message]:
    return [
        WatchJobsRequest(type=[event_type]),
        JobWebhook(url=URL, events=[event_type]),
        CreateWebhookRequest(url=URL, events=[event_type]),
        UpdateWebhookRequest(id="01a20664-fedb-7026-a0a1-3d68cd0d4df7", events=[event_type]),
    ]


@pytest.mark.parametrize("event_type", TYPES)
def test_every_type_of_event_may_be_asked_for_wherever_one_is(event_type: str) -> None:
    assert [violations(request) for request in requests(event_type)] == [[], [], [], []]


@pytest.mark.parametrize("event_type", ALERTS)
def test_webhooks_may_ask_for_alerts_and_nobody_else(event_type: str) -> None:
    of_watch, of_job, created, updated = map(violations, requests(event_type))
    assert (created, updated) == ([], [])
    assert of_watch
    assert of_job


def test_no_other_may_and_the_answer_says_which_there_are() -> None:
    of_jobs = f"must be in list [{', '.join(TYPES)}]"
    of_webhooks = f"must be in list [{', '.join(TYPES + ALERTS)}]"
    assert [violations(request) for request in requests("job.lost")] == [
        [("type[0]", of_jobs)],
        [("events[0]", of_jobs)],
        [("events[0]", of_webhooks)],
        [("events[0]", of_webhooks)],
    ]
