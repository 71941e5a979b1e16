"""Jobs keep the task that has made them.

Revision ID: 0027
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# task: name, version and parameters. The previous release makes jobs without one. It may claim one that has one, and
# then completes it without the task's result.
#
# Deliveries of webhooks have neither the value of a task's result nor how it is made, as they have no value of an
# action: the trigger that writes them takes the whole row.
_ROW, _ROW_OF_TASK = "html}'::text[] || jsonb", "html}'::text[] #- '{task,result}' || jsonb"
_RESULT, _RESULT_OF_TASK = "job.result - 'actions' ||", "job.result - 'actions' #- '{task,value}' ||"
UPGRADE = """
ALTER TABLE automation_jobs ADD COLUMN task jsonb;
"""

DOWNGRADE = """
ALTER TABLE automation_jobs DROP COLUMN task;
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
    op.execute(_replace(_ROW, _ROW_OF_TASK))
    op.execute(_replace(_RESULT, _RESULT_OF_TASK))


def downgrade() -> None:
    op.execute(_replace(_RESULT_OF_TASK, _RESULT))
    op.execute(_replace(_ROW_OF_TASK, _ROW))
    op.execute(DOWNGRADE)
