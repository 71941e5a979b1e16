"""What a job is, how it may move, and all the SQL.

`job` has the statuses and their moves. `queue` accepts jobs, gives them to workers, takes back what those say and
rescues the jobs of dead ones; `records` reads what is kept of jobs, and ends keeping it; `schedules` and `webhooks`
stand on both. `clients` and `urls` hold what a client may do; `database` is the way to PostgreSQL.
The server and the worker both stand on this package; it knows neither.
"""

from store.database import cancellation as cancellation  # before anything that waits
