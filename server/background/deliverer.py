"""Delivers webhooks: claims what is due, posts it signed, records how it went. Any number of servers may do it."""

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import structlog
from standardwebhooks import Webhook as Signer

from server.background import receiver, webhook_body
from server.background.receiver import Answer
from store import metrics, trace_context
from store.database.connection import Database
from store.errors import DatabaseUnavailable, SecretUnreadable
from store.secrets.sealing import Keyring
from store.sites.calls import Calls
from store.urls.url_policies import RuleBook
from store.webhooks.attempts import Attempt, ClaimedDelivery, claim_deliveries, give_back, record_attempt
from store.webhooks.deliveries import DeliveryStatus

log = structlog.get_logger()

AT_ONCE = 100
"""How many deliveries a process makes at once."""
PER_RECEIVER = 4
"""How many of one client go to one host at once from a process; one, when the last one there has failed."""
MAX_FAILING = 1000
"""How many lines that fail are remembered."""
TELL_INTERVAL_S = 2.0
"""How often to tell what receivers have answered, in one statement for all; one that was tried is told of at once."""
POLL_INTERVAL_S = 0.5
"""How often to look for what is due: events are delivered at most this much later than they could be."""
DELAYS_S = (5, 30, 120, 600, 1800, 7200, 18_000, 36_000, 36_000)
"""Between attempts: with the first, ten in some 28 hours."""
JITTER = 0.25
"""A delay is longer by up to this part of it, so that what failed together does not come back together."""
MAX_RETRY_AFTER_S = 86_400
"""The longest that a receiver can ask us to wait."""
_GONE = 410

_OUTCOMES = {
    DeliveryStatus.DELIVERED: "delivered",
    DeliveryStatus.PENDING: "retried",
    DeliveryStatus.FAILED: "failed",
}

Line = tuple[str, str]
"""A client and a host: what is sent to one on behalf of the other stands in one line."""


