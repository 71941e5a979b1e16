"""Jobs that have gone, and whose files have yet to.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Written in the statement that deletes the job, deleted when its folder in the artifact storage is gone: no
# process that dies in between leaves a file that nobody knows.
UPGRADE = """
CREATE TABLE removed_jobs (
    job_id uuid PRIMARY KEY,
    removed_at timestamptz NOT NULL DEFAULT now()
);
"""

DOWNGRADE = """
DROP TABLE removed_jobs;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
