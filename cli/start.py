"""The first moments of the command: Ctrl-C ends it quietly, too, while it is still being loaded."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager


def main() -> None:
    # Elsewhere it is ignored: a script's command in the background is not meant by Ctrl-C.
    hears_ctrl_c = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if hears_ctrl_c:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    with loading():
        from cli.__main__ import app  # noqa: PLC0415 - this is what takes a moment
    gc.freeze()
    if hears_ctrl_c:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    app()


@contextmanager
def loading() -> Iterator[None]:
    """Looks for no garbage in what is loaded meanwhile: it stays, and to look takes a seventh of that time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
