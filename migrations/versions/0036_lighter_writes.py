"""Jobs that are written with less work: room for their changes, and their browser types checked once for a statement.

Revision ID: 0036
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# A job's row changes twice in most lives: when it starts and when it ends. Where a batch of neighbours starts at once,
# each finds room on its page only if half of that is free; the others go to new pages, with an entry in each index.
#
# A foreign key asks for the browser type of each row by itself, which was a sixth of what a batch of jobs costs. The
# triggers promise the same: who inserts jobs holds the rows of their browser types until its transaction ends, and who
# deletes one has got its row before it looks for jobs, so it sees theirs: each statement of theirs sees what has been
# committed up to then. Clients may not lock browser types, so the first two run as their owner. The last one does not:
# row-level security shows all jobs to the role that deletes browser types, but none to an owner who is no superuser.
#
# The previous release works meanwhile. To drop the foreign key takes both tables for itself: in the order in which
# claims take them, and before anything else, or a claim and this would wait for each other.
UPGRADE = """
LOCK TABLE browser_types, automation_jobs IN ACCESS EXCLUSIVE MODE;

ALTER TABLE automation_jobs SET (fillfactor = 50);

CREATE FUNCTION hold_browser_types(wanted integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    missing integer;
BEGIN
    PERFORM FROM browser_types WHERE id = ANY (wanted) ORDER BY id FOR KEY SHARE;
    SELECT asked.id INTO missing
    FROM unnest(wanted) AS asked (id)
    WHERE NOT EXISTS (SELECT FROM browser_types AS browser_type WHERE browser_type.id = asked.id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no browser type %', missing
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'automation_jobs_browser_type';
    END IF;
END
$$;

CREATE FUNCTION hold_browser_types_of_new_jobs() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM hold_browser_types(ARRAY(SELECT DISTINCT browser_type_id FROM written));
    RETURN NULL;
END
$$;
CREATE TRIGGER job_browser_types AFTER INSERT ON automation_jobs REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION hold_browser_types_of_new_jobs();

CREATE FUNCTION hold_browser_type_of_moved_job() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM hold_browser_types(ARRAY[NEW.browser_type_id]);
    RETURN NULL;
END
$$;
CREATE TRIGGER job_browser_type_moved AFTER UPDATE OF browser_type_id ON automation_jobs FOR EACH ROW
WHEN (OLD.browser_type_id <> NEW.browser_type_id) EXECUTE FUNCTION hold_browser_type_of_moved_job();

CREATE FUNCTION keep_browser_type_of_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM automation_jobs WHERE browser_type_id = OLD.id) THEN
        RAISE EXCEPTION 'jobs refer to browser type %', OLD.id
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'automation_jobs_browser_type';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER browser_type_of_jobs AFTER DELETE ON browser_types
FOR EACH ROW EXECUTE FUNCTION keep_browser_type_of_jobs();
CREATE TRIGGER browser_type_renumbered AFTER UPDATE OF id ON browser_types FOR EACH ROW WHEN (OLD.id <> NEW.id)
EXECUTE FUNCTION keep_browser_type_of_jobs();

ALTER TABLE automation_jobs DROP CONSTRAINT automation_jobs_browser_type_id_fkey;
"""

DOWNGRADE = """
LOCK TABLE browser_types, automation_jobs IN ACCESS EXCLUSIVE MODE;

ALTER TABLE automation_jobs
    ADD CONSTRAINT automation_jobs_browser_type_id_fkey FOREIGN KEY (browser_type_id) REFERENCES browser_types (id);
DROP TRIGGER browser_type_renumbered ON browser_types;
DROP TRIGGER browser_type_of_jobs ON browser_types;
DROP TRIGGER job_browser_type_moved ON automation_jobs;
DROP TRIGGER job_browser_types ON automation_jobs;
DROP FUNCTION keep_browser_type_of_jobs;
DROP FUNCTION hold_browser_type_of_moved_job;
DROP FUNCTION hold_browser_types_of_new_jobs;
DROP FUNCTION hold_browser_types;
ALTER TABLE automation_jobs SET (fillfactor = 80);
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
