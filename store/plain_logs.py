"""Loads structlog without rich, which colours what developers read at a terminal: our logs are JSON, and it takes 4 MB
of each process. To be imported before whatever imports structlog.
"""

import sys

if not {"rich", "structlog"} & sys.modules.keys():
    sys.modules["rich"] = None  # type: ignore[assignment]  # the import system's word for what is not to be had
    try:
        from structlog import dev  # noqa: F401 - to have it loaded
    finally:
        del sys.modules["rich"]
