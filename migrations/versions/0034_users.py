"""Users: people of a client, who sign in.

Revision ID: 0034
"""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# users: password: Argon2id, as a PHC string. No client's call can read it. oidc_…: who the user is to an OIDC provider,
# from the first sign-in by it on.
#
# user_sessions: a row is a session that has not ended; expires_at moves with each use, up to ends_at.
# user_tokens: the generations of a session's tokens, as hashes. A refresh token that is used makes the next row, once;
# from it and the nonce, what it made can be made again. Used rows stay as long as their session: by them one that is
# shown again is known.
# sign_in_links: a row can be used once, by being removed. One a user.
# sign_in_tries: of an address of e-mail, hashed, and of an address of the network: whether they may be tried now.
UPGRADE = """
CREATE TABLE users (
    id uuid PRIMARY KEY,
    client_id varchar(255) NOT NULL,
    email varchar(254) COLLATE "C" NOT NULL CONSTRAINT user_email UNIQUE
        CHECK (email = lower(email) AND email ~ '^[!-~]+@[!-~]+$'),
    name varchar(100) NOT NULL,
    role varchar(10) NOT NULL CHECK (role IN ('viewer', 'member', 'owner')),
    is_admin boolean NOT NULL DEFAULT false,
    is_disabled boolean NOT NULL DEFAULT false,
    password text,
    has_password boolean NOT NULL GENERATED ALWAYS AS (password IS NOT NULL) STORED,
    oidc_issuer text,
    oidc_subject text,
    last_seen_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (oidc_issuer, oidc_subject),
    CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL))
);
CREATE INDEX users_client ON users (client_id, id);

CREATE TABLE user_sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    client_id varchar(255) NOT NULL,
    method varchar(10) NOT NULL CHECK (method IN ('password', 'link', 'oidc')),
    user_agent varchar(300) NOT NULL,
    address varchar(100) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL
);
CREATE INDEX user_sessions_user ON user_sessions (user_id, last_used_at);
CREATE INDEX user_sessions_expiry ON user_sessions (expires_at);

CREATE TABLE user_tokens (
    refresh_hash bytea PRIMARY KEY,
    access_hash bytea NOT NULL UNIQUE,
    nonce bytea NOT NULL,
    session_id uuid NOT NULL REFERENCES user_sessions ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz
);
CREATE INDEX user_tokens_session ON user_tokens (session_id);

CREATE TABLE sign_in_links (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    client_id varchar(255) NOT NULL,
    hash bytea NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_links_expiry ON sign_in_links (expires_at);

CREATE TABLE sign_in_tries (
    key varchar(120) PRIMARY KEY,
    tries integer NOT NULL,
    last_at timestamptz NOT NULL,
    next_at timestamptz NOT NULL
);
CREATE INDEX sign_in_tries_last ON sign_in_tries (last_at);

-- An owner's calls see their client's users and change them, but for administrators of the installation.
GRANT SELECT (
        id, client_id, email, name, role, is_admin, is_disabled, has_password, last_seen_at, created_at, updated_at
    ),
    INSERT (id, client_id, email, name, role, is_admin),
    UPDATE (name, role, is_disabled, is_admin, updated_at), DELETE
    ON users TO tabwright_tenant;
GRANT SELECT (id, user_id, client_id), DELETE ON user_sessions TO tabwright_tenant;
GRANT SELECT (user_id, client_id), INSERT, UPDATE (hash, expires_at), DELETE ON sign_in_links TO tabwright_tenant;

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON users TO tabwright_system USING (true);
CREATE POLICY tenant_reads ON users FOR SELECT TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));
CREATE POLICY tenant_makes ON users FOR INSERT TO tabwright_tenant
    WITH CHECK (client_id = current_setting('tabwright.client_id', true) AND NOT is_admin);
-- Owners are locked while one is changed, so that one stays: administrators, too.
CREATE POLICY tenant_changes ON users FOR UPDATE TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true))
    WITH CHECK (client_id = current_setting('tabwright.client_id', true) AND NOT is_admin);
CREATE POLICY tenant_removes ON users FOR DELETE TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true) AND NOT is_admin);

ALTER TABLE user_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON user_sessions TO tabwright_system USING (true);
CREATE POLICY tenant ON user_sessions TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));

ALTER TABLE user_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON user_tokens TO tabwright_system USING (true);

ALTER TABLE sign_in_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_links FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON sign_in_links TO tabwright_system USING (true);
CREATE POLICY tenant ON sign_in_links TO tabwright_tenant
    USING (client_id = current_setting('tabwright.client_id', true));

ALTER TABLE sign_in_tries ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_tries FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON sign_in_tries TO tabwright_system USING (true);

-- Of a user's session that the ticket was made in, which must not have ended.
ALTER TABLE live_tickets ADD COLUMN session_id uuid;
"""

DOWNGRADE = """
ALTER TABLE live_tickets DROP COLUMN session_id;
DROP TABLE sign_in_tries, sign_in_links, user_tokens, user_sessions, users;
"""


def upgrade() -> None:
    op.execute(UPGRADE)


def downgrade() -> None:
    op.execute(DOWNGRADE)
