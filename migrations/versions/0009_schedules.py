"""Schedules, and the jobs that they make.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# revision: every change and every run adds one. A run is written only where nothing has changed since it was
# planned.
UPGRADE = """
CREATE TABLE schedules (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    name varchar(200) NOT NULL,
    cron varchar(200) NOT NULL,
    time_zone varchar(100) NOT NULL,
    job jsonb NOT NULL,
    may_evaluate boolean NOT NULL,
    missed_runs varchar(20) NOT NULL CHECK (missed_runs IN ('skip', 'run_once', 'run_all')),
    overlap varchar(20) NOT NULL CHECK (overlap IN ('allow', 'skip')),
    is_paused boolean NOT NULL,
    next_run_at timestamptz,
    last_run_at timestamptz,
    last_job_id uuid,
    last_error jsonb,
    revision bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT schedule_name UNIQUE (client_id, name),
    CONSTRAINT paused_or_due CHECK (is_paused = (next_run_at IS NULL)),
    CONSTRAINT not_all_at_once CHECK (NOT (missed_runs = 'run_all' AND overlap = 'skip'))
) WITH (fillfactor = 70);

CREATE INDEX schedules_due ON schedules (next_run_at) WHERE next_run_at IS NOT NULL;
CREATE INDEX schedules_client ON schedules (client_id, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO tabwright_tenant;
ALTER TABLE schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON schedules TO tabwright_system USING (true);
CREATE POLICY tenant ON schedules TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));

ALTER TABLE automation_jobs ADD COLUMN schedule_id uuid, ADD COLUMN scheduled_at timestamptz;
"""

DOWNGRADE = """
ALTER TABLE automation_jobs DROP COLUMN scheduled_at, DROP COLUMN schedule_id;
DROP TABLE schedules;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
