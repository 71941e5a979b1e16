"""Slots that a worker does not fill, because its machine is overloaded, are shown as held.

Revision ID: 0025
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# A heartbeat tells how many slots its process fills now. Slots are alike: those beyond are held, as long as none runs.
UPGRADE = """
CREATE OR REPLACE VIEW browser_workers AS
SELECT
    md5(process.id::text || ':' || slot.no)::uuid AS id,
    slot.browser_type_id,
    CASE
        WHEN process.expires_at < now() THEN 'offline'
        WHEN slot.job_id IS NOT NULL THEN 'busy'
        WHEN slot.place > limited.slots THEN 'held'
        ELSE 'idle'
    END AS status,
    slot.job_id AS current_job_id,
    process.heartbeat_at AS last_heartbeat,
    process.started_at,
    process.metadata,
    process.id AS process_id,
    slot.no AS slot_no,
    process.browser_type_ids,
    limited.slots AS slots_limit
FROM worker_processes AS process
CROSS JOIN LATERAL (
    SELECT least(process.slots, (process.metadata ->> 'slotsLimit')::integer) AS slots
) AS limited
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
DROP VIEW browser_workers;
CREATE VIEW browser_workers AS
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


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
