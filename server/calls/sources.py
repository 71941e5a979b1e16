"""Where a call comes from."""

from collections.abc import Mapping

MAX_CHARS = 100


def address(metadata: Mapping[str, str], peer: str) -> str | None:
    """The IP address of whoever has made a call: as the gateway tells it, which takes what callers say themselves off
    the request; of a call past the gateway, the peer that grpc names. None: it is not known.
    """
    told = metadata.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return (told or _host(peer))[:MAX_CHARS] or None


def _host(peer: str) -> str:
    """`ipv4:127.0.0.1:50000`, `ipv6:%5B::1%5D:50000`."""
    kind, _, rest = peer.partition(":")
    if kind not in ("ipv4", "ipv6"):
        return ""
    return rest.rpartition(":")[0].replace("%5B", "").replace("%5D", "").strip("[]")
