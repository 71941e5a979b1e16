"""The trace that a caller is in, as W3C Trace Context writes it: `00-<trace id>-<span id>-<flags>`, in hexadecimal."""

import re
from dataclasses import dataclass

HEADER = "traceparent"
_FORM = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<trace_id>[0-9a-f]{32})-(?P<span_id>[0-9a-f]{16})-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceContext:
    """A place in a trace: the span of the caller."""

    trace_id: int
    span_id: int
    flags: int

    @property
    def text(self) -> str:
        """As version 00 writes it: what a later version adds is not for those who do not know it."""
        return f"00-{self.trace_id:032x}-{self.span_id:016x}-{self.flags:02x}"


def read(text: str | None) -> TraceContext | None:
    """What a header says. None where it is wrong: the standard wants it ignored then."""
    match = _FORM.fullmatch(text or "")
    if match is None or match["version"] == "ff" or (match["version"] == "00" and match["more"]):
        return None
    trace_id, span_id = int(match["trace_id"], 16), int(match["span_id"], 16)
    if not trace_id or not span_id:
        return None
    return TraceContext(trace_id=trace_id, span_id=span_id, flags=int(match["flags"], 16))
