"""Which connections may be made: the port, the host, and each address that the host turns out to have."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from store.address import IPAddress, IPNetwork, are_private, parse_address, parse_host, parse_network
from store.urls.url_rules import WHITELIST, MalformedPattern, Pattern, Policy, Refusal, UrlRules
from worker.egress.failure import FailureKind, NotConnected, OwnRule
from worker.egress.upstream import Proxy


@dataclass(slots=True)
class Bounds:
    """What holds for all browsers."""

    ports: Sequence[tuple[int, int]]
    allowed: Sequence[IPNetwork]
    denied: Sequence[IPNetwork]
    places: Sequence[tuple[str, int]] = ()
    """Hosts and ports that the installation needs for itself."""
    place_addresses: frozenset[tuple[IPAddress, int]] = frozenset()
    """The addresses and ports that these have."""
    own_addresses: frozenset[IPAddress] = frozenset()
    """Those of this machine."""
    own_ports: Collection[int] = field(default_factory=set)
    """The guard's own ports, all on loopback."""
    proxy: Proxy | None = None
    """What leads to the web, for jobs without a proxy of their own."""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Bounds":
        return cls(
            ports=[(first, last) for first, last in value["ports"]],
            allowed=[parse_network(one) for one in value["allowed"]],
            denied=[parse_network(one) for one in value["denied"]],
            places=[(parse_host(host)[0], port) for host, port in value["places"]],
            proxy=replace(Proxy.from_json(value["proxy"]), is_operators=True) if value["proxy"] else None,
        )

    @property
    def ports_here(self) -> set[int]:
        """The ports of this machine that browsers must not reach: the guard's, and those of parts that are here."""
        return {port for address, port in self.place_addresses if self.is_here(address)}.union(self.own_ports)

    def is_here(self, address: IPAddress) -> bool:
        """Whether an address leads to this machine."""
        return address.is_loopback or address.is_unspecified or address in self.own_addresses


class Judge:
    """What the browser of one job may connect to. Everything here raises NotConnected for what it may not."""

    def __init__(self, policies: Iterable[Mapping[str, Any]], bounds: Bounds, *, everything: bool) -> None:
        """With `everything`, whitelists hold for all that a page loads, and not for its documents only."""
        self._rules = UrlRules([_policy(row) for row in policies], bounds.allowed)
        self._bounds = bounds
        self._whitelisted = everything

    def check_host(self, host: str, port: int) -> None:
        """Judges what is known before anybody is asked for addresses."""
        self._check_port(port)
        if refusal := self._rules.host_refusal(host, port, whitelisted=self._whitelisted):
            raise _refused(refusal)

    def check_proxy(self, host: str, port: int) -> None:
        """Judges the host of the job's proxy, of which the worker has judged the URL, by whitelists too."""
        self._check_port(port)
        if refusal := self._rules.host_refusal(host, port, whitelisted=False):
            raise _refused(refusal)

    def check_address(self, host: str, port: int, address: IPAddress) -> None:
        """Judges an address that the host has. What is inside is only told to be so, and not which of it is ours."""
        forms = parse_address(str(address))
        bounds = self._bounds
        if refusal := self._rules.address_refusal(host, port, forms):
            raise _refused(refusal)
        if any(form in network for form in forms for network in bounds.denied):
            raise NotConnected(
                FailureKind.REFUSED, f"leads to {forms[-1]}, which EGRESS_DENIED_ADDRESSES has", OwnRule.DENIED
            )
        if (host, port) in bounds.places or any((form, port) in bounds.place_addresses for form in forms):
            raise _of_installation()
        if port in bounds.ports_here and any(bounds.is_here(form) for form in forms):
            raise _of_installation()
        ours = bounds.own_addresses | {one for one, _ in bounds.place_addresses}
        if any(form in ours for form in forms) and not self._is_opened(host, port, forms):
            raise _of_installation()

    def _is_opened(self, host: str, port: int, forms: Sequence[IPAddress]) -> bool:
        is_allowed = any(form in network for form in forms for network in self._bounds.allowed)
        return is_allowed or self._rules.opens_inside(host, port)

    def check_place(self, host: str, port: int) -> None:
        """Judges a host whose addresses are not ours to find."""
        if (host, port) in self._bounds.places:
            raise _of_installation()

    def _check_port(self, port: int) -> None:
        if not any(first <= port <= last for first, last in self._bounds.ports):
            raise NotConnected(
                FailureKind.REFUSED, "has a port that this installation does not open (EGRESS_PORTS)", OwnRule.PORT
            )


def usable_addresses(known: Sequence[IPAddress], allowed: Sequence[IPNetwork]) -> list[IPAddress]:
    """Which of the addresses that a host is known to be it shall be reached at: those that are open, if some are."""
    return [one for one in known if not are_private((one,), allowed)] or list(known)


def _of_installation() -> NotConnected:
    return NotConnected(FailureKind.REFUSED, "leads to a part of this installation", OwnRule.INSTALLATION)


def _refused(refusal: Refusal) -> NotConnected:
    return NotConnected(FailureKind.REFUSED, refusal.reason, refusal.rule)


def _policy(row: Mapping[str, Any]) -> Policy:
    try:
        pattern = Pattern.parse(row["pattern"])
    except MalformedPattern:  # written past the API; the worker has said so
        pattern = Pattern.parse("nothing.invalid")
    return Policy(
        id=UUID(str(row["id"])),
        pattern=pattern,
        text=row["pattern"],
        is_whitelist=row["type"] == WHITELIST,
        is_global=row["client_id"] is None,
    )
