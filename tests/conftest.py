"""Fixtures come as plug-ins, a module for each part of the world."""

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.gateway",
    "tests.fixtures.jobs",
    "tests.fixtures.runs",
    "tests.fixtures.site",
    "tests.fixtures.watch",
    "tests.fixtures.worker",
]
