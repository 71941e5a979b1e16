"""The metrics of several processes at one address. Loaded when they are asked for."""

import asyncio
from collections.abc import Mapping

import aiohttp
from aiohttp import web
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from store.exposition import PATH, Scrape, answer

READ_TIMEOUT_S = 3.0
"""How long a process may take to say its metrics."""


class Gathered(Collector):
    """Metrics of several processes, each with a label that says which."""

    def __init__(self, label: str, texts: Mapping[str, str]) -> None:
        """`texts`: what each says, by the value that the label has for it."""
        self._label = label
        self._texts = texts

    def collect(self) -> list[Metric]:
        families: dict[str, Metric] = {}
        for value, text in self._texts.items():
            for one in text_string_to_metric_families(text):
                family = families.setdefault(one.name, Metric(one.name, one.documentation, one.type))
                family.samples += [
                    sample._replace(labels={**sample.labels, self._label: value}) for sample in one.samples
                ]
        return list(families.values())


def gathering(label: str, sockets: Mapping[str, str]) -> Scrape:
    """Answers with what the processes behind these abstract sockets say, each with the label's value for it. One that
    does not answer, as when it is being started again, is left out.
    """

    async def scrape(request: web.Request) -> web.Response:
        texts = await asyncio.gather(*map(_read, sockets.values()))
        told = {value: text for value, text in zip(sockets, texts, strict=True) if text is not None}
        return answer(Gathered(label, told), request)

    return scrape


async def _read(socket: str) -> str | None:
    try:
        async with (
            aiohttp.ClientSession(
                connector=aiohttp.UnixConnector(f"\0{socket}"), timeout=aiohttp.ClientTimeout(total=READ_TIMEOUT_S)
            ) as session,
            session.get(f"http://process{PATH}") as response,
        ):
            return await response.text()
    except (aiohttp.ClientError, TimeoutError):
        return None
