"""Jobs that wait for a time, and requests that come twice.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# In a table of its own, so that request_ids stay unique when the table of jobs is partitioned one day. No foreign
# key: a request_id may outlive its job.
UPGRADE = """
ALTER TABLE automation_jobs ADD COLUMN not_before timestamptz;

CREATE TABLE job_requests (
    client_id varchar(255) NOT NULL,
    request_id varchar(255) NOT NULL,
    digest varchar(64) NOT NULL,
    job_id uuid NOT NULL,
    PRIMARY KEY (client_id, request_id)
);

CREATE INDEX job_requests_job ON job_requests (job_id);

GRANT SELECT, INSERT ON job_requests TO tabwright_tenant;
ALTER TABLE job_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON job_requests TO tabwright_system USING (true);
CREATE POLICY tenant ON job_requests TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));
"""

DOWNGRADE = """
DROP TABLE job_requests;
ALTER TABLE automation_jobs DROP COLUMN not_before;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
