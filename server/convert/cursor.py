"""Cursors as clients see them: opaque, so that they may change."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID

from store.records.events import Cursor

_FORM = struct.Struct(">BQ16sIQ")
_VERSION = 1


def encode(cursor: Cursor) -> str:
    """50 characters that fit into a URL and a header."""
    milliseconds = int(cursor.at.timestamp() * 1000)
    packed = _FORM.pack(_VERSION, cursor.position, cursor.job_id.bytes, cursor.sequence, milliseconds)
    return urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str) -> Cursor:
    """Raises ValueError."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        version, position, job_id, sequence, milliseconds = _FORM.unpack(raw)
        at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError, struct.error) as error:
        raise ValueError("is not a cursor") from error
    if version != _VERSION or position >= 2**63:
        raise ValueError("is not a cursor of this release")
    return Cursor(position, UUID(bytes=job_id), sequence, at)
