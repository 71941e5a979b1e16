"""Circuits and clocks of sites, and jobs that are held for them.

Revision ID: 0021
"""

from alembic import op

revision = "0021"
down_revision = "0020"
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
]
_GIVEN_UP = [("pending", "failed")]


def _job_moves(moves: list[tuple[str, str]]) -> str:
    return f"""
DROP TRIGGER job_moves ON automation_jobs;
CREATE TRIGGER job_moves BEFORE UPDATE OF status ON automation_jobs FOR EACH ROW
WHEN (OLD.status <> NEW.status AND NOT (OLD.status, NEW.status) IN ({", ".join(map(str, moves))}))
EXECUTE FUNCTION refuse_job_move();
"""


# client_id '': the circuit, or the clock, of all clients. Subjects of sites are hosts, those of others host:port.
#
# circuits: rows that say something: one that is closed and forgotten has none. Written at changes only.
#   is_holding: jobs wait, also while a circuit that has closed lets them go a few at a time.
#   permits, ups, stage_at: how many jobs may try the site at once, how many have found it up since the number changed,
#   and when that was. permit_until: when the one call ends that may try what is no site.
#   version: changes with whatever is decided, so that no decision is made on what another one has made old.
# circuit_probes: the jobs that may open the site of a circuit that holds others. Before lease_no is given, the job is
#   in job_ready; then in job_leases.
# circuit_windows, circuit_runs: what was seen of a subject within 10 s, and how many calls have failed in a row. Lost
#   with a crash of the database, and soon there again.
# throttles: clocks of sites that both have to be over before a job starts: of a site's "not so fast", and between two
#   starts.
#
# job_parked.held_at: since when a job waits, however often the reason has changed. give_up_at: when it fails.
#
# Workers of a release before free whatever is parked for a reason that they do not know, each second. For them the
# trigger keeps these jobs where they are; cancelling is done as a client, and works. It can go with a later release.
UPGRADE = """
CREATE TABLE circuits (
    kind varchar(20) NOT NULL CHECK (kind IN ('site', 'receiver', 'proxy', 'storage')),
    subject varchar(300) NOT NULL,
    client_id varchar(255) NOT NULL DEFAULT '',
    state varchar(10) NOT NULL DEFAULT 'closed' CHECK (state IN ('closed', 'open', 'half_open')),
    reason text NOT NULL DEFAULT '',
    is_holding boolean NOT NULL DEFAULT false CHECK (is_holding OR state = 'closed'),
    changed_at timestamptz NOT NULL DEFAULT now(),
    opened_at timestamptz,
    open_until timestamptz CHECK ((open_until IS NOT NULL) = (state = 'open')),
    closed_at timestamptz,
    trips integer NOT NULL DEFAULT 0,
    forced_by varchar(1000),
    permits integer NOT NULL DEFAULT 0,
    ups integer NOT NULL DEFAULT 0,
    stage_at timestamptz,
    permit_until timestamptz,
    version bigint NOT NULL DEFAULT 0,
    name text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN client_id <> '' AND kind IN ('site', 'proxy') THEN 'own-' ELSE '' END
            || kind || '-' || replace(subject, ':', '_')
    ) STORED,
    held_by text GENERATED ALWAYS AS (
        CASE
            WHEN kind = 'site'
            THEN 'circuit:' || subject || CASE WHEN client_id = '' THEN '' ELSE '/' || client_id END
        END
    ) STORED,
    PRIMARY KEY (kind, subject, client_id)
);
CREATE INDEX circuits_name ON circuits (name, client_id);
CREATE UNIQUE INDEX circuits_holding ON circuits (held_by) WHERE is_holding AND held_by IS NOT NULL;

CREATE TABLE circuit_probes (
    job_id uuid PRIMARY KEY,
    lease_no integer NOT NULL,
    subject varchar(300) NOT NULL,
    client_id varchar(255) NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    verdict varchar(10)
);
CREATE INDEX circuit_probes_circuit ON circuit_probes (subject, client_id);

CREATE UNLOGGED TABLE circuit_windows (
    kind varchar(20) NOT NULL,
    subject varchar(300) NOT NULL,
    client_id varchar(255) NOT NULL,
    bucket bigint NOT NULL,
    calls integer NOT NULL,
    failures integer NOT NULL,
    succeeded boolean NOT NULL,
    PRIMARY KEY (kind, subject, client_id, bucket)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX circuit_windows_bucket ON circuit_windows (bucket);

CREATE UNLOGGED TABLE circuit_runs (
    kind varchar(20) NOT NULL,
    subject varchar(300) NOT NULL,
    client_id varchar(255) NOT NULL,
    in_a_row integer NOT NULL,
    jobs integer NOT NULL,
    job_id uuid,
    goes_on boolean NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (kind, subject, client_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX circuit_runs_seen ON circuit_runs (seen_at);

CREATE TABLE throttles (
    site varchar(300) NOT NULL,
    client_id varchar(255) NOT NULL DEFAULT '',
    backoff_until timestamptz,
    backoff_s double precision NOT NULL DEFAULT 0,
    limits integer NOT NULL DEFAULT 0,
    limited_since timestamptz,
    crawl_delay_ms integer CHECK (crawl_delay_ms > 0),
    next_start_at timestamptz,
    held_by text NOT NULL GENERATED ALWAYS AS (
        'throttle:' || site || CASE WHEN client_id = '' THEN '' ELSE '/' || client_id END
    ) STORED,
    PRIMARY KEY (site, client_id)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX throttles_held_by ON throttles (held_by);

-- Only the system decides on these; what a client may see of them, it is told by the server.
ALTER TABLE circuits ENABLE ROW LEVEL SECURITY;
ALTER TABLE circuits FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON circuits TO tabwright_system USING (true);
ALTER TABLE circuit_probes ENABLE ROW LEVEL SECURITY;
ALTER TABLE circuit_probes FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON circuit_probes TO tabwright_system USING (true);
ALTER TABLE circuit_windows ENABLE ROW LEVEL SECURITY;
ALTER TABLE circuit_windows FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON circuit_windows TO tabwright_system USING (true);
ALTER TABLE circuit_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE circuit_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON circuit_runs TO tabwright_system USING (true);
ALTER TABLE throttles ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttles FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON throttles TO tabwright_system USING (true);

ALTER TABLE job_ready ADD COLUMN held_at timestamptz;
ALTER TABLE job_parked
    ADD COLUMN held_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN give_up_at timestamptz,
    ALTER COLUMN held_by TYPE text;
CREATE INDEX job_parked_give_up ON job_parked (give_up_at) WHERE give_up_at IS NOT NULL;

CREATE FUNCTION keep_held_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RETURN NULL;
END $$;
CREATE TRIGGER keep_held BEFORE DELETE ON job_parked FOR EACH ROW
WHEN (
    (starts_with(OLD.held_by, 'circuit:') OR starts_with(OLD.held_by, 'throttle:'))
    AND current_setting('tabwright.knows_holds', true) IS DISTINCT FROM 'yes'
    AND current_user = 'tabwright_system'
)
EXECUTE FUNCTION keep_held_job();
"""

DOWNGRADE = """
DROP TRIGGER keep_held ON job_parked;
DROP FUNCTION keep_held_job();
ALTER TABLE job_parked DROP COLUMN held_at, DROP COLUMN give_up_at, ALTER COLUMN held_by TYPE varchar(270);
ALTER TABLE job_ready DROP COLUMN held_at;
DROP TABLE throttles, circuit_runs, circuit_windows, circuit_probes, circuits;
"""


def upgrade() -> None:
    op.execute(UPGRADE)
    op.execute(_job_moves(_MOVES + _GIVEN_UP))


def downgrade() -> None:
    op.execute("""
SET LOCAL ROLE tabwright_system;
UPDATE job_parked SET held_by = 'circuit' WHERE length(held_by) > 270;
RESET ROLE;
""")
    op.execute(_job_moves(_MOVES))
    op.execute(DOWNGRADE)
