"""The environment of the processes that we start: a little of ours, and nothing that is secret.

A page that breaks out of its browser can read the environment of whatever runs as the same user.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from worker.processes.builds import reachable

_PASSED_ON = frozenset(
    {
        "FONTCONFIG_FILE",
        "FONTCONFIG_PATH",
        "FONTCONFIG_SYSROOT",
        "LD_LIBRARY_PATH",
        "NODE_EXTRA_CA_CERTS",
        "PATH",
        "PLAYWRIGHT_HOST_PLATFORM_OVERRIDE",
        "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
        "TZ",
    }
)
BROWSERS_PATH = "PLAYWRIGHT_BROWSERS_PATH"


def minimal(folder: Path) -> dict[str, str]:
    """The environment of a driver or a browser whose home and temporary files are in `folder`.

    What is not known to be needed is left out, proxies too: browsers have one way to the network, which is not there.
    """
    passed_on = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
    # Otherwise it would be looked for in the new home.
    builds = {BROWSERS_PATH: own_builds()}
    # The same on each machine: in a locale that is not installed, Chromium calls a download naïve.html "download".
    return {**passed_on, **builds, "LC_ALL": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}


def own_builds() -> str:
    """Where Playwright has its own builds of browsers, as it finds the place itself."""
    said = os.environ.get(BROWSERS_PATH)
    if said and not Path(said).is_absolute():  # 0: beside Playwright itself
        return said
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"
    return str(reachable(Path(said) if said else usual))


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Sets environment variables for as long as it is entered."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
