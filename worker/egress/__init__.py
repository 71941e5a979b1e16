"""The guard of what leaves: a process of its own, through which all connections of a worker's browsers go.

`guard` is what the worker knows of it, and the only module here that the rest of the worker imports. All others are the
process, which imports little, so that it is small: `control` is its end of the channel to the worker, `entrance` the
SOCKS port of one browser, `judge` decides, `resolver` asks name servers, `dialling` connects, `relay` carries bytes.
"""
