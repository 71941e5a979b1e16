"""How a job's pages present themselves: from a browser type and a job's options to those of Playwright's contexts."""

from collections.abc import Mapping
from typing import Any

from google.protobuf.json_format import MessageToDict
from tabwright.v1.job_options_pb2 import JobOptions

from store.queue.browsers import BrowserType
from store.retry import ErrorType
from worker.browsers.connection import connection_options
from worker.browsers.devices import devices
from worker.browsers.engines import Engine
from worker.browsers.recording import Recording
from worker.failures import StepFailed

MOBILE_SCALE_FACTOR = 2
_NOT_OF_CONTEXTS = (
    "device",
    "record",
    "failure_screenshot",
    "fallbacks",
    "on_http_error",
    "init_scripts",
    "cookie_banners",
    "block_ads",
    "proxy",
    "policy_scope",
    "profile",
    "if_site_down",
    "max_wait_ms",
    "robots",
    "crawl_delay_ms",
    "session",
    "session_mode",
    "save_session",
    "session_origins",
    "on_blocked",
    "auto_resume",
    "intervention_timeout_ms",
    "signed_in",
)
_MOBILE_USER_AGENT_DEVICES: Mapping[str, str] = {"chromium": "Pixel 7", "webkit": "iPhone 15"}


class ContextOptions:
    """Makes the options, for the browsers of one engine."""

    def __init__(self, engine: Engine, version: str) -> None:
        """`version` is the browser's."""
        self._engine = engine
        self._version = version

    def of(self, browser_type: BrowserType, job: JobOptions, recording: Recording) -> dict[str, Any]:
        """The browser type's, with what the job says in their place.

        Raises StepFailed when they name a device that this worker does not know, or when the engine cannot do it.
        """
        self._check(job)
        options: dict[str, Any] = {}
        device = job.device or browser_type.device
        if device:
            options |= self._device(device)
        elif browser_type.device_type == "mobile":
            options |= {
                "is_mobile": True,
                "has_touch": True,
                "device_scale_factor": MOBILE_SCALE_FACTOR,
                "user_agent": self._mobile_user_agent(),
            }
        if not job.device:
            options |= _presented_by(browser_type)
        options |= _asked_by(job) | recording.context_options()
        if self._engine.name == "firefox":  # it has no mobile mode, and Playwright refuses to ask it for one
            options.pop("is_mobile", None)
        return options

    def _check(self, job: JobOptions) -> None:
        """Some of what Firefox cannot do it does not refuse either: it goes on as if nothing had been asked."""
        wishes = []
        if self._engine.name == "firefox":
            wishes += [
                ("viewport.isMobile", job.viewport.is_mobile),
                # Where a job does not say that it wants service workers, it gets those without the headers.
                (
                    "extraHttpHeaders of service workers (serviceWorkers: block goes without them)",
                    job.service_workers == "allow" and bool(job.extra_http_headers),
                ),
            ]
        if self._engine.is_stock_firefox:
            wishes += [
                ("viewport.hasTouch", job.viewport.has_touch),
                ("colorScheme", job.color_scheme not in {"", "light"}),
                ("reducedMotion", job.reduced_motion == "reduce"),
                ("javaScriptEnabled", job.HasField("java_script_enabled") and not job.java_script_enabled),
                ("permissions", bool(job.permissions)),
                ("record.video", job.record.video),
            ]
        cannot = [name for name, wished in wishes if wished]
        if cannot:
            raise StepFailed(
                ErrorType.UNSUPPORTED, f"this worker's {self._engine.name} cannot do {', '.join(cannot)}; Chromium can"
            )

    def _device(self, name: str) -> dict[str, Any]:
        try:
            device = devices()[name]
        except KeyError:
            raise StepFailed(ErrorType.VALIDATION_ERROR, f"this worker's Playwright has no device {name}") from None
        return {key: value for key, value in device.items() if key != "default_browser_type"}

    def _mobile_user_agent(self) -> str:
        if self._engine.name in _MOBILE_USER_AGENT_DEVICES:
            user_agent: str = devices()[_MOBILE_USER_AGENT_DEVICES[self._engine.name]]["user_agent"]
            return user_agent
        release = self._version.split(".", 1)[0]
        return f"Mozilla/5.0 (Android 14; Mobile; rv:{release}.0) Gecko/{release}.0 Firefox/{release}.0"


def _presented_by(browser_type: BrowserType) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if browser_type.viewport_width and browser_type.viewport_height:
        options["viewport"] = {"width": browser_type.viewport_width, "height": browser_type.viewport_height}
    if browser_type.user_agent:
        options["user_agent"] = browser_type.user_agent
    return options


def _asked_by(job: JobOptions) -> dict[str, Any]:
    """The fields of JobOptions have the names that Playwright has, but for these."""
    options: dict[str, Any] = MessageToDict(job, preserving_proto_field_name=True)
    for name in _NOT_OF_CONTEXTS:
        options.pop(name, None)
    if "viewport" in options:
        screen = options["viewport"]
        options["viewport"] = {"width": screen.pop("width"), "height": screen.pop("height")}
        options |= screen
    return options | connection_options(job)
