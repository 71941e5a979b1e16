"""The browsers of this machine: which there are, and how each is launched."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from playwright.async_api import Browser, BrowserType, Playwright
from playwright.async_api import Error as PlaywrightError

from worker.browsers.network import FIREFOX_ENVIRONMENT, launch_options
from worker.processes.executables import is_built, own_executable
from worker.processes.home import Home
from worker.processes.sandbox import Machine

LAUNCH_TIMEOUT_MS = 30_000

Open = TypeVar("Open")

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
SANDBOX_FAILED = "Chromium sandboxing failed!"
"""Playwright's words."""
TELLING = ("error while loading shared libraries", "FATAL")
"""What is in the line that says why a browser has not started."""

_NO_SANDBOX: Mapping[str, str] = {"webkit": "WebKit as Playwright builds it has none"}


class NoBrowser(Exception):
    """None of an engine's browsers can be launched."""

    def __init__(self, found: str, advice: str = "") -> None:
        """`found` says what was tried, `advice` what to do."""
        super().__init__(f"{found}: {advice}" if advice else found)
        self.found = found
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Engine:
    """A browser engine, with the executable that proved to work."""

    name: str
    """chromium, firefox or webkit, as in BrowserType.type."""
    executable: str | None = None
    """None: Playwright's own build."""
    has_user: bool = False
    """Whether each of its browsers runs as a user of its own."""
    why_no_sandbox: str | None = None
    """Why its sandbox is off. None: it is on."""

    def __str__(self) -> str:
        return self.executable or "Playwright's own build"

    @property
    def path(self) -> str:
        """What is launched."""
        return self.executable or str(own_executable(self.name))

    @property
    def max_pages(self) -> int:
        """After how many jobs' pages a browser is replaced."""
        return _MAX_PAGES.get(self.name, _DEFAULT_MAX_PAGES)

    @property
    def is_stock_firefox(self) -> bool:
        """Whether it is a Firefox as Mozilla builds it, which can do less than Playwright's own."""
        return self.name == "firefox" and self.executable is not None

    async def launch(self, playwright: Playwright, home: Home, server: str) -> Browser:
        """Launches a browser in a home, where its driver is. All that it sends goes to its gate, at `server`."""
        home.prepare(has_user=self.has_user)
        kind: BrowserType = getattr(playwright, self.name)
        network = launch_options(self.name, server)
        environment: dict[str, str | float | bool] = {**home.environment()}
        if self.name == "firefox":
            network["firefox_user_prefs"] |= _FIREFOX_PREFERENCES
            environment |= FIREFOX_ENVIRONMENT
        return await kind.launch(
            channel=_STOCK_FIREFOX if self.is_stock_firefox else None,
            executable_path=self.executable,
            env=environment,
            downloads_path=home.downloads,
            chromium_sandbox=self.why_no_sandbox is None,
            timeout=LAUNCH_TIMEOUT_MS,
            # Signals are ours to handle: the worker's jobs come first.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            **network,
        )


async def find_engine(
    launch: Callable[[Engine], Awaitable[Open]],
    name: str,
    executables: Sequence[str | None],
    *,
    machine: Machine,
    needs_sandbox: bool,
) -> tuple[Engine, Open]:
    """The first of an engine's executables that can be launched, and what `launch` gives of it. Its sandbox is on where
    the machine lets it have one; where not, it is launched without, unless it `needs_sandbox`.

    Raises NoBrowser.
    """
    tried, lacks_sandbox = [], False
    for executable in executables:
        engine = _shut_in(name, executable, machine)
        while not (needs_sandbox and engine.why_no_sandbox):
            try:
                return engine, await launch(engine)
            except PlaywrightError as error:
                if _DRIVER_GONE in error.message:
                    raise
                reason = _reason(error)
            if engine.why_no_sandbox or SANDBOX_FAILED not in reason:
                tried.append(f"{engine}: {reason}")
                break
            engine = replace(engine, why_no_sandbox=machine.why_no_namespaces or reason)
        else:
            lacks_sandbox = True
            tried.append(f"{engine}: {engine.why_no_sandbox}")
    raise _no_browser(name, tried, lacks_sandbox=lacks_sandbox)


def executables(name: str) -> list[str | None]:
    """Those of an engine that are there: Playwright's own, which has no path here, and the system's. Raises NoBrowser
    where there is none.
    """
    found = [path for path in _SYSTEM[name] if Path(path).exists()]
    if not is_built(name) and not found:
        raise _no_browser(name, [], lacks_sandbox=False)
    return [None, *found] if is_built(name) else [*found]


def _shut_in(name: str, executable: str | None, machine: Machine) -> Engine:
    """An engine as far shut in as is possible for all that is known. Chromium knows better: it refuses to start."""
    why_as_root = machine.why_as_root(executable)
    why = why_as_root or _NO_SANDBOX.get(name) or (machine.why_no_namespaces if name == "firefox" else None)
    return Engine(name, executable, has_user=machine.gives_users and not why_as_root, why_no_sandbox=why)


def _no_browser(name: str, tried: Sequence[str], *, lacks_sandbox: bool) -> NoBrowser:
    found = f"no {name} can be launched ({'; '.join(tried) or 'none is installed'})"
    if lacks_sandbox:
        found = found.replace("launched", "launched with its sandbox on, as BROWSER_SANDBOX=required asks", 1)
        return NoBrowser(found, "docs/operations.md says what it needs; BROWSER_SANDBOX=preferred goes without")
    setting = "" if name == "webkit" else f", or set {name.upper()}_PATH"
    return NoBrowser(found, f"run `tabwright install {name}`{setting}")


def _reason(error: PlaywrightError) -> str:
    """The telling line of a launch error, which is long and drawn in a box."""
    lines = [line.strip() for line in error.message.splitlines() if line.strip()]
    for line in lines:
        if any(sign in line for sign in (*TELLING, SANDBOX_FAILED)):
            return line
    return lines[0].removeprefix("BrowserType.launch: ") if lines else "unknown error"
