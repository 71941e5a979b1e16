"""Where a job's options in the API and in the store meet."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.devices import DEVICES
from tabwright.v1.action_pb2 import Action, Extractor
from tabwright.v1.job_options_pb2 import ClientCertificate, JobOptions
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls import caller
from server.calls.faults import EvaluateNotAllowed
from server.convert.flow_rules import condition_faults
from server.convert.origins import usual_origins
from server.convert.sensitivity import COPIED
from store.address import MalformedUrl, parse_url, proxy_url
from store.job import COMPANY, TITLE, WAIT_UNTIL_IS_SAID, Json, OnBlocked
from store.secret_references import is_alone
from store.sensitive_values import MASK, MIN_CHARS

SOURCE_FORMATS = ("text", "html", "links")
"""What can be read of a page's source as of the page."""
_OF_SOURCE = frozenset({"name", "selector", "attribute", "multiple", "format", "extractors"})
_PRIVATE: Mapping[str, Callable[[JobOptions], bool]] = {
    "options.extraHttpHeaders": lambda options: bool(options.extra_http_headers),
    "options.httpCredentials": lambda options: options.HasField("http_credentials"),
    "options.session": lambda options: bool(options.session),
    "options.clientCertificates": lambda options: bool(options.client_certificates),
    "options.profile": lambda options: options.HasField("profile"),
    "the secret that options.proxy names": lambda options: "${" in options.proxy.username + options.proxy.password,
}
"""What a plain fetch, which is anonymous, does not send."""
MAX_SCRIPTS_BYTES = 1024 * 1024
"""Of all scripts of a job before its pages."""


def options_faults(request: CreateJobRequest) -> list[tuple[str, str]]:
    """What is wrong with a job's options beyond what their rules say: fields, and what would be right."""
    options = request.options
    faults: list[tuple[str, str]] = []
    if options.HasField("device"):
        faults += [("options.device", text) for text in device_faults(options.device)]
    no_scripts = options.HasField("java_script_enabled") and not options.java_script_enabled
    if options.HasField("cookie_banners") and no_scripts:
        faults.append(("options.cookieBanners", "needs scripts: leave out javaScriptEnabled"))
    if options.session:
        faults += _session_faults(request)
    if options.HasField("proxy"):
        faults += _proxy_faults(options)
    belongs_nowhere = bool(request.html) and not request.base_url
    if belongs_nowhere and options.HasField("http_credentials") and not options.http_credentials.HasField("origin"):
        faults.append(("options.httpCredentials.origin", "is needed with html that has no baseUrl"))
    for index, certificate in enumerate(options.client_certificates):
        faults += _certificate_faults(certificate, f"options.clientCertificates[{index}]")
    if options.HasField("signed_in"):
        faults += condition_faults(options.signed_in, "options.signedIn", has_time=True)
    if sum(len(script.encode()) for script in options.init_scripts) > MAX_SCRIPTS_BYTES:
        faults.append(("options.initScripts", f"must have at most {MAX_SCRIPTS_BYTES} bytes together"))
    return faults


def fallback_faults(request: CreateJobRequest, browser_type_id: int) -> Iterator[tuple[str, str]]:
    """What is wrong with a job's fallbacks: what each can do is known before."""
    for index, fallback in enumerate(request.options.fallbacks):
        path = f"options.fallbacks[{index}]"
        if fallback.kind == "browserType" and fallback.browser_type_id == browser_type_id:
            yield f"{path}.browserTypeId", "must be another browser type than the job's"
        if fallback.kind == "plainFetch" and (fault := _no_plain_fetch(request)):
            yield f"{path}.kind", f"plainFetch is for jobs that can be answered without a browser: {fault}"


def _no_plain_fetch(request: CreateJobRequest) -> str:
    """Why a job cannot be answered by the source of its page alone; "" where it can."""
    if request.html or not request.actions:
        return "html shows no page of a site" if request.html else "there is no extract in actions"
    for field, is_given in _PRIVATE.items():
        if is_given(request.options):
            return f"{field} would not be sent"
    for index, action in enumerate(request.actions):
        path = f"actions[{index}]"
        if action.action != "extract":
            return f"{path} is {action.action}, and not extract"
        if fault := _not_of_source(action, path):
            return fault
    return ""


def _not_of_source(wanted: Action | Extractor, path: str) -> str:
    """What needs a browser, of what is wanted of an element."""
    allowed = _OF_SOURCE | (
        {"action", "target", "get_target_by", "timeout_ms"} if isinstance(wanted, Action) else set()
    )
    for field, value in wanted.ListFields():
        if field.name not in allowed:
            return f"{path}.{field.json_name} needs one"
        if field.name == "get_target_by" and value not in {"getBySelector", "getByCss"}:
            return f"{path}.getTargetBy must be getByCss"
        if field.name == "format" and value not in SOURCE_FORMATS:
            return f"{path}.format must be {', '.join(SOURCE_FORMATS)}"
    for index, child in enumerate(wanted.extractors):
        if fault := _not_of_source(child, f"{path}.extractors[{index}]"):
            return fault
    return ""


