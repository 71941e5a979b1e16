"""A service of the API is one entry in the server's table: everything else is made from its definition."""

from pathlib import Path

from docs.services import gateway, services
from server.services.table import DESCRIPTORS

ROOT = Path(__file__).parents[2]


def test_the_table_has_every_service_of_the_api() -> None:
    called = {f"tabwright.v1.{service.name}" for service in services()}
    assert {descriptor.full_name for descriptor in DESCRIPTORS} == {
        *called,
        "tabwright.v1.EventStreamService",
    }


def test_a_new_service_is_transcoded_once_the_gateways_list_is_made_again() -> None:
    config = (ROOT / "envoy" / "envoy.yaml").read_text()
    without = config.replace("                        - tabwright.v1.JobService\n", "")
    assert without != config
    assert gateway(without) == config
