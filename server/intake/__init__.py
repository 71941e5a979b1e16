"""Accepting jobs: rights, URLs, quota and idempotency, before one statement makes them."""