def require_rights(options: Json, within: str = "") -> None:
    """Raises EvaluateNotAllowed when the options of a job have JavaScript and the caller's jobs may not run any."""
    if options.get("initScripts") and not caller.current().may_evaluate:
        raise EvaluateNotAllowed(f"{within}options.initScripts")


def stored_options(request: CreateJobRequest, on_blocked: OnBlocked) -> Json:
    """The options as they are stored, with their defaults that depend on the job. `on_blocked`: what happens where it
    does not say it.
    """
    if not request.HasField("options") and on_blocked is OnBlocked.FAIL:
        return {WAIT_UNTIL_IS_SAID: True} if request.wait_until == "networkidle" else {}
    options = JobOptions()
    options.CopyFrom(request.options)
    if options.HasField("http_credentials") and not options.http_credentials.HasField("origin"):
        target = urlsplit(request.target_url or request.base_url)
        options.http_credentials.origin = f"{target.scheme}://{target.netloc.rpartition('@')[2]}"
    if options.session:
        _spell_session(options)
    if not options.HasField("on_blocked") and on_blocked is not OnBlocked.FAIL:
        options.on_blocked = on_blocked.value
    stored: Json = MessageToDict(options)
    return {**stored, WAIT_UNTIL_IS_SAID: True} if request.wait_until == "networkidle" else stored


def shown_options(stored: Json) -> JobOptions | None:
    """The options as answers show them: without what is secret. None: there are none."""
    if not stored.keys() - {WAIT_UNTIL_IS_SAID, TITLE, COMPANY}:
        return None
    options = ParseDict(dict(stored), JobOptions(), ignore_unknown_fields=True)
    redact(options)
    return options


def redact(options: JobOptions) -> None:
    """Hides what is secret. References to secrets are not."""
    for name, value in options.extra_http_headers.items():
        options.extra_http_headers[name] = _redacted(value)
    if options.HasField("http_credentials"):
        options.http_credentials.password = _redacted(options.http_credentials.password)
    if options.proxy.username:
        options.proxy.username = _redacted(options.proxy.username)
    if options.proxy.password:
        options.proxy.password = _redacted(options.proxy.password)
    for certificate in options.client_certificates:
        for name in ("key", "pfx"):
            if getattr(certificate, name):
                setattr(certificate, name, MASK.encode())
        if certificate.passphrase:
            certificate.passphrase = _redacted(certificate.passphrase)


def _redacted(value: str) -> str:
    return value if is_alone(value) else MASK


def device_faults(device: str) -> list[str]:
    """What is wrong with the name of a device."""
    if device in DEVICES:
        return []
    close = get_close_matches(device, DEVICES, n=3) or ["iPhone 15", "Pixel 7", "iPad Pro 11"]
    return [f"must be a device descriptor of Playwright's, such as {', '.join(close)}"]


def _proxy_faults(options: JobOptions) -> Iterator[tuple[str, str]]:
    proxy = options.proxy
    try:
        parse_url(proxy_url(proxy.server))
    except MalformedUrl:
        yield "options.proxy.server", "must be the address of a proxy, such as http://proxy.example.com:8080"
    for name, value in (("username", proxy.username), ("password", proxy.password)):
        if value == MASK:
            yield f"options.proxy.{name}", COPIED
    if 0 < len(proxy.password) < MIN_CHARS and options.record.ListFields():
        yield (
            "options.proxy.password",
            f"has fewer than {MIN_CHARS} characters, which cannot be removed from a recording: record nothing",
        )


def _session_faults(request: CreateJobRequest) -> Iterator[tuple[str, str]]:
    if not request.target_url:
        yield "options.session", "goes with targetUrl: html is a page of no site"
    yield from usual_origins(request.options.session_origins, "options.sessionOrigins")[1]


def _spell_session(options: JobOptions) -> None:
    """Says what is saved of the session in the usual spelling of origins."""
    origins, _ = usual_origins(options.session_origins, "")
    del options.session_origins[:]
    options.session_origins.extend(origins)


def _certificate_faults(certificate: ClientCertificate, path: str) -> Iterator[tuple[str, str]]:
    mask = MASK.encode()
    for name, value in (("key", certificate.key), ("pfx", certificate.pfx), ("passphrase", certificate.passphrase)):
        if value in {mask, MASK}:
            yield f"{path}.{name}", COPIED
