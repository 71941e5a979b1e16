"""Settings of the server."""

from pydantic import Field
from pydantic_settings import BaseSettings

MAX_REQUEST_BYTES = 16 * 1024 * 1024
"""The largest request. The gateway refuses larger bodies, and the server larger messages."""


class ServerSettings(BaseSettings):
    """Server.

    The gRPC server, `python -m server`. `tabwright up` passes these on.
    """

    grpc_host: str = Field(
        "127.0.0.1", description="Address that the gRPC server listens on; `0.0.0.0` for all interfaces."
    )
    grpc_port: int = Field(50051, ge=1, le=65535, description="Port of the gRPC server.")
    grpc_reflection: bool = Field(default=True, description="Whether the server answers reflection, as grpcurl asks.")
    default_job_timeout_ms: int = Field(
        30_000, ge=1, le=3_600_000, description="Time for one attempt of a job that does not say it itself."
    )
    max_job_retries: int = Field(
        3, ge=0, le=100, description="How often a job that does not say it itself is started again."
    )
