"""Jobs keep the task that has made them.

Revision ID: 0027
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# task: name, version and parameters. The previous release makes jobs without one. It may claim one that has one, and
# then completes it without the task's result.
UPGRADE = """
ALTER TABLE automation_jobs ADD COLUMN task jsonb;
"""

DOWNGRADE = """
ALTER TABLE automation_jobs DROP COLUMN task;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
