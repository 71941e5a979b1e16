"""Jobs that stand still while a worker holds them, and who asks for it.

Revision ID: 0031
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_MOVES = [
    ("pending", "processing"),
    ("pending", "cancelled"),
    ("processing", "completed"),
    ("processing", "failed"),
    ("processing", "pending"),
    ("processing", "cancelled"),
    ("failed", "pending"),
    ("cancelled", "pending"),
    ("pending", "failed"),
]
_STANDING_STILL = [
    (before, after)
    for still in ("paused", "intervention_needed")
    for before, after in [
        ("processing", still),
        (still, "processing"),
        (still, "pending"),
        (still, "failed"),
        (still, "cancelled"),
    ]
]


def _job_moves(moves: list[tuple[str, str]]) -> str:
    return f"""
DROP TRIGGER job_moves ON automation_jobs;
CREATE TRIGGER job_moves BEFORE UPDATE OF status ON automation_jobs FOR EACH ROW
WHEN (OLD.status <> NEW.status AND NOT (OLD.status, NEW.status) IN ({", ".join(map(str, moves))}))
EXECUTE FUNCTION refuse_job_move();
"""


# The new constraints permit more than the old ones, which all rows that there are comply with: NOT VALID spares the
# look at each of them.
#
# pause_requested_at, pause_timeout_ms, pause_by: somebody asks that the job stand still; of one that does, that its
#   deadline be moved. The worker follows, and takes the wish off the row.
# resume_*: somebody asks that it go on.
# pause, paused_at: why it stands still (Pause of the API, with since and deadline), and since when.
# last_told, last_event: the worker's number of its last event, and the event's own. They are not the same when others
#   tell of the job meanwhile. NULL: a worker of the release before has it, which takes them for the same.
#
# A client marks its wishes, and nothing else: how far the lease's time goes, and what is told of the job, is its
# worker's business.
UPGRADE = """
ALTER TABLE automation_jobs
    DROP CONSTRAINT automation_jobs_status_check,
    DROP CONSTRAINT processing_has_started_at,
    ADD CONSTRAINT automation_jobs_status_check CHECK (
        status IN (
            'pending', 'processing', 'paused', 'intervention_needed', 'completed', 'failed', 'cancelled'
        )
    ) NOT VALID,
    ADD CONSTRAINT processing_has_started_at CHECK (
        status NOT IN ('processing', 'paused', 'intervention_needed') OR started_at IS NOT NULL
    ) NOT VALID;

ALTER TABLE job_leases
    ADD COLUMN pause_requested_at timestamptz,
    ADD COLUMN pause_timeout_ms integer,
    ADD COLUMN pause_by text,
    ADD COLUMN resume_requested_at timestamptz,
    ADD COLUMN resume_outcome varchar(10) CHECK (resume_outcome IN ('done', 'failed')),
    ADD COLUMN resume_note text,
    ADD COLUMN resume_by text,
    ADD COLUMN pause jsonb,
    ADD COLUMN paused_at timestamptz,
    ADD COLUMN last_told bigint,
    ADD COLUMN last_event bigint,
    ADD CONSTRAINT pause_has_paused_at CHECK ((pause IS NULL) = (paused_at IS NULL)),
    ADD CONSTRAINT pause_request_has_timeout CHECK ((pause_requested_at IS NULL) = (pause_timeout_ms IS NULL)),
    ADD CONSTRAINT resume_request_has_outcome CHECK ((resume_requested_at IS NULL) = (resume_outcome IS NULL));

REVOKE UPDATE ON job_leases FROM tabwright_tenant;
GRANT UPDATE (
    cancel_requested_at, pause_requested_at, pause_timeout_ms, pause_by, resume_requested_at, resume_outcome,
    resume_note, resume_by
) ON job_leases TO tabwright_tenant;

ALTER TABLE api_keys ADD COLUMN on_blocked varchar(20) CHECK (on_blocked IN ('fail', 'intervene'));
ALTER TABLE schedules ADD COLUMN on_blocked varchar(20) CHECK (on_blocked IN ('fail', 'intervene'));
"""

# What stands still runs, for the release before.
RUNNING = """
SET LOCAL ROLE tabwright_system;
UPDATE automation_jobs SET status = 'processing' WHERE status IN ('paused', 'intervention_needed');
UPDATE job_events SET status = 'processing' WHERE status IN ('paused', 'intervention_needed');
RESET ROLE;
"""

DOWNGRADE = """
ALTER TABLE schedules DROP COLUMN on_blocked;
ALTER TABLE api_keys DROP COLUMN on_blocked;
REVOKE UPDATE (
    cancel_requested_at, pause_requested_at, pause_timeout_ms, pause_by, resume_requested_at, resume_outcome,
    resume_note, resume_by
) ON job_leases FROM tabwright_tenant;
GRANT UPDATE ON job_leases TO tabwright_tenant;
ALTER TABLE job_leases
    DROP COLUMN pause_requested_at,
    DROP COLUMN pause_timeout_ms,
    DROP COLUMN pause_by,
    DROP COLUMN resume_requested_at,
    DROP COLUMN resume_outcome,
    DROP COLUMN resume_note,
    DROP COLUMN resume_by,
    DROP COLUMN pause,
    DROP COLUMN paused_at,
    DROP COLUMN last_told,
    DROP COLUMN last_event;
ALTER TABLE automation_jobs
    DROP CONSTRAINT automation_jobs_status_check,
    DROP CONSTRAINT processing_has_started_at,
    ADD CONSTRAINT automation_jobs_status_check
        CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
    ADD CONSTRAINT processing_has_started_at CHECK (status <> 'processing' OR started_at IS NOT NULL);
"""


def upgrade() -> None:
    op.execute(UPGRADE)
    op.execute(_job_moves(_MOVES + _STANDING_STILL))


def downgrade() -> None:
    op.execute(RUNNING)
    op.execute(_job_moves(_MOVES))
    op.execute(DOWNGRADE)
