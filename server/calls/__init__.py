"""What surrounds every call: who calls, what it may cost, whether it is valid, and what an error becomes.

`interceptors` has the order; each of the others does one of these things.
"""
