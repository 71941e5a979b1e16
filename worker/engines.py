"""The browsers of this machine: which there are, and how each is launched."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserType, Playwright
from playwright.async_api import Error as PlaywrightError

LAUNCH_TIMEOUT_MS = 15_000

# The headless shell first: it draws the same pictures 2.5 times as fast as the full browser.
_SYSTEM: Mapping[str, tuple[str, ...]] = {
    "chromium": (
        "/usr/lib/chromium/chromium-headless-shell",
        "/usr/bin/chrome-headless-shell",
        "/usr/bin/chromium-headless-shell",
        "/usr/lib/chromium/chromium",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/opt/google/chrome/chrome",
    ),
    "firefox": (
        "/usr/lib/firefox-esr/firefox-esr",
        "/usr/lib/firefox/firefox",
        "/usr/lib64/firefox/firefox",
        "/opt/firefox/firefox",
    ),
    "webkit": (),  # only Playwright's build speaks its protocol
}

# Playwright drives a Firefox that is not its own build by WebDriver BiDi, under this name.
_STOCK_FIREFOX = "moz-firefox"

_MAX_PAGES: Mapping[str, int] = {
    # It grows by 10 MB per job, and does not level off.
    "firefox": 40,
}
_DEFAULT_MAX_PAGES = 100

# Scroll bars would take their width from pages and pictures, as they do in no other headless browser.
_FIREFOX_PREFERENCES: dict[str, str | float | bool] = {"ui.useOverlayScrollbars": 1}

_DRIVER_GONE = "Connection closed"

_GUARD = """\
#!/bin/sh
exec setpriv --pdeathsig KILL "$TABWRIGHT_EXECUTABLE" "$@"
"""

TAG = "TABWRIGHT_BROWSER"
"""In the environment of each browser: which launch it came of."""


class NoBrowser(Exception):
    """None of an engine's browsers can be launched; the message says what was tried."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A browser engine, with the executable that proved to work."""

    name: str
    """chromium, firefox or webkit, as in BrowserType.type."""
    executable: str | None = None
    """None: Playwright's own build."""
    guard: Path | None = None
    """A script that starts the executable so that the kernel kills it when the driver dies. Other browsers see
    that their pipe is closed; Firefox goes on for ever.
    """

    def __str__(self) -> str:
        return self.executable or "Playwright's own build"

    @property
    def max_pages(self) -> int:
        """After how many jobs' pages a browser is replaced."""
        return _MAX_PAGES.get(self.name, _DEFAULT_MAX_PAGES)

    @property
    def is_stock_firefox(self) -> bool:
        """Whether it is a Firefox as Mozilla builds it, which can do less than Playwright's own."""
        return self.name == "firefox" and self.executable is not None

    async def launch(self, playwright: Playwright, tag: str = "") -> Browser:
        kind: BrowserType = getattr(playwright, self.name)
        environment: dict[str, str | float | bool] = {**os.environ, TAG: tag}
        executable = self.executable
        if self.guard is not None:
            environment["TABWRIGHT_EXECUTABLE"] = executable or kind.executable_path
            executable = str(self.guard)
        return await kind.launch(
            channel=_STOCK_FIREFOX if self.is_stock_firefox else None,
            executable_path=executable,
            env=environment,
            firefox_user_prefs=_FIREFOX_PREFERENCES if self.name == "firefox" else None,
            timeout=LAUNCH_TIMEOUT_MS,
            # Signals are ours to handle: the worker's jobs come first.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )


async def find_engine(
    playwright: Playwright, name: str, path: str | None = None, *, folder: Path | None = None, tag: str = ""
) -> tuple[Engine, Browser]:
    """The first browser of an engine that can be launched: the one at `path`, or Playwright's own, or the
    system's; open. `folder` is for the script that guards it.

    Raises NoBrowser.
    """
    guard = _guard(folder) if folder is not None and name == "firefox" else None
    tried = []
    for executable in [path] if path else _candidates(playwright, name):
        engine = Engine(name, executable, guard)
        try:
            return engine, await engine.launch(playwright, tag)
        except PlaywrightError as error:
            if _DRIVER_GONE in error.message:
                raise
            tried.append(f"{engine}: {_reason(error)}")
    raise NoBrowser(
        f"no {name} can be launched ({'; '.join(tried) or 'none is installed'}): run `tabwright install {name}`"
        + ("" if name == "webkit" else f", or set {name.upper()}_PATH")
    )


def _candidates(playwright: Playwright, name: str) -> Iterator[str | None]:
    kind: BrowserType = getattr(playwright, name)
    # Chromium's headless shell has another path than the one that Playwright tells.
    if name == "chromium" or Path(kind.executable_path).exists():
        yield None
    yield from (path for path in _SYSTEM[name] if Path(path).exists())


def _guard(folder: Path) -> Path | None:
    """The script. None where it cannot run: not on Linux, or in a folder without executable files."""
    path = folder / "guard"
    path.write_text(_GUARD)
    path.chmod(0o700)
    return path if shutil.which("setpriv") and os.access(path, os.X_OK) else None


def _reason(error: PlaywrightError) -> str:
    """The telling line of a launch error, which is long and drawn in a box."""
    lines = [line.strip() for line in error.message.splitlines() if line.strip()]
    for line in lines:
        if "error while loading shared libraries" in line or "FATAL" in line:
            return line
    return lines[0].removeprefix("BrowserType.launch: ") if lines else "unknown error"
