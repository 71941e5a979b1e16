"""Making one statement of what is asked for at the same time.

A commit costs a flush of the disk, and a statement costs a round trip and its planning, whether it moves one
job or a hundred. What comes while a statement runs waits for its end and then goes together; what comes alone
goes at once. So nobody waits for company, and the more there is to do the less each piece costs. Where a statement
costs much more than what is in it, those that have waited together may wait a little for others (`company_s`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from store.errors import DatabaseUnavailable

COMPANY = 4
"""How many have to wait already so that they wait for more."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Gathering(Generic[Item, Answer]):
    """Runs a statement for many callers, each of whom has its own answer once it is committed."""

    def __init__(
        self,
        run: Callable[[Sequence[Item]], Awaitable[Sequence[Answer | Exception]]],
        *,
        most: int,
        company_s: float = 0.0,
    ) -> None:
        """`run` takes `most` items at most and returns an answer for each, in their order, or what is to be raised for
        it. It must be one transaction: when it raises, nothing of it has happened. `company_s`: how long COMPANY items
        or more, which have come while a statement ran, wait for others.
        """
        self._run = run
        self._most = most
        self._company_s = company_s
        self._waiting: list[tuple[Item, asyncio.Future[Answer]]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, item: Item) -> Answer:
        """The answer for an item. Raises what `run` raises for it.

        Whoever is cancelled while it waits does not know what became of its item.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._running is None:
            self._running = asyncio.create_task(self._run_all(), name="gathering")
        return await answer

    async def _run_all(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                if wanted := [(item, answer) for item, answer in together if not answer.done()]:
                    await self._answer(wanted)
                if self._company_s and COMPANY <= len(self._waiting) < self._most:
                    await asyncio.sleep(self._company_s)
        finally:
            self._running = None

    async def _answer(self, together: Sequence[tuple[Item, asyncio.Future[Answer]]]) -> None:
        answers: Sequence[Answer | Exception]
        try:
            answers = await self._run([item for item, _ in together])
        except DatabaseUnavailable as error:
            answers = [error] * len(together)
        except Exception as error:  # noqa: BLE001 - it is its item's answer
            if len(together) > 1:  # one of them is to blame, and the others are not
                for one in together:
                    await self._answer([one])
                return
            answers = [error]
        for (_, waiting), answer in zip(together, answers, strict=True):
            if waiting.done():  # cancelled meanwhile
                continue
            if isinstance(answer, Exception):
                waiting.set_exception(answer)
            else:
                waiting.set_result(answer)
