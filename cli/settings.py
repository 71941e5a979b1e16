"""Settings of everything on one machine, `tabwright up`."""

import os
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from cli.errors import CommandError
from cli.gateway import ANY_ORIGIN
from cli.parts import ADDRESS_FILE, GATEWAY_ADDRESS_FILE
from cli.profile import data_folder, read_file
from store.environment import WrongSetting, read
from store.settings import UrlSettings

_Settings = TypeVar("_Settings", bound=BaseSettings)

LOOPBACK = "127.0.0.0/8,::1/128"
"""What jobs of `tabwright up` and `tabwright demo` may open beside the internet and ALLOW_PRIVATE_ADDRESSES: who can
reach these, which listen on loopback only, can reach all of it anyway.
"""


class UpSettings(UrlSettings):
    """Everything on one machine.

    `tabwright up` and `make run`. All parts listen on loopback only.
    """

    port: int = Field(3000, ge=1, le=65535, description="Port of the gateway: REST, gRPC-Web and gRPC, on loopback.")
    grpc_port: int = Field(50051, ge=1, le=65535, description="Port of the gRPC server.")
    tabwright_data: Path = Field(Path(".tabwright"), description="Folder of the database, the artifacts and the logs.")
    cors_allowed_origins: str = Field(
        "",
        description="The origins whose web pages may call the gateway, separated by commas, such as "
        "`https://app.example.com,http://localhost:5173`; `*`: all origins.",
    )

    @field_validator("cors_allowed_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for origin in _origins(value):
            parts = urlsplit(origin)
            is_origin = parts.scheme in {"http", "https"} and origin == f"{parts.scheme}://{parts.netloc}".lower()
            if origin != ANY_ORIGIN and not (is_origin and parts.netloc):
                raise ValueError(
                    f"{origin!r} is not an origin: it must be like https://app.example.com, without a path, or *"
                )
        return value

    @model_validator(mode="after")
    def _has_two_ports(self) -> Self:
        if self.port == self.grpc_port:
            raise ValueError(f"PORT and GRPC_PORT must differ: both are {self.port}")
        return self

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """The origins of `cors_allowed_origins`."""
        return _origins(self.cors_allowed_origins)


def _origins(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def read_settings(kind: type[_Settings]) -> _Settings:
    """The settings of a kind, from the environment. Raises CommandError."""
    try:
        return read(kind)
    except WrongSetting as error:
        raise CommandError(str(error)) from None


def settings_of_running(address: str | None = None) -> UpSettings:
    """Those of the `tabwright up` that runs, wherever that is; of several, of the one at this address. Raises
    CommandError.
    """
    folder = data_folder(address)
    found: dict[str, Any] = {"tabwright_data": folder}
    for name, file in (("port", GATEWAY_ADDRESS_FILE), ("grpc_port", ADDRESS_FILE)):
        if where := read_file(folder / file):
            found[name] = int(where.rpartition(":")[2])
    return read_settings(UpSettings).model_copy(update=found)


def named_database() -> list[str]:
    """Which settings name a database; where one does, it is not that of `tabwright up`. As everywhere, an empty value
    is as none.
    """
    return [name for name in ("DATABASE_URL", "DB_HOST") if os.environ.get(name)]
