"""What one navigation has told of a site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Kind = Literal["up", "down", "limited", "blocked", "none"]
"""What it says of the site: it answers; it does not, or is broken; it asks for fewer requests; it keeps browsers out;
nothing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one navigation of a tab has told of the site that it has come to."""

    host: str
    """Of the URL that has answered or failed, as `store.address.site` has it."""
    client_id: str
    job_id: UUID
    kind: Kind
    retry_after: str | None = None
    """The Retry-After header, as it was sent."""
    rate_headers: Mapping[str, str] = field(default_factory=dict)
    """The headers that tell how much is left of a limit, with small letters, as they were sent."""
    date: str | None = None
    """The Date header, as it was sent: when the site says that it has answered."""


def forget(verdict: Verdict) -> None:
    """For those who keep none."""
