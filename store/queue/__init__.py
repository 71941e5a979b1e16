"""The queue: every place that a job can be in before it ends, and every move between them.

`intake` accepts, `line` orders, `claim` gives jobs to workers, `attempts` takes back what those say, `parking` and
`reserve` keep limits and fairness, `maintenance` puts the jobs of dead workers back to work. `invariant` says what
must be true of all of it at any time.
"""
