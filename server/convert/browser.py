"""Where the API's browser types and the store's meet."""

from typing import Any

from tabwright.devices import DEVICES
from tabwright.v1.browser_pb2 import BrowserType, Viewport
from tabwright.v1.browser_service_pb2 import CreateBrowserRequest, UpdateBrowserRequest

from server.calls.faults import InvalidRequest
from server.convert.job import time
from server.convert.options import device_faults
from store.job import Json
from store.queue import browsers
from store.queue.browsers import NewBrowserType


def new_browser_type(request: CreateBrowserRequest) -> NewBrowserType:
    """The browser type that a request describes, with all defaults filled in. Raises InvalidRequest."""
    defaults: dict[str, Any] = {
        "device_type": "desktop",
        "user_agent": None,
        "viewport_width": None,
        "viewport_height": None,
        "device": None,
        "is_active": True,
    }
    return NewBrowserType(name=request.name, type=request.type, **(defaults | _given(request)))


def browser_type_changes(request: UpdateBrowserRequest) -> Json:
    """The fields of NewBrowserType that a request sets. Raises InvalidRequest."""
    changes = _given(request)
    for field in ("name", "type"):
        if request.HasField(field):
            changes[field] = getattr(request, field)
    return changes


def browser_type_message(browser_type: browsers.BrowserType) -> BrowserType:
    has_viewport = browser_type.viewport_width is not None and browser_type.viewport_height is not None
    return BrowserType(
        id=browser_type.id,
        name=browser_type.name,
        type=browser_type.type,
        device_type=browser_type.device_type,
        user_agent=browser_type.user_agent,
        viewport=Viewport(width=browser_type.viewport_width, height=browser_type.viewport_height)
        if has_viewport
        else None,
        device=browser_type.device,
        is_active=browser_type.is_active,
        created_at=time(browser_type.created_at),
        updated_at=time(browser_type.updated_at),
        paused_at=time(browser_type.paused_at),
    )


def _given(request: CreateBrowserRequest | UpdateBrowserRequest) -> dict[str, Any]:
    """What a request says of the fields that may be left out. Empty ones mean that there shall be none."""
    given: dict[str, Any] = {
        field: getattr(request, field) for field in ("device_type", "is_active") if request.HasField(field)
    }
    for field in ("user_agent", "device"):
        if request.HasField(field):
            given[field] = getattr(request, field) or None
    if request.HasField("viewport"):
        given["viewport_width"] = request.viewport.width or None
        given["viewport_height"] = request.viewport.height or None
    if request.device:
        kind = DEVICES.get(request.device)
        if kind is None:
            raise InvalidRequest([("device", text) for text in device_faults(request.device)])
        if given.setdefault("device_type", kind) != kind:
            raise InvalidRequest([("deviceType", f"must be {kind}, as {request.device} is")])
    return given
