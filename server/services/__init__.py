"""One gRPC service a file: each handler validates, calls, converts and returns."""
