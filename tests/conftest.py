"""Fixtures come as plug-ins, a module for each part of the world."""

import os
import signal

# Tests start processes while they have channels open; gRPC's own precautions for that break the child now and then.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

# Commands that are started here shall hear Ctrl-C, also where a shell that has the tests in the background does not let
# them hear it themselves: what is ignored is ignored by children too.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.jobs",  # these two before those that import them
    "tests.fixtures.site",
    "tests.fixtures.gateway",
    "tests.fixtures.proxy",
    "tests.fixtures.receiver",
    "tests.fixtures.runs",
    "tests.fixtures.schedules",
    "tests.fixtures.sessions",
    "tests.fixtures.story",
    "tests.fixtures.valid_requests",
    "tests.fixtures.watch",
    "tests.fixtures.wheel",
    "tests.fixtures.worker",
]
