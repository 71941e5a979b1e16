"""A job's options with the secrets that they refer to, each for the place that it goes to."""

from collections.abc import Sequence

from tabwright.v1.job_options_pb2 import JobOptions

from store.address import proxy_url
from store.retry import ErrorType
from store.secret_references import Place
from worker.failures import StepFailed
from worker.secrets import HEADER, Bound, Secrets, origin_of

_HEADERS = ("extraHttpHeaders[", ".headers[")


async def put_in(options: JobOptions, secrets: Secrets) -> dict[str, Bound]:
    """Puts the secrets into the options, but for headers: those with secrets are taken out, and returned, since they
    are not for every host. Raises StepFailed.
    """
    headers: dict[str, Bound] = {}
    for name, value in list(options.extra_http_headers.items()):
        bound = await secrets.bound_option(value)
        if bound.secrets:
            bound.check_form(HEADER, "a header")
            headers[name] = bound
            del options.extra_http_headers[name]
        else:
            options.extra_http_headers[name] = bound.text
    if options.HasField("http_credentials"):
        credentials = options.http_credentials
        credentials.username = await _used(secrets, credentials.username, credentials.origin)
        credentials.password = await _used(secrets, credentials.password, credentials.origin)
    if options.HasField("proxy"):
        proxy, origin = options.proxy, origin_of(proxy_url(options.proxy.server))
        proxy.username = await _used(secrets, proxy.username, origin)
        proxy.password = await _used(secrets, proxy.password, origin)
    for certificate in options.client_certificates:
        certificate.passphrase = await _used(secrets, certificate.passphrase, certificate.origin)
    return headers


async def _used(secrets: Secrets, text: str, origin: str) -> str:
    return await secrets.use(await secrets.bound_option(text), origin)


def sends_headers(places: Sequence[Place], engine: str) -> bool:
    """Whether a job has headers with secrets. Raises StepFailed when its browser cannot keep them to their origins."""
    if not any(sign in place.path and place.references for place in places for sign in _HEADERS):
        return False
    if engine != "chromium":
        raise StepFailed(
            ErrorType.UNSUPPORTED,
            f"{engine} cannot send a header with a secret to the secret's origins alone; Chromium can",
        )
    return True
