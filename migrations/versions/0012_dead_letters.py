"""Failed and cancelled jobs may start again; failed ones are found without looking at others.

Revision ID: 0012
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOVES = [
    ("pending", "processing"),
    ("pending", "cancelled"),
    ("processing", "completed"),
    ("processing", "failed"),
    ("processing", "pending"),
    ("processing", "cancelled"),
]
_REPLAYS = [("failed", "pending"), ("cancelled", "pending")]


def _job_moves(moves: list[tuple[str, str]]) -> str:
    return f"""
DROP TRIGGER job_moves ON automation_jobs;
CREATE TRIGGER job_moves BEFORE UPDATE OF status ON automation_jobs FOR EACH ROW
WHEN (OLD.status <> NEW.status AND NOT (OLD.status, NEW.status) IN ({", ".join(map(str, moves))}))
EXECUTE FUNCTION refuse_job_move();
"""


# The table is an index in all but name: status may be in none, so that changes of a job's row stay HOT. A trigger
# keeps it, for workers of the release before too.
UPGRADE = """
CREATE TABLE dead_letters (
    job_id uuid PRIMARY KEY REFERENCES automation_jobs (id) ON DELETE CASCADE,
    client_id varchar(255) NOT NULL,
    browser_type_id integer NOT NULL,
    error_type varchar(50) NOT NULL,
    failed_at timestamptz NOT NULL
);

CREATE INDEX dead_letters_client ON dead_letters (client_id, failed_at, job_id);

GRANT SELECT, DELETE ON dead_letters TO tabwright_tenant;
GRANT DELETE ON automation_jobs, job_events TO tabwright_tenant;
GRANT INSERT ON removed_jobs TO tabwright_tenant;
ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letters FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON dead_letters TO tabwright_system USING (true);
CREATE POLICY tenant ON dead_letters TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));

CREATE FUNCTION keep_dead_letters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'failed' THEN
        INSERT INTO dead_letters (job_id, client_id, browser_type_id, error_type, failed_at)
        VALUES (
            NEW.id, NEW.client_id, NEW.browser_type_id, coalesce(left(NEW.error #>> '{details,errorType}', 50), ''),
            NEW.completed_at
        );
    ELSE
        DELETE FROM dead_letters WHERE job_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER job_dead_letters AFTER UPDATE OF status ON automation_jobs FOR EACH ROW
WHEN (OLD.status <> NEW.status AND 'failed' IN (OLD.status, NEW.status))
EXECUTE FUNCTION keep_dead_letters();

SET LOCAL ROLE tabwright_system;
INSERT INTO dead_letters (job_id, client_id, browser_type_id, error_type, failed_at)
SELECT id, client_id, browser_type_id, coalesce(left(error #>> '{details,errorType}', 50), ''), completed_at
FROM automation_jobs
WHERE status = 'failed';
RESET ROLE;
"""

DOWNGRADE = """
DROP TRIGGER job_dead_letters ON automation_jobs;
DROP FUNCTION keep_dead_letters;
DROP TABLE dead_letters;
REVOKE DELETE ON automation_jobs, job_events FROM tabwright_tenant;
REVOKE INSERT ON removed_jobs FROM tabwright_tenant;
"""


def upgrade() -> None:
    op.execute(_job_moves(_MOVES + _REPLAYS))
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
    op.execute(_job_moves(_MOVES))
