"""How the pages of the fast lane present themselves: from the options of Playwright's contexts to Chromium's commands,
the same ones that Playwright gives, for each target before anything of it runs.
"""

import asyncio
import re
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session
from worker.browsers.fast.holding import Holding

OPTIONS = frozenset(
    {
        "accept_downloads",
        "base_url",
        "bypass_csp",
        "color_scheme",
        "contrast",
        "device_scale_factor",
        "extra_http_headers",
        "forced_colors",
        "geolocation",
        "has_touch",
        "http_credentials",
        "ignore_https_errors",
        "is_mobile",
        "java_script_enabled",
        "locale",
        "no_viewport",
        "offline",
        "permissions",
        "reduced_motion",
        "screen",
        "service_workers",
        "timezone_id",
        "user_agent",
        "viewport",
    }
)
"""Those that the fast lane knows."""
_DEFAULT_VIEWPORT = {"width": 1280, "height": 720}
_PERMISSIONS: Mapping[str, Sequence[str]] = {
    "accelerometer": ["sensors"],
    "background-sync": ["backgroundSync"],
    "camera": ["videoCapture"],
    "clipboard-read": ["clipboardReadWrite"],
    "clipboard-write": ["clipboardSanitizedWrite"],
    "geolocation": ["geolocation"],
    "gyroscope": ["sensors"],
    "magnetometer": ["sensors"],
    "microphone": ["audioCapture"],
    "midi": ["midi"],
    "notifications": ["notifications"],
    "payment-handler": ["paymentHandler"],
    "storage-access": ["storageAccess"],
}
_FONTS = {
    "standard": "Times New Roman",
    "fixed": "Monospace",
    "serif": "Times New Roman",
    "sansSerif": "Arial",
    "cursive": "Comic Sans MS",
    "fantasy": "Impact",
}
"""What pages get on Linux that ask for a kind of font: without a screen, Chromium has other ones."""
_MEDIA = {
    "color_scheme": ("prefers-color-scheme", "light"),
    "reduced_motion": ("prefers-reduced-motion", "no-preference"),
    "forced_colors": ("forced-colors", "none"),
    "contrast": ("prefers-contrast", "no-preference"),
}
_NO_OVERRIDE = ("null", "no-override")
_NO_SERVICE_WORKERS = (
    "if (self.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = "
    "async () => { console.warn('Service Worker registration blocked by Playwright'); };"
)
"""In Playwright's words: pages may tell them."""
_PLATFORMS = (
    (re.compile(r"Android (\d+(\.\d+)?(\.\d+)?)"), "Android", "arm"),
    (re.compile(r"iPhone OS (\d+(_\d+)?)"), "iOS", "arm"),
    (re.compile(r"iPad; CPU OS (\d+(_\d+)?)"), "iOS", "arm"),
    (re.compile(r"Mac OS X (\d+(_\d+)?(_\d+)?)"), "macOS", ""),
    (re.compile(r"Windows\D+(\d+(\.\d+)?(\.\d+)?)"), "Windows", "x86"),
)

Options = Mapping[str, Any]


def check(options: Options) -> None:
    """Raises Playwright's error where the options are none that a context could have here."""
    unknown = sorted(options.keys() - OPTIONS)
    if unknown:
        raise PlaywrightError(f"Browser.new_context: the fast lane has no option {', '.join(unknown)}")
    if viewport(options) is None:
        for name, told in (("device_scale_factor", "deviceScaleFactor"), ("is_mobile", "isMobile")):
            if options.get(name):
                raise PlaywrightError(f'Browser.new_context: "{told}" option is not supported with null "viewport"')
    for name, limit in (("longitude", 180), ("latitude", 90)):
        if not -limit <= (options.get("geolocation") or {}).get(name, 0) <= limit:
            told = f"geolocation.{name}: precondition -{limit} <= {name.upper()} <= {limit} failed."
            raise PlaywrightError(f"Browser.new_context: {told}")
    for name in options.get("permissions") or ():
        if name not in _PERMISSIONS:
            raise PlaywrightError(f"Browser.new_context: Unknown permission: {name}")


def viewport(options: Options) -> dict[str, int] | None:
    """The viewport of pages; None where they have that of the window."""
    if options.get("no_viewport"):
        return None
    wanted: dict[str, int] | None = options.get("viewport", _DEFAULT_VIEWPORT)
    return wanted


def context_commands(options: Options, context_id: str, downloads: Path) -> list[tuple[str, dict[str, Any]]]:
    """What the browser is told of a new context before there is a page in it. Files may be written to `downloads`."""
    wanted = {
        "behavior": "allowAndName" if options.get("accept_downloads", True) else "deny",
        "browserContextId": context_id,
        "downloadPath": str(downloads),
        "eventsEnabled": True,
    }
    commands: list[tuple[str, dict[str, Any]]] = [("Browser.setDownloadBehavior", wanted)]
    if options.get("permissions"):
        names = [one for name in dict.fromkeys(options["permissions"]) for one in _PERMISSIONS[name]]
        commands.append(("Browser.grantPermissions", {"browserContextId": context_id, "permissions": names}))
    return commands


def target_params(options: Options) -> dict[str, int]:
    """How large the window of a new page is."""
    return dict(viewport(options) or {})


def apply(session: Session, options: Options, *, is_main: bool) -> Awaitable[None]:
    """Has one target of a page, that of its main frame or that of another one, present itself so. Sends all commands at
    once, and returns what waits for their answers, and raises Playwright's error where one is refused.
    """
    return _answered([session.begin(*command) for command in _commands(options, is_main=is_main)], options)


