"""Why a connection was not made, as the guard tells it to its worker."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class FailureKind(StrEnum):
    """What kept a browser from being connected."""

    REFUSED = "refused"
    """It may not be: `rule` says by which rule."""
    NAME_NOT_RESOLVED = "name_not_resolved"
    """No name server knows an address for it."""
    RESOLVER_FAILED = "resolver_failed"
    """No name server has answered, or well."""
    CONNECTION_REFUSED = "connection_refused"
    UNREACHABLE = "unreachable"
    NO_NETWORK = "no_network"
    """There is no way to the internet from here at all."""
    TIMED_OUT = "timed_out"
    PROXY_FAILED = "proxy_failed"
    """The job's proxy cannot be reached, or does not connect us."""
    PROXY_AUTHENTICATION = "proxy_authentication"
    """The job's proxy refuses the username and the password."""
    TOO_MANY = "too_many"
    """The browser has more connections than one may have."""


class OwnRule(StrEnum):
    """The guard's rules beside those of `store.urls.url_rules.Rule`."""

    PORT = "port"
    """The port is not among EGRESS_PORTS."""
    INSTALLATION = "installation"
    """It leads to a part of this installation."""
    DENIED = "denied"
    """Its address is among EGRESS_DENIED_ADDRESSES."""
    HOST = "host"
    """It is no host that a browser would open."""
    NO_JOB = "no_job"
    """The browser has no job."""


@dataclass(frozen=True, slots=True)
class ConnectionFailure:
    """A connection that a browser asked for and did not get."""

    kind: FailureKind
    host: str
    """As `store.address.WebAddress` has it; as it was asked for, where it is none."""
    port: int
    reason: str
    """Continues "the connection to host:port …"."""
    rule: str | None = None
    """For REFUSED: a value of `store.urls.url_rules.Rule` or of OwnRule."""
    is_away: bool = False
    """For PROXY_FAILED: whether the proxy itself does not answer."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "ConnectionFailure":
        return cls(**{**value, "kind": FailureKind(value["kind"])})


class NotConnected(Exception):
    """Ends the making of a connection."""

    def __init__(self, kind: FailureKind, reason: str, rule: str | None = None, *, is_away: bool = False) -> None:
        super().__init__(reason)
        self.is_away = is_away
        self.kind = kind
        self.reason = reason
        self.rule = rule
