"""The first moments of the command: Ctrl-C ends it quietly, too, while it is still being loaded."""

import signal


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cli.__main__ import app  # noqa: PLC0415 - this is what takes a moment

    signal.signal(signal.SIGINT, signal.default_int_handler)
    app()
