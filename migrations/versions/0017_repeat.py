"""Whether a job may be repeated that has acted, and what is known of that while it runs.

Revision ID: 0017
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# acting_until: until when the death of the lease's worker means that the job may have acted. NULL: it has done nothing
# that matters; a time far ahead: an acting action runs, or it has acted.
UPGRADE = """
ALTER TABLE automation_jobs
    ADD COLUMN repeat varchar(20) NOT NULL DEFAULT 'whenSafe' CHECK (repeat IN ('whenSafe', 'always'));
ALTER TABLE job_leases ADD COLUMN acting_until timestamptz;
ALTER TABLE api_keys ADD COLUMN repeat varchar(20) CHECK (repeat IN ('whenSafe', 'always'));
ALTER TABLE schedules ADD COLUMN repeat varchar(20) CHECK (repeat IN ('whenSafe', 'always'));
"""

DOWNGRADE = """
ALTER TABLE schedules DROP COLUMN repeat;
ALTER TABLE api_keys DROP COLUMN repeat;
ALTER TABLE job_leases DROP COLUMN acting_until;
ALTER TABLE automation_jobs DROP COLUMN repeat;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
