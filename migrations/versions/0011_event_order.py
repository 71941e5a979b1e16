"""An order of all events of a client.

Revision ID: 0011
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# The events of a client are read in the order of (position, job_id, sequence), and only below the oldest transaction
# that still runs: there, nothing can appear any more.
#
# - position is the event's transaction at least. So while a transaction runs, all that it writes is at or above the
#   oldest one that runs.
# - position is the newest transaction that has ended at least. A move writes its event when it has got the job's
#   lock, which is after the transaction of the job's event before has ended. So a job's positions never go down,
#   though a transaction that took its number early may well be the one that moves the job later.
#
# The second needs a look at the transactions at that very moment, not at the start of the statement as for all else:
# a volatile function takes it.
#
# What there is already has no order, and position 0: a cursor never begins before this.
UPGRADE = """
ALTER TABLE job_events ADD COLUMN position bigint NOT NULL DEFAULT 0;

CREATE FUNCTION event_position() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN greatest(
        pg_current_xact_id()::text::bigint,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1
    );
END
$$;

ALTER TABLE job_events ALTER COLUMN position SET DEFAULT event_position();

CREATE INDEX job_events_position ON job_events (client_id, position);
"""

DOWNGRADE = """
DROP INDEX job_events_position;
ALTER TABLE job_events DROP COLUMN position;
DROP FUNCTION event_position;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
