"""Starting Chromium as Playwright starts it, without Playwright."""

from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.async_api import Error as PlaywrightError

from worker.browsers.engines import SANDBOX_FAILED, TELLING
from worker.browsers.fast.browser import Browser
from worker.browsers.fast.driver import FastDriver
from worker.browsers.network import CHROMIUM, NOWHERE
from worker.processes.environment import minimal
from worker.processes.home import Home

FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "BlockOriginHeaderModificationOnRedirect",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "Translate",
    "AutoDeElevate",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    # These are ours: worker/processes/driver_preload.js says why.
    "RenderDocument",
    "WebRtcHideLocalIpsWithMdns",
)
FEATURES_ON = (
    "CDPScreenshotNewSurface",
    "NetworkServiceInProcess2",  # ours, too
)
SWITCHES = (
    "--disable-field-trial-config",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-back-forward-cache",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--no-default-browser-check",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-edgeupdater",
    "--disable-extensions",
    f"--disable-features={','.join(FEATURES_OFF)}",
    f"--enable-features={','.join(FEATURES_ON)}",
    "--allow-pre-commit-input",
    "--disable-hang-monitor",
    "--disable-ipc-flooding-protection",
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--disable-renderer-backgrounding",
    "--disable-updater-scheduler",
    "--force-color-profile=srgb",
    "--metrics-recording-only",
    "--no-first-run",
    "--password-store=basic",
    "--use-mock-keychain",
    "--no-service-autorun",
    "--export-tagged-pdf",
    "--disable-search-engine-choice-screen",
    "--unsafely-disable-devtools-self-xss-warnings",
    "--edge-skip-compat-layer-relaunch",
    "--disable-infobars",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
    "--headless",
    "--hide-scrollbars",
    "--mute-audio",
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
)
"""As Playwright has them, so that both lanes show the same: a test compares what both start."""
_NO_SANDBOX_SIGNS = ("crbug.com/357670", "No usable sandbox!", "crbug.com/638180")


def arguments(profile: Path, server: str = NOWHERE, *, has_sandbox: bool) -> list[str]:
    """Of a Chromium whose profile is in a folder, and whose gate is at `server`."""
    return [
        *SWITCHES,
        *([] if has_sandbox else ["--no-sandbox"]),
        f"--proxy-server={server}",
        "--proxy-bypass-list=<-loopback>",
        *CHROMIUM,
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
        "--no-startup-window",
    ]


async def launch(
    executable: str,
    home: Home,
    server: str,
    *,
    has_sandbox: bool,
    max_message_bytes: int,
    on_death: Callable[[], None],
    timeout_s: float,
) -> tuple[FastDriver, Browser]:
    """Launches a browser in a home that is prepared. Nothing is left running where that fails.

    Raises Playwright's error, in its words, or OSError.
    """
    if not Path(executable).exists():  # noqa: ASYNC240 - as quick as that
        raise PlaywrightError(f"BrowserType.launch: Executable doesn't exist at {executable}")
    command = home.command(executable, *arguments(home.own / "profile", server, has_sandbox=has_sandbox))
    environment = minimal(home.own)
    driver = await FastDriver.start(
        command, environment, home.own, max_message_bytes=max_message_bytes, on_death=on_death
    )
    try:
        browser = await _opened(driver, home, timeout_s)
    except BaseException:
        await driver.stop()
        raise
    driver.on_end, browser.end = browser.ended, driver.stop
    return driver, browser


async def _opened(driver: FastDriver, home: Home, timeout_s: float) -> Browser:
    try:
        with driver.killed_after(timeout_s):
            browser = await Browser.open(driver.connection, home.downloads)
        home.started(driver.pid)
    except PlaywrightError:
        raise PlaywrightError(f"BrowserType.launch: {_reason(await driver.complaints())}") from None
    return browser


def _reason(complaints: Sequence[str]) -> str:
    """What of a browser's complaints says why it has not started."""
    if any(sign in line for line in complaints for sign in _NO_SANDBOX_SIGNS):
        return SANDBOX_FAILED
    telling = (line for line in complaints if any(sign in line for sign in TELLING))
    return next(telling, complaints[-1] if complaints else "the browser has ended, and said nothing")
