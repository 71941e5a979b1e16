"""The audit trail: who did what, when, and from where.

Revision ID: 0020
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# audit_events: written with the change that it tells of, and never changed. client_id: whose things the call was about;
# without one, the installation's.
# audit_unsealed: the events that the chain does not have yet. Emptied once a second.
# audit_seals: the chain. Each hash covers its event and the hash before it.
# audit_anchor: where the chain begins: the number and the hash of the last seal that retention has removed.
#
# Nobody changes a row; only what is older than 30 days can be removed, whoever tries. The owner of the tables could
# remove the triggers: the chain is there to show that.
UPGRADE = """
CREATE TABLE audit_events (
    id uuid PRIMARY KEY,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    client_id varchar(255),
    actor_type varchar(20) NOT NULL,
    actor_id varchar(1000) NOT NULL,
    actor_name varchar(255),
    actor_client_id varchar(255),
    is_admin boolean NOT NULL,
    action varchar(100) NOT NULL,
    resources text[] NOT NULL,
    outcome varchar(20) NOT NULL,
    reason varchar(100),
    request_id varchar(128),
    address varchar(100),
    details jsonb
);

-- Ids are UUIDv7: in the order of time.
CREATE INDEX audit_events_client ON audit_events (client_id, id);
CREATE INDEX audit_events_resource ON audit_events ((resources[1]));
CREATE INDEX audit_events_resources ON audit_events USING gin (resources) WHERE cardinality(resources) > 1;

CREATE TABLE audit_unsealed (event_id uuid NOT NULL)
WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE audit_seals (
    seq bigint PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE audit_anchor (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    seq bigint NOT NULL,
    hash bytea NOT NULL
);
INSERT INTO audit_anchor (seq, hash) VALUES (0, '');

REVOKE ALL ON audit_events, audit_unsealed, audit_seals, audit_anchor FROM tabwright_system, tabwright_tenant;
GRANT SELECT ON audit_events, audit_seals, audit_anchor TO tabwright_system;
GRANT SELECT, INSERT, DELETE ON audit_unsealed TO tabwright_system;
GRANT INSERT (seq, event_id, previous_hash, hash) ON audit_seals TO tabwright_system;
GRANT SELECT ON audit_events, audit_seals TO tabwright_tenant;
GRANT INSERT ON audit_unsealed TO tabwright_tenant;
-- The time is the database's.
GRANT INSERT (
    id, client_id, actor_type, actor_id, actor_name, actor_client_id, is_admin, action, resources, outcome, reason,
    request_id, address, details
) ON audit_events TO tabwright_system, tabwright_tenant;

ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON audit_events TO tabwright_system USING (true);
CREATE POLICY tenant ON audit_events TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));
-- For the function below, which runs as the owner.
CREATE POLICY owner_reads ON audit_events FOR SELECT
    USING (current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'audit_events'::regclass));
CREATE POLICY owner_removes ON audit_events FOR DELETE
    USING (current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'audit_events'::regclass));

CREATE FUNCTION keep_audit_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz < now() - interval '30 days' THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
        MESSAGE = format('rows of %s are never changed, and not removed for 30 days', TG_TABLE_NAME);
END $$;

CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION keep_audit_rows('occurred_at');
CREATE TRIGGER keep_all BEFORE TRUNCATE ON audit_events EXECUTE FUNCTION keep_audit_rows();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION keep_audit_rows('sealed_at');
CREATE TRIGGER keep_all BEFORE TRUNCATE ON audit_seals EXECUTE FUNCTION keep_audit_rows();

-- Removes the oldest events of the chain, and moves its anchor to where it begins then. Returns how many.
CREATE FUNCTION forget_audit_events(days integer, batch integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    forgotten integer;
BEGIN
    IF days < 30 THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
            MESSAGE = 'audit events are kept for 30 days at least';
    END IF;
    PERFORM FROM audit_anchor FOR UPDATE;
    WITH old AS (
        SELECT seq, event_id, hash
        FROM (SELECT * FROM audit_seals ORDER BY seq LIMIT batch) AS oldest
        WHERE sealed_at < now() - days * interval '1 day'
    ), event AS (
        DELETE FROM audit_events WHERE id = ANY (ARRAY(SELECT event_id FROM old))
    ), seal AS (
        DELETE FROM audit_seals WHERE seq = ANY (ARRAY(SELECT seq FROM old))
    ), last AS (
        SELECT seq, hash FROM old ORDER BY seq DESC LIMIT 1
    ), anchor AS (
        UPDATE audit_anchor SET seq = last.seq, hash = last.hash FROM last
    )
    SELECT count(*) INTO forgotten FROM old;
    RETURN forgotten;
END $$;

REVOKE ALL ON FUNCTION forget_audit_events(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_audit_events(integer, integer) TO tabwright_system;

-- Who has asked for a job: "key:<id>", "jwt:<subject>". Without: nobody called, or a release before this one made it.
ALTER TABLE automation_jobs ADD COLUMN created_by varchar(1000);

-- CancelJobs locks the jobs that wait before it moves them, which takes the right to change a column.
GRANT UPDATE (job_id) ON job_ready, job_deferred, job_parked TO tabwright_tenant;
"""

DOWNGRADE = """
REVOKE UPDATE (job_id) ON job_ready, job_deferred, job_parked FROM tabwright_tenant;
ALTER TABLE automation_jobs DROP COLUMN created_by;
DROP FUNCTION forget_audit_events(integer, integer);
DROP TABLE audit_anchor, audit_seals, audit_unsealed, audit_events;
DROP FUNCTION keep_audit_rows();
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
