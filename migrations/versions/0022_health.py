"""Health, minute by minute; what the processes have counted for it; and alerts.

Revision ID: 0022
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# health_minutes: what was found in a minute, by whichever server wrote it first.
# process_tallies: how many jobs a process has ended, since it began; and how many of these are in health_minutes
# already. It outlives the process, so that what it did last is counted too.
# alerts: one open one for each rule and subject. told_state: what the log and the webhooks have been told of it last.
#
# None of them is a client's: only the system reads and writes them. The previous release makes deliveries of jobs only.
UPGRADE = """
CREATE TABLE health_minutes (
    minute timestamptz PRIMARY KEY,
    measured_at timestamptz NOT NULL DEFAULT now(),
    score integer CHECK (score BETWEEN 0 AND 100),
    components jsonb NOT NULL,
    facts jsonb NOT NULL,
    ended integer NOT NULL,
    failed integer NOT NULL,
    faults integer NOT NULL,
    crashes integer NOT NULL
);

CREATE TABLE process_tallies (
    process_id uuid PRIMARY KEY,
    tally jsonb NOT NULL,
    counted jsonb NOT NULL DEFAULT '{}',
    told_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE TABLE alerts (
    id uuid PRIMARY KEY,
    rule varchar(50) NOT NULL,
    subject varchar(50) NOT NULL,
    severity varchar(20) NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    state varchar(20) NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
    value double precision,
    summary text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    true_at timestamptz NOT NULL DEFAULT now(),
    fired_at timestamptz,
    resolved_at timestamptz,
    inhibited_by varchar(50),
    told_state varchar(20) CHECK (told_state IN ('firing', 'resolved')),
    CONSTRAINT fired_unless_pending CHECK ((state = 'pending') = (fired_at IS NULL)),
    CONSTRAINT resolved_has_its_time CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
);

CREATE UNIQUE INDEX alerts_open ON alerts (rule, subject) WHERE state <> 'resolved';

-- A delivery tells of an event of a job, or of an alert, and of each event of an alert once.
ALTER TABLE webhook_deliveries
    ALTER COLUMN job_id DROP NOT NULL,
    ALTER COLUMN sequence DROP NOT NULL,
    ALTER COLUMN job DROP NOT NULL,
    ADD COLUMN alert_id uuid REFERENCES alerts (id) ON DELETE CASCADE,
    ADD COLUMN alert jsonb,
    ADD CONSTRAINT of_a_job_or_an_alert CHECK ((job_id IS NULL) <> (alert_id IS NULL)) NOT VALID;
CREATE UNIQUE INDEX webhook_deliveries_alert ON webhook_deliveries (alert_id, event_type, webhook_id)
    WHERE alert_id IS NOT NULL;
CREATE INDEX webhooks_alerts ON webhooks (id)
    WHERE job_id IS NULL AND events && '{alert.firing,alert.resolved}'::text[];
"""

DOWNGRADE = """
SET LOCAL ROLE tabwright_system;
DELETE FROM webhook_deliveries WHERE job_id IS NULL;
RESET ROLE;
DROP INDEX webhooks_alerts;
ALTER TABLE webhook_deliveries
    DROP CONSTRAINT of_a_job_or_an_alert,
    DROP COLUMN alert,
    DROP COLUMN alert_id,
    ALTER COLUMN job_id SET NOT NULL,
    ALTER COLUMN sequence SET NOT NULL,
    ALTER COLUMN job SET NOT NULL;
DROP TABLE alerts, process_tallies, health_minutes;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
