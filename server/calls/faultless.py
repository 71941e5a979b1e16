"""Requests that were found faultless, so that the next one that differs from them in its URL and its name only need not
be asked about all rules again: that takes longer than all else that is done with a small request.
"""

import re
from typing import Any, cast

from google.protobuf.message import Message

MAX_KEPT = 1000
MAX_BYTES = 4 * 1024
"""How large a request may be that is remembered."""
MAX_URL_BYTES = 8 * 1024
"""As the rules of all these fields have it."""
KINDS = frozenset(
    f"tabwright.v1.{name}"
    for name in (
        "CreateJobRequest",
        "ExtractRequest",
        "PdfRequest",
        "RenderTextRequest",
        "ScreenshotRequest",
        "VisitRequest",
    )
)
"""What is asked for again and again, of one page after the other."""
URLS = ("target_url", "url")
NAME = "request_id"
TIMES = ("not_before",)
"""What is right or wrong by the clock. A request with one of them is not remembered."""

_NAME = re.compile(r"[!-~]{1,255}")
_ANY = "x"


class Faultless:
    """Remembers so many of them."""

    def __init__(self) -> None:
        self._kept: set[tuple[str, bytes]] = set()

    def place(self, message: Message, data: bytes) -> tuple[str, bytes] | None:
        """What a message and others like it are remembered by. None: it is not to be."""
        name = message.DESCRIPTOR.full_name
        if name not in KINDS or len(data) > MAX_BYTES:
            return None
        fields = cast(Any, message.DESCRIPTOR).fields_by_name
        if any(time in fields and message.HasField(time) for time in TIMES):
            return None
        like: Any = type(message)()
        like.CopyFrom(message)
        for url in URLS:
            if url in fields and 0 < len(getattr(like, url).encode()) <= MAX_URL_BYTES:
                setattr(like, url, _ANY)
        if _NAME.fullmatch(like.request_id):
            like.request_id = _ANY
        return name, like.SerializeToString(deterministic=True)

    def __contains__(self, place: tuple[str, bytes] | None) -> bool:
        return place in self._kept

    def add(self, place: tuple[str, bytes]) -> None:
        """Remembers it."""
        if len(self._kept) >= MAX_KEPT:
            self._kept.clear()
        self._kept.add(place)
