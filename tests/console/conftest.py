"""One stack for all tests of the console, and visitors of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.async_api import Browser, expect
from pydantic import SecretStr

from server import app
from server.settings import ServerSettings
from store.database.connection import Database
from store.queue.invariant import broken_jobs
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings
from store.users.passwords import Passwords
from tests.console.puppet import Puppet, puppet_of
from tests.console.stack import Stack, Tenant
from tests.console.visitor import Visitor, visiting
from tests.fixtures.database import Databases
from tests.fixtures.gateway import SECRETS_KEYS, Gateway, answering, run_server
from tests.loopback import LOOPBACK
from tests.rest import open_rest
from worker.app import Worker
from worker.settings import WorkerSettings

expect.set_options(timeout=30_000)  # not a promise of the console: other tests share the machine


class Visit(Protocol):
    async def __call__(self, **options: Any) -> Visitor: ...


@pytest.fixture(scope="package")
async def stack(
    _databases: Databases, gateway_process: Gateway, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stack]:
    """The server over a database of its own, behind the gateway."""
    lent = await _databases.take()
    url = SecretStr(_databases.postgres.conninfo(lent.name))
    folder: Path = tmp_path_factory.mktemp("console")
    files = FileStorage(ArtifactSettings(artifact_storage_path=str(folder / "artifacts")))
    settings = ServerSettings(
        grpc_port=gateway_process.grpc_port,
        live_port=gateway_process.live_port,
        allow_private_addresses=LOOPBACK,
        secrets_keys=SecretStr(SECRETS_KEYS),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "DRAIN_S", 0)
        async with Database(DatabaseSettings(database_url=url), application_name="test") as database:
            async with run_server(settings, database, files):
                async with open_rest(gateway_process.url) as client:
                    await answering(client)
                yield Stack(gateway_process, database, files, Passwords())
            assert await broken_jobs(lent) == []
    await _databases.give_back(lent)


@pytest.fixture
async def tenant(stack: Stack) -> Tenant:
    """A client of the test's own, with a key."""
    return await stack.tenant()


@pytest.fixture
async def visit(stack: Stack, spectators: Browser) -> AsyncIterator[Visit]:
    """Opens a browser of a new person, at no page yet. The test fails if the browser complains of anything."""
    async with AsyncExitStack() as visits:

        async def visit(**options: Any) -> Visitor:
            return await visits.enter_async_context(visiting(stack, spectators, **options))

        yield visit


@pytest.fixture
async def owner(visit: Visit, tenant: Tenant) -> Visitor:
    """Somebody who owns the test's tenant and has signed in, at the list of jobs."""
    visitor = await visit()
    await visitor.open()
    await visitor.sign_in(await tenant.account(is_admin=True, name="Ana"))
    return visitor


@pytest.fixture
async def puppet(tenant: Tenant) -> AsyncIterator[Puppet]:
    """A worker that does what the test says, for jobs of its own browser type."""
    async with puppet_of(tenant) as puppet:
        yield puppet


@pytest.fixture(scope="package")
async def worker(stack: Stack) -> AsyncIterator[Worker]:
    """A worker that runs the jobs of all tenants from now on."""
    stop = asyncio.Event()
    settings: dict[str, Any] = {
        "worker_max_concurrent_jobs": 2,
        "browser_engines": ["chromium"],
        "allow_private_addresses": LOOPBACK,
        "secrets_keys": SECRETS_KEYS,
    }
    worker = Worker(WorkerSettings(**settings), stack.database, stack.files)
    running = asyncio.create_task(worker.run(stop))
    ready = asyncio.create_task(worker.ready.wait())
    await asyncio.wait([ready, running], return_when=asyncio.FIRST_COMPLETED)
    yield worker
    stop.set()
    await running
