"""Page tokens: where the next page of a list begins. Opaque to clients, so that it may change."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from server.calls.faults import InvalidRequest

Place = TypeVar("Place")


def encode(place: UUID | int | str, of: str) -> str:
    """A token for a place in a list, which `of` names: what it is a list of."""
    return urlsafe_b64encode(f"{of} {place}".encode()).decode().rstrip("=")


def decode(token: str, kind: Callable[[str], Place], of: str) -> Place:
    """Reads a token of this list back into the kind of place that it was made of. Raises InvalidRequest."""
    try:
        name, _, place = urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode().partition(" ")
        found = kind(place) if name == of else None
    except ValueError:
        found = None
    if found is None:
        raise InvalidRequest([("pageToken", "is not a token that this list has answered")])
    return found
