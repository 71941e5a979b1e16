"""Sessions of clients: what browsers need to be signed in, sealed with a data key of each client; and the jobs that
have one for themselves.

Revision ID: 0028
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# version: one of a sequence for all, so that none is ever used again, not even after a session was removed and made
# anew: what a job has read is told from it. saves: what clients see of that, 1, 2, 3.
#
# job_….session: what a job has for itself while it runs, as name/client; NULL for jobs without a session, and for those
# that only read one. The lease is the lock: however it ends, the session is free.
UPGRADE = """
CREATE SEQUENCE session_versions;

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    name varchar(64) COLLATE "C" NOT NULL,
    origins text[] NOT NULL CHECK (cardinality(origins) > 0),
    sealed bytea NOT NULL,
    size_bytes integer NOT NULL,
    version bigint NOT NULL DEFAULT nextval('session_versions'),
    saves integer NOT NULL DEFAULT 1,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    CONSTRAINT session_name UNIQUE (client_id, name)
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- A client's calls write what is sealed, and cannot read it.
GRANT SELECT (
        id, client_id, name, origins, size_bytes, version, saves, expires_at, created_at, updated_at, last_used_at
    ),
    INSERT, UPDATE (sealed, origins, size_bytes, version, saves, expires_at, updated_at), DELETE
    ON sessions TO tabwright_tenant;
GRANT USAGE ON SEQUENCE session_versions TO tabwright_tenant;

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON sessions TO tabwright_system USING (true);
CREATE POLICY tenant ON sessions TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));

ALTER TABLE job_ready ADD COLUMN session varchar(320);
ALTER TABLE job_deferred ADD COLUMN session varchar(320);
ALTER TABLE job_parked ADD COLUMN session varchar(320);
ALTER TABLE job_leases ADD COLUMN session varchar(320);
CREATE INDEX job_ready_session ON job_ready (session, browser_type_id) WHERE session IS NOT NULL;
CREATE INDEX job_parked_session ON job_parked (session, held_by) WHERE session IS NOT NULL;
CREATE UNIQUE INDEX job_leases_session ON job_leases (session) WHERE session IS NOT NULL;
"""

DOWNGRADE = """
ALTER TABLE job_leases DROP COLUMN session;
ALTER TABLE job_parked DROP COLUMN session;
ALTER TABLE job_deferred DROP COLUMN session;
ALTER TABLE job_ready DROP COLUMN session;
DROP TABLE sessions;
DROP SEQUENCE session_versions;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
