"""What a page's requests say of where its frames go, and of when they are idle."""

from worker.browsers.fast.frame import Frame
from worker.browsers.fast.network import Network
from worker.browsers.fast.request import Request

_NO_CONTENT = frozenset({204, 205})


def follow(network: Network) -> None:
    """Has the frames of a page know of its requests."""
    network.on_navigation = _asked
    network.on_navigation_failed = _failed
    network.on_idle_change = _idle_changed


def _asked(request: Request) -> None:
    request.frame.lifecycle.requested(request.document_id, request)


def _failed(request: Request, words: str) -> None:
    lifecycle = request.frame.lifecycle
    if lifecycle.pending is not None and lifecycle.pending.request is request:
        lifecycle.aborted(words, request.document_id)


def finished(request: Request) -> None:
    """A request for a document has ended. Where a site answers that it has no content, the frame stays where it is."""
    answer = request.existing_response
    if answer is not None and answer.status in _NO_CONTENT:
        _failed(request, "net::ERR_ABORTED")


def _idle_changed(frame: Frame, is_idle: bool) -> None:  # noqa: FBT001 - as the network calls it
    frame.lifecycle.rest() if is_idle else frame.lifecycle.busy()
