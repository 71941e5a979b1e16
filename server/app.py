"""Puts the server together, runs it, and stops it without failing a call."""

import asyncio
from collections.abc import Sequence
from typing import Any

import grpc
import structlog
from grpc_health.v1 import health_pb2, health_pb2_grpc
from pydantic_settings import BaseSettings

from server.background.deliverer import Deliverer
from server.background.health_monitor import HealthMonitor
from server.background.level_keeper import LevelKeeper
from server.background.scheduler import Scheduler
from server.calls.auditing import Auditing
from server.calls.authentication import Authentication
from server.calls.handlers import Handlers
from server.calls.interceptors import interceptors
from server.calls.lanes import Lanes
from server.calls.readiness import Readiness
from server.calls.reflection import add_reflection
from server.console.pages import console_routes
from server.gateway import ext_authz_pb2_grpc
from server.intake.intake import Intake
from server.intake.own_tasks import StoredTasks
from server.intake.quota import QueueQuota
from server.intake.service_level import CurrentLevel
from server.intake.task_types import TaskTypes
from server.live.admission import Admission
from server.live.knocking import Door
from server.live.page import page_routes
from server.live.relays import Relays
from server.live.session import Means
from server.live.socket import LiveSocket
from server.live.task_events import TaskSocket
from server.live.viewers import Viewers
from server.live.web import LivePort
from server.rest.json_answers import JsonAnswers
from server.rest.paths import words_beside
from server.rest.strict_json import StrictJson
from server.services.table import DESCRIPTORS, SERVICES, Parts
from server.settings import MAX_REQUEST_BYTES, AuthSettings, ServerSettings
from server.streams.client_feed import ClientFeed
from server.streams.feed import EventFeed
from server.streams.watching import Watching
from store import metrics
from store.audit import retention as audit_retention
from store.database import notify
from store.database.connection import Database
from store.database.listener import Listener
from store.errors import DatabaseUnavailable
from store.exposition import MetricsSettings, exposing
from store.fleet import Fleet
from store.process import PortTaken, why_not_listening
from store.queue import maintenance
from store.records import retention
from store.records.files import FileStorage
from store.sessions import expiry
from store.urls.url_policies import RuleBook
from store.users import expiry as user_expiry
from store.webhooks.signing import sealing_state
from tasks import registry

log = structlog.get_logger()

DRAIN_S = 1.0
"""How long a stopping server takes calls while it says that it is not serving: more than two of the gateway's
health checks, so that it has turned to other servers before the first call would fail."""
STOP_GRACE_S = 10.0
"""How long running calls and deliveries of webhooks may take to end after that."""

_OPTIONS = [
    ("grpc.max_receive_message_length", MAX_REQUEST_BYTES),
    # More than the gateway lets through: it is there that too many are refused.
    ("grpc.max_metadata_size", 128 * 1024),
    ("grpc.absolute_max_metadata_size", 128 * 1024),
    # Calls that have come and have not begun yet. grpc ends those beyond 1000 as CANCELLED, by chance, and those beyond
    # 3000; here the gateway's own limit (max_requests) is the first.
    ("grpc.server.max_pending_requests", 100_000),
    ("grpc.server.max_pending_requests_hard_limit", 100_000),
    # A peer that is gone without a word is noticed, and the streams to it end; watchers may ask the same of us.
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.min_recv_ping_interval_without_data_ms", 10_000),
]


