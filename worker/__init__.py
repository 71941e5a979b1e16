"""The worker: claims jobs, owns browsers, performs actions.

`running` is one job's way through: `loop` claims it, `executor` gives it a browser, `attempt` does its actions, `flow`
says which is next, `acts` whether they may be done again; and `heartbeat` proves that we live, and stops us when we
cannot. `actions` has a module per action, over `page`, which finds and reaches what stands on a page. `browsers` keeps
the browsers, `processes` what they run in.
"""

import store as store  # before any message
from store import plain_logs as plain_logs  # before structlog
