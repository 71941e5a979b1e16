"""Settings of the server."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

from store.job import OnBlocked, Repeat
from store.secrets.settings import SecretSettings
from store.settings import UrlSettings

MAX_REQUEST_BYTES = 16 * 1024 * 1024
"""The largest request. The gateway refuses larger bodies, and the server larger messages."""

LIVE_PORT = 50052
"""The port for viewers, unless another one is set."""

_ORIGIN = re.compile(r"https?://([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")
"""One host, without wildcards: it becomes a part of a header."""

OIDC_PAGE = "/console/sign-in/oidc"
"""The page of the console to which an OIDC provider sends people back."""
MAX_REDIRECT_URL = 800
"""How long the address of that page may be: it is a part of LoginRequest.oidc_state."""
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts to which http is as good as https."""
_NO_URL = re.compile(r"[\x00-\x20\x7f\\]")

MIN_AUDIT_DAYS = 30
"""The database removes no event that is younger (migrations/versions/0020_audit.py)."""


class ServerSettings(UrlSettings, SecretSettings):
    """Server.

    The gRPC server, `python -m server`. They also apply to the server of `tabwright up`.
    """

    grpc_host: str = Field(
        "127.0.0.1", description="Address that the gRPC server listens on; `0.0.0.0` for all interfaces."
    )
    grpc_port: int = Field(50051, ge=1, le=65535, description="Port of the gRPC server.")
    server_processes: int = Field(
        1,
        ge=1,
        le=64,
        description="How many processes serve at these ports, for a machine with more cores than one server uses "
        "(operations.md). Each has ten connections to the database.",
    )
    grpc_reflection: bool = Field(
        default=True, description="Whether the server supports gRPC reflection, which grpcurl needs."
    )
    live_host: str = Field(
        "",
        description="Address that viewers' WebSockets and the page `/live/…` are served on; for the gateway, which "
        "passes them on. Default: GRPC_HOST.",
    )
    live_port: int = Field(
        LIVE_PORT,
        ge=0,
        le=65535,
        description="Port of the same, and of the console. 0: no console, and nobody watches jobs in a browser. "
        "`tabwright up` takes a free one.",
    )
    allowed_origins: str = Field(
        "",
        description="The origins of other web pages that may show jobs live, in a frame or by their own WebSocket, "
        "separated by commas, such as `https://app.example.com`.",
    )

    default_job_timeout_ms: int = Field(
        30_000, ge=1, le=3_600_000, description="Timeout of one attempt, for jobs without `timeoutMs`."
    )
    max_job_timeout_ms: int = Field(
        3_600_000, ge=1, le=3_600_000, description="The longest `timeoutMs` that a job may have."
    )
    max_queued_jobs: int = Field(
        100_000,
        ge=1,
        description="How many jobs of one client may wait; more are refused until others start.",
    )
    max_job_retries: int = Field(3, ge=0, le=100, description="How often a job without `maxRetries` is retried.")
    default_job_repeat: Repeat = Field(
        Repeat.WHEN_SAFE,
        description="Whether a job without `repeat`, of a key without one, runs again by itself after an attempt "
        "that has acted (state-machine.md).",
    )
    default_on_blocked: OnBlocked = Field(
        OnBlocked.FAIL,
        description="What happens where a page asks for a person (a CAPTCHA) or refuses a sign-in, of a job without "
        "`options.onBlocked`, of a key without one: `fail`, or `intervene`, which has the job wait for a person "
        "(interventions.md).",
    )

    restricted_tasks_enabled: str = Field(
        "",
        description="Tasks that are off by default since the terms of their sites forbid automation without consent, "
        "separated by commas: `twitter,booking`. Enable those whose sites have consented (tasks.md).",
    )
    queue_wait_target_s: int = Field(
        60,
        ge=1,
        le=86_400,
        description="How long jobs may wait for a worker, in seconds; health and its alerts judge by it (health.md).",
    )

    job_cleanup_after_days: int = Field(
        7,
        ge=0,
        le=36_500,
        description="How long ended jobs are kept. Then they are removed with their events, logs, artifacts and files. "
        "0: they are kept for ever.",
    )
    audit_retention_days: int = Field(
        400,
        ge=0,
        le=36_500,
        description="How long events of the audit trail are kept (audit.md), at least 30 days. 0: for ever.",
    )

    @field_validator("audit_retention_days")
    @classmethod
    def _is_long_enough(cls, value: int) -> int:
        if 0 < value < MIN_AUDIT_DAYS:
            raise ValueError(f"it must be {MIN_AUDIT_DAYS} at least, or 0 to keep them for ever")
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for origin in _listed(value):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin!r} is not an origin: it must be like https://app.example.com, without a path"
                )
        return value

    @property
    def watching_origins(self) -> tuple[str, ...]:
        """The origins in ALLOWED_ORIGINS."""
        return _listed(self.allowed_origins)

    @property
    def live_address(self) -> tuple[str, int]:
        """Where LIVE_HOST and LIVE_PORT are."""
        return (self.live_host or self.grpc_host).strip("[]"), self.live_port

    @model_validator(mode="after")
    def _ports_differ(self) -> "ServerSettings":
        if self.live_port == self.grpc_port and (self.live_host or self.grpc_host) == self.grpc_host:
            raise ValueError(f"GRPC_PORT and LIVE_PORT must differ: both are {self.live_port}")
        return self

    @property
    def enabled_tasks(self) -> frozenset[str]:
        """The names in RESTRICTED_TASKS_ENABLED."""
        return frozenset(name.strip() for name in self.restricted_tasks_enabled.split(",")) - {""}

    @model_validator(mode="after")
    def _timeouts_agree(self) -> "ServerSettings":
        if self.default_job_timeout_ms > self.max_job_timeout_ms:
            raise ValueError("DEFAULT_JOB_TIMEOUT_MS must not exceed MAX_JOB_TIMEOUT_MS")
        return self


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _split(text))


