"""Where the pages of tests are."""

LOOPBACK = "127.0.0.0/8,::1/128"
"""ALLOW_PRIVATE_ADDRESSES of all that shall open them."""
NEAR = "127.0.0.0/16,::1/128"
"""The same, where something of this machine is to count as inner."""
INNER = "127.8.0.1"
"""That something."""
