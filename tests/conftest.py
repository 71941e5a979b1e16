"""Fixtures come as plug-ins, a module for each part of the world."""

import gc
import os
import signal
import sys

import pytest
import structlog

# What is collected stays to the end: to look for garbage in it takes a second in each process of tests.
gc.disable()

# Tests start processes while they have channels open; gRPC's own precautions for that break the child now and then.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

# Containers often say so; then each of the many processes that tests start compiles all modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Many run at the same time, and all would want the same port.
os.environ["ENABLE_METRICS"] = "false"
os.environ["LIVE_PORT"] = "0"

# What is on this machine is asked itself, also where the web is reached through a proxy.
for _name in ("NO_PROXY", "no_proxy"):
    os.environ[_name] = ",".join(filter(None, [os.environ.get(_name), "127.0.0.1,::1,localhost"]))

# What else runs on this machine does not change how many jobs a worker runs; tests of that say otherwise.
for _name in ("WORKER_MAX_MEMORY_PERCENT", "WORKER_MAX_CPU_PERCENT"):
    os.environ[_name] = "100"

# Commands that are started here shall hear Ctrl-C, also where a shell that has the tests in the background does not let
# them hear it themselves: what is ignored is ignored by children too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# As structlog does by itself, but for its way to show exceptions: with the variables of each frame, and all of it
# coloured, which takes 0.1 s of a core each.
structlog.configure(
    [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.StackInfoRenderer(),
        structlog.dev.set_exc_info,
        structlog.processors.TimeStamper("%Y-%m-%d %H:%M:%S", utc=False),
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.jobs",  # these two before those that import them
    "tests.fixtures.fake_server",
    "tests.fixtures.collector",
    "tests.fixtures.egress",
    "tests.fixtures.site",
    "tests.fixtures.gateway",
    "tests.fixtures.lanes",
    "tests.fixtures.lender",
    "tests.fixtures.live",
    "tests.fixtures.live_person",
    "tests.fixtures.oidc_provider",
    "tests.fixtures.people",
    "tests.fixtures.portal",
    "tests.fixtures.proxy",
    "tests.fixtures.receiver",
    "tests.fixtures.runs",
    "tests.fixtures.schedules",
    "tests.fixtures.secrets",
    "tests.fixtures.sessions",
    "tests.fixtures.standing",
    "tests.fixtures.story",
    "tests.fixtures.users",
    "tests.fixtures.valid_requests",
    "tests.fixtures.watch",
    "tests.fixtures.web_proxy",
    "tests.fixtures.wheel",
    "tests.fixtures.wilful_site",
    "tests.fixtures.worker",
]

_BROWSER_OR_GATEWAY = {"browsers", "start_worker", "gateway_process"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole-corpus", action="store_true", help="try all tricks of tests/egress in all engines")
    parser.addoption("--all-lanes", action="store_true", help="compare the two lanes on all pages of the tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what `make test-fast` leaves out."""
    for item in items:
        if _BROWSER_OR_GATEWAY.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
