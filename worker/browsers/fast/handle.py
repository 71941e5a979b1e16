"""What lives in a page's worlds: values that scripts return, and elements, held by their ids."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self, cast

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import CLOSED, Session

_LEFT = "Execution context was destroyed, most likely because of a navigation."
_ADOPTED_NONE = "Unable to adopt element handle from a different document"
_NUMBERS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"), "-0": -0.0}
_DOCUMENT_ELEMENT = """function() {
    const own = this.documentElement;
    return own && own.ownerDocument === this ? own : this.ownerDocument?.documentElement;
}"""

_FUNCTION = """function(...given) {
const made = (
EXPRESSION
);
return typeof made === 'function' ? made(...given) : made;
}"""


class Frame(Protocol):
    """What is asked of a frame here."""

    @property
    def session(self) -> Session: ...
    @property
    def page(self) -> "Page": ...
    @property
    def id(self) -> str: ...
    @property
    def parent_frame(self) -> "Frame | None": ...
    def is_detached(self) -> bool: ...
    async def main_world(self) -> int: ...
    async def utility_world(self) -> int: ...


class Page(Protocol):
    """What is asked of a page here."""

    @property
    def session(self) -> Session: ...
    @property
    def main_frame(self) -> Frame: ...
    @property
    def frames(self) -> Sequence[Frame]: ...
    @property
    def viewport_size(self) -> Mapping[str, int] | None: ...
    @property
    def options(self) -> Mapping[str, Any]:
        """Those that the page's context was made with."""
        ...

    def frame_of_id(self, frame_id: str) -> Frame | None: ...


class JSHandle:
    """A value in one world of a frame. Its frame may have left the document that it is of."""

    def __init__(self, frame: Frame, world: int, remote: Mapping[str, Any], session: Session | None = None) -> None:
        self.frame = frame
        self.world = world
        self.session = session or frame.session
        self.object_id: str | None = remote.get("objectId")
        self._remote = remote

    async def evaluate(self, expression: str, arg: Any = None) -> Any:
        """What a function returns that is given the value and an argument."""
        return value_of(await self.call(function_of(expression), self, arg))

    async def evaluate_handle(self, expression: str, arg: Any = None) -> "JSHandle":
        return self._wrapped(await self.call(function_of(expression), self, arg, by_value=False))

    async def call(self, declaration: str, *args: Any, by_value: bool = True) -> Mapping[str, Any]:
        """What a function returns that has the value as its `this`."""
        return await _call(self.session, {"objectId": self.object_id}, declaration, args, by_value=by_value)

    async def get_properties(self) -> dict[str, "JSHandle"]:
        """Its own properties that can be enumerated."""
        if self.object_id is None:
            return {}
        told = await self.session.send("Runtime.getProperties", {"objectId": self.object_id, "ownProperties": True})
        return {
            one["name"]: self._wrapped(one["value"]) for one in told["result"] if one["enumerable"] and "value" in one
        }

    async def json_value(self) -> Any:
        if self.object_id is None:
            return value_of(self._remote)
        return value_of(await self.call("function() { return this; }"))

    def as_element(self) -> "ElementHandle | None":
        return None

    async def dispose(self) -> None:
        self.release()

    def release(self) -> None:
        """Lets the page forget it, without waiting for that."""
        if self.object_id is not None:
            self.session.begin("Runtime.releaseObject", {"objectId": self.object_id})

    def _wrapped(self, remote: Mapping[str, Any]) -> "JSHandle":
        return wrap(self.frame, self.world, remote, self.session)


class ElementHandle(JSHandle):
    """A node of a document."""

    def as_element(self) -> Self:
        return self

    async def content_frame(self) -> Frame | None:
        """The frame that the element shows."""
        node = (await self.session.send("DOM.describeNode", {"objectId": self.object_id}))["node"]
        if node["nodeName"].upper() not in {"IFRAME", "FRAME"} or "frameId" not in node:
            return None
        return self.frame.page.frame_of_id(node["frameId"])

    async def owner_frame(self) -> Frame | None:
        """The frame that the element is in."""
        here = await self.adopted(await self.frame.utility_world())
        root = wrap(self.frame, here.world, await here.call(_DOCUMENT_ELEMENT, by_value=False), self.session)
        try:
            if root.object_id is None:
                return None
            told = await self.session.send("DOM.describeNode", {"objectId": root.object_id})
        finally:
            root.release()
            here.release()
        frame_id = told["node"].get("frameId")
        return self.frame.page.frame_of_id(frame_id) if frame_id else None

    async def adopted(self, world: int) -> "ElementHandle":
        """The same node in another world of its frame, to be released beside this one."""
        node = (await self.session.send("DOM.describeNode", {"objectId": self.object_id}))["node"]
        return await element_of(self.frame, world, node["backendNodeId"], self.session)

    async def bounding_box(self) -> dict[str, float] | None:
        """Where the element is in the page's viewport. None: nowhere."""
        try:
            told = await self.session.send("DOM.getBoxModel", {"objectId": self.object_id})
        except PlaywrightError:  # it has no box, or is gone
            return None
        quad = told["model"]["border"]
        x, y = min(quad[::2]), min(quad[1::2])
        around = await _position(self.frame)
        if around is None:
            return None
        size = {"width": max(quad[::2]) - x, "height": max(quad[1::2]) - y}
        return {"x": x + around["x"], "y": y + around["y"], **size}


