"""URL policies as they are stored: a client's own, and those that hold for everybody."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import structlog

from store.address import IPNetwork
from store.database import jsonb
from store.database.connection import Database, Row
from store.database.paging import Page, cut, page_of
from store.errors import UrlPolicyLimit, UrlPolicyNotFound
from store.job import Json
from store.urls.url_rules import WHITELIST, MalformedPattern, Pattern, Policy, UrlRules

log = structlog.get_logger()

CACHE_S = 2.0
"""How long a server goes on with the policies that it has read."""
CACHED_CLIENTS = 10_000
MAX_POLICIES = 1000
"""How many a client can have, and how many can hold for everybody: all are read for each job."""

_COLUMNS = "id, client_id, pattern, type, description, is_active, metadata, created_at, updated_at"

# Those of the client, and those of everybody where they are asked for.
_SCOPE = "(client_id = %(client_id)s OR (%(with_global)s AND client_id IS NULL))"

_LIST = f"""
SELECT {_COLUMNS}
FROM url_policies
WHERE {_SCOPE} AND (%(after)s::uuid IS NULL OR id > %(after)s::uuid)
ORDER BY id
LIMIT %(limit)s + 1
"""  # noqa: S608 - constants
_LIST_PAGE = page_of(
    _LIST,
    columns="id, client_id, pattern, type, description, is_active, created_at, updated_at",
    documents=("metadata",),
    order="id",
)

_GET = f"SELECT {_COLUMNS} FROM url_policies WHERE id = %(id)s AND {_SCOPE}"  # noqa: S608

_CREATE = f"""
INSERT INTO url_policies (id, client_id, pattern, type, description, is_active, metadata)
SELECT %(id)s, %(owner)s::varchar, %(pattern)s, %(type)s, %(description)s, %(is_active)s::boolean, %(metadata)s::jsonb
WHERE (SELECT count(*) FROM url_policies WHERE client_id IS NOT DISTINCT FROM %(owner)s::varchar) < %(limit)s
RETURNING {_COLUMNS}
"""  # noqa: S608

_UPDATE = f"""
UPDATE url_policies
SET
    pattern = coalesce(%(pattern)s, pattern),
    type = coalesce(%(type)s, type),
    description = coalesce(%(description)s, description),
    is_active = coalesce(%(is_active)s::boolean, is_active),
    metadata = coalesce(%(metadata)s::jsonb, metadata),
    updated_at = now()
WHERE id = %(id)s AND {_SCOPE}
RETURNING {_COLUMNS}
"""  # noqa: S608

_DELETE = f"DELETE FROM url_policies WHERE id = %(id)s AND {_SCOPE} RETURNING id"  # noqa: S608

_ACTIVE = """
SELECT id, client_id, pattern, type
FROM url_policies
WHERE is_active AND (client_id = %(client_id)s OR client_id IS NULL)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class UrlPolicy:
    """A policy as it is stored. Without a client it holds for everybody."""

    id: UUID
    client_id: str | None
    pattern: str
    type: str
    description: str | None
    is_active: bool
    metadata: Json | None
    created_at: datetime
    updated_at: datetime
    size_bytes: int = 0
    """About how much JSON its metadata are, where it is one of a list."""


async def list_policies(
    database: Database, client_id: str, *, with_global: bool, after: UUID | None, limit: int
) -> Page[UrlPolicy]:
    """A page of the client's policies, and those of everybody where they are asked for, from `after` on, oldest
    first.
    """
    rows = await _rows(database, client_id, _LIST_PAGE, {"after": after, "limit": limit}, with_global=with_global)
    page, more = cut(rows, limit)
    return Page((_listed(row) for row in page), more=more)


async def get_policy(database: Database, client_id: str, policy_id: UUID, *, with_global: bool) -> UrlPolicy:
    """Raises UrlPolicyNotFound."""
    rows = await _rows(database, client_id, _GET, {"id": policy_id}, with_global=with_global)
    return _found(rows, policy_id)


