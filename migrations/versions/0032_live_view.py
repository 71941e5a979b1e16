"""Live view: where the workers' relays are, and tickets for viewers.

Revision ID: 0032
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

# worker_processes: tenants may read two named columns (0006), and none of these. All three or none.
#
# live_tickets: a row can be used once, by being removed. Only servers read and write them, for whom they have
# authenticated. client_id: the job's. key_id: of the key that it was made with, which must still be good. ends_at: when
# the last ticket expires that comes of this one.
UPGRADE = """
ALTER TABLE worker_processes
    ADD COLUMN live_address text,
    ADD COLUMN live_certificate bytea,
    ADD COLUMN live_token text,
    ADD CONSTRAINT live_is_whole CHECK (num_nulls(live_address, live_certificate, live_token) IN (0, 3));

CREATE TABLE live_tickets (
    hash bytea PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    job_id uuid NOT NULL,
    "right" varchar(10) NOT NULL CHECK ("right" IN ('view', 'control')),
    viewer_id varchar(64) NOT NULL,
    name varchar(255) NOT NULL,
    made_by jsonb NOT NULL,
    key_id uuid,
    expires_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL
);
CREATE INDEX live_tickets_expiry ON live_tickets (expires_at);

ALTER TABLE live_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON live_tickets TO tabwright_system USING (true);
"""

DOWNGRADE = """
DROP TABLE live_tickets;
ALTER TABLE worker_processes
    DROP CONSTRAINT live_is_whole,
    DROP COLUMN live_address,
    DROP COLUMN live_certificate,
    DROP COLUMN live_token;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