class AuthSettings(BaseSettings):
    """Authentication.

    Every call requires an API key (`tabwright keys create`) or, if an issuer is set, one of its JWTs.
    """

    api_key_header: str = Field(
        "X-API-Key",
        pattern=r"^[A-Za-z][A-Za-z0-9-]*$",
        examples=["X-API-Key"],
        description="The header for API keys. `Authorization: Bearer` is always accepted as well.",
    )
    rate_limit_max: int = Field(
        100,
        ge=0,
        description="How many requests a new key, or a JWT's client, may make per RATE_LIMIT_WINDOW_MS. 0: no limit.",
    )
    rate_limit_window_ms: int = Field(
        60_000, ge=1000, le=86_400_000, description="The time window of all request limits."
    )
    jwt_issuer: str | None = Field(
        None,
        description="OIDC issuer whose JWTs are accepted as bearer tokens: their `iss`. By default no JWTs are "
        "accepted.",
    )
    jwt_audience: str | None = Field(None, description="Their `aud`; required with JWT_ISSUER.")
    jwt_jwks: str | None = Field(
        None,
        description="The public keys of the issuer: an https or http URL, or a file. Required with JWT_ISSUER.",
    )
    jwt_client_claim: str = Field("sub", description="The claim that names the client.")
    jwt_admin_claim: str = Field(
        "tabwright_admin", description="The claim that must be `true` in the token of an administrator."
    )

    oidc_client_id: str | None = Field(
        None,
        description="The client id that an OIDC provider has given to this installation, so that people sign in by it "
        "(oidc.md). By default there is no such way in.",
    )
    oidc_client_secret: SecretStr | None = Field(
        None, description="The client's secret at the provider. Default: none, for what providers call a public client."
    )
    oidc_issuer: str | None = Field(
        None, description="The provider: its issuer URL, exactly as it writes it. Default: JWT_ISSUER."
    )
    oidc_name: str | None = Field(None, description="What people call the provider; the console's button says it.")
    oidc_redirect_urls: str = Field(
        "",
        description="The addresses of the console's page to which the provider may send people back, separated by "
        "commas, each exactly as the provider knows it: `https://tabwright.example.com/console/sign-in/oidc`. Required "
        "with OIDC_CLIENT_ID; `tabwright up` has those of its own gateway.",
    )
    oidc_client_claim: str | None = Field(
        None,
        description="The claim that names the client of somebody who signs in by the provider for the first time, and "
        "is no user yet: the user is then made. By default only users sign in.",
    )
    oidc_role_claim: str | None = Field(
        None,
        description="The claim with the role of such a user: `owner`, `member` or `viewer`, or a list that has one of "
        "them. By default, and where it has none, they are viewers.",
    )

    @field_validator("jwt_jwks")
    @classmethod
    def _is_there(cls, value: str | None) -> str | None:
        if not value or value.startswith(("https://", "http://")):
            return value
        if not Path(value).is_file():
            raise ValueError("it must be an existing file, or an http or https URL")
        if not _has_keys(Path(value)):
            raise ValueError('the file must be a JWK set with a key, {"keys": [{…}]}')
        return value

    @model_validator(mode="after")
    def _issuer_is_whole(self) -> "AuthSettings":
        if self.jwt_issuer and not (self.jwt_audience and self.jwt_jwks):
            raise ValueError("JWT_ISSUER needs JWT_AUDIENCE and JWT_JWKS")
        if not self.jwt_issuer and (self.jwt_audience or self.jwt_jwks):
            raise ValueError("JWT_AUDIENCE and JWT_JWKS need JWT_ISSUER: without it no JWTs are accepted")
        return self

    @field_validator("oidc_issuer")
    @classmethod
    def _is_safe_issuer(cls, value: str | None) -> str | None:
        if value and not is_safe_url(value):
            raise ValueError("it must be an https URL without query and fragment, or an http URL of 127.0.0.1 or ::1")
        return value or None

    @field_validator("oidc_redirect_urls")
    @classmethod
    def _are_redirect_urls(cls, value: str) -> str:
        for url in _split(value):
            if not (is_safe_url(url) and urlsplit(url).path == OIDC_PAGE and len(url) <= MAX_REDIRECT_URL):
                raise ValueError(
                    f"{url!r} must be the address of the console's page, https://…{OIDC_PAGE}, or http of this machine"
                )
        return value

    @model_validator(mode="after")
    def _provider_is_whole(self) -> "AuthSettings":
        beside = self.oidc_client_secret, self.oidc_issuer, self.oidc_name, self.oidc_redirect_urls
        if not self.oidc_client_id:
            if any((*beside, self.oidc_client_claim, self.oidc_role_claim)):
                raise ValueError("OIDC_… settings need OIDC_CLIENT_ID: without it nobody signs in by a provider")
            return self
        if not (issuer := self.provider_issuer):
            raise ValueError("OIDC_CLIENT_ID needs OIDC_ISSUER")
        if not is_safe_url(issuer):
            raise ValueError("OIDC_CLIENT_ID needs OIDC_ISSUER: JWT_ISSUER is no https URL")
        if not self.redirect_urls:
            raise ValueError("OIDC_CLIENT_ID needs OIDC_REDIRECT_URLS")
        if self.oidc_role_claim and not self.oidc_client_claim:
            raise ValueError("OIDC_ROLE_CLAIM needs OIDC_CLIENT_CLAIM: without it no users are made")
        return self

    @property
    def provider_issuer(self) -> str:
        """OIDC_ISSUER, or else JWT_ISSUER. Empty: there is none."""
        return self.oidc_issuer or self.jwt_issuer or ""

    @property
    def redirect_urls(self) -> tuple[str, ...]:
        """The addresses in OIDC_REDIRECT_URLS."""
        return _split(self.oidc_redirect_urls)


def is_safe_url(url: str) -> bool:
    """Whether secrets may go there: over TLS, or to this machine itself. It has no credentials, query or fragment."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or "?" in url or "#" in url or _NO_URL.search(url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in THIS_MACHINE)


def _has_keys(file: Path) -> bool:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return False
    keys = found.get("keys") if isinstance(found, dict) else None
    return isinstance(keys, list) and bool(keys)
