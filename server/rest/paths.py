"""The words that paths of the API are made of."""

import re
from collections.abc import Iterable, Iterator

from google.api import annotations_pb2
from google.api.http_pb2 import HttpRule
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor


def words_beside(variable: str, services: Iterable[ServiceDescriptor]) -> frozenset[str]:
    """The words that stand in some path where another has a variable of this name, such as `batch` of
    `/api/v1/jobs/batch` beside `/api/v1/jobs/{task_name}`: what the variable stands for must be none of them.
    """
    paths = [path for service in services for method in service.methods for path in _paths(method)]
    before = {path.partition(f"{{{variable}}}")[0] for path in paths if f"{{{variable}}}" in path}
    found = (
        re.match(r"[^/{]+", path.removeprefix(start)) for start in before for path in paths if path.startswith(start)
    )
    return frozenset(word[0] for word in found if word)


def _paths(method: MethodDescriptor) -> Iterator[str]:
    rule: HttpRule = method.GetOptions().Extensions[annotations_pb2.http]  # type: ignore[index]  # untyped there
    for binding in [rule, *rule.additional_bindings]:
        verb = binding.WhichOneof("pattern")
        if verb is not None:
            yield getattr(binding, verb)
