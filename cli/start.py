"""The first moments of the command: Ctrl-C ends it quietly, too, while it is still being loaded."""

import gc
import signal


def main() -> None:
    # Elsewhere it is ignored: a script's command in the background is not meant by Ctrl-C.
    hears_ctrl_c = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if hears_ctrl_c:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # what is loaded stays, and to look for garbage in it takes a seventh of that moment
    from cli.__main__ import app  # noqa: PLC0415 - this is what takes a moment

    gc.freeze()
    gc.enable()
    if hears_ctrl_c:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    app()
