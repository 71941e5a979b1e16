"""What a server counts of its calls, as they come through the gateway."""

import asyncio

import httpx

from store import metrics
from tests.acceptance.test_rest import JOBS, NO_JOB, create

SERVICE = "tabwright.v1.JobService"


def calls(method: str, code: str) -> float:
    labels = {"method": f"{SERVICE}/{method}", "code": code}
    return metrics.SERVER.get_sample_value("tabwright_rpc_server_calls_total", labels) or 0


def measured(method: str) -> float:
    name = "tabwright_rpc_server_duration_seconds_count"
    return metrics.SERVER.get_sample_value(name, {"method": f"{SERVICE}/{method}"}) or 0


def watchers() -> float:
    return metrics.SERVER.get_sample_value("tabwright_watchers") or 0


async def test_calls_are_counted_by_method_and_status_and_those_with_one_answer_are_measured(
    rest: httpx.AsyncClient,
) -> None:
    def counted() -> list[float]:
        return [calls("CreateJob", "OK"), calls("GetJob", "NOT_FOUND"), measured("CreateJob"), measured("GetJob")]

    before = counted()
    await create(rest, "http://example.com/")
    assert (await rest.get(f"{JOBS}/{NO_JOB}")).status_code == httpx.codes.NOT_FOUND
    async with asyncio.timeout(60):
        while sum(counted()) < sum(before) + 4:  # noqa: ASYNC110 - a call is counted once its answer has left
            await asyncio.sleep(0.01)
    assert counted() == [one + 1 for one in before]


async def test_an_open_watch_is_shown_and_its_time_is_not_measured(rest: httpx.AsyncClient) -> None:
    job_id = await create(rest, "http://example.com/")
    open_before, ended_before = watchers(), calls("WatchJob", "OK")
    async with rest.stream("GET", f"{JOBS}/{job_id}/events") as answer:
        lines = answer.aiter_lines()
        await anext(lines)
        assert watchers() == open_before + 1
        await rest.delete(f"{JOBS}/{job_id}")
        assert [line async for line in lines if line]
    assert watchers() == open_before
    assert calls("WatchJob", "OK") == ended_before + 1
    assert measured("WatchJob") == 0
