"""Worker processes have a slot more than they fill, for clients that run nothing: it is shown while it is taken.

Revision ID: 0015
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Slots are alike: which of them is free when as many run as shall does not matter, and that one is not idle.
UPGRADE = """
CREATE OR REPLACE VIEW browser_workers AS
SELECT
    md5(process.id::text || ':' || slot.no)::uuid AS id,
    slot.browser_type_id,
    CASE
        WHEN process.expires_at < now() THEN 'offline'
        WHEN slot.job_id IS NOT NULL THEN 'busy'
        ELSE 'idle'
    END AS status,
    slot.job_id AS current_job_id,
    process.heartbeat_at AS last_heartbeat,
    process.started_at,
    process.metadata,
    process.id AS process_id,
    slot.no AS slot_no,
    process.browser_type_ids
FROM worker_processes AS process
CROSS JOIN LATERAL (
    SELECT
        number.no, lease.job_id, lease.browser_type_id,
        row_number() OVER (ORDER BY lease.job_id IS NULL, number.no) AS place
    FROM generate_series(1, process.slots + 1) AS number (no)
    LEFT JOIN job_leases AS lease ON lease.process_id = process.id AND lease.slot_no = number.no
) AS slot
WHERE slot.place <= process.slots OR slot.job_id IS NOT NULL;
"""

DOWNGRADE = """
CREATE OR REPLACE VIEW browser_workers AS
SELECT
    md5(process.id::text || ':' || slot.no)::uuid AS id,
    lease.browser_type_id,
    CASE
        WHEN process.expires_at < now() THEN 'offline'
        WHEN lease.job_id IS NOT NULL THEN 'busy'
        ELSE 'idle'
    END AS status,
    lease.job_id AS current_job_id,
    process.heartbeat_at AS last_heartbeat,
    process.started_at,
    process.metadata,
    process.id AS process_id,
    slot.no AS slot_no,
    process.browser_type_ids
FROM worker_processes AS process
CROSS JOIN LATERAL generate_series(1, process.slots) AS slot (no)
LEFT JOIN job_leases AS lease ON lease.process_id = process.id AND lease.slot_no = slot.no;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
