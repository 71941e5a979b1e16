"""Clients' calls may see which browser types are served, to say so when none is.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("GRANT SELECT (browser_type_ids, expires_at) ON worker_processes TO tabwright_tenant")


def downgrade() -> None:
    op.execute("REVOKE SELECT (browser_type_ids, expires_at) ON worker_processes FROM tabwright_tenant")
