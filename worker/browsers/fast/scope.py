"""How long things live, and what those hear who still wait for something of them then."""

import asyncio
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError

T = TypeVar("T")


class Scope:
    """The life of a document, a frame or a page."""

    def __init__(self) -> None:
        self.error: PlaywrightError | None = None
        """Why it has ended; None as long as it lasts."""
        self._waiting: set[asyncio.Future[Any]] = set()

    def during(self, future: asyncio.Future[T]) -> asyncio.Future[T]:
        """A future that fails, where it has not come by then, when the scope ends."""
        if self.error is not None:
            if not future.done():
                future.set_exception(_anew(self.error))
                future.add_done_callback(heard)
        else:
            self._waiting.add(future)
            future.add_done_callback(self._waiting.discard)
        return future

    def future(self) -> asyncio.Future[Any]:
        """A new one of it."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        future.add_done_callback(heard)
        return self.during(future)

    def end(self, error: PlaywrightError) -> None:
        """Ends it once."""
        if self.error is not None:
            return
        self.error = error
        for future in tuple(self._waiting):
            if not future.done():
                future.set_exception(_anew(error))
        self._waiting.clear()


def heard(future: asyncio.Future[Any]) -> None:
    """An error that nobody waits for is no news."""
    if not future.cancelled():
        future.exception()


def _anew(error: PlaywrightError) -> PlaywrightError:
    """Each one who waits raises an error of their own: it gets their traceback."""
    return type(error)(error.message)
