"""How a job's pages present themselves: from a browser type to the options of Playwright's contexts."""

from collections.abc import Mapping
from typing import Any

from store.browsers import BrowserType
from worker.failures import ErrorType, StepFailed

MOBILE_SCALE_FACTOR = 2
_MOBILE_USER_AGENT_DEVICES: Mapping[str, str] = {"chromium": "Pixel 7", "webkit": "iPhone 15"}


class ContextOptions:
    """Makes the options, for the browsers of one engine."""

    def __init__(self, engine: str, version: str, devices: Mapping[str, Any]) -> None:
        """`version` is the browser's, `devices` are Playwright's device descriptors by name."""
        self._engine = engine
        self._version = version
        self._devices = devices

    def of(self, browser_type: BrowserType) -> dict[str, Any]:
        """Raises StepFailed when it names a device that this worker does not know."""
        options: dict[str, Any] = {}
        if browser_type.device:
            options |= self._device(browser_type.device)
        elif browser_type.device_type == "mobile":
            options |= {
                "is_mobile": True,
                "has_touch": True,
                "device_scale_factor": MOBILE_SCALE_FACTOR,
                "user_agent": self._mobile_user_agent(),
            }
        if browser_type.viewport_width and browser_type.viewport_height:
            options["viewport"] = {"width": browser_type.viewport_width, "height": browser_type.viewport_height}
        if browser_type.user_agent:
            options["user_agent"] = browser_type.user_agent
        if self._engine == "firefox":  # it has no mobile mode, and Playwright refuses to ask it for one
            options.pop("is_mobile", None)
        return options

    def _device(self, name: str) -> dict[str, Any]:
        try:
            device = self._devices[name]
        except KeyError:
            raise StepFailed(ErrorType.VALIDATION_ERROR, f"this worker's Playwright has no device {name}") from None
        return {key: value for key, value in device.items() if key != "default_browser_type"}

    def _mobile_user_agent(self) -> str:
        if self._engine in _MOBILE_USER_AGENT_DEVICES:
            user_agent: str = self._devices[_MOBILE_USER_AGENT_DEVICES[self._engine]]["user_agent"]
            return user_agent
        release = self._version.split(".", 1)[0]
        return f"Mozilla/5.0 (Android 14; Mobile; rv:{release}.0) Gecko/{release}.0 Firefox/{release}.0"
