"""The descriptor that the gateway transcodes by: the API's, but what the server prints itself is an HTTP body."""

from google.protobuf.descriptor_pb2 import FileDescriptorSet

from server.rest.json_answers import is_printed_here
from server.services.table import DESCRIPTORS

_HTTP_BODY, _HTTP_BODY_FILE = ".google.api.HttpBody", "google/api/httpbody.proto"


def gateway_descriptor(api: FileDescriptorSet) -> FileDescriptorSet:
    here = {method.full_name for service in DESCRIPTORS for method in service.methods if is_printed_here(method)}
    # Envoy wants a file behind those that it imports; Google's import none of ours.
    described = FileDescriptorSet(file=sorted(api.file, key=lambda file: not file.name.startswith("google/")))
    for file in described.file:
        for service in file.service:
            for method in service.method:
                if f"{file.package}.{service.name}.{method.name}" not in here:
                    continue
                method.output_type = _HTTP_BODY
                if _HTTP_BODY_FILE not in file.dependency:
                    file.dependency.append(_HTTP_BODY_FILE)
    return described
