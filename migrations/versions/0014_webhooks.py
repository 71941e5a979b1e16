"""Webhooks: who wants to be told of what happens to jobs, and what is on its way to them.

Revision ID: 0014
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UPGRADE = """
-- Without a job: an endpoint of a client, told of all its jobs. With one: the job's own.
CREATE TABLE webhooks (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    job_id uuid REFERENCES automation_jobs (id) ON DELETE CASCADE,
    url text NOT NULL,
    receiver text NOT NULL,
    events text[] NOT NULL,
    description text,
    is_active boolean NOT NULL DEFAULT true,
    inactive_reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT active_needs_no_reason CHECK (inactive_reason IS NULL OR NOT is_active)
);

CREATE INDEX webhooks_client ON webhooks (client_id, id) WHERE job_id IS NULL;
CREATE UNIQUE INDEX webhooks_job ON webhooks (job_id) WHERE job_id IS NOT NULL;

-- Without a webhook: signs what the client's jobs want told themselves. One that has been replaced signs beside
-- its successor until it expires.
CREATE TABLE webhook_secrets (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    webhook_id uuid REFERENCES webhooks (id) ON DELETE CASCADE,
    secret text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz
);

CREATE INDEX webhook_secrets_owner ON webhook_secrets (client_id, webhook_id);
CREATE UNIQUE INDEX webhook_secrets_current ON webhook_secrets (client_id, webhook_id) NULLS NOT DISTINCT
    WHERE expires_at IS NULL;

-- An event that a webhook shall be told. The id is the receiver's to know a repetition by: a UUIDv7, which
-- PostgreSQL makes itself from version 18 on. The job is as it stood after the event, without what is bulky.
CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY DEFAULT encode(
        overlay(
            uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6
        ), 'hex'
    )::uuid,
    client_id varchar(255) NOT NULL,
    webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    job_id uuid NOT NULL REFERENCES automation_jobs (id) ON DELETE CASCADE,
    sequence bigint NOT NULL,
    event_type varchar(40) NOT NULL,
    receiver text NOT NULL,
    job jsonb NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'delivering', 'delivered', 'failed')),
    due_at timestamptz DEFAULT now(),
    attempt_no integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    attempts jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    UNIQUE (job_id, sequence, webhook_id),
    CONSTRAINT open_is_due CHECK ((status IN ('pending', 'delivering')) = (due_at IS NOT NULL)),
    CONSTRAINT open_is_not_complete CHECK ((due_at IS NULL) = (completed_at IS NOT NULL))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX webhook_deliveries_line ON webhook_deliveries (client_id, receiver, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_deliveries_client ON webhook_deliveries (client_id, id);
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (webhook_id, id);

-- In the statement that writes an event, whichever that is: so no event is lost, and a statement that forgets
-- webhooks cannot be written. It runs with the rights of who writes the event.
CREATE FUNCTION enqueue_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM webhooks) THEN
        RETURN NULL;
    END IF;
    INSERT INTO webhook_deliveries (client_id, webhook_id, job_id, sequence, event_type, receiver, job)
    SELECT
        event.client_id, webhook.id, event.job_id, event.sequence, event.type, webhook.receiver,
        to_jsonb(job) - '{client_id,actions,options,result}'::text[] || jsonb_build_object(
            'result', job.result - 'actions' || jsonb_build_object('actions', (
                SELECT coalesce(jsonb_agg(action - '{value,error}'::text[]), '[]')
                FROM jsonb_array_elements(job.result -> 'actions') AS action
                WHERE action ? 'artifact' AND action ->> 'action' IN ('screenshot', 'pdf')
            ))
        )
    FROM written AS event
    CROSS JOIN LATERAL (
        SELECT * FROM webhooks WHERE job_id IS NULL AND client_id = event.client_id
        UNION ALL
        SELECT * FROM webhooks WHERE job_id = event.job_id
    ) AS webhook
    JOIN automation_jobs AS job ON job.id = event.job_id
    WHERE webhook.is_active AND event.type = ANY (webhook.events);
    RETURN NULL;
END
$$;

CREATE TRIGGER webhooks AFTER INSERT ON job_events REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION enqueue_webhooks();

GRANT SELECT, INSERT, UPDATE, DELETE ON webhooks TO tabwright_tenant;
GRANT SELECT, INSERT, UPDATE ON webhook_deliveries TO tabwright_tenant;
-- A client's calls make and end secrets, and cannot read one.
GRANT SELECT (client_id, webhook_id, expires_at), INSERT, UPDATE (expires_at), DELETE ON webhook_secrets
    TO tabwright_tenant;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['webhooks', 'webhook_secrets', 'webhook_deliveries'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY system ON %I TO tabwright_system USING (true)', name);
        EXECUTE format(
            'CREATE POLICY tenant ON %I TO tabwright_tenant '
            'USING (client_id = current_setting(''tabwright.client_id'', true))', name
        );
    END LOOP;
END
$$;
"""

DOWNGRADE = """
DROP TRIGGER webhooks ON job_events;
DROP FUNCTION enqueue_webhooks;
DROP TABLE webhook_deliveries, webhook_secrets, webhooks;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
