"""Puts a worker process together, runs it, and stops it without losing a job."""

import asyncio
import os
import socket
from importlib.metadata import version
from uuid import UUID

import structlog

from store import metrics
from store.audit.secret_uses import SecretUses
from store.database import notify
from store.database.connection import Database
from store.database.listener import Listener
from store.environment import WrongSetting
from store.errors import DatabaseUnavailable
from store.exposition import MetricsSettings, exposing
from store.job import Json, Lease, new_id
from store.live.relay import RelayAddress
from store.profiles.reading import ProfileReader
from store.queue import maintenance
from store.queue.workers import Heartbeat as Heard
from store.queue.workers import leave
from store.records.files import FileStorage
from store.secrets.reading import SecretReader
from store.sessions.reading import SessionKeeper
from tasks import registry
from worker import health
from worker.browsers.browsers import Browsers
from worker.live import relay
from worker.live.jobs import LiveJobs
from worker.load.governor import Governor
from worker.load.machine import Machine
from worker.load.room import Filling
from worker.load.sampler import Sampler
from worker.running.away import Away
from worker.running.executor import Executor, Outside
from worker.running.fallbacks import Fallbacks
from worker.running.heartbeat import Heartbeat
from worker.running.job import Slots
from worker.running.journal import Journal
from worker.running.loop import Loop
from worker.running.offers import Offers
from worker.running.relief import Relief
from worker.running.rest import Rest
from worker.secrets import Use
from worker.settings import WorkerSettings
from worker.sites.watch import SiteWatch
from worker.spans import Tracing

log = structlog.get_logger()

VERSION = version("tabwright")  # read once: it takes 3 ms, and each heartbeat tells it


