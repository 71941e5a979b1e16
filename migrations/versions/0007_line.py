"""Jobs line up by one rank, that counts how long they have waited, their priority and their client's share;
jobs know their site; browser types can be paused.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What store/queue/line.py says of ranks. The defaults are for servers and workers of the release before, whose jobs so
# line up by the time of their move; a deferred job without a rank gets one when it is due.
UPGRADE = """
ALTER TABLE browser_types
    ADD COLUMN line_ahead_s double precision NOT NULL DEFAULT 0 CHECK (line_ahead_s >= 0),
    ADD COLUMN paused_at timestamptz;

ALTER TABLE job_ready
    ADD COLUMN rank double precision NOT NULL DEFAULT date_part('epoch', now()),
    ADD COLUMN site varchar(255);
ALTER TABLE job_deferred
    ADD COLUMN rank double precision,
    ADD COLUMN site varchar(255);
ALTER TABLE job_parked
    ADD COLUMN rank double precision NOT NULL DEFAULT date_part('epoch', now()),
    ADD COLUMN site varchar(255),
    ADD COLUMN held_by varchar(270) NOT NULL DEFAULT '';
ALTER TABLE job_leases
    ADD COLUMN rank double precision NOT NULL DEFAULT date_part('epoch', now()),
    ADD COLUMN site varchar(255);

SET LOCAL ROLE tabwright_system;
UPDATE job_ready AS place SET rank = date_part('epoch', job.created_at) - 60 * job.priority
FROM automation_jobs AS job WHERE job.id = place.job_id;
UPDATE job_deferred AS place SET rank = date_part('epoch', job.created_at) - 60 * job.priority
FROM automation_jobs AS job WHERE job.id = place.job_id;
UPDATE job_parked AS place
SET rank = date_part('epoch', job.created_at) - 60 * job.priority, held_by = 'client:' || job.client_id
FROM automation_jobs AS job WHERE job.id = place.job_id;
UPDATE job_leases AS place SET rank = date_part('epoch', job.created_at) - 60 * job.priority
FROM automation_jobs AS job WHERE job.id = place.job_id;
RESET ROLE;

-- The line, and the end of a client's own: the second one also counts what waits for a client.
DROP INDEX job_ready_line, job_ready_client, job_parked_line;
CREATE INDEX job_ready_line ON job_ready (browser_type_id, rank, seq);
CREATE INDEX job_ready_client ON job_ready (client_id, browser_type_id, priority, rank);
CREATE INDEX job_parked_line ON job_parked (held_by, browser_type_id, rank, seq);
CREATE INDEX job_parked_client ON job_parked (client_id, browser_type_id, priority, rank);
"""

DOWNGRADE = """
DROP INDEX job_ready_line, job_ready_client, job_parked_line, job_parked_client;
ALTER TABLE browser_types DROP COLUMN line_ahead_s, DROP COLUMN paused_at;
ALTER TABLE job_ready DROP COLUMN rank, DROP COLUMN site;
ALTER TABLE job_deferred DROP COLUMN rank, DROP COLUMN site;
ALTER TABLE job_parked DROP COLUMN rank, DROP COLUMN site, DROP COLUMN held_by;
ALTER TABLE job_leases DROP COLUMN rank, DROP COLUMN site;
CREATE INDEX job_ready_line ON job_ready (browser_type_id, priority DESC, seq);
CREATE INDEX job_ready_client ON job_ready (client_id);
CREATE INDEX job_parked_line ON job_parked (client_id, priority DESC, seq);
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
