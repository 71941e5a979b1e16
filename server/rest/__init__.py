"""What REST needs beyond what the gateway does: strict JSON bodies."""
