"""Secrets of clients, sealed with a data key of each client; and webhooks' secrets may be sealed likewise.

Revision ID: 0019
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# A secret's value is here, sealed, or in a store outside, at its source. The previous release cannot sign with a
# webhook's secret that is sealed: it tries such deliveries again later. Nothing is sealed before SECRETS_KEYS is set.
UPGRADE = """
CREATE TABLE client_data_keys (
    id uuid NOT NULL,
    client_id varchar(255) PRIMARY KEY,
    kid varchar(32) NOT NULL,
    wrapped bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE secrets (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    name varchar(64) COLLATE "C" NOT NULL,
    kind varchar(20) NOT NULL CHECK (kind IN ('text', 'totp')),
    sealed bytea,
    source text,
    origins text[] NOT NULL CHECK (cardinality(origins) > 0),
    description text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    CONSTRAINT secret_name UNIQUE (client_id, name),
    CONSTRAINT value_is_in_one_place CHECK ((sealed IS NULL) <> (source IS NULL))
);

ALTER TABLE webhook_secrets
    ALTER COLUMN secret DROP NOT NULL,
    ADD COLUMN sealed bytea,
    ADD CONSTRAINT plain_or_sealed CHECK ((secret IS NULL) <> (sealed IS NULL));

-- A client's calls write what is sealed, and cannot read it; keys are nothing to them.
GRANT SELECT (id, client_id, name, kind, source, origins, description, created_at, updated_at, last_used_at),
    INSERT, UPDATE (kind, sealed, source, origins, description, updated_at), DELETE ON secrets TO tabwright_tenant;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['client_data_keys', 'secrets'] LOOP
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

# What is sealed cannot be opened here: who goes back makes new secrets.
DOWNGRADE = """
DELETE FROM webhook_secrets WHERE secret IS NULL;
ALTER TABLE webhook_secrets DROP CONSTRAINT plain_or_sealed, DROP COLUMN sealed, ALTER COLUMN secret SET NOT NULL;
DROP TABLE secrets, client_data_keys;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
