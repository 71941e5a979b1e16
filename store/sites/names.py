"""The names of circuits, read back: `site-example.com`, `own-site-example.com`, `receiver-hooks.example.com_443`."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address

from store.address import MalformedUrl, parse_host
from store.sites.circuits import EVERYBODY, name_of

KINDS = ("site", "receiver", "proxy", "storage")
_STORAGE = re.compile(r"artifacts(-[a-z0-9.-]{1,253})?")
"""The artifact storage: an object store, or a folder on a machine."""

_OWN = "own-"
_ALSO_OWN = ("site", "proxy")
"""The kinds of which there is one for all clients, and one of each."""
_HOST_AND_PORT = re.compile(r"(.+)_(\d{1,5})")
_MAX_PORT = 65_535


class MalformedName(ValueError):
    """No circuit can be called so; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for."""

    kind: str
    subject: str
    is_shared: bool
    """Whether it is the circuit for all clients."""

    def owner(self, client_id: str) -> str:
        """Whose circuit it is, where this client names it."""
        return EVERYBODY if self.is_shared else client_id

    def name(self, client_id: str) -> str:
        """The name as circuits have it."""
        return name_of(self.kind, self.subject, self.owner(client_id))


def parse(text: str) -> Named:
    """Reads a name. Raises MalformedName."""
    is_own = text.startswith(_OWN)
    kind, _, subject = text.removeprefix(_OWN).partition("-")
    if kind not in KINDS or not subject:
        raise MalformedName(f"must be a kind ({', '.join(KINDS)}), - and what it stands for, such as site-example.com")
    if is_own and kind not in _ALSO_OWN:
        raise MalformedName(f"must not begin with own-: there is one circuit of this {kind} only")
    return Named(kind, _subject(kind, subject), is_shared=not is_own and kind != "receiver")


def _subject(kind: str, text: str) -> str:
    if kind == "storage":
        if not _STORAGE.fullmatch(text):
            raise MalformedName("must be storage-artifacts, or storage-artifacts- and a machine, for a folder on it")
        return text
    if kind == "site":
        return _host(kind, text)
    found = _HOST_AND_PORT.fullmatch(text)
    if found is None or not 0 < int(found[2]) <= _MAX_PORT:
        raise MalformedName(f"must have a host and a port, such as {kind}-example.com_443")
    return f"{_host(kind, found[1])}:{int(found[2])}"


def _host(kind: str, text: str) -> str:
    """A host as circuits have it. An address of IPv6 has its colons back."""
    try:
        return str(parse_host(str(IPv6Address(text.replace("_", ":"))))[0])
    except ValueError:
        pass
    try:
        host = parse_host(text)[0]
    except MalformedUrl:
        host = ""
    if not host:  # one of dots alone is none either
        raise MalformedName(f"must have a host that is a name or an address, such as {kind}-example.com")
    return host
