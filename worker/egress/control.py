"""The process's end of the channel to its worker: a line of JSON per message, each request answered in its turn."""

import asyncio
import contextlib
import json
from collections.abc import Mapping
from typing import Any

from store.address import IPAddress, parse_address, parse_host
from worker.egress.entrance import Entrance, Job
from worker.egress.failure import NotConnected
from worker.egress.judge import Bounds, Judge
from worker.egress.resolver import Resolver
from worker.egress.upstream import Proxy

LONGEST_MESSAGE = 64 * 1024 * 1024
FIRST_PLACES_S = 2.0
PLACES_S = 30.0
"""How often it is asked where the installation's own parts are."""


class Control:
    """Answers the worker until it closes the channel."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._entrances: dict[int, Entrance] = {}
        self._bounds = Bounds((), (), ())
        self._resolver: Resolver | None = None

    async def run(self) -> None:
        start = await self._reader.readline()
        if not start:
            return
        request = json.loads(start)
        self._bounds = Bounds.from_json(request)
        self._resolver = resolver = Resolver(request["servers"])
        asyncio.get_running_loop().set_exception_handler(self._tell_error)
        async with asyncio.TaskGroup() as tasks:
            found = asyncio.Event()
            finding = tasks.create_task(self._find_places(resolver, found))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FIRST_PLACES_S):
                    await found.wait()
            self._say({"id": request["id"], "answer": None})
            while line := await self._reader.readline():
                request = json.loads(line)
                try:
                    self._say({"id": request["id"], "answer": await self._answer(request, resolver)})
                except (KeyError, ValueError) as error:  # a gate that is closed, a proxy that is none
                    self._say({"id": request["id"], "error": repr(error)})
                except OSError as error:  # the browsers that have a port keep it
                    self._say({"id": request["id"], "lacking": error.strerror})
            finding.cancel()

    async def _answer(self, request: Mapping[str, Any], resolver: Resolver) -> Any:
        if request["do"] == "open":
            entrance = Entrance(self._bounds, resolver, self._tell)
            self._entrances[entrance.port] = entrance
            self._bounds.own_ports = self._entrances.keys()
            return entrance.port
        entrance = self._entrances[request["port"]]
        match request["do"]:
            case "admit":
                self._bounds.own_addresses = frozenset(form for one in request["own"] for form in parse_address(one))
                entrance.dismiss()  # also when the job is not one
                entrance.admit(self._job(request))
            case "dismiss":
                return entrance.dismiss()
            case "untold":
                return entrance.untold
            case "failure":
                failure = entrance.failure(request["host"], request["to"])
                return failure.to_json() if failure else None
            case "close":
                await entrance.close()
                del self._entrances[request["port"]]
        return None

    def _job(self, request: Mapping[str, Any]) -> Job:
        return Job(
            number=request["job"],
            judge=Judge(request["policies"], self._bounds, everything=request["everything"]),
            proxy=Proxy.from_json(request["proxy"]) if request["proxy"] else self._bounds.proxy,
        )

    def _tell(self, port: int, job: int, failure: Mapping[str, Any]) -> None:
        self._say({"port": port, "job": job, "failed": failure})

    def _say(self, message: Mapping[str, Any]) -> None:
        if not self._writer.is_closing():
            self._writer.write(json.dumps(message).encode() + b"\n")

    def _tell_error(self, _: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """Has the worker log what nobody expects."""
        self._say({"fault": f"{context.get('message')}: {context.get('exception')!r}"})

    async def _find_places(self, resolver: Resolver, found_once: asyncio.Event) -> None:
        """Keeps the addresses of the installation's own parts."""
        known: dict[tuple[str, int], frozenset[tuple[IPAddress, int]]] = {}
        while True:
            for host, port in self._bounds.places:
                try:
                    found = parse_host(host)[1] or await resolver.addresses(host)
                except NotConnected:
                    continue  # what was known stays so
                forms = [form for one in found for form in parse_address(str(one))]
                known[host, port] = frozenset((form, port) for form in forms)
                self._bounds.place_addresses = frozenset[tuple[IPAddress, int]]().union(*known.values())
            found_once.set()
            await asyncio.sleep(PLACES_S)
