"""The port of one browser: who asks there is that browser, and what it may have is what its job may have."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from store.address import IPAddress, MalformedUrl, parse_host
from worker.egress import socks, upstream
from worker.egress.dialling import dial, tune
from worker.egress.failure import ConnectionFailure, FailureKind, NotConnected, OwnRule
from worker.egress.judge import Bounds, Judge, usable_addresses
from worker.egress.relay import Relay
from worker.egress.resolver import Resolver
from worker.egress.upstream import Proxy

MAX_CONNECTIONS = 1024
"""How many a browser may have at once; with HTTP/1.1 it has six to a host."""
MAX_RESOLUTIONS = 64
"""How many names may be asked for at once for a browser."""
HANDSHAKE_S = 10.0
ASKED_S = 90.0
"""The longest that a connection may take to be made: name, proxy, and all."""
TOLD = 1000
"""How many failures of a job are told."""
REMEMBERED = 1000
"""Of how many hosts and ports it is remembered why they were not reached."""
_ACCEPTED_AT_ONCE = 64
_OUT_OF_FILES_S = 0.2


@dataclass
class Job:
    """What the browser is admitted for."""

    number: int
    judge: Judge
    proxy: Proxy | None
    told: int = 0
    untold: int = 0
    failures: dict[tuple[str, int], ConnectionFailure] = field(default_factory=dict)


class Entrance:
    """Listens from its making on. Without a job it refuses everything."""

    def __init__(self, bounds: Bounds, resolver: Resolver, tell: Callable[[int, int, dict[str, Any]], None]) -> None:
        """`tell` gets the port, the job's number, and a failure."""
        self._bounds = bounds
        self._resolver = resolver
        self._tell = tell
        self._job: Job | None = None
        self._making: set[asyncio.Task[None]] = set()
        self._relays: set[Relay] = set()
        self._resolutions = asyncio.Semaphore(MAX_RESOLUTIONS)
        self._loop = asyncio.get_running_loop()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._listener.setblocking(False)  # noqa: FBT003 - its signature
        self.port: int = self._listener.getsockname()[1]
        self._pause: asyncio.TimerHandle | None = None
        self._listen()

    def admit(self, job: Job) -> None:
        """From now on the browser is that of this job; what it had open before is cut."""
        self.dismiss()
        self._job = job

    def dismiss(self) -> int:
        """Cuts all connections, and lets none be made. Returns how many failures of the job were not told."""
        job, self._job = self._job, None
        for task in list(self._making):
            task.cancel()
        for relay in list(self._relays):
            relay.close(cut=True)
        return job.untold if job else 0

    def failure(self, host: str, port: int) -> ConnectionFailure | None:
        """Why the last connection of the job to a host and port was not made; None: it was, or none was asked for."""
        with contextlib.suppress(MalformedUrl):
            host, _ = parse_host(host)
        return self._job.failures.get((host, port)) if self._job else None

    async def close(self) -> None:
        if self._pause is not None:
            self._pause.cancel()
        self._loop.remove_reader(self._listener)
        self._listener.close()
        self.dismiss()
        await asyncio.gather(*self._making, return_exceptions=True)

    def _listen(self) -> None:
        self._pause = None
        self._loop.add_reader(self._listener, self._accept)

    def _accept(self) -> None:
        for _ in range(_ACCEPTED_AT_ONCE):
            try:
                client, _address = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno in {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}:
                    self._loop.remove_reader(self._listener)  # it would be told again and again
                    self._pause = self._loop.call_later(_OUT_OF_FILES_S, self._listen)
                return
            client.setblocking(False)  # noqa: FBT003 - its signature
            task = self._loop.create_task(self._serve(client))
            self._making.add(task)
            task.add_done_callback(self._making.discard)

    async def _serve(self, client: socket.socket) -> None:
        """Makes the connection that a client asks for. Afterwards the relay has the sockets."""
        far: socket.socket | None = None
        is_relayed = False
        try:
            async with asyncio.timeout(HANDSHAKE_S):
                tune(client)
                host, port = await socks.read_request(client)
            job = self._job
            try:
                async with asyncio.timeout(ASKED_S):
                    far = await self._connect(job, host, port)
            except TimeoutError:
                await self._fail(client, job, host, port, NotConnected(FailureKind.TIMED_OUT, "takes too long"))
                return
            except NotConnected as failure:
                await self._fail(client, job, host, port, failure)
                return
            async with asyncio.timeout(HANDSHAKE_S):
                await socks.accept(client)
            if job is not self._job:
                return
            relay = Relay(client, far, self._relays.discard)
            self._relays.add(relay)
            relay.start()
            is_relayed = True
        except (socks.NotSocks, TimeoutError, OSError):
            pass
        finally:
            if not is_relayed:
                client.close()
                if far is not None:
                    far.close()

    async def _connect(self, job: Job | None, asked: str, port: int) -> socket.socket:
        if job is None:
            raise NotConnected(FailureKind.REFUSED, "is refused: the browser has no job", OwnRule.NO_JOB)
        if len(self._relays) + len(self._making) > MAX_CONNECTIONS:
            raise NotConnected(FailureKind.TOO_MANY, f"is one more than the {MAX_CONNECTIONS} that a browser may have")
        try:
            host, known = parse_host(asked)
        except MalformedUrl:
            raise NotConnected(FailureKind.REFUSED, "has no host that is a name or an address", OwnRule.HOST) from None
        if not port:
            raise NotConnected(FailureKind.REFUSED, "has no port", OwnRule.PORT)
        job.judge.check_host(host, port, known)
        if job.proxy is not None:
            far = await self._through(job, job.proxy, host, port)
        else:
            addresses = usable_addresses(known, self._bounds.allowed) or await self._resolve(host, asked)
            for address in addresses:
                job.judge.check_address(host, port, address)
            far = await dial(addresses, port)
        job.failures.pop((host, port), None)
        return far

    async def _through(self, job: Job, proxy: Proxy, host: str, port: int) -> socket.socket:
        """A connection through the job's proxy, whose own addresses are judged as a site's are."""
        try:
            job.judge.check_proxy(proxy.host, proxy.port)
            known = parse_host(proxy.host)[1]
            addresses = usable_addresses(known, self._bounds.allowed) or await self._resolve(proxy.host, proxy.host)
            for address in addresses:
                job.judge.check_address(proxy.host, proxy.port, address)
        except NotConnected as failure:
            kind = failure.kind if failure.kind is FailureKind.REFUSED else FailureKind.PROXY_FAILED
            raise NotConnected(kind, f"is not made: that to the job's proxy {failure.reason}", failure.rule) from None
        return await upstream.connect(proxy, addresses, host, port)

    async def _resolve(self, host: str, asked: str) -> list[IPAddress]:
        """The dot at the end of a name, which a host does not have, says that it is whole."""
        async with self._resolutions:
            return await self._resolver.addresses(f"{host}." if asked.endswith(".") else host)

    async def _fail(self, client: socket.socket, job: Job | None, asked: str, port: int, failure: NotConnected) -> None:
        host = asked
        with contextlib.suppress(MalformedUrl):
            host, _ = parse_host(asked)
        if job is not None and job is self._job:
            told = ConnectionFailure(failure.kind, host, port, failure.reason, failure.rule)
            job.failures.pop((host, port), None)
            if len(job.failures) >= REMEMBERED:
                del job.failures[next(iter(job.failures))]
            job.failures[host, port] = told
            if job.told < TOLD:
                job.told += 1
                self._tell(self.port, job.number, told.to_json())
            else:
                job.untold += 1
        async with asyncio.timeout(HANDSHAKE_S):
            await socks.refuse(client, failure.kind)
