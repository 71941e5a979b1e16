"""Stores outside the database: a secret's value is read where its source says, if its client may use that store."""

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from store.errors import SecretUnreadable

MAX_VALUE_BYTES = 64 * 1024
EVERY_CLIENT = "*"
READ_TIMEOUT_S = 5.0
"""The longest that a file may take: it may lie on a network's disk."""

_ENTRY = re.compile(r"(?P<client>[^,]*?)=(?P<prefix>(?:file:///|env:)[^,]*)")
_FILES = "file://"
_VARIABLES = "env:"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OWN_VARIABLES = (
    "SECRETS_KEYS",
    "SECRETS_STORES",
    "DATABASE_URL",
    "DB_PASSWORD",
    "AWS_SECRET_ACCESS_KEY",
    "PGPASSWORD",
)


class MalformedStores(ValueError):
    """Not a list of stores; the message says what would be right."""


class RefusedSource(ValueError):
    """A secret's value may not be read from there; the message says what would be right."""


class Store(Protocol):
    """Where values are that are not in the database."""

    def takes(self, source: str) -> bool:
        """Whether a source is one of this store's."""

    async def read(self, source: str) -> bytes:
        """The value at a source that it takes. Raises OSError or LookupError when there is none."""


@dataclass(frozen=True, slots=True)
class FileStore:
    """The files below a folder, as Docker, Kubernetes and systemd mount secrets."""

    folder: Path

    def takes(self, source: str) -> bool:
        return source.startswith(_FILES) and self._is_below(Path(_path(source)))

    async def read(self, source: str) -> bytes:
        async with asyncio.timeout(READ_TIMEOUT_S):
            return await asyncio.to_thread(self._read, Path(_path(source)))

    def _read(self, path: Path) -> bytes:
        # Links are followed: mounts are made of them. They may not lead out of the folder.
        if not path.resolve(strict=True).is_relative_to(self.folder.resolve()) or not path.is_file():
            raise FileNotFoundError(path)
        with path.open("rb") as file:
            return _without_line_end(file.read(MAX_VALUE_BYTES + 2))

    def _is_below(self, path: Path) -> bool:
        return path != self.folder and path.is_relative_to(self.folder) and ".." not in path.parts


@dataclass(frozen=True, slots=True)
class VariableStore:
    """The variables of the worker's environment whose names begin so."""

    prefix: str

    def takes(self, source: str) -> bool:
        name = source.removeprefix(_VARIABLES)
        return name != source and name.startswith(self.prefix) and _NAME.fullmatch(name) is not None

    async def read(self, source: str) -> bytes:
        return os.environb[source.removeprefix(_VARIABLES).encode()]


class Stores:
    """The stores of SECRETS_STORES, and who may use which."""

    def __init__(self, stores: Sequence[tuple[str, Store]] = ()) -> None:
        self._stores = tuple(stores)

    @classmethod
    def parse(cls, text: str) -> "Stores":
        """Reads `client=file:///folder/,client=env:PREFIX_`; `*` is every client. Raises MalformedStores."""
        return cls([_entry(part.strip()) for part in text.split(",") if part.strip()])

    def require(self, client_id: str, source: str) -> None:
        """Raises RefusedSource unless the client may use it. Whether there is a value is known to workers only."""
        self._store(client_id, source)

    async def read(self, client_id: str, name: str, source: str) -> str:
        """The value of a client's secret, without a line end behind it. Raises SecretUnreadable."""
        try:
            value = (await self._store(client_id, source).read(source)).decode()
        except RefusedSource:
            raise SecretUnreadable("secret", name, "SECRETS_STORES does not let its client use its source") from None
        except UnicodeDecodeError:
            raise SecretUnreadable("secret", name, f"what is at {source} is not text in UTF-8") from None
        except (OSError, LookupError):  # TimeoutError is an OSError
            raise SecretUnreadable("secret", name, f"there is nothing to read at {source}") from None
        if not value or len(value.encode()) > MAX_VALUE_BYTES:
            raise SecretUnreadable(
                "secret", name, f"what is at {source} is empty, or more than {MAX_VALUE_BYTES} bytes"
            )
        return value

    def _store(self, client_id: str, source: str) -> Store:
        for client, store in self._stores:
            if client in {EVERY_CLIENT, client_id} and store.takes(source):
                return store
        raise RefusedSource("must be a file or a variable that SECRETS_STORES of this installation lets you use")


def _entry(text: str) -> tuple[str, Store]:
    match = _ENTRY.fullmatch(text)
    if match is None or not match["client"]:
        raise MalformedStores(f"{text[:60]!r} must be like acme=file:///run/secrets/acme/ or acme=env:ACME_")
    prefix = match["prefix"]
    if prefix.startswith(_VARIABLES):
        name = prefix.removeprefix(_VARIABLES)
        if not _NAME.fullmatch(name):
            raise MalformedStores(f"{text[:60]!r} needs the beginning of the variables' names, such as env:ACME_")
        if any(own.startswith(name) for own in _OWN_VARIABLES):
            raise MalformedStores(f"{text[:60]!r} would give away settings of this installation: name it more closely")
        return match["client"], VariableStore(name)
    folder = Path(_path(prefix))
    if folder == Path(folder.anchor) or ".." in folder.parts or not prefix.endswith("/"):
        raise MalformedStores(f"{text[:60]!r} must name a folder, with / at its end: file:///run/secrets/acme/")
    return match["client"], FileStore(folder)


def _path(source: str) -> str:
    return unquote(source.removeprefix(_FILES)).replace("\0", "")


def _without_line_end(value: bytes) -> bytes:
    """Editors and `echo` end files with one, which is not meant."""
    return value.removesuffix(b"\n").removesuffix(b"\r")
