"""Passwords: hashed with Argon2id, in threads, no more than two at once, for each takes 19 MiB and a core."""

import asyncio
import os
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from store.users.errors import SignInLimit

MIN_CHARS = 12
MAX_BYTES = 1024
MEMORY_KIB, ITERATIONS, LANES = 19 * 1024, 2, 1
AT_ONCE = 2
MAX_WAITING = 20
"""How many more wait for their turn: half a second, on a slow machine two. Others are to try again."""
_SALT_BYTES, _HASH_BYTES = 16, 32
_PARAMETERS = f"$argon2id$v=19$m={MEMORY_KIB},t={ITERATIONS},p={LANES}$"
_NOBODYS = f"{_PARAMETERS}{'A' * 22}${'A' * 43}"
"""What is compared with where there is no password: how long an answer takes says nothing about that."""


_T = TypeVar("_T")


class Passwords:
    """Makes and compares hashes; one a process."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._here = 0

    async def hash(self, password: str) -> str:
        """What is kept of a password: a PHC string. Raises SignInLimit."""
        return await self._run(_hash, password)

    async def is_right(self, password: str, kept: str | None) -> bool:
        """Whether it is the password that a PHC string was made of; None: there is none. Takes as long either way.
        Raises SignInLimit.
        """
        is_equal = await self._run(_is_equal, password, kept or _NOBODYS)
        return is_equal and kept is not None

    async def _run(self, work: Callable[..., _T], *args: str) -> _T:
        if self._here >= AT_ONCE + MAX_WAITING:
            raise SignInLimit(1)
        self._here += 1
        try:
            async with self._turns:
                return await asyncio.to_thread(work, *args)
        finally:
            self._here -= 1


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than are used now."""
    return not kept.startswith(_PARAMETERS)


def _hash(password: str) -> str:
    kdf = Argon2id(
        salt=os.urandom(_SALT_BYTES), length=_HASH_BYTES, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return kdf.derive_phc_encoded(_bytes(password))


def _is_equal(password: str, kept: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(_bytes(password), kept)
    except InvalidKey:
        return False
    return True


def _bytes(password: str) -> bytes:
    """The same letters are the same password, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password).encode()
