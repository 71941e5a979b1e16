"""Whose call it is."""

DEFAULT_CLIENT_ID = "default"


def client_id() -> str:
    """The client that the running call belongs to. All calls are one client's until there are keys."""
    return DEFAULT_CLIENT_ID
