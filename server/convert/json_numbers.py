"""Numbers of JSON that has come as a Struct."""

from typing import Any


def whole(value: Any) -> Any:
    """JSON of a Struct, which knows no whole numbers, with those as they were written."""
    match value:
        case float() if value.is_integer() and abs(value) < 2**53:
            return int(value)
        case dict():
            return {name: whole(one) for name, one in value.items()}
        case list():
            return [whole(one) for one in value]
    return value
