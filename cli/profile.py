"""Where the API is, and with which key: from flags, the environment, a profile, or a `tabwright up` of this folder."""

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from tabwright.channel import DEFAULT_ADDRESS, host_and_port

from cli.errors import CommandError, ExitCode
from cli.parts import ADDRESS_FILE, GATEWAY_ADDRESS_FILE
from cli.running import data_folders

LOCAL_KEY_FILE = "api-key"
"""In the data folder of `tabwright up`: the key of whoever may read it."""
SECRETS_KEYS_FILE = "secrets-keys"
"""There as well: what secrets are sealed with, unless SECRETS_KEYS is set."""
_ADDRESS = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
_OTHER_SCHEME = re.compile(r"(unix:|dns:|[a-z0-9+.-]+://)")
"""Those of gRPC."""
_SERVER_PORT = DEFAULT_ADDRESS.rpartition(":")[2]
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """A table of the configuration file."""

    address: str | None = None
    api_key: str | None = field(default=None, repr=False)
    tls: bool = False
    gateway: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where calls go."""

    address: str
    api_key: str
    key_source: str
    """Where the key is from, for people. Empty: there is none."""
    tls: bool
    gateway: str | None = None
    """The URL of the gateway, for people's browsers. None: nobody knows it."""

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        return _is_local(self.address)


def config_path() -> Path:
    """The file with the profiles."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 - see cli.running
    return Path(home) / "tabwright" / "config.toml"


def find_target(*, address: str | None, api_key: str | None, profile: str | None, tls: bool | None) -> Target:
    """Flags go before the environment, and that before the profile `default`. A profile that is asked for by name
    goes before the environment. Raises CommandError.
    """
    chosen = read_profile(profile)
    environment = {} if profile else os.environ
    given = address or environment.get("TABWRIGHT_ADDRESS") or chosen.address
    data = data_folder(given)
    where, is_https = _host_and_port(given or read_file(data / ADDRESS_FILE) or DEFAULT_ADDRESS)
    sources = (
        ("--api-key", api_key),
        ("TABWRIGHT_API_KEY", environment.get("TABWRIGHT_API_KEY")),
        (str(config_path()), chosen.api_key),
        (str(data / LOCAL_KEY_FILE), read_file(data / LOCAL_KEY_FILE) if _is_local(where) else None),
    )
    source, key = next(((source, key) for source, key in sources if key), ("", ""))
    if not (key.isascii() and key.isprintable()):
        raise CommandError(f"the key of {source} is not valid: it must be printable ASCII", ExitCode.USAGE)
    is_encrypted = is_https or (chosen.tls if tls is None else tls)
    gateway = environment.get("TABWRIGHT_GATEWAY") or chosen.gateway
    if gateway is None and _is_local(where) and (port := read_file(data / GATEWAY_ADDRESS_FILE)):
        gateway = f"http://{port}"
    elif gateway is None and not where.endswith(f":{_SERVER_PORT}") and not _OTHER_SCHEME.match(where):
        gateway = f"{'https' if is_encrypted else 'http'}://{where}"  # it takes the calls of programs, too
    return Target(address=where, api_key=key, key_source=source, tls=is_encrypted, gateway=gateway)


def data_folder(address: str | None = None) -> Path:
    """The folder of the `tabwright up` that is meant: TABWRIGHT_DATA, or the one of this folder or, where none runs
    here, the one that this user runs elsewhere; of several the one at this address. Raises CommandError where that is
    not clear.
    """
    # Not by the settings of `tabwright up`: they bring the database's library along, which takes longer than a call.
    if named := os.environ.get("TABWRIGHT_DATA"):
        return Path(named)
    here = Path(".tabwright")
    running = [] if read_file(here / ADDRESS_FILE) else data_folders()
    running = [one for one in running if read_file(one / ADDRESS_FILE) == address] or running
    if len(running) > 1 and address is None:
        folders = ", ".join(str(one) for one in running)
        raise CommandError(f"several `tabwright up` run: choose one with TABWRIGHT_DATA, of {folders}", ExitCode.USAGE)
    return running[0] if len(running) == 1 else here


def read_profile(name: str | None) -> Profile:
    """The profile of a name; without one, `default`, which need not be there. Raises CommandError."""
    path = config_path()
    try:
        profiles = tomllib.loads(path.read_text()) if path.exists() else {}
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CommandError(
            f"{path} cannot be read: {error.strerror if isinstance(error, OSError) else error}", ExitCode.USAGE
        ) from error
    if name is not None and name not in profiles:
        known = f"; there are: {', '.join(profiles)}" if profiles else ""
        raise CommandError(f"{path} has no profile [{name}]{known}", ExitCode.USAGE)
    if (name or "default") not in profiles:
        return Profile()
    from cli.profile_table import checked  # noqa: PLC0415 - pydantic is a quarter of what a command loads

    return Profile(**checked(path, name or "default", profiles[name or "default"]))


def _host_and_port(address: str) -> tuple[str, bool]:
    """As the SDK reads it. Raises CommandError for what can be no address."""
    where, is_https = host_and_port(address)
    if not _ADDRESS.fullmatch(where) and not _OTHER_SCHEME.match(where):
        raise CommandError(
            f"{address!r} is no address: it must be host:port or a URL, such as 127.0.0.1:50051 or "
            "https://tabwright.example.com (--address, TABWRIGHT_ADDRESS or a profile)",
            ExitCode.USAGE,
        )
    return where, is_https


def _is_local(address: str) -> bool:
    return address.rpartition(":")[0] in _LOCAL_HOSTS


def read_file(path: Path) -> str | None:
    """What `tabwright up` has left in a file. None: no such file, or another user's, and so is what is in it."""
    try:
        return path.read_text().strip()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
