"""How often one may try to sign in: exact across all servers, for the database counts.

Each try is charged before it is made, so that many at once are as many tries; one that was right is given back. What is
refused is not charged. An account's delay stays short, so that no stranger keeps its owner out; that of where the tries
come from is twice as long, so that between two tries of one stranger the account is open again.
"""

import hashlib
import math
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address, IPv6Network
from typing import Any, LiteralString

from store.database import auditing
from store.database.connection import Database
from store.users.errors import SignInLimit

FREE = 10
"""How many tries have no delay."""
ACCOUNT_FIRST_S, ACCOUNT_MOST_S = 1, 30
"""The delay of an account after one more, and the longest: it doubles with each."""
ADDRESS_FIRST_S, ADDRESS_MOST_S = 2, 60
FORGIVEN_S, MOST_TRIES = 60, 60
"""After how long one try is forgotten, and how many are remembered."""

# Clocks are read where the rows are locked: one that has waited for another must see what that one has written.
_TAKE: LiteralString = """
WITH asked AS (
    SELECT *
    FROM unnest(%(keys)s::text[], %(first)s::integer[], %(most)s::integer[]) AS asked (key, first_s, most_s)
), known AS (
    SELECT tried.next_at FROM sign_in_tries AS tried WHERE tried.key = ANY (%(keys)s) ORDER BY tried.key FOR UPDATE
), closed AS (
    SELECT extract(epoch FROM max(next_at) - clock_timestamp())::float8 AS left_s FROM known
), taken AS (
    INSERT INTO sign_in_tries AS tried (key, tries, last_at, next_at)
    SELECT key, 1, clock_timestamp(), clock_timestamp()
    FROM asked
    WHERE coalesce((SELECT left_s FROM closed), 0) <= 0
    ORDER BY key
    ON CONFLICT (key) DO UPDATE
    SET tries = {tries},
        last_at = clock_timestamp(),
        next_at = clock_timestamp() + (
            SELECT CASE
                WHEN {tries} <= {free} THEN 0 ELSE least(most_s, first_s * power(2, {tries} - {free} - 1))
            END
            FROM asked WHERE asked.key = tried.key
        ) * interval '1 second'
)
SELECT left_s FROM closed
""".replace("{free}", str(FREE)).replace(
    "{tries}",
    f"""least({MOST_TRIES}, 1 + greatest(
            0, tried.tries - floor(extract(epoch FROM clock_timestamp() - tried.last_at) / {FORGIVEN_S})::integer
        ))""",
)

_GIVE_BACK: LiteralString = """
WITH right_one AS (
    DELETE FROM sign_in_tries WHERE key = %(account)s
)
UPDATE sign_in_tries SET tries = greatest(tries - 1, 0), next_at = clock_timestamp()
WHERE key = %(address)s
RETURNING key
"""

_TAKE_BACK: LiteralString = """
WITH taken AS (
    SELECT key FROM sign_in_tries WHERE key = ANY (%(keys)s) ORDER BY key FOR UPDATE
)
UPDATE sign_in_tries AS tried SET tries = greatest(tried.tries - 1, 0), next_at = clock_timestamp()
FROM taken
WHERE tried.key = taken.key
RETURNING tried.key
"""

_FORGET: LiteralString = """
DELETE FROM sign_in_tries
WHERE key IN (
    SELECT key FROM sign_in_tries
    WHERE last_at < now() - %(forgotten_s)s * interval '1 second'
    ORDER BY last_at LIMIT 1000 FOR UPDATE SKIP LOCKED
)
RETURNING key
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A try: of an account, from somewhere; either may be left out."""

    email: str | None
    address: str | None

    @property
    def account_key(self) -> str:
        """Addresses of people who have no account are not kept as such."""
        return f"account {hashlib.sha256((self.email or '').encode()).hexdigest()}"

    @property
    def address_key(self) -> str:
        return f"address {network(self.address or '')}"


async def take(database: Database, turn: Turn) -> None:
    """Charges a try. Raises SignInLimit."""
    asked = _asked(turn)
    if not asked:
        return
    keys, first, most = map(list, zip(*asked, strict=True))
    with auditing.untold():
        rows = await database.rows(_TAKE, {"keys": keys, "first": first, "most": most})
    left_s: Any = rows[0]["left_s"]
    if left_s is not None and left_s > 0:
        raise SignInLimit(max(1, math.ceil(left_s)))


async def give_back(database: Database, turn: Turn) -> None:
    """The try was right: it counts as none, and what was tried of the account before is forgotten."""
    with auditing.untold():
        await database.rows(_GIVE_BACK, {"account": turn.account_key, "address": turn.address_key})


async def take_back(database: Database, turn: Turn) -> None:
    """Nobody has looked at what was tried: it counts as none, and what was tried before still does."""
    keys = [asked[0] for asked in _asked(turn)]
    with auditing.untold():
        await database.rows(_TAKE_BACK, {"keys": keys})


async def forget(database: Database) -> int:
    """Removes what has long been quiet. Returns how many."""
    return len(await database.rows(_FORGET, {"forgotten_s": FORGIVEN_S * MOST_TRIES}))


def network(address: str) -> str:
    """Whoever has an address of IPv6 has all of its network, and can take another one for each try."""
    try:
        number = IPv6Address(address)
    except AddressValueError:
        return address
    if number.ipv4_mapped is not None:
        return str(number.ipv4_mapped)
    return str(IPv6Network((int(number), 64), strict=False))


def _asked(turn: Turn) -> list[tuple[str, int, int]]:
    """What a try is charged to, each with its first and its longest delay."""
    asked: list[tuple[str, int, int]] = []
    if turn.email is not None:
        asked.append((turn.account_key, ACCOUNT_FIRST_S, ACCOUNT_MOST_S))
    if turn.address is not None:
        asked.append((turn.address_key, ADDRESS_FIRST_S, ADDRESS_MOST_S))
    return asked
