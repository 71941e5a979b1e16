"""Profiles of clients: documents of fields for forms, sealed with the client's data key.

Revision ID: 0029
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# The outline has the names of the fields and no value: what jobs refer to is checked with it, and nothing opened.
UPGRADE = """
CREATE TABLE profiles (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    name varchar(64) COLLATE "C" NOT NULL,
    description text,
    version integer NOT NULL DEFAULT 1,
    sealed bytea NOT NULL,
    schema jsonb NOT NULL,
    outline jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT profile_name UNIQUE (client_id, name)
);

GRANT SELECT, INSERT, UPDATE (description, version, sealed, schema, outline, updated_at), DELETE
    ON profiles TO tabwright_tenant;

ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE profiles FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON profiles TO tabwright_system USING (true);
CREATE POLICY tenant ON profiles TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));
"""

# What is sealed cannot be opened here: who goes back gives the profiles again.
DOWNGRADE = "DROP TABLE profiles;"


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
