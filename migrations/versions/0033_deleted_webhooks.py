"""Jobs end while their client deletes a webhook.

Revision ID: 0033
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# A webhook that is being deleted was seen, and no longer there when its delivery was written: the end of the job, and
# of those that end with it, failed. A webhook that is read with its key locked is there, or is not seen.
_OF_CLIENT = "SELECT * FROM webhooks WHERE job_id IS NULL AND client_id = event.client_id"
_OF_JOB = "SELECT * FROM webhooks WHERE job_id = event.job_id"


def _replace(old: str, new: str) -> None:
    op.execute(f"""
DO $migration$
BEGIN
    EXECUTE replace(pg_get_functiondef('enqueue_webhooks'::regproc), $old${old}$old$, $new${new}$new$);
END
$migration$;
""")


def _locked(read: str) -> str:
    return f"(SELECT * FROM ({read} FOR KEY SHARE) AS standing)"  # noqa: S608 - of the two above


def upgrade() -> None:
    for read in (_OF_CLIENT, _OF_JOB):
        _replace(read, _locked(read))


def downgrade() -> None:
    for read in (_OF_CLIENT, _OF_JOB):
        _replace(_locked(read), read)
