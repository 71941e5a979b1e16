"""Clients see circuits: their own, and those of sites and proxies that their jobs have to do with.

Revision ID: 0026
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# Only jobs that a circuit or a clock holds are in the index: what limits park costs what it did.
#
# A client reads these tables and changes none: what it opens and resets, the system does for it.
UPGRADE = """
CREATE INDEX job_parked_holds ON job_parked (held_by, client_id)
    WHERE starts_with(held_by, 'circuit:') OR starts_with(held_by, 'throttle:');

GRANT SELECT ON circuits, circuit_windows, circuit_runs, throttles TO tabwright_tenant;

CREATE FUNCTION concerns_own_jobs(what text, reason text, whom text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM job_parked
        WHERE held_by = reason AND client_id = current_setting('tabwright.client_id', true)
            AND (starts_with(held_by, 'circuit:') OR starts_with(held_by, 'throttle:'))
    ) OR EXISTS (
        SELECT FROM job_leases
        WHERE what = 'site' AND client_id = current_setting('tabwright.client_id', true) AND site = whom
    ) OR EXISTS (
        SELECT FROM circuit_windows
        WHERE kind = what AND subject = whom AND client_id = current_setting('tabwright.client_id', true)
    )
$$;

CREATE POLICY tenant ON circuits FOR SELECT TO tabwright_tenant USING (
    client_id = nullif(current_setting('tabwright.client_id', true), '')
    OR (client_id = '' AND kind IN ('site', 'proxy') AND concerns_own_jobs(kind, held_by, subject))
);
CREATE POLICY tenant ON throttles FOR SELECT TO tabwright_tenant USING (
    client_id = nullif(current_setting('tabwright.client_id', true), '')
    OR (client_id = '' AND concerns_own_jobs('site', held_by, site))
);
CREATE POLICY tenant ON circuit_windows FOR SELECT TO tabwright_tenant
    USING (client_id = nullif(current_setting('tabwright.client_id', true), ''));
CREATE POLICY tenant ON circuit_runs FOR SELECT TO tabwright_tenant
    USING (client_id = nullif(current_setting('tabwright.client_id', true), ''));
"""

DOWNGRADE = """
DROP POLICY tenant ON circuit_runs;
DROP POLICY tenant ON circuit_windows;
DROP POLICY tenant ON throttles;
DROP POLICY tenant ON circuits;
DROP FUNCTION concerns_own_jobs(text, text, text);
REVOKE SELECT ON circuits, circuit_windows, circuit_runs, throttles FROM tabwright_tenant;
DROP INDEX job_parked_holds;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
