"""JSON texts that PostgreSQL takes."""

import json
import math
from typing import Any

import orjson

_REPLACEMENT = "\ufffd"
_NUL = r"\u0000"


def dumps(value: Any) -> str:
    """Writes a value as JSON for a jsonb column.

    Pages hold what jsonb refuses. In strings, NUL and lone surrogates become U+FFFD; numbers that are not
    finite become null, as in JavaScript's own JSON; times are as RFC 3339 has them; what else JSON has no word for
    becomes its text.
    """
    try:
        text = orjson.dumps(value, default=str).decode()
    except orjson.JSONEncodeError:  # a lone surrogate, a number beyond 64 bits, or deeper than orjson goes
        text = _NUL
    return text if _NUL not in text else json.dumps(_storable(value), ensure_ascii=False, default=str)


def _storable(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\0", _REPLACEMENT).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case float() if not math.isfinite(value):
            return None
        case dict():
            return {_storable(key): _storable(item) for key, item in value.items()}
        case list() | tuple():
            return [_storable(item) for item in value]
        case _:
            return value
