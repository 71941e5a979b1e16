"""URLs as browsers read them, and the hosts that are not on the public internet.

A browser takes `http://0x7f.1`, `http://127%2e1` and `http://[::ffff:7f00:1]` for the same machine: whoever judges
a URL must read it as a browser does (WHATWG URL), or judge another one than is opened.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

import ada_url

IPAddress: TypeAlias = IPv4Address | IPv6Address
IPNetwork: TypeAlias = IPv4Network | IPv6Network

SCHEMES = ("http", "https")
_DEFAULT_PORTS = {"http": 80, "https": 443}

_RESERVED_V4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host: Linux connects to itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' and clouds' inside, with one cloud's metadata service
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own services, metadata among them, on a public address
        "169.254.0.0/16",  # link-local, with most clouds' metadata service
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out: loopback, link-local, private and multicast addresses are outside."""
_RESERVED_V6 = [IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20")]
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")

_LOOPBACK = (IPv4Address("127.0.0.1"), IPv6Address("::1"))
_METADATA = (IPv4Address("169.254.169.254"),)
# Names whose address is known without asking: those of a hosts file, and those of the clouds' metadata services.
_KNOWN_NAMES: dict[str, tuple[IPAddress, ...]] = {
    "localhost": _LOOPBACK,
    "localhost.localdomain": _LOOPBACK,
    "localhost4": _LOOPBACK,
    "localhost4.localdomain4": _LOOPBACK,
    "local.playwright": _LOOPBACK,  # to Playwright's driver, which connects for jobs with a certificate of their own
    "localhost6": _LOOPBACK,
    "localhost6.localdomain6": _LOOPBACK,
    "ip6-localhost": _LOOPBACK,
    "ip6-loopback": _LOOPBACK,
    "instance-data": _METADATA,
    "instance-data.ec2.internal": _METADATA,
    "metadata": _METADATA,
    "metadata.goog": _METADATA,
    "metadata.google.internal": _METADATA,
}
_UNRESERVED = re.compile(r"%(2D|2E|3[0-9]|4[1-9A-F]|5[0-9A]|5F|6[1-9A-F]|7[0-9A]|7E)", re.IGNORECASE)

_OF_OTHER_PARTS = re.compile(r"[/?#@\\\s\[\]\x00-\x1f]")
"""What ends the host of a URL, or begins it."""


class MalformedUrl(ValueError):
    """No browser would open it; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where a URL leads."""

    scheme: str
    host: str
    """In lower case and ASCII, without a dot at its end; an IP address in its usual form, without brackets, an IPv4
    address that is wrapped in an IPv6 one as itself.
    """
    port: int
    path: str
    """Path and query. What needs no percent-encoding has none."""
    addresses: tuple[IPAddress, ...]
    """The addresses that the host is known to be, without asking anybody. Empty for a name."""

    @property
    def is_default_port(self) -> bool:
        return self.port == _DEFAULT_PORTS[self.scheme]

    def is_private(self, allowed: Iterable[IPNetwork] = ()) -> bool:
        """Whether the host is known to be off the public internet, and in none of the allowed networks."""
        return are_private(self.addresses, allowed)


@lru_cache(maxsize=256)  # each job's URL is asked for three times: may it be opened, by whom, and of which site is it
def parse_url(url: str) -> WebAddress:
    """Reads a URL as a browser does. Raises MalformedUrl."""
    try:
        parsed = ada_url.URL(url)
    except (ValueError, UnicodeError):
        parsed = None
    if parsed is None or parsed.protocol.rstrip(":") not in SCHEMES or parsed.port == "0":
        raise MalformedUrl("must be an absolute http or https URL, such as https://example.com/")
    scheme = parsed.protocol.rstrip(":")
    host, addresses = _host(parsed.hostname)
    return WebAddress(
        scheme=scheme,
        host=host,
        port=int(parsed.port or _DEFAULT_PORTS[scheme]),
        path=_UNRESERVED.sub(lambda match: chr(int(match[1], 16)), parsed.pathname + parsed.search),
        addresses=addresses,
    )


def parse_host(text: str) -> tuple[str, tuple[IPAddress, ...]]:
    """Reads the host of a connection, a name or an address with or without brackets, as WebAddress has it, and the
    addresses that it is known to be. Raises MalformedUrl.
    """
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not inner or _OF_OTHER_PARTS.search(inner):
        raise MalformedUrl("must have a host that is a name or an address")
    address = parse_url(f"http://[{inner}]/" if ":" in inner else f"http://{inner}/")
    return address.host, address.addresses


def site(url: str) -> str | None:
    """The host of a URL; None for what no browser would open."""
    try:
        return parse_url(url).host
    except MalformedUrl:
        return None


def usual_url(url: str) -> str:
    """The one spelling of a URL that all programs read alike. Raises MalformedUrl."""
    parse_url(url)
    return str(ada_url.URL(url).href)


def proxy_url(server: str) -> str:
    """The URL of a proxy to judge it by, as that of a page; one for SOCKS counts as http."""
    return f"http{server[len('socks5') :]}/" if server.lower().startswith("socks5:") else f"{server}/"


def parse_address(text: str) -> tuple[IPAddress, ...]:
    """Reads an address that a name has led to: itself, and the one that it wraps. Raises ValueError."""
    address = ip_address(text)
    wrapped = _wrapped(address)
    return (address,) if wrapped is None else (address, wrapped)


def are_private(addresses: Iterable[IPAddress], allowed: Iterable[IPNetwork] = ()) -> bool:
    """Whether what has these addresses is off the public internet, and in none of the allowed networks."""
    addresses, allowed = tuple(addresses), tuple(allowed)
    if not any(_is_reserved(address) for address in addresses):
        return False
    return not any(address in network for address in addresses for network in allowed)


def parse_network(text: str) -> IPNetwork:
    """Reads a network in CIDR notation, or one address; one of IPv4 that is written as IPv6 as itself. Raises
    ValueError.
    """
    network = ip_network(text.strip())
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        return IPv4Network((int(network.network_address) & 0xFFFFFFFF, network.prefixlen - _MAPPED.prefixlen))
    return network


def _host(hostname: str) -> tuple[str, tuple[IPAddress, ...]]:
    """The host's name or address, and the addresses that it is known to be."""
    name = hostname.rstrip(".")
    try:
        address = ip_address(name.strip("[]"))
    except ValueError:
        known = _LOOPBACK if name.endswith(".localhost") else _KNOWN_NAMES.get(name, ())
        return name, known
    addresses = parse_address(str(address))
    return str(addresses[-1]), addresses


def _wrapped(address: IPAddress) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, 6to4 or NAT64."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_reserved(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return any(address in network for network in _RESERVED_V4)
    if _wrapped(address) is not None:  # judged by what it wraps, which is beside it
        return False
    return address not in _GLOBAL_UNICAST or any(address in network for network in _RESERVED_V6)