async def evaluate(frame: Frame, world: int, expression: str, arg: Any = None) -> Any:
    """What an expression is, or what it returns if it is a function of an argument. Raises Playwright's errors."""
    target = {"executionContextId": world}
    return value_of(await _call(frame.session, target, function_of(expression), [arg], by_value=True))


async def evaluate_handle(frame: Frame, world: int, expression: str, arg: Any = None) -> JSHandle:
    """The same, left where it is."""
    session = frame.session
    target = {"executionContextId": world}
    return wrap(frame, world, await _call(session, target, function_of(expression), [arg], by_value=False), session)


def wrap(frame: Frame, world: int, remote: Mapping[str, Any], session: Session | None = None) -> JSHandle:
    """The handle of what the browser calls a remote object."""
    return (ElementHandle if remote.get("subtype") == "node" else JSHandle)(frame, world, remote, session)


async def element_of(frame: Frame, world: int, backend_node_id: int, session: Session | None = None) -> ElementHandle:
    """A node in a world of its frame, by the id that it has in all of them."""
    asked = {"backendNodeId": backend_node_id, "executionContextId": world}
    try:
        remote = (await (session or frame.session).send("DOM.resolveNode", asked))["object"]
    except PlaywrightError as error:
        if CLOSED in error.message:
            raise
        raise PlaywrightError(_ADOPTED_NONE) from error
    if remote.get("subtype") != "node":
        raise PlaywrightError(_ADOPTED_NONE)
    return ElementHandle(frame, world, remote, session)


def function_of(expression: str) -> str:
    """A function that runs an expression, and calls it if it is a function."""
    return _FUNCTION.replace("EXPRESSION", expression)


def value_of(remote: Mapping[str, Any]) -> Any:
    """What a remote object that was returned by value is. What JavaScript calls undefined is None."""
    if "unserializableValue" not in remote:
        return remote.get("value")
    told = remote["unserializableValue"]
    return _NUMBERS[told] if told in _NUMBERS else int(told.removesuffix("n"))


async def frame_element(frame: Frame) -> ElementHandle:
    """The element that shows a frame, in the main world of the frame around it."""
    parent = frame.parent_frame
    if parent is None:
        raise PlaywrightError("Frame has been detached.")
    try:
        owner = await parent.session.send("DOM.getFrameOwner", {"frameId": frame.id})
    except PlaywrightError as error:
        if "Frame with the given id was not found" in error.message:
            raise PlaywrightError("Frame has been detached.") from error
        raise
    return await element_of(parent, await parent.main_world(), owner["backendNodeId"])


async def _position(frame: Frame) -> dict[str, float] | None:
    """Where the outermost frame of a frame's process is in the page's viewport."""
    while (parent := frame.parent_frame) is not None:
        if parent.session is not frame.session:
            element = await frame_element(frame)
            try:
                return await element.bounding_box()
            finally:
                element.release()
        frame = parent
    return {"x": 0.0, "y": 0.0}


async def _call(
    session: Session, target: Mapping[str, Any], declaration: str, args: Sequence[Any], *, by_value: bool
) -> Mapping[str, Any]:
    params = {
        **target,
        "functionDeclaration": declaration,
        "arguments": [{"objectId": arg.object_id} if isinstance(arg, JSHandle) else {"value": arg} for arg in args],
        "returnByValue": by_value,
        "awaitPromise": True,
        "userGesture": True,
    }
    try:
        told = await session.send("Runtime.callFunctionOn", params)
    except PlaywrightError as error:
        return _refused(error)
    if (failed := told.get("exceptionDetails")) is not None:
        raise PlaywrightError(_thrown(failed))
    return cast(Mapping[str, Any], told["result"])


def _refused(error: PlaywrightError) -> Mapping[str, Any]:
    """What it means that the browser has not run a script."""
    message = error.message
    if "Object reference chain is too long" in message or "CBOR: stack limit exceeded" in message:
        raise PlaywrightError("Cannot serialize result: object reference chain is too long.") from error
    if "Object couldn't be returned by value" in message:
        return {"type": "undefined"}
    if "Promise was collected" in message:
        raise PlaywrightError("Resulting promise was garbage collected.") from error
    if not message.startswith("Protocol error"):  # the page or the browser has gone, or its answer was too large
        raise error
    raise PlaywrightError(_LEFT) from error


def _thrown(failed: Mapping[str, Any]) -> str:
    thrown = failed.get("exception")
    if thrown is None:
        return str(failed["text"])
    return str(thrown.get("description") or thrown.get("value", thrown.get("unserializableValue", "undefined")))
