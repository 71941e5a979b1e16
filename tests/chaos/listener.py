"""A receiver of webhooks that is as unreliable as receivers are."""

import asyncio
import random
from collections.abc import Collection
from typing import Self
from uuid import UUID

from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

_REFUSED = 0.1
_BROKEN_OFF = 0.1
"""Of the first attempts of deliveries: those that it hears of and does not answer."""


class Listener:
    """Keeps what it is told. Of each delivery it gets one attempt wrong at most, so that none waits for long."""

    def __init__(self, seed: int) -> None:
        self.secret = ""
        """What deliveries are signed with."""
        self.told: dict[str, tuple[UUID, int, str]] = {}
        """The job, sequence and type of the event of each delivery, by its id."""
        self.repeats = 0
        self.wrong: list[str] = []
        self._random = random.Random(seed)  # noqa: S311 - it keeps no secret
        self._met: set[str] = set()
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}/".format(*self._runner.addresses[0])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def hear(self, jobs: Collection[UUID]) -> None:
        """Waits until it was told of each of the jobs."""
        while set(jobs) - {job_id for job_id, _, _ in self.told.values()}:
            self._news.clear()
            await self._news.wait()

    async def _answer(self, request: web.Request) -> web.Response:
        delivery = request.headers["webhook-id"]
        chance = 1.0 if delivery in self._met else self._random.random()
        self._met.add(delivery)
        if chance < _REFUSED:
            return web.Response(status=503)
        self._keep(delivery, await request.read(), dict(request.headers))
        if chance < _REFUSED + _BROKEN_OFF and request.transport is not None:
            request.transport.close()
        return web.Response(status=204)

    def _keep(self, delivery: str, body: bytes, headers: dict[str, str]) -> None:
        try:
            event = Webhook(self.secret).verify(body, headers)["data"]["event"]
        except WebhookVerificationError as error:
            self.wrong.append(f"was delivered with a wrong signature: {delivery}: {error}")
            return
        told = UUID(event["jobId"]), event["sequence"], event["type"]
        self.repeats += delivery in self.told
        if self.told.setdefault(delivery, told) != told:
            self.wrong.append(f"told two things under one id: {delivery}: {self.told[delivery]}, {told}")
        self._news.set()
