"""Alembic runs this module to connect and to run the steps."""

import psycopg
from alembic import context
from sqlalchemy import create_engine, pool, text

from migrations.roles import ENSURE

MIGRATION_LOCK = 7_303_014_217_385_281_123
"""Key of the advisory lock that lets one migration run at a time. An arbitrary number, kept for ever."""


def run() -> None:
    conninfo = context.config.attributes["conninfo"]
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(conninfo), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        connection.commit()  # the lock is the session's: it ends with the connection
        connection.execute(text(ENSURE))
        connection.commit()
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()


run()
