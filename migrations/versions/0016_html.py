"""Jobs that show HTML of their own in place of a page of the web, or say where they come from.

Revision ID: 0016
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# The HTML is kept apart from what lists read, and is in no delivery of a webhook: the trigger that writes these takes
# the whole row, and leaves out what is bulky. A worker of the release before fails such a job, having no URL to open.
_BULKY, _BULKIER = "'{client_id,actions,options,result}'", "'{client_id,actions,options,result,html}'"

UPGRADE = """
ALTER TABLE automation_jobs
    ADD COLUMN html text, ADD COLUMN html_bytes integer, ADD COLUMN base_url text, ADD COLUMN referer text;
"""

DOWNGRADE = """
ALTER TABLE automation_jobs DROP COLUMN html, DROP COLUMN html_bytes, DROP COLUMN base_url, DROP COLUMN referer;
"""


def _replace(old: str, new: str) -> str:
    return f"""
DO $migration$
BEGIN
    EXECUTE replace(pg_get_functiondef('enqueue_webhooks'::regproc), $old${old}$old$, $new${new}$new$);
END
$migration$;
"""


def upgrade() -> None:
    op.execute(UPGRADE)
    op.execute(_replace(_BULKY, _BULKIER))


def downgrade() -> None:
    op.execute(_replace(_BULKIER, _BULKY))
    op.execute(DOWNGRADE)
