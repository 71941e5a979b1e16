"""A job that waits for a person, and the person, who looks on while everything around them dies."""

from contextlib import AsyncExitStack
from typing import Self

from store.database.connection import Database
from store.records.events import read_events
from tests.chaos.cluster import Cluster
from tests.chaos.load import Load, Watched
from tests.chaos.spectator import Spectator

ASK = {"action": "askHuman", "instructions": "Say that you are there."}
NOTE = "here I am"


class Asked:
    """Such a job. It ends only because the person says so."""

    def __init__(self, cluster: Cluster, load: Load) -> None:
        self._cluster = cluster
        self._load = load
        self._closing = AsyncExitStack()
        self._job: Watched
        self._person: Spectator

    async def __aenter__(self) -> Self:
        self._job = await self._load.make("asked", [ASK])
        self._person = Spectator(self._cluster.url, self._job.id, "", self._cluster.key)
        await self._closing.enter_async_context(self._person)
        await self._person.until(lambda: self._person.state == "intervention_needed", "is asked for")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._closing.aclose()

    async def end(self, database: Database) -> list[str]:
        """Once nothing goes wrong any more, the person sees the job as it is, and ends the wait: again where the job
        starts again, for a fault that it meets only then. Returns what is wrong with that.
        """
        person = self._person
        try:
            while person.state != "ended":
                await person.until(self._is_told, "is asked for still")
                if person.state == "intervention_needed":
                    await person.say(command={"command": "resume", "note": NOTE})
                    await person.until(lambda: person.state != "intervention_needed", "sees the job go on")
        except AssertionError as error:
            return [f"is not seen as it is: {error}"]
        await self._load.follow(self._job)
        events = await read_events(database, {self._job.id: 0}, limit=10_000)
        resumed = [event.data for event in events if event.type == "job.resumed"]
        if {data.get("note") for data in resumed} != {NOTE}:
            return [f"was resumed, and not by the person alone: {resumed}"]
        return []

    def _is_told(self) -> bool:
        """Whether the person sees that they are asked for, or that the job has ended, which ends the link too."""
        person = self._person
        return person.state == "ended" or (person.has_link and person.state == "intervention_needed")
