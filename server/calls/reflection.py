"""Tells tools such as grpcurl what there is to call: gRPC's server reflection, in both of its versions.

grpcio-reflection has v1alpha only. v1 is the same under another name, so that the same servicer answers both.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import grpc
from google.protobuf import text_format
from google.protobuf.descriptor import Descriptor, FileDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pb2 import DescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.rpc import error_details_pb2, status_pb2
from grpc_reflection.v1alpha import reflection, reflection_pb2, reflection_pb2_grpc

from server.calls.handlers import Handlers

_V1 = "grpc.reflection.v1.ServerReflection"


def add_reflection(services: Iterable[ServiceDescriptor], handlers: Handlers) -> None:
    """Makes a server tell of these services, of the details that errors have, and of reflection itself."""
    by_name = {service.full_name: service.file for service in services}
    names = [*by_name, _V1, reflection.SERVICE_NAME]
    pool = _Pool([*by_name.values(), error_details_pb2.DESCRIPTOR, status_pb2.DESCRIPTOR, reflection_pb2.DESCRIPTOR])
    servicer = reflection.aio.ReflectionServicer(names, pool)
    reflection_pb2_grpc.add_ServerReflectionServicer_to_server(servicer, handlers)
    answer = grpc.stream_stream_rpc_method_handler(
        servicer.ServerReflectionInfo,
        request_deserializer=reflection_pb2.ServerReflectionRequest.FromString,
        response_serializer=reflection_pb2.ServerReflectionResponse.SerializeToString,
    )
    handlers.add_registered_method_handlers(_V1, {"ServerReflectionInfo": answer})


class _Pool:
    """A pool that finds methods as well, which tools ask for: protobuf's own finds every other symbol. It is filled
    when something is asked for: most servers are never asked, and all would start later.
    """

    def __init__(self, files: Iterable[FileDescriptor]) -> None:
        self._files = files

    @cached_property
    def _pool(self) -> DescriptorPool:
        return _filled(self._files)

    def FindFileContainingSymbol(self, symbol: str) -> FileDescriptor:  # noqa: N802 - a pool's
        try:
            return self._pool.FindFileContainingSymbol(symbol)
        except KeyError:
            return self._pool.FindMethodByName(symbol).containing_service.file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pool, name)


def _filled(files: Iterable[FileDescriptor]) -> DescriptorPool:
    """The files, all that they need, and v1 of reflection.

    The process's own pool lacks the fields' names in JSON: tools would print others than REST does.
    """
    pool = DescriptorPool()
    added: set[str] = set()

    def add(file: FileDescriptor) -> None:
        if file.name not in added:
            added.add(file.name)
            for needed in file.dependencies:
                add(needed)
            pool.AddSerializedFile(_described(file).SerializeToString())

    for file in files:
        add(file)
    v1 = str(_described(reflection_pb2.DESCRIPTOR)).replace("v1alpha", "v1")
    pool.AddSerializedFile(text_format.Parse(v1, FileDescriptorProto()).SerializeToString())
    return pool


def _described(file: FileDescriptor) -> FileDescriptorProto:
    described = FileDescriptorProto()
    file.CopyToProto(described)
    for message in described.message_type:
        _add_json_names(message, file.message_types_by_name[message.name])
    return described


def _add_json_names(message: DescriptorProto, known: Descriptor) -> None:
    for field in message.field:
        field.json_name = known.fields_by_name[field.name].json_name
    for nested in message.nested_type:
        _add_json_names(nested, known.nested_types_by_name[nested.name])
