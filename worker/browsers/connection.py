"""How a job's browser reaches the sites: through which proxy, and with which certificates of its own."""

import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from playwright.async_api import BrowserContext, Request, Response
from tabwright.v1.job_options_pb2 import JobOptions, Proxy

from store.address import proxy_url
from store.job import Json
from store.retry import ErrorType
from worker.browsers.guard import Watch, is_of_main_frame
from worker.browsers.interruption import Interruption
from worker.failures import StepFailed

_NO_LOOPBACK = "<-loopback>"
"""Nothing goes past a proxy, what is on the worker's machine neither: it is the proxy that a job trusts to open it."""
_REFUSED = 407
_FAILED = 503
_TOLD_AS = ("text/html", "text/html; charset=utf-8")
_CERTIFICATE_KINDS = (
    ("alert", ErrorType.AUTHENTICATION_FAILED),  # the site has said what it has against our certificate
    ("disconnected", ErrorType.NETWORK_ERROR),  # it has not, or something between has failed
)
_CERTIFICATE_ERROR = "Playwright client-certificate error: "
_SECRET = ("proxy", "clientCertificates", "httpCredentials", "extraHTTPHeaders")
"""What a trace says of its context's options, and must not."""


def connection_options(job: JobOptions) -> dict[str, Any]:
    """Playwright's options of a context."""
    options: dict[str, Any] = {}
    if job.HasField("proxy"):
        options["proxy"] = {"server": job.proxy.server, "bypass": _NO_LOOPBACK}
        if job.proxy.username:
            options["proxy"] |= {"username": job.proxy.username, "password": job.proxy.password}
    if job.client_certificates:
        options["client_certificates"] = [
            {"origin": one.origin}
            | {name: getattr(one, name) for name in ("cert", "key", "pfx", "passphrase") if getattr(one, name)}
            for one in job.client_certificates
        ]
    return options


def has_secrets(job: JobOptions) -> bool:
    """Whether the options have something that a trace must not show."""
    return job.HasField("proxy") or bool(job.client_certificates)


def check_proxy(options: Json, watch: Watch) -> None:
    """Raises StepFailed when the job's proxy may not be used."""
    if "proxy" in options:
        watch.check_proxy(proxy_url(options["proxy"]["server"]))


def follow_proxy(context: BrowserContext, proxy: Proxy, job: Interruption) -> None:
    """Ends the job when its proxy does not let it in: Chromium waits for a password that nobody types, or shows a page
    about it, and Firefox says only that the proxy has refused.
    """
    refused: set[Request] = set()

    def answered(response: Response) -> None:
        request = response.request
        if response.status == _REFUSED and request.is_navigation_request() and is_of_main_frame(request):
            refused.add(request)

    def ended(request: Request) -> None:
        if request in refused:
            told = "the username and the password" if proxy.username else "a request without username and password"
            job.end(StepFailed(ErrorType.AUTHENTICATION_FAILED, f"the proxy refuses {told} (407)"))

    context.on("response", answered)
    context.on("requestfinished", ended)
    context.on("requestfailed", ended)


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
