"""Jobs keep the trace that their caller is in.

Revision ID: 0024
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# traceparent: as the header of W3C Trace Context has it, checked. The previous release makes jobs without one.
UPGRADE = """
ALTER TABLE automation_jobs ADD COLUMN traceparent varchar(55);
"""

DOWNGRADE = """
ALTER TABLE automation_jobs DROP COLUMN traceparent;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
