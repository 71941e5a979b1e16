"""Page tokens: where the next page of a list begins. Opaque to clients, so that it may change."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from server.faults import InvalidRequest

Place = TypeVar("Place")


def encode(place: UUID | int | str) -> str:
    return urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def decode(token: str, kind: Callable[[str], Place]) -> Place:
    """Reads a token back into the kind of place that it was made of. Raises InvalidRequest."""
    try:
        return kind(urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode())
    except ValueError as error:
        raise InvalidRequest([("pageToken", "is not a token that this list has answered")]) from error