def apply_to_service_worker(session: Session, options: Options) -> Awaitable[Any]:
    """The same for a service worker of the context."""
    is_blocked = options.get("service_workers") == "block"
    sent = [] if is_blocked else begin_network(session, options, Holding(options.get("http_credentials")))
    return asyncio.gather(*sent, session.begin("Emulation.setUserAgentOverride", user_agent(options)))


def begin_network(
    session: Session, options: Options, holding: Holding, *, is_worker: bool = False
) -> list[asyncio.Future[Any]]:
    """Has a target tell of its requests, and send what the options say with them. A worker of a page has the rest from
    that.
    """
    sent: list[asyncio.Future[Any]] = [session.begin("Network.enable", {"maxPostDataSize": 0})]
    sent += holding.begin(session, is_worker=is_worker)
    if options.get("offline") and not is_worker:
        wanted = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        sent.append(session.begin("Network.emulateNetworkConditions", wanted))
    if headers := options.get("extra_http_headers"):
        sent.append(session.begin("Network.setExtraHTTPHeaders", {"headers": headers}))
    return sent


def user_agent(options: Options) -> dict[str, Any]:
    """The user agent, with what scripts are told of it, and the languages that sites are told."""
    name = options.get("user_agent") or ""
    told: dict[str, Any] = {"userAgent": name}
    if options.get("locale"):
        told["acceptLanguage"] = options["locale"]
    if name:
        told["userAgentMetadata"] = _metadata(name, is_mobile=bool(options.get("is_mobile")))
    return told


def metrics(options: Options) -> dict[str, Any] | None:
    """The size of the viewport, and of the screen around it. None: as the window is."""
    size = viewport(options)
    if size is None:
        return None
    screen, is_mobile = options.get("screen") or size, bool(options.get("is_mobile"))
    is_turned = is_mobile and screen["width"] <= screen["height"]
    return {
        "mobile": is_mobile,
        "width": size["width"],
        "height": size["height"],
        "screenWidth": screen["width"],
        "screenHeight": screen["height"],
        "deviceScaleFactor": options.get("device_scale_factor") or 1,
        "screenOrientation": {
            "angle": 90 if is_mobile and not is_turned else 0,
            "type": "portraitPrimary" if is_turned else "landscapePrimary",
        },
        "dontSetVisibleSize": False,
    }


def media(options: Options, medium: str = "") -> dict[str, Any]:
    """What style sheets are told: the medium, `print` or `screen`, where it is another one than that of the screen, and
    what the options say that somebody likes.
    """
    values = {feature: options.get(name) or default for name, (feature, default) in _MEDIA.items()}
    features = [{"name": name, "value": "" if value in _NO_OVERRIDE else value} for name, value in values.items()]
    return {"media": medium, "features": features}


def _commands(options: Options, *, is_main: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    size = metrics(options)
    geolocation = {"accuracy": 0} | (options.get("geolocation") or {})
    script = {"source": _NO_SERVICE_WORKERS, "runImmediately": True}
    has_name = options.get("user_agent") or options.get("locale")
    for is_wanted, method, params in (
        (is_main, "Emulation.setFocusEmulationEnabled", {"enabled": True}),
        (options.get("bypass_csp"), "Page.setBypassCSP", {"enabled": True}),
        (options.get("ignore_https_errors"), "Security.setIgnoreCertificateErrors", {"ignore": True}),
        (is_main and size is not None, "Emulation.setDeviceMetricsOverride", size),
        (options.get("has_touch"), "Emulation.setTouchEmulationEnabled", {"enabled": True}),
        (options.get("java_script_enabled") is False, "Emulation.setScriptExecutionDisabled", {"value": True}),
        (has_name, "Emulation.setUserAgentOverride", user_agent(options)),
        (options.get("locale"), "Emulation.setLocaleOverride", {"locale": options.get("locale")}),
        (options.get("timezone_id"), "Emulation.setTimezoneOverride", {"timezoneId": options.get("timezone_id")}),
        (True, "Page.setFontFamilies", {"fontFamilies": _FONTS}),
        (options.get("geolocation"), "Emulation.setGeolocationOverride", geolocation),
        (True, "Emulation.setEmulatedMedia", media(options)),
        (options.get("service_workers") == "block", "Page.addScriptToEvaluateOnNewDocument", script),
    ):
        if is_wanted:
            yield method, params or {}


async def _answered(sent: list[asyncio.Future[dict[str, Any]]], options: Options) -> None:
    for answer in sent:
        try:
            await answer
        except PlaywrightError as error:
            if "override is already in effect" in error.message:  # another target of the process has the same
                continue
            if "Invalid timezone" in error.message:
                raise PlaywrightError(f"Invalid timezone ID: {options['timezone_id']}") from error
            raise


def _metadata(name: str, *, is_mobile: bool) -> dict[str, Any]:
    found = next(((match[1], *rest) for pattern, *rest in _PLATFORMS if (match := pattern.search(name))), None)
    version, platform, architecture = found or ("", "Linux" if "linux" in name.lower() else "Windows", "x86")
    if not architecture:
        architecture = "x86" if "Intel" in name else "arm"
    if "ARM" in name:
        architecture = "arm"
    return {
        "mobile": is_mobile,
        "model": "",
        "architecture": architecture,
        "platform": platform,
        "platformVersion": version,
    }
