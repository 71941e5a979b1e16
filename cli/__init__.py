"""The `tabwright` command: everything on one machine, and the client."""

import os

import store as store  # before any message

# What gRPC says of connections is for its developers; errors of calls tell users. It looks when it is imported.
os.environ.setdefault("GRPC_VERBOSITY", "ERROR")
# We fork while gRPC's threads run, but only to exec: its fork handlers have nothing to do there.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
