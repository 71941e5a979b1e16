"""Events, as Playwright's objects have them."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from typing import Any

Handler = Callable[..., Any]


class Emitter:
    """Calls handlers, in the order in which they came. Those that are coroutines run on by themselves."""

    def __init__(self) -> None:
        self._handlers: dict[str, dict[Handler, bool]] = {}
        """Of each event, and whether they hear of it once."""
        self._running: set[asyncio.Task[Any]] = set()

    def on(self, event: str, f: Handler) -> None:
        """Has a handler called with each event of a name."""
        self._handlers.setdefault(event, {})[f] = False

    def once(self, event: str, f: Handler) -> None:
        """Has a handler called with the next event of a name."""
        self._handlers.setdefault(event, {})[f] = True

    def remove_listener(self, event: str, f: Handler) -> None:
        """Raises KeyError where there is no such handler."""
        del self._handlers[event][f]

    def hears(self, event: str) -> bool:
        """Whether anybody does."""
        return bool(self._handlers.get(event))

    def emit(self, event: str, *args: Any) -> None:
        """Raises nothing: what a handler lets out, the event loop tells."""
        handlers = self._handlers.get(event)
        if not handlers:
            return
        for handler, is_once in tuple(handlers.items()):
            if is_once:
                handlers.pop(handler, None)
            try:
                running = handler(*args)
                if inspect.iscoroutine(running):
                    self._run(running)
            except Exception as error:  # noqa: BLE001 - told, and no other handler's matter
                told = {"message": f"a handler of {event} has failed", "exception": error}
                asyncio.get_running_loop().call_exception_handler(told)

    def _run(self, running: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(running)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