class Worker:
    """One worker process: its browsers, and the tasks around them."""

    def __init__(
        self,
        settings: WorkerSettings,
        database: Database,
        files: FileStorage,
        exposed: MetricsSettings | None = None,
    ) -> None:
        """`exposed`: where its metrics are served; None: nowhere."""
        self._settings = settings
        self._exposed = exposed
        self._database = database
        self._files = files
        self._id = new_id()
        self._browsers = Browsers(settings, files.max_bytes, database.places)
        self._slots = Slots(settings.worker_max_concurrent_jobs)
        self._machine = Machine()
        self.governor = Governor(
            settings.worker_max_concurrent_jobs,
            cores=self._machine.cores,
            filling=Filling(settings.worker_max_memory_percent),
            cpu_percent=settings.worker_max_cpu_percent,
            needs=self._browsers.needs,
        )
        """How many jobs it runs at once."""
        self.governor.running = lambda: len(self._slots.running())
        self.governor.still = lambda: sum(one.is_still for one in self._slots.running())
        self._slots.limit, self._slots.has_room = lambda: self.governor.limit, lambda: self.governor.has_room
        self._secret_uses = SecretUses(database)
        self._tracing = Tracing()
        self._fallbacks = Fallbacks(database, self._browsers)
        self._heartbeat: Heartbeat | None = None
        self._rest = Rest()
        self._live = LiveJobs()
        """Those that can be watched."""
        interval_s = settings.worker_heartbeat_interval_ms / 1000
        self._away = Away(database, files, interval_s=interval_s, upstream=settings.upstream_proxy)
        self._sites = SiteWatch(database, interval_s=interval_s)
        self.ready = asyncio.Event()
        """Set when it takes jobs."""

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set. Raises NoBrowser, AddressTaken, RelayAddressTaken, MetricsPortTaken or
        WrongSetting.

        Stops in this order: claims no more; lets its jobs end, for a time, and gives the rest back; leaves;
        closes its browsers. The heartbeat goes on until the last job is off its hands.
        """
        self._tracing = _tracing(self._settings.otel_exporter_otlp_endpoint)
        try:
            async with (
                health.answering(self._settings.worker_health_address, self._is_ready),
                exposing(self._exposed, (metrics.SHARED, metrics.WORKER)),
            ):
                self._show_in_metrics()
                await self._browsers.start()
                address = self._settings.worker_live_address
                async with relay.serving(address, self._live, self._holds, self._database.places) as where:
                    await self._work(stop, where)
        finally:
            await self._browsers.close()
            await self._tracing.stop()
            log.info("worker.stopped")

    def _is_ready(self) -> bool:
        """Whether it takes jobs, is heard by the database, can open pages, and has a network."""
        is_heard = self._heartbeat is not None and not self._heartbeat.is_fenced
        return self.ready.is_set() and is_heard and self._browsers.is_ready and not self._rest.is_resting

    def _show_in_metrics(self) -> None:
        self._database.show_in_metrics()
        self._slots.show_in_metrics()
        self.governor.show_in_metrics()

    def _holds(self, job_id: UUID, lease_no: int) -> bool:
        return Lease(job_id, lease_no) in self._slots.leases()

    async def _work(self, stop: asyncio.Event, where: RelayAddress | None) -> None:
        limits = self._settings.run_limits
        offers = Offers(self._database, self._browsers)
        await offers.refresh()
        await asyncio.to_thread(registry.installed)  # what is broken in other packages is told now
        self._heartbeat = heartbeat = Heartbeat(
            self._database,
            self._id,
            self._slots,
            interval_s=self._settings.worker_heartbeat_interval_ms / 1000,
            lease_s=self._settings.worker_lease_ms / 1000,
            offers=offers,
            metadata=self._metadata,
            fence=self._browsers.kill,
            hear=self._hear,
            live=where,
        )
        loop = Loop(
            self._database,
            self._id,
            self._slots,
            self._executor(heartbeat),
            offers=offers,
            poll_interval_s=self._settings.worker_poll_interval_ms / 1000,
            limits=limits,
            rest=self._rest,
            may_claim=lambda: not self._away.keeps_all_jobs,
        )
        listener = Listener(
            self._database,
            {
                notify.READY: loop.wake,
                notify.CANCEL: lambda _: heartbeat.soon(),
                notify.BROWSER_TYPES: lambda _: heartbeat.soon(),
            },
            missed=loop.wake_all,
        )
        sampler = Sampler(self._machine, lambda: self._browsers.is_slow)
        relief = Relief(self.governor, self._slots, self._browsers, loop.wake_all)
        relief.follow(await sampler.take())
        await heartbeat.join()
        async with asyncio.TaskGroup() as tasks:
            background = [
                tasks.create_task(self._browsers.run(), name="browsers"),
                tasks.create_task(heartbeat.run(), name="heartbeat"),
                tasks.create_task(sampler.run(relief.follow), name="load"),
                tasks.create_task(listener.run(), name="listener"),
                tasks.create_task(self._sites.run(), name="sites"),
                tasks.create_task(self._away.run(), name="away"),
                tasks.create_task(self._fallbacks.counter.run(), name="fallbacks"),
                tasks.create_task(maintenance.run_forever(self._database, limits), name="maintenance"),
                tasks.create_task(maintenance.let_go_forever(self._database), name="let go"),
            ]
            working = tasks.create_task(loop.run(drain_s=self._settings.worker_drain_timeout_ms / 1000), name="loop")
            self.ready.set()
            log.info("worker.started", process_id=str(self._id), slots=self._slots.count, **self._bounds())
            await stop.wait()
            self.ready.clear()
            loop.stop()
            await working
            for task in background:
                task.cancel()
        await self._sites.told()
        await self._fallbacks.counter.flush()
        try:
            await leave(self._database, self._id)
        except DatabaseUnavailable:
            log.warning("worker.not_left")  # it will be taken for dead

    def _bounds(self) -> Json:
        """What bounds how many jobs run at once, and where that was read."""
        cpu = {"cores": self._machine.cores, "cores_source": self._machine.cpu_source}
        return {"slots_now": self.governor.limit, **cpu, "load": self.governor.load}

    def _hear(self, heard: Heard) -> None:
        """What the answer to a heartbeat says of others than its jobs."""
        self._away.hear(heard.news)
        self.governor.set_ceiling_ratio(heard.ceiling_ratio)

    def _executor(self, heartbeat: Heartbeat) -> Executor:
        settings = self._settings
        return Executor(
            self._browsers,
            self._files,
            Journal(self._database),
            lambda: heartbeat.is_fenced,
            secrets=SecretReader(self._database, settings.keyring, settings.stores),
            profiles=ProfileReader(self._database, settings.keyring),
            note_use=self._note_use,
            keeper=SessionKeeper(self._database, settings.keyring),
            outside=Outside(sites=self._sites, rest=self._rest, away=self._away),
            tracing=self._tracing,
            fallbacks=self._fallbacks,
            live=self._live,
        )

    async def _note_use(self, use: Use) -> None:
        await self._secret_uses.record(client_id=use.client_id, job_id=use.job_id, name=use.name, origin=use.origin)

    def _sandbox(self) -> Json:
        engines = self._browsers.engines.values()
        why = "; ".join(f"{engine.name}: {engine.why_no_sandbox}" for engine in engines if engine.why_no_sandbox)
        return {"sandbox": "off", "sandboxReason": why} if why else {"sandbox": "on"}

    def _metadata(self) -> Json:
        return {
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "version": VERSION,
            "browsers": self._browsers.open_browsers,
            "pages": "ok" if self._browsers.is_ready else "error",
            **self._sandbox(),
            "storage": "error" if self._away.lacks_storage else "ok",
            **self.governor.facts(),
        }


def _tracing(endpoint: str | None) -> Tracing:
    """Raises WrongSetting where traces are wanted and cannot be."""
    if endpoint is None:
        return Tracing()
    try:
        from worker.exported_spans import exported_tracing  # noqa: PLC0415 - needs an extra
    except ImportError:
        raise WrongSetting(
            f"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}: traces need an extra that is not installed: "
            "pip install 'tabwright[otel]'"
        ) from None
    return exported_tracing()
