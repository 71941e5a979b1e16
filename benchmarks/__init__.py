"""Measures Tabwright beside the plainest thing that could do the same: a Playwright loop."""

import os

# We fork while gRPC's threads run, but only to exec: its fork handlers have nothing to do there. gRPC looks at
# this when it is imported.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
