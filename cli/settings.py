"""Settings of everything on one machine, `tabwright up`."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings


class UpSettings(BaseSettings):
    """Everything on one machine.

    `tabwright up` and `make run`. All of it listens on loopback only.
    """

    port: int = Field(3000, ge=1, le=65535, description="Port of the gateway: REST, gRPC-Web and gRPC, on loopback.")
    grpc_port: int = Field(50051, ge=1, le=65535, description="Port of the gRPC server.")
    tabwright_data: Path = Field(Path(".tabwright"), description="Folder of the database, the artifacts and the logs.")
