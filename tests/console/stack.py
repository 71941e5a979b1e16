"""One server behind one gateway, and tenants in it: each test has its own, so that none sees what another has made."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.queue.intake import create_job
from store.records.files import FileStorage
from store.users.passwords import Passwords
from store.users.sign_in import set_password
from store.users.users import NewUser, create_user
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import new_job

PASSWORD = "correct horse battery staple"
_numbers = count(1)


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in."""

    email: str
    password: str
    user_id: UUID


@dataclass(frozen=True)
class Tenant:
    """A client of its own."""

    stack: "Stack"
    client_id: str
    key: str
    """Of an administrator, without a limit."""

    async def account(self, role: str = "owner", *, is_admin: bool = False, name: str = "") -> Account:
        """A new user with a password."""
        email = f"{role}-{next(_numbers)}@{self.client_id}.example"
        new = NewUser(client_id=self.client_id, email=email, name=name or role.title(), role=role, is_admin=is_admin)
        user = await create_user(self.stack.database, new)
        await set_password(self.stack.database, self.stack.hashing, user.id, PASSWORD)
        return Account(email, PASSWORD, user.id)

    async def create_job(self, **changes: Any) -> UUID:
        """A job that waits; changes are fields of NewJob."""
        return (await create_job(self.stack.database, new_job(client_id=self.client_id, **changes))).job_id


@dataclass(frozen=True)
class Stack:
    """What all tests of the console share."""

    gateway: Gateway
    database: Database
    files: FileStorage
    hashing: Passwords

    @property
    def url(self) -> str:
        return self.gateway.url

    async def tenant(self) -> Tenant:
        """A new client."""
        client_id = f"tenant-{next(_numbers)}"
        new = NewKey(client_id=client_id, name="tests", rate_limit=0, is_admin=True, may_evaluate=True)
        _, key = await create_key(self.database, new)
        return Tenant(self, client_id, key)
