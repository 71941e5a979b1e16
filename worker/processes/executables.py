"""Where Playwright has its own builds of browsers, found without asking its driver."""

import json
from functools import cache
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

from worker.processes.environment import own_builds

_OWN = {
    "chromium": ("chromium-headless-shell", "*/*headless*shell"),
    "firefox": ("firefox", "firefox/firefox"),
    "webkit": ("webkit", "pw_run.sh"),
}
"""The name of an engine's build, and what is launched in its folder."""


def own_executable(engine: str) -> Path:
    """What Playwright launches of an engine, of Chromium the headless shell. It need not be there."""
    name, pattern = _OWN[engine]
    folder = _builds() / f"{name.replace('-', '_')}-{_revisions()[name]}"
    return next(folder.glob(pattern), folder)


def is_built(engine: str) -> bool:
    """Whether there is a build of Playwright's own, of which there are special ones for some systems."""
    name = _OWN[engine][0].replace("-", "_")
    return own_executable(engine).is_file() or any(_builds().glob(f"{name}_*_special-*"))


def _builds() -> Path:
    said = own_builds()
    return package() / ".local-browsers" if said == "0" else Path(said)


def package() -> Path:
    """The folder of Playwright's driver."""
    return Path(compute_driver_executable()[1]).parent


@cache
def _revisions() -> dict[str, str]:
    told = json.loads((package() / "browsers.json").read_text())
    return {one["name"]: one["revision"] for one in told["browsers"]}
