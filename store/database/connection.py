"""The connection to PostgreSQL: one pool per process, one statement per round trip."""

import asyncio
import select
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, LiteralString, Self

import psycopg
import structlog
from psycopg.abc import RV, PQGen
from psycopg.rows import dict_row
from psycopg_pool import PoolTimeout

from store.database import auditing, jsonb, measuring
from store.database.availability import Availability, answering
from store.database.notify import Notifier
from store.database.pool import Pool
from store.database.tally import Tally
from store.database.text import Text
from store.errors import DatabaseUnavailable
from store.job import Json
from store.settings import DatabaseSettings

log = structlog.get_logger()

Row = dict[str, Any]


class Connection(psycopg.AsyncConnection[Row]):
    """As psycopg's, but asleep while it waits, and aware of pipelines that have failed."""

    is_spoilt = False
    """Whether the library takes statements for prepared that are not: those that came behind one that failed. Whoever
    runs one of them would hear that there is none.
    """

    @asynccontextmanager
    async def pipeline(self) -> AsyncIterator[psycopg.AsyncPipeline]:
        try:
            async with super().pipeline() as pipeline:
                yield pipeline
        except psycopg.Error:
            self.is_spoilt = True
            raise

    async def wait(self, gen: PQGen[RV], interval: float = 3600, timeout: float | None = None) -> RV:  # noqa: ASYNC109 - its name there
        """The library wakes up ten times a second to look for an interrupt, which asyncio tells us of anyway."""
        return await super().wait(gen, interval, timeout)


CONNECT_TIMEOUT_S = 5
STATEMENT_TIMEOUT_S = 20
"""The longest a statement may run; ours take milliseconds."""
ANSWER_TIMEOUT_S = STATEMENT_TIMEOUT_S + 5.0
"""The longest to wait for an answer; past it the connection is half open."""
CONNECT_TIMEOUT_AWAY_S = 1.0
"""The longest to wait for a connection while the database cannot be reached: callers had better hear so soon."""

PREPARED_STATEMENTS = 500
"""How many statements a connection keeps prepared: more than there are."""

MAX_IDLE_S = 20.0
"""How long a connection may be of no use beside the others until it is closed: each takes megabytes of the database."""

BETWEEN_STATEMENTS_S = 5
"""The longest that a transaction may lie idle; then the database ends it."""

