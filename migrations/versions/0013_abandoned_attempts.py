"""Attempts that did not come to their end, and may have left files behind.

Revision ID: 0013
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Written in the statement that ends the attempt, deleted when its folder in the artifact storage holds nothing but
# what was recorded.
UPGRADE = """
CREATE TABLE abandoned_attempts (
    job_id uuid NOT NULL,
    lease_no integer NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, lease_no)
);

CREATE INDEX abandoned_attempts_ended ON abandoned_attempts (ended_at);
"""

DOWNGRADE = """
DROP TABLE abandoned_attempts;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