class Server:
    """One gRPC server over one database."""

    def __init__(
        self,
        settings: ServerSettings,
        auth: AuthSettings,
        database: Database,
        files: FileStorage,
        *,
        exposed: MetricsSettings | None = None,
        others: Sequence[BaseSettings] = (),
        shares_ports: bool = False,
    ) -> None:
        """`exposed`: where its metrics are served; None: nowhere. `others`: settings of its process that it does not
        need, to be shown. `shares_ports`: whether it is one of several on the same ports, which the supervisor keeps
        (server/supervisor.py).
        """
        self._shares_ports = shares_ports
        self._settings = settings
        self._shown_settings = [settings, auth, *([exposed] if exposed else []), *others]
        self._exposed = exposed
        self._auth = auth
        self._database = database
        self._files = files
        self._feed = EventFeed(database)
        self._rule_book = RuleBook(database, settings.allowed_networks)
        self._quota = QueueQuota(database, settings.max_queued_jobs)
        self._lanes = Lanes()
        self._level = CurrentLevel(database)
        self._level_keeper = LevelKeeper(database, self._level)
        words = words_beside("task_name", DESCRIPTORS)
        self._task_types = TaskTypes(registry.load(words), settings.enabled_tasks, StoredTasks(database), words)
        self._intake = Intake(
            database,
            self._rule_book,
            self._quota,
            self._lanes,
            settings,
            level=self._level,
            task_types=self._task_types,
        )
        self._scheduler = Scheduler(database, self._intake, self._level)
        self._client_feed = ClientFeed(database)
        self._listener = Listener(database, {notify.EVENTS: self._wake}, missed=self._wake_all)
        self._readiness = Readiness(database, [service.full_name for service in DESCRIPTORS])
        self._monitor = HealthMonitor(database, wait_target_s=settings.queue_wait_target_s)
        self._deliverer = Deliverer(database, self._rule_book, settings.keyring)
        self._authentication = Authentication(database, auth)
        self._watching = Watching(database, self._feed, self._client_feed, settings.job_cleanup_after_days)
        self._relays = Relays()
        self._admission = Admission(database)
        self._live = Means(database=database, feed=self._feed, relays=self._relays, viewers=Viewers())
        self._live_port = self._make_live_port()
        self._grpc = grpc.aio.server(
            interceptors=[
                *interceptors(self._authentication, Auditing(database), self._lanes),
                JsonAnswers(DESCRIPTORS, self._lanes),
            ],
            # A port that somebody else has must be an error.
            options=[("grpc.so_reuseport", int(shares_ports)), *_OPTIONS],
        )
        self._add_services()

    async def run(self, stop: asyncio.Event) -> None:
        """Serves until `stop` is set. Raises PortTaken or MetricsPortTaken."""
        self._database.show_in_metrics()
        self._level.show_in_metrics()
        async with exposing(self._exposed, (metrics.SHARED, metrics.SERVER, metrics.FLEET)) as is_exposed:
            await self._serve(stop, is_exposed=is_exposed)

    async def _serve(self, stop: asyncio.Event, *, is_exposed: bool) -> None:
        host, port = self._settings.grpc_host, self._settings.grpc_port
        address = f"{host}:{port}"
        if not self._shares_ports and (why := why_not_listening(host.strip("[]"), port)):
            raise PortTaken(f"GRPC_HOST, GRPC_PORT: cannot listen on {address}: {why}")
        try:
            self._grpc.add_insecure_port(address)
        except RuntimeError as error:
            raise PortTaken(f"GRPC_HOST, GRPC_PORT: cannot listen on {address}: {error}") from error
        await self._open_live_port()
        await self._grpc.start()
        log.info("server.started", address=address)
        await self._tell_of_keys()
        async with asyncio.TaskGroup() as tasks:
            background = [
                tasks.create_task(self._readiness.run(), name="readiness"),
                tasks.create_task(self._authentication.run(), name="authentication"),
                tasks.create_task(self._feed.run(), name="feed"),
                tasks.create_task(self._client_feed.run(), name="client feed"),
                tasks.create_task(self._listener.run(), name="listener"),
                tasks.create_task(self._level.run(), name="service level"),
                tasks.create_task(self._level_keeper.run(), name="level keeper"),
                tasks.create_task(self._scheduler.run(), name="scheduler"),
                tasks.create_task(self._deliverer.run(), name="webhooks"),
                tasks.create_task(self._monitor.run(), name="health"),
                tasks.create_task(maintenance.run_forever(self._database), name="maintenance"),
                tasks.create_task(
                    audit_retention.run_forever(self._database, self._settings.audit_retention_days),
                    name="audit retention",
                ),
                tasks.create_task(
                    retention.run_forever(self._database, self._files, self._settings.job_cleanup_after_days),
                    name="retention",
                ),
            ]
            background.append(tasks.create_task(expiry.run_forever(self._database), name="sessions"))
            background.append(tasks.create_task(user_expiry.run_forever(self._database), name="users"))
            if is_exposed:
                background.append(tasks.create_task(Fleet(self._database).run(), name="fleet"))
            await stop.wait()
            await self._stop()
            for task in background:
                task.cancel()

    def _make_live_port(self) -> LivePort:
        door = Door(self._settings.watching_origins)
        return LivePort(
            LiveSocket(self._admission, self._live, door),
            TaskSocket(self._admission, self._authentication, self._watching, door),
            [*page_routes(self._settings.watching_origins), *console_routes()],
            self._readiness,
        )

    async def _open_live_port(self) -> None:
        """Raises PortTaken."""
        host, port = self._settings.live_address
        if not port:
            return
        try:
            await self._live_port.start(host, port, shared=self._shares_ports)
        except OSError as error:
            why = error.strerror or str(error)
            raise PortTaken(f"LIVE_HOST, LIVE_PORT: cannot listen on {host}:{port}: {why}") from error

    async def _tell_of_keys(self) -> None:
        """What is wrong with SECRETS_KEYS is known from the start on."""
        try:
            state = await sealing_state(self._database, self._settings.keyring)
        except DatabaseUnavailable:
            return  # said elsewhere
        if state.missing:
            log.error("secrets.keys_lost", keys=list(state.missing), clients=sum(state.missing.values()))
        if state.plain:
            log.warning("webhooks.secrets_not_sealed", count=state.plain, why=state.why_plain)

    async def _stop(self) -> None:
        """Not serving; then no more watches and live views; then no more calls, viewers and deliveries. Whoever called
        in time gets an answer;
        what cannot be delivered in time is given back for others to deliver.
        """
        log.info("server.draining")
        await self._readiness.leave()
        await asyncio.sleep(DRAIN_S)
        await self._feed.stop()
        await self._client_feed.stop()
        await asyncio.gather(
            self._deliverer.stop(STOP_GRACE_S), self._grpc.stop(STOP_GRACE_S), self._live_port.stop(STOP_GRACE_S)
        )
        await self._relays.close()
        log.info("server.stopped")

    def _wake(self, job_ids: list[str]) -> None:
        self._feed.wake(job_ids)
        self._client_feed.wake()

    def _wake_all(self) -> None:
        self._feed.wake_all()
        self._client_feed.wake()

    def _add_services(self) -> None:
        parts = Parts(
            database=self._database,
            files=self._files,
            auth=self._auth,
            authentication=self._authentication,
            rule_book=self._rule_book,
            keyring=self._settings.keyring,
            stores=self._settings.stores,
            quota=self._quota,
            level=self._level,
            lanes=self._lanes,
            intake=self._intake,
            task_types=self._task_types,
            scheduler=self._scheduler,
            feed=self._feed,
            watching=self._watching,
            readiness=self._readiness,
            monitor=self._monitor,
            admission=self._admission,
            live=self._live,
            settings=self._shown_settings,
        )
        handlers: Any = Handlers()
        for service in SERVICES:
            service.add(parts, handlers)
        ext_authz_pb2_grpc.add_AuthorizationServicer_to_server(
            StrictJson(DESCRIPTORS, self._authentication, self._lanes), handlers
        )
        health_pb2_grpc.add_HealthServicer_to_server(self._readiness.servicer, handlers)
        if self._settings.grpc_reflection:
            add_reflection([*DESCRIPTORS, health_pb2.DESCRIPTOR.services_by_name["Health"]], handlers)
        self._grpc.add_generic_rpc_handlers((handlers,))
