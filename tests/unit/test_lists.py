"""What commands say of lists that have nothing in them."""

import pytest
from tabwright.v1.alert_service_pb2 import ListAlertsResponse
from tabwright.v1.api_key_service_pb2 import ListApiKeysResponse
from tabwright.v1.audit_service_pb2 import ListAuditEventsResponse
from tabwright.v1.circuit_breaker_service_pb2 import ListCircuitBreakersResponse
from tabwright.v1.dead_letter_service_pb2 import ListDeadLettersResponse
from tabwright.v1.job_service_pb2 import ListJobsResponse
from tabwright.v1.task_type_service_pb2 import ListTaskTypesResponse
from tabwright.v1.webhook_service_pb2 import ListWebhookDeliveriesResponse
from typer.testing import CliRunner

from cli.__main__ import app
from tests.fixtures.fake_server import FakeServer

ID = "550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize(
    ("line", "answer", "told"),
    [
        ("jobs", ListJobsResponse(), "There is no job."),
        ("jobs --status failed", ListJobsResponse(), "No job matches."),
        ("jobs --browser 1", ListJobsResponse(), "No job matches."),
        (f"jobs --schedule {ID}", ListJobsResponse(), "No job matches."),
        ("alerts", ListAlertsResponse(), "There is no alert."),
        ("alerts --state firing", ListAlertsResponse(), "No alert matches."),
        ("alerts --severity info", ListAlertsResponse(), "No alert matches."),
        ("keys", ListApiKeysResponse(), "There is no key."),
        ("keys --client ann", ListApiKeysResponse(), "No key matches."),
        ("audit", ListAuditEventsResponse(), "There is no event."),
        ("audit --outcome denied", ListAuditEventsResponse(), "No event matches."),
        ("audit --after 2026-11-29", ListAuditEventsResponse(), "No event matches."),
        ("webhooks deliveries", ListWebhookDeliveriesResponse(), "There is no delivery."),
        ("webhooks deliveries --status failed", ListWebhookDeliveriesResponse(), "No delivery matches."),
        (f"webhooks deliveries --webhook {ID}", ListWebhookDeliveriesResponse(), "No delivery matches."),
        (f"webhooks deliveries --job {ID}", ListWebhookDeliveriesResponse(), "No delivery matches."),
        ("circuits", ListCircuitBreakersResponse(), "There is no circuit: nothing fails."),
        ("circuits --state open", ListCircuitBreakersResponse(), "No circuit matches."),
        ("task", ListTaskTypesResponse(), "There is no task type."),
        ("dlq", ListDeadLettersResponse(), "No job has failed."),
        ("dlq --browser 1", ListDeadLettersResponse(), "No failed job matches."),
    ],
)
def test_an_empty_list_says_whether_filters_made_it_so(
    fake_server: FakeServer, line: str, answer: object, told: str
) -> None:
    fake_server.answers = [[answer]]
    run = CliRunner().invoke(app, [*line.split(), "--address", f"127.0.0.1:{fake_server.port}"])
    assert (run.exit_code, run.stderr) == (0, f"{told}\n")