CONNECTION_OPTIONS: Mapping[str, Any] = {
    "connect_timeout": CONNECT_TIMEOUT_S,
    # A peer that is gone without a word is noticed within 20 s, not after the kernel's two hours.
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


class Database:
    """A pool of connections in autocommit mode: each statement is its own transaction.

    All errors of the connection are raised as DatabaseUnavailable. The log has been told then, once: who catches
    it need not.
    """

    def __init__(self, settings: DatabaseSettings, *, application_name: str, pool_size: int = 10) -> None:
        self.conninfo = settings.conninfo()
        self.places = settings.places()
        """The hosts and ports of its servers."""
        self.application_name = application_name
        self.notifier = Notifier(self.rows)
        self.availability = Availability()
        self.tally = Tally()
        self._pool = Pool[Connection](
            self.conninfo,
            connection_class=Connection,
            kwargs=self._options(application_name),
            configure=_configure,
            check=self._check,
            min_size=1,
            max_size=pool_size,
            timeout=CONNECT_TIMEOUT_S,
            max_idle=MAX_IDLE_S,
            # Reconnect quickly after the database was restarted, and never give up.
            reconnect_timeout=5.0,
            open=False,
        )

    async def __aenter__(self) -> Self:
        """Opens the pool, which connects in the background: a database that is down now may come up."""
        await self._pool.open()
        await self.notifier.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.notifier.stop()
        await self._pool.close(timeout=CONNECT_TIMEOUT_S)

    async def rows(
        self,
        statement: LiteralString,
        parameters: Mapping[str, Any] | None = None,
        *,
        after: tuple[LiteralString, Sequence[Any]] | None = None,
        changed: Sequence[str] | None = None,
        answer_s: float = ANSWER_TIMEOUT_S,
    ) -> list[Row]:
        """Runs one statement and returns its rows. Another one may go before it, in the same transaction and
        the same round trip. `answer_s` is the longest to wait.

        What a call changes with it is told to the audit trail, unless it returns no row: a statement returns what it
        has changed. `changed` names that where it is not the rows' `id`.
        """
        if auditing.is_told(statement):
            return await self._change(None, statement, parameters, changed)
        async with self.connection(answer_s) as connection:
            with measuring.timed(statement):
                if after is None:
                    cursor = await connection.execute(statement, parameters)
                    return await cursor.fetchall()
                async with connection.pipeline():  # which is a transaction: it ends with the pipeline
                    await connection.execute(*after)
                    cursor = await connection.execute(statement, parameters)
                return await cursor.fetchall()

    async def row(self, statement: LiteralString, parameters: Mapping[str, Any] | None = None) -> Row | None:
        """Runs one statement and returns its first row, if it has one."""
        rows = await self.rows(statement, parameters)
        return rows[0] if rows else None

    async def record(self, events: Sequence[Json]) -> None:
        """Tells the audit trail of what is no change: events as auditing.Call makes them."""
        async with self.connection() as connection:
            await connection.execute(auditing.WRITE, auditing.parameters(events))

    def show_in_metrics(self) -> None:
        """Has the metrics say how this database is reached."""
        measuring.show(self.availability, self._pool.get_stats)

    async def ping(self, answer_s: float) -> None:
        """Asks for nothing but an answer. Raises DatabaseUnavailable."""
        await self.rows("SELECT", answer_s=answer_s)

    async def client_rows(
        self,
        client_id: str,
        statement: LiteralString,
        parameters: Mapping[str, Any] | None = None,
        *,
        changed: Sequence[str] | None = None,
        proof: LiteralString | None = None,
    ) -> list[Row]:
        """Runs one statement as a client, for which the database shows no other client's rows.

        The statement gets `client_id` as a parameter too: it names the client for the planner and the reader,
        and row-level security stands behind it. Everything goes to the database in one round trip. Where the audit
        trail is told, as `rows` says, it takes two; one with `proof`: a condition on `%(changed)s`, which holds if the
        statement has changed that, and does not if it has changed nothing.
        """
        parameters = {**(parameters or {}), "client_id": client_id}
        if not auditing.is_told(statement):
            return await self.rows(statement, parameters, after=(_AS_CLIENT, (client_id,)))
        if changed is None or proof is None:
            return await self._change(client_id, statement, parameters, changed)
        told = auditing.parameters(auditing.events([{}], client_id, changed))
        async with self.connection() as connection:
            with measuring.timed(statement):
                async with connection.pipeline():  # which is a transaction: it ends with the pipeline
                    await connection.execute(_AS_CLIENT, (client_id,))
                    cursor = await connection.execute(statement, parameters)
                    await connection.execute(auditing.write_if(proof), {**told, "changed": changed[0]})
                return await cursor.fetchall()

    async def client_row(
        self,
        client_id: str,
        statement: LiteralString,
        parameters: Mapping[str, Any] | None = None,
        *,
        changed: Sequence[str] | None = None,
        proof: LiteralString | None = None,
    ) -> Row | None:
        """Runs one statement as a client and returns its first row, if it has one."""
        rows = await self.client_rows(client_id, statement, parameters, changed=changed, proof=proof)
        return rows[0] if rows else None

    @asynccontextmanager
    async def client_transaction(self, client_id: str, *, changed: Sequence[str] = ()) -> AsyncIterator[Connection]:
        """Lends a connection for several statements of a client's that happen together or not at all. The audit trail
        is told of what is `changed`, should a call be running.

        Not in a pipeline: the database would wait without end for what comes next in it.
        """
        async with self._transaction(_AS_CLIENT_FOR_LONGER, (client_id, *_LONGER)) as connection:
            yield connection
            if events := auditing.events([{}], client_id, changed):
                await connection.execute(auditing.WRITE, auditing.parameters(events))

    @asynccontextmanager
    async def system_transaction(self) -> AsyncIterator[Connection]:
        """The same as the system, which no call is told of."""
        async with self._transaction(_FOR_LONGER, _LONGER) as connection:
            yield connection

    @asynccontextmanager
    async def _transaction(self, begin: LiteralString, parameters: Sequence[Any]) -> AsyncIterator[Connection]:
        try:
            async with self.connection() as connection, connection.transaction():
                await connection.execute(begin, parameters)
                yield connection
        except psycopg.errors.IdleInTransactionSessionTimeout as error:
            raise DatabaseUnavailable(error) from error

    async def _change(
        self,
        client_id: str | None,
        statement: LiteralString,
        parameters: Mapping[str, Any] | None,
        changed: Sequence[str] | None,
    ) -> list[Row]:
        """Runs a statement, as a client where there is one, and tells the audit trail what it has changed, in one
        transaction of two round trips.
        """
        try:
            async with self.connection() as connection:
                with measuring.timed(statement):
                    return await self._change_on(connection, client_id, statement, parameters, changed)
        except psycopg.errors.IdleInTransactionSessionTimeout as error:
            raise DatabaseUnavailable(error) from error

    @staticmethod
    async def _change_on(
        connection: Connection,
        client_id: str | None,
        statement: LiteralString,
        parameters: Mapping[str, Any] | None,
        changed: Sequence[str] | None,
    ) -> list[Row]:
        async with connection.pipeline() as pipeline, connection.transaction():
            if client_id is None:
                await connection.execute(_FOR_LONGER, _LONGER)
            else:
                await connection.execute(_AS_CLIENT_FOR_LONGER, (client_id, *_LONGER))
            cursor = await connection.execute(statement, parameters)
            await pipeline.sync()  # without it, the database would wait without end for what comes next
            rows = await cursor.fetchall()
            if events := auditing.events(rows, client_id, changed):
                await connection.execute(auditing.WRITE, auditing.parameters(events))
            return rows

    @asynccontextmanager
    async def connection(self, answer_s: float = ANSWER_TIMEOUT_S) -> AsyncIterator[Connection]:
        """Lends a connection, for `answer_s` at most: then it is taken for half open, and all others with it."""
        patience_s = CONNECT_TIMEOUT_AWAY_S if self.availability.is_away else CONNECT_TIMEOUT_S
        with self._told():
            async with self._pool.connection(min(answer_s, patience_s)) as connection:
                try:
                    with answering(connection, answer_s):
                        yield connection
                except TimeoutError:
                    await self._pool.drain()
                    raise
                except asyncio.CancelledError:
                    # Half of a pipeline may be on its way. The pool would lend the connection in the transaction that
                    # it has begun, and what others write there would be rolled back though they were told otherwise.
                    await connection.close()
                    raise
                except psycopg.errors.ReadOnlySqlTransaction as error:
                    # A standby, or a disk that is full. After a failover another connection finds the right one.
                    await connection.close()
                    log.warning("statement.failed", error=str(error))
                    raise DatabaseUnavailable(error) from error
                except psycopg.OperationalError as error:
                    if connection.closed:
                        raise
                    log.warning("statement.failed", error=str(error))  # the statement's own fault
                    raise DatabaseUnavailable(error) from error
                finally:
                    if connection.is_spoilt:
                        await connection.close()

    @asynccontextmanager
    async def own_connection(self, purpose: str) -> AsyncIterator[Connection]:
        """Opens a connection beside the pool, for as long as its user wants, with the rights of the login. It
        works before the pool is opened, which needs the roles that migrations make.
        """
        with self._told():
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                connection = await Connection.connect(
                    self.conninfo, **self._options(f"{self.application_name} {purpose}")
                )
            self.availability.answered()
            try:
                yield connection
            finally:
                await connection.close()

    async def _check(self, connection: Connection) -> None:
        """Refuses a connection that has something to say though nobody has asked: it says that it has ended, and
        most likely so do the others. So no statement meets one that a restart of the database has broken.
        """
        ear = select.poll()
        ear.register(connection.fileno(), select.POLLIN)
        if ear.poll(0):
            await connection.close()
            await self._pool.drain()
            raise psycopg.OperationalError("the database has closed the connection")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raises what goes wrong with a connection in the store's words."""
        try:
            yield
        except (*_GONE, PoolTimeout, TimeoutError) as error:
            self.availability.failed(error)
            raise DatabaseUnavailable(error) from error
        self.availability.answered()

    def _options(self, application_name: str) -> dict[str, Any]:
        return {
            **CONNECTION_OPTIONS,
            "application_name": application_name,
            "autocommit": True,
            "row_factory": dict_row,
            # Ours are few and come again and again; to plan one takes longer than to run it.
            "prepare_threshold": 1,
        }


_GONE = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.ReadOnlySqlTransaction)
"""How a connection says that it is of no use."""
SYSTEM_ROLE = "tabwright_system"
"""The role of workers, of maintenance and of authentication, which see every client's rows."""
TENANT_ROLE = "tabwright_tenant"
"""The role of a client's calls, under row-level security."""

