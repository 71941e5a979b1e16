"""Settings of the worker."""

import os
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_settings import NoDecode

from store.queue.parking import RunLimits
from store.settings import UrlSettings


def _default_slots() -> int:
    """Two jobs per core: one waits for its page while the other one's renders. More only adds latency."""
    return min(10, 2 * len(os.sched_getaffinity(0)))


class WorkerSettings(UrlSettings):
    """Worker.

    A worker process, `python -m worker`. `tabwright up` passes these on, but for the time to drain.
    """

    worker_poll_interval_ms: int = Field(
        1000,
        ge=10,
        le=60_000,
        description="How often to look for jobs when no wake-up comes. Wake-ups make it faster, this makes it sure.",
    )
    worker_heartbeat_interval_ms: int = Field(
        2000, ge=100, le=60_000, description="How often a worker says that it lives, and hears what became of its jobs."
    )
    worker_lease_ms: int = Field(
        10_000,
        ge=500,
        le=600_000,
        description="How long after its last heartbeat a worker is taken for dead: then its jobs start again "
        "elsewhere. One that is not heard stops its browsers a heartbeat's interval before. At least three intervals.",
    )
    worker_health_address: str | None = Field(
        None,
        pattern=r"^.+:\d{1,5}$",
        examples=["0.0.0.0:50052"],
        description="Address and port where the worker answers `grpc.health.v1`, for probes: `0.0.0.0:50052`. Default: "
        "nowhere.",
    )
    worker_max_concurrent_jobs: int = Field(
        default_factory=_default_slots,
        ge=1,
        le=1000,
        description="How many jobs one worker process runs at once. While it runs so many, and a client waits that "
        "runs none, it runs one more. Default: two per core, 10 at most.",
    )
    max_concurrent_jobs_per_client: int | None = Field(
        None,
        ge=1,
        description="How many jobs of one client run at once, over all workers, which must agree on it; the others "
        "wait. Default: any number.",
    )
    max_concurrent_jobs_per_site: int | None = Field(
        None,
        ge=1,
        description="How many jobs of one site run at once, of all clients together and over all workers, which must "
        "agree on it; the others wait. A job's site is the host of its `targetUrl`. Default: any number.",
    )
    worker_drain_timeout_ms: int = Field(
        30_000,
        ge=0,
        description="How long a stopping worker lets its jobs run on before it gives them back to the queue.",
    )
    browser_pool_min_size: int = Field(
        1,
        ge=0,
        description="How many browsers of an engine that was used stay open though nobody needs them. Those of the "
        "first engine open at start.",
    )
    browser_pool_max_size: int = Field(
        5,
        ge=1,
        description="How many browsers of each engine stay open at most when their job has ended. Each job that runs "
        "has one to itself, however many there are: WORKER_MAX_CONCURRENT_JOBS bounds them.",
    )
    browser_idle_timeout_ms: int = Field(
        300_000, ge=1000, description="When to close a browser that nobody has used, down to the minimum."
    )
    browser_max_age_ms: int = Field(
        3_600_000, ge=1000, description="The age at which a browser is replaced, as soon as its job has ended."
    )
    browser_max_memory_mb: int = Field(
        2000,
        ge=100,
        description="The memory that a job's browser may take, with all its processes and its driver, what they share "
        "counted once. A job whose browser takes more ends with RESOURCE_LIMIT; a browser without one that takes half "
        "of it is replaced.",
    )
    chromium_path: str | None = Field(
        None,
        description="The Chromium to launch. Default: Playwright's own headless shell, else the system's.",
    )

    firefox_path: str | None = Field(
        None,
        description="The Firefox to launch, as Mozilla or a distribution builds it. Default: Playwright's own build, "
        "else the system's.",
    )
    browser_engines: Annotated[tuple[Literal["chromium", "firefox", "webkit"], ...], NoDecode, Field(min_length=1)] = (
        Field(
            ("chromium", "firefox", "webkit"),
            description="The engines to offer, of those that can be launched, with commas between them.",
        )
    )
    browser_sandbox: Literal["preferred", "required"] = Field(
        "preferred",
        description="Whether browsers may run without their sandbox where this machine does not let them have it: "
        "`preferred`: they may, with a warning; `required`: those that cannot have it are not offered, and a worker "
        "with none ends.",
    )

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
