"""Jobs have labels, and are found by them.

Revision ID: 0018
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# The previous release makes jobs without labels. The index has no entry for those, which so cost nothing.
UPGRADE = """
ALTER TABLE automation_jobs ADD COLUMN labels jsonb;

CREATE INDEX automation_jobs_labels_idx ON automation_jobs USING gin (labels) WHERE labels IS NOT NULL;
"""

DOWNGRADE = """
DROP INDEX automation_jobs_labels_idx;
ALTER TABLE automation_jobs DROP COLUMN labels;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