_AS_CLIENT = f"""
SELECT set_config('role', '{TENANT_ROLE}', true), set_config('tabwright.client_id', %s, true)
"""

_FOR_LONGER = "SELECT set_config('idle_in_transaction_session_timeout', %s, true)"
_LONGER = (str(BETWEEN_STATEMENTS_S * 1000),)

# Rows that a transaction has written are locked until it ends, also when its process is stopped in the middle.
_AS_CLIENT_FOR_LONGER = f"""
SELECT
    set_config('role', '{TENANT_ROLE}', true),
    set_config('tabwright.client_id', %s, true),
    set_config('idle_in_transaction_session_timeout', %s, true)
"""

# Our statements reach few rows, each by an index, and so must their plans. A planner without statistics, as after
# a bulk load or a failover, takes a table of millions for a small one: it would read and sort all of the line to find
# its head. Compiling a plan for longer than it runs does not pay either; and plans that have to use what
# is off here look expensive enough for that.
_SESSION = {
    "statement_timeout": str(STATEMENT_TIMEOUT_S * 1000),
    "role": SYSTEM_ROLE,
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
    # That jobs are held for circuits and clocks: what does not say so may not bring them back (migration 0021).
    "tabwright.knows_holds": "yes",
}


async def _configure(connection: Connection) -> None:
    connection.prepared_max = PREPARED_STATEMENTS
    connection.adapters.register_loader("jsonb", jsonb.Document)
    connection.adapters.register_dumper(str, Text)
    # As a statement, not as startup options: connection poolers refuse those.
    with answering(connection, CONNECT_TIMEOUT_S):
        await connection.execute(
            "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS setting (name, value)",
            (list(_SESSION), list(_SESSION.values())),
        )
