"""What HTTP needs beyond what the gateway does: strict JSON bodies, and files for browsers."""
