"""Fixtures come as plug-ins, a module for each part of the world."""

import os

# Tests start processes while they have channels open; gRPC's own precautions for that break the child now and then.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

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
    "tests.fixtures.watch",
    "tests.fixtures.worker",
]
