"""Where the pages of tests are."""

LOOPBACK = "127.0.0.0/8,::1/128"
"""ALLOW_PRIVATE_ADDRESSES of all that shall open them."""
