"""Browser types with a device, jobs with options.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UPGRADE = """
ALTER TABLE browser_types ADD COLUMN device varchar(100);
ALTER TABLE automation_jobs ADD COLUMN options jsonb NOT NULL DEFAULT '{}';
"""

DOWNGRADE = """
ALTER TABLE automation_jobs DROP COLUMN options;
ALTER TABLE browser_types DROP COLUMN device;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
