"""Settings of everything on one machine, `tabwright up`."""

from pathlib import Path

from pydantic import Field

from store.settings import UrlSettings

LOOPBACK = "127.0.0.0/8,::1/128"
"""What jobs of `tabwright up` and `tabwright demo` may open beside the internet and ALLOW_PRIVATE_ADDRESSES: who can
reach these, which listen on loopback only, can reach all of it anyway.
"""


class UpSettings(UrlSettings):
    """Everything on one machine.

    `tabwright up` and `make run`. All of it listens on loopback only.
    """

    port: int = Field(3000, ge=1, le=65535, description="Port of the gateway: REST, gRPC-Web and gRPC, on loopback.")
    grpc_port: int = Field(50051, ge=1, le=65535, description="Port of the gRPC server.")
    tabwright_data: Path = Field(Path(".tabwright"), description="Folder of the database, the artifacts and the logs.")
