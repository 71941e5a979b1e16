"""A small shop on this machine, for browsers to be driven through: demo and tests use it.

`python examples/site/serve.py` prints its URL once it listens, and serves until SIGTERM or SIGINT.
"""

import argparse
import signal
import sys

from shop.server import Site


def serve(port: int = 0) -> Site:
    """A new shop that listens already, on a free port unless given one; `serve_forever` makes it answer."""
    return Site(port)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the example shop on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=0, help="where to listen; default 0, any free port")
    port = parser.parse_args().port
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: sys.exit(0))
    try:
        site = serve(port)
    except (OSError, OverflowError) as error:
        sys.exit(f"cannot listen on port {port}: {error}")
    with site:
        print(site.url, flush=True)
        site.serve_forever()


if __name__ == "__main__":
    main()
