"""Who lists the services lists them all."""

from pathlib import Path

import pytest

from server.services.table import DESCRIPTORS

ROOT = Path(__file__).parent.parent.parent
PUBLIC = [service.name for service in DESCRIPTORS if service.name != "EventStreamService"]  # that one is REST's alone


@pytest.mark.parametrize(
    ("file", "listed"),
    [
        ("envoy/envoy.yaml", "- tabwright.v1.{}\n"),
        ("gen/go/tabwright/client.go", "v1.New{}Client(connection)"),
        ("gen/java/src/main/java/dev/tabwright/Channels.java", "{}Grpc.getServiceDescriptor()"),
        ("gen/java/src/main/java/dev/tabwright/Client.java", "{}Grpc.newBlockingStub(channel)"),
        ("gen/typescript/src/client.ts", "createClient({}, transport)"),
    ],
)
def test_every_service_is_there(file: str, listed: str) -> None:
    text = (ROOT / file).read_text()
    assert [name for name in PUBLIC if listed.format(name) not in text] == []
