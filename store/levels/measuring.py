"""What the level is judged by: what workers report, and the health that is found out each minute."""

from store.database.connection import Database
from store.health.minutes import latest
from store.levels.conditions import Measures

# The workers that have disappeared are forgotten after an hour (store.queue.maintenance); those that have left are
# gone at once.
_MEASURE = """
SELECT
    now() AS now,
    count(*) FILTER (WHERE expires_at > now()) AS workers,
    count(*) FILTER (WHERE expires_at <= now()) AS lost_workers,
    count(*) FILTER (WHERE expires_at > now() AND metadata ->> 'storage' = 'error') AS failing_storage
FROM worker_processes
"""


async def measure(database: Database) -> Measures:
    row = await database.row(_MEASURE)
    if row is None:
        raise AssertionError("an aggregate has a row")
    health = await latest(database)
    if health is None or health.is_stale:
        return Measures(**row)
    components = {
        name: (component.score, component.reason)
        for name, component in health.components.items()
        if component.score is not None
    }
    return Measures(**row, score=health.score, components=components)