class Deliverer:
    """Delivers until it is stopped."""

    def __init__(self, database: Database, rule_book: RuleBook, keyring: Keyring) -> None:
        self._database = database
        self._rule_book = rule_book
        self._keyring = keyring
        self._under_way: dict[asyncio.Task[None], ClaimedDelivery] = {}
        self._failing: set[Line] = set()
        self._calls = Calls()
        self._told_at = 0.0
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Delivers what is due until `stop` is called."""
        while not self._stopping.is_set():
            try:
                await self.deliver_due()
            except DatabaseUnavailable as error:
                log.warning("webhooks.unavailable", error=str(error))
            await self._pause()

    async def deliver_due(self) -> int:
        """Starts as many deliveries that are due as there are places for. Returns how many."""
        await self._tell_receivers()
        if len(self._under_way) == AT_ONCE:
            return 0
        claimed = await claim_deliveries(
            self._database, free=AT_ONCE - len(self._under_way), per_receiver=PER_RECEIVER, places=self._places()
        )
        if self._stopping.is_set():  # claimed by a statement that had been sent before
            await give_back(self._database, claimed)
            return 0
        for delivery in claimed:
            task = asyncio.create_task(self._deliver(delivery), name=f"webhook {delivery.id}")
            self._under_way[task] = delivery
            task.add_done_callback(self._under_way.pop)
        return len(claimed)

    async def settle(self) -> None:
        """Waits until what is under way has ended."""
        while self._under_way:
            await asyncio.wait(list(self._under_way))

    async def stop(self, grace_s: float) -> None:
        """Takes no more, lets what is under way end in this time, and gives the rest back for others to deliver."""
        self._stopping.set()
        if not self._under_way:
            return
        _, late = await asyncio.wait(list(self._under_way), timeout=grace_s)
        given_back = [self._under_way[task] for task in late if task in self._under_way]
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        try:
            await give_back(self._database, given_back)
            await self._calls.tell(self._database)
        except DatabaseUnavailable as error:  # their time runs out by itself
            log.warning("webhooks.unavailable", error=str(error))
        log.info("webhooks.stopped", given_back=len(given_back))

    async def _pause(self) -> None:
        """Until it is worth looking again: when a place is free again, at the latest after POLL_INTERVAL_S."""
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait([stopping, *self._under_way], timeout=POLL_INTERVAL_S, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()

    async def _deliver(self, delivery: ClaimedDelivery) -> None:
        """One attempt, to its end in the database."""
        answer = await self._post(delivery)
        attempt = outcome(answer, delivery.failures)
        if not delivery.is_active:
            attempt = replace(attempt, status=DeliveryStatus.FAILED)
        line = (delivery.client_id, delivery.receiver)
        self._note(delivery, answer)
        self._failing.discard(line)
        if not answer.is_ok and len(self._failing) < MAX_FAILING:
            self._failing.add(line)
        try:
            recorded = await record_attempt(self._database, delivery, attempt)
        except DatabaseUnavailable as error:  # its time runs out, and it is delivered again
            log.warning("webhooks.unavailable", error=str(error))
            return
        if recorded:
            metrics.WEBHOOK_DELIVERIES.labels(_OUTCOMES[attempt.status]).inc()
        log.info(
            "webhook.attempt",
            delivery_id=str(delivery.id),
            webhook_id=str(delivery.webhook_id),
            attempt=delivery.attempt_no,
            status=attempt.status.value,
            status_code=attempt.status_code,
            duration_ms=attempt.duration_ms,
            recorded=recorded,
        )

    def _note(self, delivery: ClaimedDelivery, answer: Answer) -> None:
        """Counts what the answer says of the receiver, for its circuit."""
        if answer.verdict != "none":
            is_up = answer.verdict == "up"
            job_id = delivery.event.job_id if delivery.event is not None else delivery.id
            self._calls.note("receiver", delivery.receiver, delivery.client_id, is_up=is_up, job_id=job_id)
        if delivery.tries_circuit is not None:
            self._told_at = -math.inf

    async def _tell_receivers(self) -> None:
        """Tells what receivers have answered, when it is time. Raises DatabaseUnavailable."""
        now = time.monotonic()
        if self._calls and now - self._told_at >= TELL_INTERVAL_S:
            self._told_at = now
            await self._calls.tell(self._database)

    async def _post(self, delivery: ClaimedDelivery) -> Answer:
        if not delivery.is_active:
            return Answer(duration_ms=0, error="the webhook is not active")
        if not delivery.secrets:
            return Answer(duration_ms=0, error="there is no secret to sign with: make one (RotateWebhookSecret)")
        try:
            secrets = [one.reveal(self._keyring) for one in delivery.secrets]
            body = webhook_body.body(delivery)
            rules = await self._rule_book.rules(delivery.client_id)
            traceparent = delivery.job.get("traceparent") if delivery.job is not None else None
            told = headers(str(delivery.id), body, secrets, traceparent)
            return await receiver.post(delivery.url, body.encode(), told, rules)
        except SecretUnreadable as error:
            log.error("webhook.unsigned", delivery_id=str(delivery.id), error=str(error))  # noqa: TRY400 - it says all
            return Answer(duration_ms=0, error=str(error))
        except DatabaseUnavailable as error:
            log.warning("webhooks.unavailable", error=str(error))
            return Answer(duration_ms=0, error="the URL policies could not be read")
        except Exception:
            # A mistake of ours in one delivery must not end the others; it is tried again, and can be seen.
            log.exception("webhook.broken", delivery_id=str(delivery.id))
            return Answer(duration_ms=0, error="internal error: the server's log has more")

    def _places(self) -> dict[Line, int]:
        """How many more may go where something is going, or has failed."""
        busy = Counter((one.client_id, one.receiver) for one in self._under_way.values())
        lines = busy.keys() | self._failing
        return {line: (1 if line in self._failing else PER_RECEIVER) - busy[line] for line in lines}


def headers(delivery_id: str, body: str, secrets: Sequence[str], traceparent: str | None = None) -> dict[str, str]:
    """The headers of Standard Webhooks: a signature with each secret; and the trace that the job was created in."""
    now = datetime.now(UTC)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Tabwright",
        "webhook-id": delivery_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(delivery_id, now, body) for secret in secrets),
        **({trace_context.HEADER: traceparent} if traceparent else {}),
    }


def outcome(answer: Answer, failures: int) -> Attempt:
    """What becomes of a delivery with so many failed attempts before this one."""
    is_last = failures >= len(DELAYS_S)
    attempt = Attempt(
        status=DeliveryStatus.DELIVERED,
        duration_ms=answer.duration_ms,
        status_code=answer.status_code,
        error=answer.error,
        response=answer.text,
    )
    if answer.is_ok:
        return attempt
    if answer.status_code == _GONE or is_last:
        return replace(attempt, status=DeliveryStatus.FAILED, is_gone=answer.status_code == _GONE)
    delay_s = DELAYS_S[failures] * (1 + JITTER * random.random())  # noqa: S311 - spreads load, hides nothing
    asked_s = min(answer.retry_after_s, MAX_RETRY_AFTER_S)
    return replace(attempt, status=DeliveryStatus.PENDING, delay_s=max(delay_s, asked_s))
