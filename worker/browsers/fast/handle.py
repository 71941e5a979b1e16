"""What is held of a page: values that scripts have returned, and elements."""

from typing import Any, Self

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import CLOSED, Session
from worker.browsers.fast.injected import engine_of
from worker.browsers.fast.worlds import Frame, Page, Remote, call, evaluate, function_of, value_of

__all__ = [
    "ElementHandle",
    "Frame",
    "JSHandle",
    "Page",
    "element_of",
    "evaluate",
    "evaluate_handle",
    "frame_element",
    "wrap",
]

UNADOPTED = "Unable to adopt element handle from a different document"
"""Playwright's words for an element that has left its document."""
_DOCUMENT_ELEMENT = """function() {
    const own = this.documentElement;
    return own && own.ownerDocument === this ? own : this.ownerDocument?.documentElement;
}"""
_FIRST_IN = "function(root, selector) { return this.find(selector, false, root)[0]; }"


class JSHandle:
    """A value in one world of a frame. Its frame may have left the document that it is of."""

    def __init__(self, frame: Frame, world: int | None, remote: Remote, session: Session | None = None) -> None:
        """`world` is the id of its world; None: that of its document's own scripts."""
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

    async def call(self, declaration: str, *args: Any, by_value: bool = True) -> Remote:
        """What a function returns that has the value as its `this`."""
        return await call(self.frame, self.session, {"objectId": self.object_id}, declaration, args, by_value=by_value)

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

    def _wrapped(self, remote: Remote) -> "JSHandle":
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

    async def adopted(self, world: int | None = None) -> "ElementHandle":
        """The same node in another world of its frame, to be released beside this one. None: in that of its document's
        own scripts.
        """
        node = (await self.session.send("DOM.describeNode", {"objectId": self.object_id}))["node"]
        return await element_of(self.frame, world, node["backendNodeId"], self.session)

    async def query_selector(self, selector: str) -> "ElementHandle | None":
        """The first element in it that a selector finds."""
        engine = await engine_of(self.frame)
        here = await self.adopted(engine.world)
        try:
            remote = await engine.call(_FIRST_IN, here, selector, by_value=False)
        finally:
            here.release()
        found = wrap(self.frame, engine.world, remote, self.session).as_element()
        if found is None:
            return None
        try:
            return await found.adopted()
        finally:
            found.release()

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


async def evaluate_handle(frame: Frame, world: int, expression: str, arg: Any = None) -> JSHandle:
    """The same, left where it is."""
    session = frame.session
    target = {"executionContextId": world}
    return wrap(
        frame, world, await call(frame, session, target, function_of(expression), [arg], by_value=False), session
    )


def wrap(frame: Frame, world: int | None, remote: Remote, session: Session | None = None) -> JSHandle:
    """The handle of what the browser calls a remote object."""
    return (ElementHandle if remote.get("subtype") == "node" else JSHandle)(frame, world, remote, session)


async def element_of(
    frame: Frame, world: int | None, backend_node_id: int, session: Session | None = None
) -> ElementHandle:
    """A node in a world of its frame, by the id that it has in all of them."""
    asked = {"backendNodeId": backend_node_id, **({} if world is None else {"executionContextId": world})}
    try:
        remote = (await (session or frame.session).send("DOM.resolveNode", asked))["object"]
    except PlaywrightError as error:
        if CLOSED in error.message:
            raise
        raise PlaywrightError(UNADOPTED) from error
    if remote.get("subtype") != "node":
        raise PlaywrightError(UNADOPTED)
    return ElementHandle(frame, world, remote, session)


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
    return await element_of(parent, None, owner["backendNodeId"])


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
