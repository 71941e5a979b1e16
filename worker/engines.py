"""The browsers of this machine: which there are, and how each is launched."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Playwright
from playwright.async_api import Error as PlaywrightError

LAUNCH_TIMEOUT_MS = 15_000

# The headless shell first: it draws the same pictures 2.5 times as fast as the full browser.
_SYSTEM_CHROMIUMS = (
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/bin/chrome-headless-shell",
    "/usr/bin/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/opt/google/chrome/chrome",
)


class NoBrowser(Exception):
    """None of an engine's browsers can be launched; the message says what was tried."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A browser engine, with the executable that proved to work."""

    name: str
    """chromium, firefox or webkit, as in BrowserType.type."""
    executable: str | None
    """None: Playwright's own build."""

    async def launch(self, playwright: Playwright) -> Browser:
        browser_type = getattr(playwright, self.name)
        browser: Browser = await browser_type.launch(
            executable_path=self.executable,
            timeout=LAUNCH_TIMEOUT_MS,
            # Signals are ours to handle: the worker's jobs come first.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        return browser


async def find_chromium(playwright: Playwright, path: str | None) -> Engine:
    """The first Chromium that can be launched: the one at `path`, or Playwright's own, or the system's.

    Raises NoBrowser.
    """
    candidates: Sequence[str | None] = [path] if path else [None, *filter(_exists, _SYSTEM_CHROMIUMS)]
    tried = []
    for executable in candidates:
        engine = Engine("chromium", executable)
        try:
            browser = await engine.launch(playwright)
        except PlaywrightError as error:
            tried.append(f"{executable or 'the build of Playwright'}: {_reason(error)}")
        else:
            await browser.close()
            return engine
    raise NoBrowser(
        f"no Chromium can be launched ({'; '.join(tried)}): run `tabwright install chromium`, or set CHROMIUM_PATH"
    )


def _exists(path: str) -> bool:
    return Path(path).exists()


def _reason(error: PlaywrightError) -> str:
    """The telling line of a launch error, which is long and drawn in a box."""
    lines = [line.strip() for line in error.message.splitlines() if line.strip()]
    for line in lines:
        if "error while loading shared libraries" in line or "FATAL" in line:
            return line
    return lines[0].removeprefix("BrowserType.launch: ") if lines else "unknown error"
