"""The gRPC server: thin handlers over store.

A call comes in through `interceptors`, a `*_service` validates, calls the store, converts (`convert`) and
returns; what goes wrong becomes a status in `faults`.
"""
