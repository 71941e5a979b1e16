"""Which URLs a client's jobs may open. docs/url-policies.md tells it to people.

The server asks when it accepts a job, and the worker again whenever a page is about to go somewhere.
"""

import fnmatch
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from store.address import IPAddress, IPNetwork, MalformedUrl, WebAddress, are_private, parse_address, parse_url

WHITELIST = "whitelist"
BLACKLIST = "blacklist"

_PATTERN = re.compile(
    r"(?:(?P<scheme>\*|https?)://)?(?P<host>\[[^\]]*\]|[^/:?#@\\\s\[\]]+)(?::(?P<port>\*|\d{1,5}))?(?P<path>/[^\s#]*)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_EVERY_PATH = "/*"
_STAND_IN = "wildcard0"
"""Stands for a `*` while a host is brought into its usual form."""


class MalformedPattern(ValueError):
    """Not a pattern; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a policy is about: `example.com`, `*.example.com` or `https://*.example.com/app/*`."""

    scheme: str | None
    """None: any."""
    host: str
    """A whole host, or a glob when there is a `*` in it."""
    subdomains: bool
    """Whether the host's subdomains are meant too."""
    port: int | None
    """None: any, or with `default_port` the scheme's own."""
    default_port: bool
    path: re.Pattern[str] | None
    """None: any."""

    @classmethod
    def parse(cls, text: str) -> "Pattern":
        """Raises MalformedPattern."""
        return _parse_pattern(text)

    @property
    def names_host(self) -> bool:
        """Whether it says itself which host it means."""
        return "*" not in self.host

    def matches(self, address: WebAddress) -> bool:
        if self.scheme not in {None, address.scheme}:
            return False
        if not (address.is_default_port if self.default_port else self.port in {None, address.port}):
            return False
        if self.path is not None and not self.path.fullmatch(address.path):
            return False
        return self._matches_host(address.host)

    def may_match(self, host: str, port: int) -> bool:
        """Whether it matches some URL of this host and port. One for a scheme matches none at the other one's port."""
        if self.default_port:
            is_port = port == _PORTS[self.scheme] if self.scheme else port in _PORTS.values()
        else:
            is_port = self.port in {None, port} and (self.scheme is None or _scheme_of(port) in {None, self.scheme})
        return is_port and self._matches_host(host)

    def matches_all(self, host: str, port: int) -> bool:
        """Whether it matches all URLs of this host and port; of a port that belongs to no scheme, all of its scheme."""
        return self.path is None and self.may_match(host, port)

    def _matches_host(self, host: str) -> bool:
        if not self.names_host:
            return _glob(self.host).fullmatch(host) is not None
        return host == self.host or (self.subdomains and host.endswith(f".{self.host}"))


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule that applies to a client, its own or everybody's."""

    id: UUID
    pattern: Pattern
    text: str
    """The pattern as it was given."""
    is_whitelist: bool
    is_global: bool


class Rule(StrEnum):
    """Why a URL is refused."""

    SCHEME = "scheme"
    """It is not an http or https URL."""
    BLACKLIST = "blacklist"
    """A blacklist policy matches it."""
    WHITELIST = "whitelist"
    """There are whitelist policies, and none matches it."""
    PRIVATE_ADDRESS = "private_address"
    """Its host is not on the public internet."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a URL may not be opened, and why."""

    rule: Rule
    reason: str
    """Continues "the URL …". Tells of everybody's policies only that there are some."""
    policy_id: UUID | None = None
    """The client's own policy that refuses it."""


class UrlRules:
    """What one client's jobs may open."""

    def __init__(self, policies: Sequence[Policy], allowed: Sequence[IPNetwork]) -> None:
        """`allowed` are the networks off the public internet that the operator has opened."""
        self._allowed = allowed
        self._blacklist = [policy for policy in policies if not policy.is_whitelist]
        whitelist = [policy for policy in policies if policy.is_whitelist]
        self._global_whitelist = [policy for policy in whitelist if policy.is_global]
        self._own_whitelist = [policy for policy in whitelist if not policy.is_global]

    def refusal(self, url: str) -> Refusal | None:
        """Why the URL may not be opened, or None if it may. Blacklists come first: they win over all else."""
        try:
            address = parse_url(url)
        except MalformedUrl as error:
            return Refusal(Rule.SCHEME, str(error))
        for policy in self._blacklist:
            if policy.pattern.matches(address):
                return _blacklisted(policy)
        allowing = self._allowing(address)
        own = [policy for policy in self._own_whitelist if policy.pattern.matches(address)]
        if refusal := self._not_whitelisted(allowing, own):
            return refusal
        # A client's own whitelist narrows what it may open; only the operator opens the inside of the network.
        if address.is_private(self._allowed) and not any(policy.pattern.names_host for policy in allowing):
            return _private(address.host)
        return None

    def connection_refusal(self, url: str, address: str) -> Refusal | None:
        """Why a connection for a URL that may be opened may not go to this IP address, which its host has turned out to
        have; None if it may.
        """
        named = any(policy.pattern.names_host for policy in self._allowing(parse_url(url)))
        if not named and are_private(parse_address(address), self._allowed):
            return _private(address)
        return None

    def host_refusal(self, host: str, port: int, *, whitelisted: bool) -> Refusal | None:
        """Why nothing may be asked for at this host and port, whatever the path is; None if something may.

        A blacklist policy counts when it has no path, and a whitelist policy, if only what is `whitelisted` may be
        asked for, whatever path it has. Whether the host is private, `address_refusal` says.
        """
        for policy in self._blacklist:
            if policy.pattern.matches_all(host, port):
                return _blacklisted(policy)
        if not whitelisted:
            return None
        own = [policy for policy in self._own_whitelist if policy.pattern.may_match(host, port)]
        return self._not_whitelisted(self._allowing_host(host, port), own)

    def address_refusal(self, host: str, port: int, addresses: Sequence[IPAddress]) -> Refusal | None:
        """Why no connection for this host and port may go to an address that the host has, given as parse_address
        has it; None if it may.
        """
        if not self.opens_inside(host, port) and are_private(addresses, self._allowed):
            return _private(str(addresses[-1]))
        return None

    def opens_inside(self, host: str, port: int) -> bool:
        """Whether a policy of the installation names the host, and so opens it wherever it is."""
        return any(policy.pattern.names_host for policy in self._allowing_host(host, port))

    def _not_whitelisted(self, allowing: Sequence[Policy], own: Sequence[Policy]) -> Refusal | None:
        """The refusal of what these policies allow: those of the installation, and the client's own."""
        if self._global_whitelist and not allowing:
            return Refusal(Rule.WHITELIST, "is not among those that the policies of this installation allow")
        if self._own_whitelist and not own:
            return Refusal(Rule.WHITELIST, "matches none of your whitelist policies")
        return None

    def _allowing_host(self, host: str, port: int) -> list[Policy]:
        return [policy for policy in self._global_whitelist if policy.pattern.may_match(host, port)]

    def _allowing(self, address: WebAddress) -> list[Policy]:
        """The installation's whitelist policies that allow it."""
        return [policy for policy in self._global_whitelist if policy.pattern.matches(address)]


def _scheme_of(port: int) -> str | None:
    """The scheme that a port belongs to."""
    return next((scheme for scheme, own in _PORTS.items() if own == port), None)


def _private(host: str) -> Refusal:
    return Refusal(
        Rule.PRIVATE_ADDRESS,
        f"leads to {host}, a private, local or reserved address, which this installation does not open",
    )


def _blacklisted(policy: Policy) -> Refusal:
    if policy.is_global:
        return Refusal(Rule.BLACKLIST, "is refused by a policy of this installation")
    return Refusal(Rule.BLACKLIST, f"is refused by your blacklist policy {policy.text}", policy.id)


@lru_cache(maxsize=4096)
def _parse_pattern(text: str) -> Pattern:
    match = _PATTERN.fullmatch(text)
    if match is None or (match["path"] and not match["scheme"]):
        raise MalformedPattern(
            "must be a domain such as example.com or *.example.com, or a URL such as https://*.example.com/app/*"
        )
    scheme, port = match["scheme"], match["port"]
    host = _usual_host(match["host"])
    number = int(port) if port not in {None, "*"} else None
    if number is not None and not 0 < number < 65536:  # noqa: PLR2004 - the largest port
        raise MalformedPattern("the port must be 1 to 65535, or * for any")
    return Pattern(
        scheme=None if scheme in {None, "*"} else scheme.lower(),
        host=host,
        subdomains=scheme is None and "*" not in host,
        port=number,
        default_port=scheme is not None and port is None,
        path=_glob(_usual_path(match["path"])) if match["path"] not in {None, _EVERY_PATH} else None,
    )


def _usual_host(text: str) -> str:
    """The host as WebAddress has it, the wildcards kept."""
    try:
        host = parse_url(f"http://{text.replace('*', _STAND_IN)}/").host.replace(_STAND_IN, "*")
    except MalformedUrl:
        host = ""
    if not host or host.count("*") != text.count("*"):
        raise MalformedPattern(f"{text} is not a host: write a name, *.name, or a whole IP address")
    return host


def _usual_path(text: str) -> str:
    """The path as WebAddress has it, the wildcards kept, which no URL needs to encode."""
    return parse_url(f"http://host{text}").path


@lru_cache(maxsize=4096)
def _glob(text: str) -> re.Pattern[str]:
    """`*` is any text, all else is itself. fnmatch's expressions never backtrack: patterns come from strangers."""
    literal = text.replace("[", "[[]").replace("?", "[?]")
    return re.compile(fnmatch.translate(literal))
