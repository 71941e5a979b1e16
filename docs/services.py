"""The services of the API, and what is made of their list: the members of the Python SDK's clients, and what the
gateway transcodes.

`make gen` runs it before whatever imports the SDK, which may still name a service that is gone.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorSet

_GEN = Path(__file__).parent.parent / "gen"
_UNCOUNTABLE = {"audit", "explore", "health", "render"}
_REST_ALONE = {"EventStreamService"}
"""What other services answer, in a form that only HTTP knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """A service that the clients of the SDKs have."""

    name: str
    """Such as `ApiKeyService`."""
    file: str
    """Such as `tabwright/v1/api_key_service.proto`."""
    member: str
    """What a client calls it, in words with `_` between them, such as `api_keys`."""


def services() -> list[Service]:
    """All that gRPC clients call, by name."""
    described = FileDescriptorSet.FromString((_GEN / "descriptor" / "tabwright.binpb").read_bytes())
    found = [
        (file.name, service) for file in described.file for service in file.service if service.name not in _REST_ALONE
    ]
    return sorted(
        (Service(name=service.name, file=file, member=_member(service.name)) for file, service in found),
        key=lambda one: one.name,
    )


def _member(name: str) -> str:
    """The plural of what it serves."""
    word = re.sub(r"(?<=.)(?=[A-Z])", "_", name.removesuffix("Service")).lower()
    if word in _UNCOUNTABLE:
        return word
    return re.sub(r"(?<=[^aeiou])y$", "ie", word) + "s"


_PYTHON = '''\
# Made by `make gen` from the services of the API. Do not edit.
"""The services of the API: a stub of each over one channel."""

import grpc

from tabwright.v1 import (
{described}
)
{imports}

SERVICES = (
{names}
)
"""Their full names."""


class Services:
    """What a blocking client has."""

    def __init__(self, channel: grpc.Channel) -> None:
{members}


class AsyncServices:
    """What a client for asyncio has."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
{members}
'''


def python() -> str:
    """gen/python/tabwright/services.py."""
    listed = services()
    return _PYTHON.format(
        imports="\n".join(sorted(f"from {_module(one)} import {one.name}Stub" for one in listed)),
        described="\n".join(f"    {_module(one).rpartition('.')[2].removesuffix('_grpc')}," for one in listed),
        # By its description, which a stub that needs nothing of its own file does not bring along.
        names="\n".join(
            f"    {_module(one).rpartition('.')[2].removesuffix('_grpc')}"
            f'.DESCRIPTOR.services_by_name["{one.name}"].full_name,'
            for one in listed
        ),
        members="\n".join(f"        self.{one.member} = {one.name}Stub(channel)" for one in listed),
    )


def gateway(config: str) -> str:
    """The gateway's configuration with all services in the list of those that it transcodes."""
    before, anchor, rest = config.partition("services: &services\n")
    listed = re.match(r"(?P<indent> *)- tabwright\.v1\.\w+\n(?:(?P=indent)- tabwright\.v1\.\w+\n)*", rest)
    if listed is None:
        raise LookupError("envoy.yaml must have a list of services at the anchor &services")
    lines = "".join(f"{listed['indent']}- tabwright.v1.{one.name}\n" for one in services())
    return before + anchor + lines + rest[listed.end() :]


def _module(service: Service) -> str:
    return service.file.removesuffix(".proto").replace("/", ".") + "_pb2_grpc"


if __name__ == "__main__":
    (_GEN / "python" / "tabwright" / "services.py").write_text(python())
