"""Tenants: who may see what, what keys may do, and how often.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The roles are those of migrations/roles.py.
UPGRADE = """
-- System: the workers, maintenance and authentication, which see every client's rows.
GRANT USAGE ON SCHEMA public TO tabwright_system, tabwright_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tabwright_system;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO tabwright_system, tabwright_tenant;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tabwright_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO tabwright_system, tabwright_tenant;

-- Tenant: every call of a client. It sees the rows of the client that tabwright.client_id names, and without
-- one it sees none.
GRANT SELECT ON browser_types TO tabwright_tenant;
GRANT SELECT, INSERT, UPDATE ON automation_jobs TO tabwright_tenant;
GRANT SELECT, INSERT, DELETE ON job_ready, job_deferred TO tabwright_tenant;
GRANT SELECT, UPDATE ON job_leases TO tabwright_tenant;
GRANT SELECT, INSERT ON job_events TO tabwright_tenant;
GRANT SELECT ON job_artifacts, job_logs TO tabwright_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON url_policies TO tabwright_tenant;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'automation_jobs', 'job_ready', 'job_deferred', 'job_leases', 'job_events', 'job_artifacts', 'job_logs',
        'url_policies', 'api_keys'
    ] LOOP
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

-- A policy without a client is everybody's to read, and no client's to change.
CREATE POLICY tenant_reads_global ON url_policies FOR SELECT TO tabwright_tenant USING (client_id IS NULL);

-- What a key may do beside its client's ordinary calls. rate_limit: requests per window, 0 without a limit.
ALTER TABLE api_keys
    ADD COLUMN is_admin boolean NOT NULL DEFAULT false,
    ADD COLUMN may_evaluate boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT rate_limit_is_not_negative CHECK (rate_limit >= 0),
    ADD CONSTRAINT revoked_is_not_active CHECK (is_active = (status = 'active'));

-- How many requests a caller has made in its running window. Unlogged: a crash of the database forgets at
-- most one window, and no request waits for a disk.
CREATE UNLOGGED TABLE request_windows (
    caller varchar(300) PRIMARY KEY,
    started_at timestamptz NOT NULL,
    requests integer NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX request_windows_started ON request_windows (started_at);

-- A client's jobs that wait: counted when one more comes.
CREATE INDEX job_ready_client ON job_ready (client_id);
CREATE INDEX job_deferred_client ON job_deferred (client_id);
"""

DOWNGRADE = """
DROP INDEX job_ready_client, job_deferred_client;
DROP TABLE request_windows;
ALTER TABLE api_keys
    DROP CONSTRAINT rate_limit_is_not_negative,
    DROP CONSTRAINT revoked_is_not_active,
    DROP COLUMN is_admin,
    DROP COLUMN may_evaluate;
DROP POLICY tenant_reads_global ON url_policies;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'automation_jobs', 'job_ready', 'job_deferred', 'job_leases', 'job_events', 'job_artifacts', 'job_logs',
        'url_policies', 'api_keys'
    ] LOOP
        EXECUTE format('DROP POLICY system ON %I', name);
        EXECUTE format('DROP POLICY tenant ON %I', name);
        EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
    END LOOP;
END
$$;

ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM tabwright_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM tabwright_system, tabwright_tenant;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM tabwright_system, tabwright_tenant;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM tabwright_system, tabwright_tenant;
REVOKE USAGE ON SCHEMA public FROM tabwright_system, tabwright_tenant;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
