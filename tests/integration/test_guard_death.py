"""The egress guard dies, or stands still: no browser reaches anything past it, and no job is lost."""

import asyncio
import os
import signal
from typing import Any
from urllib.parse import quote

import pytest

from store.database.connection import Database
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from tests.loopback import INNER, NEAR
from worker.egress import guard as guard_module


async def test_no_job_is_lost_and_nothing_is_reached_when_the_guard_is_killed(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    reached: list[Any] = []
    canary = await asyncio.start_server(lambda *_: reached.append(1), INNER, 0)
    datagrams = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Heard(reached), local_addr=(INNER, canary.sockets[0].getsockname()[1])
    )
    inner = f"{INNER}:{canary.sockets[0].getsockname()[1]}"
    html = f"""<title>all</title><script>setInterval(() => {{
        for (const url of ["http://{inner}/", "/ping"]) fetch(url).catch(() => 0);
        new WebSocket("ws://{inner}/"); new Image().src = "http://{inner}/i"; navigator.sendBeacon("http://{inner}/");
        const peer = new RTCPeerConnection({{iceServers: [{{urls: ["stun:{inner}"]}}]}});
        peer.createDataChannel("x"); peer.createOffer().then(offer => peer.setLocalDescription(offer));
        setTimeout(() => peer.close(), 300);
    }}, 100)</script>"""
    async with start_worker(worker_max_concurrent_jobs=2, allow_private_addresses=NEAR) as worker:
        wait = [{"action": "wait", "milliseconds": 8000}, {"action": "screenshot"}]
        jobs = [await create(target_url=f"{site.url}/page?html={quote(html)}", actions=wait) for _ in range(2)]
        await asyncio.gather(*(until_event(job_id, "job.progress") for job_id in jobs))
        first = worker._browsers.egress.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        for job_id in jobs:
            retrying = await until_event(job_id, "job.retrying")
            assert "egress guard" in str(retrying.data["error"])
        for job_id in jobs:
            await until_event(job_id, "job.completed")
        assert worker._browsers.egress.pid not in {None, first}
        for job_id in jobs:
            result = (await get_job(database, CLIENT, job_id)).result
            assert result is not None
            assert result["blockedRequests"] > 0, "it was tried, and refused"
    assert reached == []
    canary.close()
    datagrams[0].close()


async def test_a_guard_that_does_not_answer_is_replaced(
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with start_worker() as worker:
        monkeypatch.setattr(guard_module, "ANSWER_S", 2.0)
        first = worker._browsers.egress.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        await until_event(await create(target_url=site.page("colours.html")), "job.completed")
        assert worker._browsers.egress.pid not in {None, first}


class _Heard(asyncio.DatagramProtocol):
    def __init__(self, heard: list[Any]) -> None:
        self._heard = heard

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self._heard.append((data, addr))
