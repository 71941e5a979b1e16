"""Which connection is lent next."""

from psycopg_pool import AsyncConnectionPool
from psycopg_pool.abc import ACT


class Pool(AsyncConnectionPool[ACT]):
    """Lends the connection first that came back last. So as few of them work as can: each has to plan a statement some
    times before it keeps a plan, and its plans take megabytes in the database.
    """

    async def _get_ready_connection(self, timeout: float | None) -> ACT | None:  # noqa: ASYNC109 - its name there
        # The library has no option for this: a test says so should it do otherwise some day.
        self._pool.rotate(1)  # they are lent from the left, and come back to the right
        return await super()._get_ready_connection(timeout)
