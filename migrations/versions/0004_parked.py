"""A place for jobs whose client runs as many as it may.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UPGRADE = """
CREATE TABLE job_parked (
    job_id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    browser_type_id integer NOT NULL,
    priority integer NOT NULL,
    seq bigint NOT NULL,
    lease_no integer NOT NULL,
    next_sequence bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX job_parked_line ON job_parked (client_id, priority DESC, seq);
CREATE INDEX job_leases_client ON job_leases (client_id);

GRANT SELECT, DELETE ON job_parked TO tabwright_tenant;
ALTER TABLE job_parked ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_parked FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON job_parked TO tabwright_system USING (true);
CREATE POLICY tenant ON job_parked TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));
"""

DOWNGRADE = """
INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, seq, lease_no, next_sequence)
SELECT job_id, client_id, browser_type_id, priority, seq, lease_no, next_sequence FROM job_parked;
DROP TABLE job_parked;
DROP INDEX job_leases_client;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
