"""Finds the jobs of a schedule.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


# A step of its own, so that the table can be read while it is looked through; new jobs wait for that long. Not
# CONCURRENTLY: that would wait for other processes that wait for this one to have migrated.
def upgrade() -> None:
    op.execute(
        "CREATE INDEX automation_jobs_schedule ON automation_jobs (schedule_id, id DESC) WHERE schedule_id IS NOT NULL"
    )


def downgrade() -> None:
    op.execute("DROP INDEX automation_jobs_schedule")
