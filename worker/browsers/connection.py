"""How a job's browser connects to sites with certificates of its own."""

import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from tabwright.v1.job_options_pb2 import JobOptions

from store.retry import ErrorType
from worker.egress.guard import Gate
from worker.failures import StepFailed
from worker.surface import Response

_FAILED = 503
_TOLD_AS = ("text/html", "text/html; charset=utf-8")
_CERTIFICATE_KINDS = (
    ("alert", ErrorType.AUTHENTICATION_FAILED),  # the site has said what it has against our certificate
    ("disconnected", ErrorType.NETWORK_ERROR),  # it has not, or something between has failed
    ("certificate", ErrorType.TLS_FAILED),  # the site's own
    ("altnames", ErrorType.TLS_FAILED),
)
_CERTIFICATE_ERROR = "Playwright client-certificate error: "
_SECRET = ("proxy", "clientCertificates", "httpCredentials", "extraHTTPHeaders", "storageState")
"""What a trace says of its context's options, and must not."""


def connection_options(job: JobOptions) -> dict[str, Any]:
    """Playwright's options of a context."""
    options: dict[str, Any] = {}
    if job.client_certificates:
        options["client_certificates"] = [
            {"origin": one.origin}
            | {name: getattr(one, name) for name in ("cert", "key", "pfx", "passphrase") if getattr(one, name)}
            for one in job.client_certificates
        ]
    return options


def has_secrets(job: JobOptions) -> bool:
    """Whether the options have something that a trace must not show."""
    return bool(job.client_certificates)


def through_gate(job: JobOptions, gate: Gate) -> dict[str, Any]:
    """The options by which connections that Playwright makes itself, for certificates, go through a browser's gate."""
    return {"proxy": {"server": gate.server}} if job.client_certificates else {}


async def check_certificate(response: Response) -> None:
    """Raises StepFailed when what has come is not from the site, but from Playwright, which connects for jobs with
    certificates of their own.
    """
    if response.status != _FAILED or response.headers.get("content-type") not in _TOLD_AS:
        return
    told = (await response.text()).partition(_CERTIFICATE_ERROR)
    if not told[0] and told[1]:
        reason = told[2].split("<br>", 1)[0].strip()
        error_type = next((kind for sign, kind in _CERTIFICATE_KINDS if sign in reason), ErrorType.NAVIGATION_FAILED)
        raise StepFailed(error_type, f"the connection with the job's client certificate failed: {reason}")


def hide_options(trace: Path) -> None:
    """Takes what is secret out of what a trace says of its context's options."""
    clean = trace.with_suffix(".clean")
    with ZipFile(trace) as source, ZipFile(clean, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            with source.open(entry) as read, target.open(entry.filename, "w", force_zip64=True) as write:
                if entry.filename.endswith(".trace"):
                    write.writelines(map(_without_secrets, read))
                else:
                    shutil.copyfileobj(read, write)
    clean.replace(trace)


def _without_secrets(line: bytes) -> bytes:
    if b'"context-options"' not in line:
        return line
    event = json.loads(line)
    if event.get("type") == "context-options":
        for name in _SECRET:
            event.get("options", {}).pop(name, None)
    return json.dumps(event).encode() + b"\n"
