"""The gRPC server: thin handlers over store.

A call comes in through `calls`; its handler in `services` validates, calls the store, converts (`convert`) and
returns. What a job needs to be accepted is in `intake`, what tells of its events in `streams`, what runs without
a call in `background`. `rest` is what REST needs beyond the gateway.
"""

import store as store  # before any message
from store import plain_logs as plain_logs  # before structlog
