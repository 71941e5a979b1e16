"""What is measured on: the embedded PostgreSQL as `tabwright up` runs it, and databases full of jobs."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, LiteralString

import psutil
import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from pydantic import SecretStr

from cli.child import Child, Command
from cli.errors import CommandError
from cli.postgres import Postgres
from store.database.connection import Database
from store.database.schema import migrate
from store.settings import DatabaseSettings

CLIENT = "bench"
_TEMPLATE = "bench_template"
STOP_GRACE_S = 30.0

# Jobs as CreateJob writes them, in bulk. As after any bulk load the planner knows nothing of them.
_JOBS = """
INSERT INTO automation_jobs (id, client_id, browser_type_id, target_url, actions)
SELECT
    ('01900000-0000-7000-8000-' || lpad(to_hex(no), 12, '0'))::uuid, %(client_id)s, 1 + no %% %(browser_types)s,
    'http://example.com/', '[{"action": "screenshot"}]'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS no
"""
_EVENTS = """
INSERT INTO job_events (job_id, sequence, client_id, type, status)
SELECT
    ('01900000-0000-7000-8000-' || lpad(to_hex(no), 12, '0'))::uuid, 1, %(client_id)s, 'job.created', 'pending'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS no
"""
_READY = """
INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, site)
SELECT
    ('01900000-0000-7000-8000-' || lpad(to_hex(no), 12, '0'))::uuid, %(client_id)s, 1 + no %% %(browser_types)s, 0,
    CASE
        WHEN no %% nullif(%(held_every)s, 0) = 0 THEN 'down-' || no / %(held_every)s %% %(circuits)s || '.test'
        ELSE 'example.com'
    END
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS no
WHERE NOT (%(half_deferred)s AND no %% 2 = 0)
"""
_DEFERRED = """
INSERT INTO job_deferred (job_id, client_id, browser_type_id, priority, due_at)
SELECT
    ('01900000-0000-7000-8000-' || lpad(to_hex(no), 12, '0'))::uuid, %(client_id)s, 1 + no %% %(browser_types)s, 0,
    now() + interval '1 day'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS no
WHERE %(half_deferred)s AND no %% 2 = 0
"""


_CIRCUITS = """
INSERT INTO circuits (kind, subject, state, is_holding, opened_at, open_until)
SELECT 'site', 'down-' || no || '.test', 'open', true, now(), now() + interval '1 day'
FROM generate_series(0, %(circuits)s::integer - 1) AS no
"""


class Ground:
    """A database of its own, with the schema and nothing in it."""

    def __init__(self, conninfo: str, folder: Path) -> None:
        self.conninfo = conninfo
        self.folder = folder
        self._numbers = count(1)
        self._loaded = 0

    def database(self, *, pool_size: int = 10) -> Database:
        return Database(self.settings, application_name="bench", pool_size=pool_size)

    @property
    def settings(self) -> DatabaseSettings:
        return DatabaseSettings(database_url=SecretStr(self.conninfo))

    async def rows(self, statement: LiteralString, parameters: Any = None) -> list[dict[str, Any]]:
        """Runs a statement as the owner of all, which row-level security does not concern."""
        connection = await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True, row_factory=dict_row)
        async with connection:
            cursor = await connection.execute(statement, parameters)
            return await cursor.fetchall() if cursor.description is not None else []

    async def load(
        self,
        jobs: int,
        *,
        half_deferred: bool = False,
        browser_types: int = 1,
        circuits: int = 1,
        held_every: int = 0,
    ) -> None:
        """Adds pending jobs. `half_deferred`: of these, every other one waits for its time. `held_every`: each so
        manyth is of a site that is down.
        """
        parameters = {
            "circuits": circuits,
            "held_every": held_every,
            "client_id": CLIENT,
            "first": self._loaded + 1,
            "last": self._loaded + jobs,
            "half_deferred": half_deferred,
            "browser_types": browser_types,
        }
        self._loaded += jobs
        for statement in (_JOBS, _EVENTS, _READY, _DEFERRED):
            await self.rows(statement, parameters)

    async def open_circuits(self, circuits: int) -> None:
        """Lets so many sites be down."""
        await self.rows(_CIRCUITS, {"circuits": circuits})

    def python(self, module: str, *arguments: str, **env: str) -> Command:
        """A process of ours that works on this database."""
        return Command(
            argv=[sys.executable, "-m", module, *arguments],
            env={"DATABASE_URL": self.conninfo, "LOG_LEVEL": "warn", **env},
        )

    @asynccontextmanager
    async def running(self, name: str, command: Command) -> AsyncIterator[Child]:
        """Runs a process for as long as it is lent."""
        child = await Child.start(name, command, self.folder / f"{name}-{next(self._numbers)}.log")
        try:
            yield child
        finally:
            await child.stop(STOP_GRACE_S)

    async def told(self, name: str, command: Command) -> str:
        """Runs a process to its end and returns the last line that it has written. Raises CommandError."""
        async with self.running(name, command) as child:
            if await child.wait() != 0:
                raise CommandError(f"{name} failed: {child.last_words()}")
            return child.log_path.read_text().splitlines()[-1]


class Cluster:
    """The running PostgreSQL."""

    def __init__(self, postgres: Postgres, server: psutil.Process, folder: Path, version: str) -> None:
        self.version = version
        self._server = server
        self._postgres = postgres
        self._folder = folder
        self._numbers = count(1)

    def cpu_s(self) -> float:
        """The CPU time that PostgreSQL has used up to now, all its processes together."""
        times = self._server.cpu_times()
        spent = times.user + times.system + times.children_user + times.children_system
        for backend in self._server.children():
            with suppress(psutil.NoSuchProcess):
                spent += sum(backend.cpu_times()[:2])
        return spent

    @asynccontextmanager
    async def ground(self) -> AsyncIterator[Ground]:
        """Lends a fresh database."""
        name = f"bench_{next(self._numbers)}"
        await _admin(
            self._postgres, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, _TEMPLATE)))
        )
        folder = self._folder / name
        folder.mkdir()
        try:
            yield Ground(self._postgres.conninfo(name), folder)
        finally:
            await _admin(self._postgres, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@asynccontextmanager
async def cluster() -> AsyncIterator[Cluster]:
    """Starts PostgreSQL with a migrated database to copy."""
    with TemporaryDirectory(prefix="tabwright-bench-") as name:
        folder = Path(name)
        postgres = Postgres(folder / "database", folder / "postgres.log")
        child = await Child.start("postgres", await asyncio.to_thread(postgres.prepare), folder / "postgres.log")
        try:
            await postgres.ready(child)
            await _admin(postgres, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
            await asyncio.to_thread(migrate, postgres.conninfo(_TEMPLATE))
            ((version,),) = await _admin(postgres, sql.SQL("SHOW server_version"))
            yield Cluster(postgres, psutil.Process(child.pid), folder, version)
        finally:
            await child.stop(STOP_GRACE_S)


async def _admin(postgres: Postgres, statement: sql.SQL | sql.Composed) -> Sequence[tuple[Any, ...]]:
    connection = await psycopg.AsyncConnection.connect(postgres.conninfo("postgres"), autocommit=True)
    async with connection:
        cursor = await connection.execute(statement)
        return await cursor.fetchall() if cursor.description is not None else []
