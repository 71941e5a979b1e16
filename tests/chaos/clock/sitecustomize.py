"""Runs a Python process on a machine whose clock is wrong by as many seconds as the file at CHAOS_CLOCK says.

The file is read at each look at the clock, so that the clock can also jump. What measures time (time.monotonic, the
loop of asyncio) goes on as it does on a machine whose clock is set.
"""

import datetime as dt
import os
import time
from pathlib import Path

_time, _time_ns, _datetime = time.time, time.time_ns, dt.datetime
_file = Path(os.environ["CHAOS_CLOCK"])


def _wrong_s() -> float:
    try:
        return float(_file.read_text())
    except (OSError, ValueError):  # it is being written
        return 0.0


class _Kind(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _datetime)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, _datetime)


class _WrongDatetime(_datetime, metaclass=_Kind):
    """What it says of now is of this kind: libraries in Rust take no other."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
        now: dt.datetime = super().now(tz)
        return now + dt.timedelta(seconds=_wrong_s())

    @classmethod
    def utcnow(cls) -> dt.datetime:  # type: ignore[override]
        now: dt.datetime = super().now(dt.UTC)
        return now.replace(tzinfo=None) + dt.timedelta(seconds=_wrong_s())


time.time = lambda: _time() + _wrong_s()
time.time_ns = lambda: _time_ns() + int(_wrong_s() * 1e9)
dt.datetime = _WrongDatetime  # type: ignore[misc]
