"""The level at which the service works, and how often jobs are answered by fallbacks.

Revision ID: 0023
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# service_state: one row, or none before anything was judged. level and ceiling_ratio hold while nothing is forced.
# conditions: those that are met, by name, with since when. told_…: the level that has been told, with its reasons.
# revision: every change adds one, and is written only where nothing has changed since the state was read.
# service_level_changes: what has held, and why, for all to see.
# fallback_results: the latest result for each request of a client that may be answered with an earlier one.
# fallback_counts: how often fallbacks were tried in an hour, and what came of it.
UPGRADE = """
CREATE TABLE service_state (
    id varchar(20) PRIMARY KEY CHECK (id = 'level'),
    level varchar(20) NOT NULL CHECK (level IN ('full', 'degraded', 'minimal', 'emergency')),
    ceiling_ratio real NOT NULL CHECK (ceiling_ratio > 0 AND ceiling_ratio <= 1),
    reasons text[] NOT NULL,
    conditions jsonb NOT NULL,
    calm_since timestamptz,
    judged_at timestamptz,
    forced_level varchar(20) CHECK (forced_level IN ('full', 'degraded', 'minimal', 'emergency')),
    forced_until timestamptz,
    forced_reason text,
    told_level varchar(20) NOT NULL,
    told_at timestamptz NOT NULL DEFAULT now(),
    told_cause varchar(20) NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT forced_for_a_time CHECK ((forced_level IS NULL) = (forced_until IS NULL))
) WITH (fillfactor = 50);

CREATE TABLE service_level_changes (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    before varchar(20) NOT NULL,
    after varchar(20) NOT NULL,
    cause varchar(20) NOT NULL,
    reasons text[] NOT NULL
);

CREATE TABLE fallback_results (
    client_id varchar(255) NOT NULL,
    digest bytea NOT NULL,
    job_id uuid NOT NULL REFERENCES automation_jobs (id) ON DELETE CASCADE,
    PRIMARY KEY (client_id, digest)
);
CREATE INDEX fallback_results_job ON fallback_results (job_id);

CREATE TABLE fallback_counts (
    client_id varchar(255) NOT NULL,
    hour timestamptz NOT NULL,
    kind varchar(20) NOT NULL,
    outcome varchar(20) NOT NULL,
    times bigint NOT NULL,
    PRIMARY KEY (client_id, hour, kind, outcome)
);
CREATE INDEX fallback_counts_hour ON fallback_counts (hour);

REVOKE ALL ON service_state, service_level_changes FROM tabwright_tenant;
GRANT SELECT ON service_state, service_level_changes, fallback_counts, fallback_results TO tabwright_tenant;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['fallback_results', 'fallback_counts'] LOOP
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
DROP TABLE fallback_counts, fallback_results, service_level_changes, service_state;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
