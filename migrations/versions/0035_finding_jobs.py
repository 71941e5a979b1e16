"""Jobs are found by their host, by their task and by their status, also among a million of one client's.

Revision ID: 0035
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# Row-level security lets no condition into an index but those on a plain column, by operators that cannot leak what
# they compare: so these two are columns, and neither expressions nor functions in an index.
#
# host_reversed: the host of target_url, as store.address.site has it, backwards: hosts below one lie together. NULL: it
#   has none, since it shows HTML.
# task_name: the name of the task that has made the job.
#
# Neither ever changes, so that changes of a job's row stay HOT. The release before fills in neither: then the trigger
# does, as well as a pattern can, and for jobs that there are the step below. Both miss the hosts of URLs that are
# written unusually.
COLUMNS = """
ALTER TABLE automation_jobs
    ADD COLUMN IF NOT EXISTS host_reversed text COLLATE "C",
    ADD COLUMN IF NOT EXISTS task_name varchar(100);

CREATE OR REPLACE FUNCTION job_host_reversed(url text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT reverse(rtrim(lower(substring(
        url FROM '^[Hh][Tt][Tt][Pp][Ss]?://(?:[^/?#@\\\\]*@)?([A-Za-z0-9._-]+)(?::[0-9]*)?(?:[/?#]|$)'
    )), '.'))
$$;

CREATE OR REPLACE FUNCTION fill_in_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.host_reversed := coalesce(NEW.host_reversed, job_host_reversed(NEW.target_url));
    NEW.task_name := coalesce(NEW.task_name, NEW.task ->> 'name');
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER job_fill_in BEFORE INSERT ON automation_jobs FOR EACH ROW
WHEN (
    NEW.host_reversed IS NULL AND NEW.target_url <> '' OR NEW.task_name IS NULL AND NEW.task IS NOT NULL
)
EXECUTE FUNCTION fill_in_job();
"""

# A few thousand at a time, each for itself: who works waits for milliseconds. One that somebody else changes just then
# is left for a second round.
FILL = """
DO $fill$
DECLARE
    after uuid;
    batch uuid[];
BEGIN
    FOR round IN 1..2 LOOP
        after := '00000000-0000-0000-0000-000000000000';
        LOOP
            batch := ARRAY(SELECT id FROM automation_jobs WHERE id > after ORDER BY id LIMIT 2000);
            EXIT WHEN cardinality(batch) = 0;
            UPDATE automation_jobs AS job
            SET host_reversed = job_host_reversed(job.target_url), task_name = job.task ->> 'name'
            FROM (
                SELECT id
                FROM automation_jobs
                WHERE id = ANY (batch)
                    AND (
                        host_reversed IS NULL AND job_host_reversed(target_url) IS NOT NULL
                        OR task_name IS NULL AND task IS NOT NULL
                    )
                ORDER BY id
                FOR NO KEY UPDATE SKIP LOCKED
            ) AS old
            WHERE job.id = old.id;
            after := batch[cardinality(batch)];
            COMMIT;
        END LOOP;
    END LOOP;
END
$fill$;
"""

# Of each job that has ended, the event that says so: narrow, and written once. A completed job stays so; one that was
# cancelled may have been started again. Those that failed are in dead_letters, the others in the queue.
INDEXES = """
CREATE INDEX automation_jobs_host ON automation_jobs (client_id, host_reversed, id DESC);
CREATE INDEX automation_jobs_task ON automation_jobs (client_id, task_name, id DESC) WHERE task_name IS NOT NULL;
CREATE INDEX job_events_ended ON job_events (client_id, status, job_id)
    WHERE status IN ('completed', 'cancelled');
"""

# Who has control of the browser of a job that stands still, and since when: its worker's to say.
CONTROL = """
ALTER TABLE job_leases
    ADD COLUMN controlled_by text,
    ADD COLUMN controlled_since timestamptz,
    ADD CONSTRAINT control_has_since CHECK ((controlled_by IS NULL) = (controlled_since IS NULL));
"""

DOWNGRADE = """
ALTER TABLE job_leases DROP COLUMN controlled_by, DROP COLUMN controlled_since;
DROP INDEX job_events_ended;
DROP INDEX automation_jobs_task;
DROP INDEX automation_jobs_host;
DROP TRIGGER job_fill_in ON automation_jobs;
DROP FUNCTION fill_in_job;
DROP FUNCTION job_host_reversed;
ALTER TABLE automation_jobs DROP COLUMN task_name, DROP COLUMN host_reversed;
"""


def upgrade() -> None:
    # The columns are there for all before the old rows are filled in, which ends what was begun: should it be broken
    # off, all is done again.
    with op.get_context().autocommit_block():
        op.execute(COLUMNS)
        op.execute("SET ROLE tabwright_system")
        op.execute(FILL)
        op.execute("RESET ROLE")
    op.execute(INDEXES)
    op.execute(CONTROL)


def downgrade() -> None:
    op.execute(DOWNGRADE)
