"""Task types that clients make themselves, version by version.

Revision ID: 0030
"""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# A row is a version, which nobody changes. definition: parameters, job, result and resultSchema, as the API has them;
# title, description and needs are beside it, so that lists need not read it.
UPGRADE = """
CREATE TABLE task_types (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    name varchar(63) COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    title text NOT NULL,
    description text NOT NULL,
    needs text[] NOT NULL,
    definition jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT task_type_version UNIQUE (client_id, name, version)
);

GRANT SELECT, INSERT, DELETE ON task_types TO tabwright_tenant;

ALTER TABLE task_types ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_types FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON task_types TO tabwright_system USING (true);
CREATE POLICY tenant ON task_types TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));
"""

DOWNGRADE = """
DROP TABLE task_types;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
