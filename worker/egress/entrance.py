"""The port of one browser: who asks there is that browser, and what it may have is what its job may have."""

import asyncio
import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from store.address import IPAddress, MalformedUrl, parse_host
from worker.egress import plain, socks, upstream
from worker.egress.dialling import dial
from worker.egress.failure import ConnectionFailure, FailureKind, NotConnected, OwnRule
from worker.egress.judge import Bounds, Judge, usable_addresses
from worker.egress.reading import read_head
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
LOOKED_UP_S = 2.0
"""How long a name is looked up that the installation's proxy can find: where it is needed, we often cannot."""
TOLD = 1000
"""How many failures of a job are told."""
REMEMBERED = 1000
"""Of how many hosts and ports it is remembered why they were not reached."""
_ACCEPTED_AT_ONCE = 64
_OUT_OF_FILES_S = 0.2
_TLS_PORT = 443
FIRST_WORD_S = 300.0
"""How long a browser may keep a connection through an HTTP proxy before it says something."""
_FIRST_BYTES = 16 * 1024


@dataclass
class Job:
    """What the browser is admitted for."""

    number: int
    judge: Judge
    proxy: Proxy | None
    told: int = 0
    untold: int = 0
    failures: dict[tuple[str, int], ConnectionFailure] = field(default_factory=dict)