async def create_policy(database: Database, owner: str | None, policy_id: UUID, values: Mapping[str, Any]) -> UrlPolicy:
    """Adds a policy of a client, or of everybody when `owner` is None. Raises UrlPolicyLimit."""
    parameters = {"id": policy_id, "owner": owner, "limit": MAX_POLICIES, **_stored(values)}
    if owner is None:
        row = await database.row(_CREATE, parameters)
    else:
        row = await database.client_row(owner, _CREATE, parameters)
    if row is None:
        raise UrlPolicyLimit(MAX_POLICIES)
    return UrlPolicy(**row)


async def update_policy(
    database: Database, client_id: str, policy_id: UUID, values: Mapping[str, Any], *, with_global: bool
) -> UrlPolicy:
    """Changes what `values` has and is not None. Raises UrlPolicyNotFound."""
    rows = await _rows(database, client_id, _UPDATE, {"id": policy_id, **_stored(values)}, with_global=with_global)
    return _found(rows, policy_id)


async def delete_policy(database: Database, client_id: str, policy_id: UUID, *, with_global: bool) -> None:
    """Raises UrlPolicyNotFound."""
    if not await _rows(database, client_id, _DELETE, {"id": policy_id}, with_global=with_global):
        raise UrlPolicyNotFound(policy_id)


class RuleBook:
    """The rules of each client, read again when they are CACHE_S old."""

    def __init__(self, database: Database, allowed: Sequence[IPNetwork]) -> None:
        self._database = database
        self._allowed = allowed
        self._rules: dict[str, tuple[float, UrlRules]] = {}

    async def rules(self, client_id: str) -> UrlRules:
        """What the client's jobs may open."""
        now = time.monotonic()
        read_at, rules = self._rules.get(client_id, (float("-inf"), None))
        if rules is None or read_at < now - CACHE_S:
            rows = await self._database.client_rows(client_id, _ACTIVE)
            rules = read_rules(rows, self._allowed)
            if len(self._rules) >= CACHED_CLIENTS:
                self._rules.clear()
            self._rules[client_id] = (now, rules)
        return rules

    def forget(self, client_id: str) -> None:
        """Reads the client's policies anew when they are needed next: who has changed one sees it at once."""
        self._rules.pop(client_id, None)


def read_rules(rows: Sequence[Mapping[str, Any]], allowed: Sequence[IPNetwork]) -> UrlRules:
    """The rules that rows of active policies make."""
    policies = [
        Policy(
            id=UUID(str(row["id"])),
            pattern=_pattern(row["pattern"]),
            text=row["pattern"],
            is_whitelist=row["type"] == WHITELIST,
            is_global=row["client_id"] is None,
        )
        for row in rows
    ]
    return UrlRules(policies, allowed)


def _pattern(text: str) -> Pattern:
    """A pattern that was written past the API may be none. Then it matches nothing, so that a whitelist of such
    patterns allows nothing.
    """
    try:
        return Pattern.parse(text)
    except MalformedPattern as error:
        log.warning("url_policy.malformed", pattern=text, error=str(error))
        return Pattern.parse("nothing.invalid")


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    metadata = values["metadata"]
    return {**values, "metadata": None if metadata is None else jsonb.dumps(metadata)}


async def _rows(
    database: Database, client_id: str, statement: LiteralString, parameters: Mapping[str, Any], *, with_global: bool
) -> list[Row]:
    """Runs a statement as the client; where it reaches for everybody's policies, as the system."""
    scope = {**parameters, "with_global": with_global}
    if with_global:
        return await database.rows(statement, {**scope, "client_id": client_id})
    return await database.client_rows(client_id, statement, scope)


def _found(rows: Sequence[Row], policy_id: UUID) -> UrlPolicy:
    if not rows:
        raise UrlPolicyNotFound(policy_id)
    return UrlPolicy(**rows[0])


def _listed(row: Row) -> UrlPolicy:
    metadata = row["metadata"]
    return UrlPolicy(**{**row, "metadata": jsonb.read_object(metadata)}, size_bytes=len(metadata or ""))
