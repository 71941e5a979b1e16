"""The methods of a server, in one table."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import grpc

Method: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"


class Handlers(grpc.GenericRpcHandler):
    """Takes the methods of all services in a server's place, as generated code adds them there, and finds each.

    In the server itself each of them would be registered, and grpc.aio waits for a call of each of those by a future of
    its own, all of which it looks through with every call that comes: with our hundred and more that takes longer than
    the rest of what it does.
    """

    def __init__(self) -> None:
        self._methods: dict[str, Method] = {}

    def add_registered_method_handlers(self, service: str, handlers: Mapping[str, Method]) -> None:
        """Takes a service's methods."""
        self._methods.update({f"/{service}/{name}": handler for name, handler in handlers.items()})

    def add_generic_rpc_handlers(self, handlers: Iterable[grpc.GenericRpcHandler]) -> None:
        """Has the same methods already."""

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> "Method | None":
        """The handler of a method that is called, if there is one."""
        return self._methods.get(handler_call_details.method)
