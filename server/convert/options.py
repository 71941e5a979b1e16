"""Where a job's options in the API and in the store meet."""

from difflib import get_close_matches
from urllib.parse import urlsplit

from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.devices import DEVICES
from tabwright.v1.job_options_pb2 import JobOptions
from tabwright.v1.job_service_pb2 import CreateJobRequest

from store.job import WAIT_UNTIL_IS_SAID, Json
from store.sensitive_values import MASK


def options_faults(request: CreateJobRequest) -> list[tuple[str, str]]:
    """What is wrong with a job's options beyond what their rules say: fields, and what would be right."""
    if not request.options.HasField("device"):
        return []
    return [("options.device", text) for text in device_faults(request.options.device)]


def stored_options(request: CreateJobRequest) -> Json:
    """The options as they are stored, with their defaults that depend on the job."""
    options = JobOptions()
    options.CopyFrom(request.options)
    if options.HasField("http_credentials") and not options.http_credentials.HasField("origin"):
        target = urlsplit(request.target_url or request.base_url)
        options.http_credentials.origin = f"{target.scheme}://{target.netloc.rpartition('@')[2]}"
    stored: Json = MessageToDict(options)
    return {**stored, WAIT_UNTIL_IS_SAID: True} if request.wait_until == "networkidle" else stored


def shown_options(stored: Json) -> JobOptions | None:
    """The options as answers show them: without what is secret. None: there are none."""
    if not stored.keys() - {WAIT_UNTIL_IS_SAID}:
        return None
    options = ParseDict(dict(stored), JobOptions(), ignore_unknown_fields=True)
    redact(options)
    return options


def redact(options: JobOptions) -> None:
    """Hides what is secret."""
    for name in options.extra_http_headers:
        options.extra_http_headers[name] = MASK
    if options.HasField("http_credentials"):
        options.http_credentials.password = MASK


def device_faults(device: str) -> list[str]:
    """What is wrong with the name of a device."""
    if device in DEVICES:
        return []
    close = get_close_matches(device, DEVICES, n=3) or ["iPhone 15", "Pixel 7", "iPad Pro 11"]
    return [f"must be a device descriptor of Playwright's, such as {', '.join(close)}"]
