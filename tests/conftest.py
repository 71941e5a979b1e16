"""Fixtures come as plug-ins, a module for each part of the world."""

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.jobs",  # before those that import it
    "tests.fixtures.gateway",
    "tests.fixtures.proxy",
    "tests.fixtures.receiver",
    "tests.fixtures.runs",
    "tests.fixtures.sessions",
    "tests.fixtures.site",
    "tests.fixtures.story",
    "tests.fixtures.watch",
    "tests.fixtures.worker",
]
