"""The process's end of the channel to its worker: a line of JSON per message, each request answered in its turn."""

import asyncio
import json
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from store.address import parse_address
from worker.egress.entrance import Entrance, Job
from worker.egress.failure import NotConnected
from worker.egress.judge import Bounds, Judge
from worker.egress.resolver import Resolver
from worker.egress.upstream import Proxy

LONGEST_MESSAGE = 64 * 1024 * 1024
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
        self._say({"id": request["id"], "answer": None})
        async with asyncio.TaskGroup() as tasks:
            finding = tasks.create_task(self._find_places(resolver))
            while line := await self._reader.readline():
                request = json.loads(line)
                try:
                    self._say({"id": request["id"], "answer": await self._answer(request, resolver)})
                except (KeyError, ValueError) as error:  # a gate that is closed, a proxy that is none
                    self._say({"id": request["id"], "error": repr(error)})
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
            judge=Judge(request["policies"], self._bounds, scope=request["scope"]),
            proxy=Proxy.from_json(request["proxy"]) if request["proxy"] else None,
        )

    def _tell(self, port: int, job: int, failure: Mapping[str, Any]) -> None:
        self._say({"port": port, "job": job, "failed": failure})

    def _say(self, message: Mapping[str, Any]) -> None:
        if not self._writer.is_closing():
            self._writer.write(json.dumps(message).encode() + b"\n")

    async def _find_places(self, resolver: Resolver) -> None:
        """Keeps the addresses of the installation's own parts."""
        known: dict[tuple[str, int], frozenset[Any]] = {}
        while True:
            for host, port in self._bounds.places:
                try:
                    found = [ip_address(host)]
                except ValueError:
                    try:
                        found = await resolver.addresses(host)
                    except NotConnected:
                        continue  # what was known stays so
                forms = [form for one in found for form in parse_address(str(one))]
                known[host, port] = frozenset((form, port) for form in forms)
                self._bounds.place_addresses = frozenset().union(*known.values())
            await asyncio.sleep(PLACES_S)
