"""What a job is, how it may move, and all the SQL.

`job` has the statuses and their moves. `queue` accepts jobs, gives them to workers, takes back what those say and
rescues the jobs of dead ones; `records` reads what is kept of jobs, and ends keeping it; `schedules` and `webhooks`
stand on both. `clients` and `urls` hold what a client may do; `database` is the way to PostgreSQL.
The server and the worker both stand on this package; it knows neither.
"""

import locale
from contextlib import suppress

from store.database import cancellation as cancellation  # before anything that waits

# Protobuf makes names for JSON with the machine's idea of capitals: in Turkish, browser_type_id would not become
# browserTypeId. It does so when messages are imported, so every program of ours imports this package first.
with suppress(locale.Error):  # a system without it has no such C library
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
