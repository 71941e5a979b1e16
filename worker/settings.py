"""Settings of the worker."""

import math
import re
from ipaddress import ip_address
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from store.address import IPNetwork, MalformedUrl, parse_url, proxy_url
from store.queue.parking import RunLimits
from store.secrets.settings import SecretSettings
from store.settings import UrlSettings, read_networks
from worker.load.machine import Machine

_PORTS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)
_PROXY = re.compile(
    r"(?P<scheme>https?|socks5)://(?:(?P<name>[^:@/?#\s]+)(?::(?P<password>[^@/?#\s]*))?@)?"
    r"(?P<place>(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):\d{1,5})/?",
    re.IGNORECASE,
)
_SERVER = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::(\d{1,5}))?", re.ASCII)


def _default_slots() -> int:
    """Two jobs per core: one waits for its page while the other one's renders. More only adds latency."""
    return max(1, min(10, math.floor(2 * Machine().cores)))


class WorkerSettings(UrlSettings, SecretSettings):
    """Worker.

    A worker process, `python -m worker`. They also apply to the worker of `tabwright up`, except
    `WORKER_DRAIN_TIMEOUT_MS`.
    """

    worker_poll_interval_ms: int = Field(
        1000,
        ge=10,
        le=60_000,
        description="How often to look for jobs without a notification. Usually notifications arrive earlier; this "
        "finds jobs if one is lost.",
    )
    worker_heartbeat_interval_ms: int = Field(
        2000,
        ge=100,
        le=60_000,
        description="How often a worker sends a heartbeat, and learns what happened to its jobs.",
    )
    worker_lease_ms: int = Field(
        10_000,
        ge=500,
        le=600_000,
        description="How long after its last heartbeat a worker is considered dead: then its jobs start again on "
        "other workers. A worker without connection stops its browsers one heartbeat interval earlier. At least three "
        "heartbeat intervals.",
    )
    worker_health_address: str | None = Field(
        None,
        pattern=r"^.+:\d{1,5}$",
        examples=["0.0.0.0:50052"],
        description="Address and port where the worker answers `grpc.health.v1`, for probes: `0.0.0.0:50052`. By "
        "default nowhere.",
    )
    worker_live_address: str = Field(
        "127.0.0.1:0",
        pattern=r"^(off|.+:\d{1,5})$",
        examples=["0.0.0.0:50055"],
        description="Address and port where servers reach the browsers of this worker, for live views: "
        "`0.0.0.0:50055`. Servers on other machines need one that they can reach; of `0.0.0.0` they are told the "
        "address by which the worker reaches the database. Port 0: a free one. The connection is encrypted, and only "
        "servers that read the database are let in. `off`: its jobs cannot be watched.",
    )
    otel_exporter_otlp_endpoint: str | None = Field(
        None,
        pattern=r"^https?://.+$",
        examples=["http://collector.internal:4317"],
        description="Where spans of jobs are sent (tracing.md): a collector of OpenTelemetry that takes OTLP by gRPC, "
        "`http://collector.internal:4317`, or `https://…`. It needs the extra `tabwright[otel]`, which knows the other "
        "`OTEL_…` variables too. By default there are no traces.",
    )
    worker_max_concurrent_jobs: int = Field(
        default_factory=_default_slots,
        ge=1,
        le=1000,
        description="How many jobs one worker process runs at once at most; fewer while its machine is overloaded. "
        "While all these slots are taken and a client waits that runs no job, it runs one more. By default two per "
        "core that its control group allows, at most 10.",
    )
    max_concurrent_jobs: int | None = Field(
        None, ge=1, le=1000, description="Another name of WORKER_MAX_CONCURRENT_JOBS. Set one of them."
    )
    worker_max_memory_percent: int | None = Field(
        None,
        ge=10,
        le=100,
        description="How much of the memory may be taken before a worker runs fewer jobs, of its control group and of "
        "the machine, by whatever takes it. By default 85, or all but 4 GiB where that is more. 100: it does not look "
        "at the memory.",
    )
    worker_max_cpu_percent: int = Field(
        95,
        ge=10,
        le=100,
        description="How much of the CPU may be taken before a worker that already reacts late runs fewer jobs, but at "
        "least one per core; as it does when browsers open pages much slower than at first. 100: it looks at neither.",
    )
    max_concurrent_jobs_per_client: int | None = Field(
        None,
        ge=1,
        description="How many jobs of one client run at once on all workers together; others wait. All workers must "
        "have the same value. By default there is no limit.",
    )
    max_concurrent_jobs_per_site: int | None = Field(
        None,
        ge=1,
        description="How many jobs of one site run at once, of all clients and on all workers together; others wait. "
        "All workers must have the same value. The site is the host of `targetUrl`. By default there is no limit.",
    )
    worker_drain_timeout_ms: int = Field(
        30_000,
        ge=0,
        description="How long a stopping worker lets its jobs continue before it gives them back to the queue.",
    )
    browser_pool_min_size: int = Field(
        1,
        ge=0,
        description="How many browsers of an engine that was used stay open although no job needs them. Those of the "
        "first engine are opened at the start.",
    )
    browser_pool_max_size: int = Field(
        5,
        ge=1,
        description="How many browsers of each engine stay open at most when their job has ended. This does not limit "
        "running jobs, of which each has its own browser: WORKER_MAX_CONCURRENT_JOBS does.",
    )
    browser_idle_timeout_ms: int = Field(
        300_000,
        ge=1000,
        description="After which time an unused browser is closed, except BROWSER_POOL_MIN_SIZE of them.",
    )
    browser_max_age_ms: int = Field(
        3_600_000, ge=1000, description="The age at which a browser is replaced, as soon as its job has ended."
    )
    browser_max_memory_mb: int = Field(
        2000,
        ge=100,
        description="The memory that a job's browser may use, with all its processes and its driver; shared memory "
        "counts once. A job whose browser uses more ends with RESOURCE_LIMIT; a browser without a job that uses half "
        "of it is replaced.",
    )
    worker_fast_lane: Literal["on", "off"] = Field(
        "on",
        description="Whether jobs of Chromium that only look at pages run without Playwright's driver (lanes.md). "
        "`off`: all jobs run by Playwright, for comparing the two.",
    )
    chromium_path: str | None = Field(
        None,
        description="The Chromium to launch. By default Playwright's own headless shell, else that of the system.",
    )

    firefox_path: str | None = Field(
        None,
        description="The Firefox to launch, a build of Mozilla or of a distribution. By default Playwright's own "
        "build, else that of the system.",
    )
    browser_engines: Annotated[tuple[Literal["chromium", "firefox", "webkit"], ...], NoDecode, Field(min_length=1)] = (
        Field(
            ("chromium", "firefox", "webkit"),
            description="The engines to offer, if they can be launched, separated by commas.",
        )
    )
    browser_sandbox: Literal["preferred", "required"] = Field(
        "preferred",
        description="Whether browsers may run without their sandbox if this machine does not support it. `preferred`: "
        "they may, with a warning. `required`: browsers without a sandbox are not offered, and a worker with no other "
        "browser exits.",
    )

    egress_ports: str = Field(
        "80,443,1024-65535",
        description="The ports that browsers may connect to: numbers and ranges, separated by commas. They hold for "
        "the proxies of jobs too.",
    )
    egress_dns_servers: str = Field(
        "",
        examples=["10.0.0.53,[fd00::53]:5353"],
        description="The name servers that say which address a host of a page has: IP addresses, with a port where it "
        "is not 53, separated by commas: `10.0.0.53,[fd00::53]:5353`. By default those of the system.",
    )
    egress_proxy: SecretStr | None = Field(
        None,
        examples=["http://name:password@proxy.internal:3128"],
        description="The proxy that this worker needs to reach the web: a URL with http, https or socks5, with a "
        "username and a password where it wants them: `http://name:password@proxy.internal:3128`. Jobs with a proxy of "
        "their own do not use it. It may have a private address. A name that the worker's name servers do not know is "
        "judged by nobody but this proxy: it must refuse the inside of your network. By default there is none.",
    )
    egress_denied_addresses: str = Field(
        "",
        description="Networks that no browser may connect to, in CIDR notation, separated by commas: the public "
        "addresses of gateways, servers and other workers, for instance. They have precedence over "
        "ALLOW_PRIVATE_ADDRESSES and URL policies. The addresses of the worker's machine and of the database need not "
        "be among them.",
    )

    @field_validator("egress_ports")
    @classmethod
    def _are_ports(cls, value: str) -> str:
        _port_ranges(value)
        return value

    @field_validator("egress_dns_servers")
    @classmethod
    def _are_servers(cls, value: str) -> str:
        _servers(value)
        return value

    @field_validator("egress_proxy")
    @classmethod
    def _is_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _proxy(value)
        return value

    @field_validator("egress_denied_addresses")
    @classmethod
    def _are_denied(cls, value: str) -> str:
        read_networks(value)
        return value

    @property
    def port_ranges(self) -> tuple[tuple[int, int], ...]:
        """The first and last ports of the ranges that browsers may connect to."""
        return _port_ranges(self.egress_ports)

    @property
    def dns_servers(self) -> tuple[str, ...]:
        """Name servers; none: those of the system."""
        return _servers(self.egress_dns_servers)

    @property
    def upstream_proxy(self) -> dict[str, str] | None:
        """The proxy that leads to the web: its server, username and password."""
        return _proxy(self.egress_proxy) if self.egress_proxy is not None else None

    @property
    def denied_networks(self) -> tuple[IPNetwork, ...]:
        return read_networks(self.egress_denied_addresses)

    def path_of(self, engine: str) -> str | None:
        """The executable that is set for an engine."""
        return {"chromium": self.chromium_path, "firefox": self.firefox_path}.get(engine)

    @property
    def needs_sandbox(self) -> bool:
        return self.browser_sandbox == "required"

    @property
    def run_limits(self) -> RunLimits:
        return RunLimits(client=self.max_concurrent_jobs_per_client, site=self.max_concurrent_jobs_per_site)

    @field_validator("browser_engines", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [one.strip() for one in value.split(",") if one.strip()] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _names_agree(self) -> "WorkerSettings":
        if self.max_concurrent_jobs is None:
            return self
        ours = self.worker_max_concurrent_jobs
        if "worker_max_concurrent_jobs" in self.model_fields_set and ours != self.max_concurrent_jobs:
            raise ValueError(
                f"MAX_CONCURRENT_JOBS={self.max_concurrent_jobs} and WORKER_MAX_CONCURRENT_JOBS={ours} are two names "
                "of one setting: set one of them"
            )
        self.worker_max_concurrent_jobs = self.max_concurrent_jobs
        return self

    @model_validator(mode="after")
    def _sizes_agree(self) -> "WorkerSettings":
        if self.browser_pool_min_size > self.browser_pool_max_size:
            raise ValueError("BROWSER_POOL_MIN_SIZE must not exceed BROWSER_POOL_MAX_SIZE")
        return self

    @model_validator(mode="after")
    def _lease_outlasts_heartbeats(self) -> "WorkerSettings":
        if self.worker_lease_ms < 3 * self.worker_heartbeat_interval_ms:
            raise ValueError(
                "WORKER_LEASE_MS must be at least three times WORKER_HEARTBEAT_INTERVAL_MS: a worker that has missed "
                "a heartbeat must have time for another one, and time to stop before others take its jobs"
            )
        return self


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _port_ranges(text: str) -> tuple[tuple[int, int], ...]:
    ranges = [_PORTS.fullmatch(part) for part in _parts(text)]
    found = tuple((int(one[1]), int(one[2] or one[1])) for one in ranges if one)
    if not found or not all(ranges) or not all(0 < first <= last < 2**16 for first, last in found):
        raise ValueError("must be ports and ranges of ports from 1 to 65535, such as 80,443,1024-65535")
    return found


def _proxy(url: SecretStr) -> dict[str, str]:
    """As the egress guard takes it; the parts of a URL may be percent-encoded."""
    match = _PROXY.fullmatch(url.get_secret_value().strip())
    server = f"{match['scheme'].lower()}://{match['place']}" if match else ""
    try:
        parse_url(proxy_url(server))
    except MalformedUrl:
        match = None
    if match is None:
        raise ValueError("must be the URL of a proxy with its port, such as http://name:password@proxy.internal:3128")
    return {"server": server, "username": unquote(match["name"] or ""), "password": unquote(match["password"] or "")}


def _servers(text: str) -> tuple[str, ...]:
    servers = tuple(_parts(text))
    for server in servers:
        match = _SERVER.fullmatch(server)
        try:
            ip_address(match[1] or match[2] if match else server)
            is_right = match is None or 0 < int(match[3] or 53) < 2**16
        except ValueError:
            is_right = False
        if not is_right:
            raise ValueError("must be IP addresses, with or without a port, such as 10.0.0.53,[fd00::53]:5353")
    return servers