class Request:
    """A host and port that a browser asks for."""

    __slots__ = ("host", "known", "name", "port", "said")

    def __init__(self, asked: str, port: int, said: bytes = b"") -> None:
        self.port = port
        self.said = said
        """What the browser has said to the host before it was told that it is connected; none of them does."""
        self.known: tuple[IPAddress, ...] | None = None
        """The addresses that the host is known to be; None: it is no host."""
        try:
            self.host, self.known = parse_host(asked)
        except MalformedUrl:
            self.host = asked
        # A dot at the end, which a host does not have, says that the name is whole.
        self.name = f"{self.host}." if asked.endswith(".") else self.host


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
        """Cuts all connections, and lets none be made. Returns how many refusals of the job were not told."""
        job, self._job = self._job, None
        for task in list(self._making):
            task.cancel()
        for relay in list(self._relays):
            relay.close(cut=True)
        return job.untold if job else 0

    @property
    def untold(self) -> int:
        """How many refusals of the job were not told so far."""
        return self._job.untold if self._job else 0

    def failure(self, host: str, port: int) -> ConnectionFailure | None:
        """Why the last connection of the job to a host and port was not made; None: it was, or none was asked for."""
        return self._job.failures.get((Request(host, port).host, port)) if self._job else None

    async def close(self) -> None:
        if self._pause is not None:
            self._pause.cancel()
        self._loop.remove_reader(self._listener)
        self._listener.close()
        self.dismiss()
        await asyncio.gather(*self._making, return_exceptions=True)

    @property
    def _count(self) -> int:
        return len(self._relays) + len(self._making)

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
            if self._count >= MAX_CONNECTIONS + _ACCEPTED_AT_ONCE:  # more than are worth an answer
                client.close()
                continue
            client.setblocking(False)  # noqa: FBT003 - its signature
            task = self._loop.create_task(self._serve(client))
            self._making.add(task)
            task.add_done_callback(self._making.discard)

    async def _serve(self, client: socket.socket) -> None:
        """Makes the connection that a client asks for. Afterwards the relay has the sockets."""
        try:
            async with asyncio.timeout(HANDSHAKE_S):
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                request = Request(*await socks.read_request(client))
            await self._answer(client, self._job, request)
        except (socks.NotSocks, OSError):
            client.close()
        except BaseException:
            client.close()
            raise

    async def _answer(self, client: socket.socket, job: Job | None, request: Request) -> None:
        """Connects a client, or tells why not: its worker first, so that it knows when the browser says so."""
        try:
            async with asyncio.timeout(ASKED_S):
                far = await self._connect(job, request)
        except TimeoutError:
            failure = NotConnected(FailureKind.TIMED_OUT, "fails: it takes too long")
        except NotConnected as error:
            failure = error
        else:
            await self._join(client, far, job, request)
            return
        self._note(job, request, failure)
        async with asyncio.timeout(HANDSHAKE_S):
            await socks.refuse(client, failure.kind)
        client.close()

    async def _join(self, client: socket.socket, far: socket.socket, job: Job | None, request: Request) -> None:
        """Has both sides hear each other."""
        judge_answer = None
        try:
            async with asyncio.timeout(HANDSHAKE_S):
                await socks.accept(client)
            if job is not None and job.proxy is not None and _is_late(job.proxy, request):
                judge_answer = await self._ask_late(client, far, job, job.proxy, request)
            elif request.said:
                async with asyncio.timeout(HANDSHAKE_S):
                    await asyncio.get_running_loop().sock_sendall(far, request.said)
        except BaseException:
            far.close()
            raise
        if job is not self._job:
            far.close()
            raise OSError
        relay = Relay(client, far, self._relays.discard)
        self._relays.add(relay)
        relay.start(judge_answer)

    async def _ask_late(
        self, client: socket.socket, far: socket.socket, job: Job, proxy: Proxy, request: Request
    ) -> Callable[[bytes], bool] | None:
        """Asks an HTTP proxy as it wants to be asked for what the browser says first. Returns what judges its answer.

        Raises OSError, after the failure has been noted.
        """
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(FIRST_WORD_S):
            said = request.said or await loop.sock_recv(client, _FIRST_BYTES)
        async with asyncio.timeout(upstream.ANSWER_S):
            if plain.begins_request(said):
                said = await read_head(client, said)
                if whole := plain.for_proxy(said, proxy, request.host, request.port):
                    await loop.sock_sendall(far, whole)
                    return lambda answer: self._may_pass(answer, job, proxy, request)
            if said:
                try:
                    await upstream.ask(far, proxy, request.host, request.port)
                except NotConnected as failure:
                    self._note(job, request, failure)
                    raise OSError from None
                await loop.sock_sendall(far, said)
        return None

    def _may_pass(self, answer: bytes, job: Job, proxy: Proxy, request: Request) -> bool:
        """Whether a proxy's answer is for the browser; its question for a password is not."""
        if answer.split(b" ", 2)[1:2] != [b"407"]:
            return True
        self._note(job, request, upstream.unauthorized(proxy))
        return False

    async def _connect(self, job: Job | None, request: Request) -> socket.socket:
        if job is None:
            raise NotConnected(FailureKind.REFUSED, "is refused: the browser has no job", OwnRule.NO_JOB)
        if request.known is None:
            raise NotConnected(FailureKind.REFUSED, "has no host that is a name or an address", OwnRule.HOST)
        if self._count > MAX_CONNECTIONS:
            raise NotConnected(FailureKind.TOO_MANY, f"is one more than the {MAX_CONNECTIONS} that a browser may have")
        job.judge.check_host(request.host, request.port)
        if job.proxy is not None:
            await self._judge_behind(job, job.proxy, request)
            job.judge.check_place(request.host, request.port)
            far = await self._through(job, job.proxy, request)
        else:
            far = await dial(await self._judged(job, request), request.port)
        job.failures.pop((request.host, request.port), None)
        return far

    async def _judge_behind(self, job: Job, proxy: Proxy, request: Request) -> None:
        """Judges the addresses of what a proxy is to connect us to, as far as they are known here. Those of names are
        the proxy's to find: a job's may know others than we do, but behind the installation's is one network.
        """
        if not request.known and not proxy.is_operators:
            return
        try:
            async with asyncio.timeout(LOOKED_UP_S):
                await self._judged(job, request)
        except TimeoutError:
            return
        except NotConnected as failure:
            if failure.kind not in {FailureKind.NAME_NOT_RESOLVED, FailureKind.RESOLVER_FAILED}:
                raise

    async def _judged(self, job: Job, request: Request) -> list[IPAddress]:
        """All addresses of a host, if a connection may go to each of them."""
        addresses = await self._addresses(request)
        for address in addresses:
            job.judge.check_address(request.host, request.port, address)
        return addresses

    async def _addresses(self, request: Request) -> list[IPAddress]:
        if known := usable_addresses(request.known or (), self._bounds.allowed):
            return known
        async with self._resolutions:
            return await self._resolver.addresses(request.name)

    async def _through(self, job: Job, proxy: Proxy, request: Request) -> socket.socket:
        """A connection through a proxy. The addresses of a job's are judged as a site's are."""
        try:
            if proxy.is_operators:
                addresses = await self._addresses(Request(proxy.host, proxy.port))
            else:
                job.judge.check_proxy(proxy.host, proxy.port)
                addresses = await self._judged(job, Request(proxy.host, proxy.port))
        except NotConnected as failure:
            if failure.kind is FailureKind.REFUSED:
                reason = f"is refused: the connection to the job's proxy {failure.reason}"
                raise NotConnected(failure.kind, reason, failure.rule) from None
            raise upstream.away(proxy, f"the connection to it {failure.reason}") from None
        far = await upstream.reach(proxy, addresses)
        if not _is_late(proxy, request):
            try:
                await upstream.ask(far, proxy, request.host, request.port)
            except BaseException:
                far.close()
                raise
        return far

    def _note(self, job: Job | None, request: Request, failure: NotConnected) -> None:
        """Remembers a failure, and tells it."""
        if job is None or job is not self._job:
            return
        key = (request.host, request.port)
        told = ConnectionFailure(failure.kind, *key, failure.reason, failure.rule, failure.is_away)
        job.failures.pop(key, None)
        if len(job.failures) >= REMEMBERED:
            del job.failures[next(iter(job.failures))]
        job.failures[key] = told
        if job.told < TOLD:
            job.told += 1
            self._tell(self.port, job.number, told.to_json())
        elif failure.kind is FailureKind.REFUSED:
            job.untold += 1


def _is_late(proxy: Proxy, request: Request) -> bool:
    """Whether a proxy can be asked only when it is known what the browser wants to say."""
    return proxy.scheme != "socks5" and request.port != _TLS_PORT
