"""What a job is, how it may move, and all the SQL.

`intake` accepts jobs, `claim` hands them to workers, `attempts` takes back what those say, `maintenance` puts the
jobs of dead workers back to work, `events` numbers and reads what happened, `listing` answers questions.
The server and the worker both stand on this package; it knows neither.
"""

from store.database import cancellation as cancellation  # before anything that waits
