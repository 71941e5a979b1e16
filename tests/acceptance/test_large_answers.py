"""What a client has stored may be large: its answers are made beside the event loop, and its lists in pages."""

import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from server.calls.lanes import SMALL_BYTES
from server.convert import job as convert
from server.convert import schedule as convert_schedule
from store.database.paging import MAX_BYTES

JOBS = "/api/v1/jobs"
SCHEDULES = "/api/v1/schedules"


def job(chars: int) -> dict[str, Any]:
    actions = [{"action": "fill", "target": "a", "value": "x" * chars}]
    return {"targetUrl": "http://localhost/", "actions": actions}


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> set[threading.Thread]:
    """Those that made messages of what is stored."""
    found = set()

    def noted(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def note(stored: Any) -> Any:
            found.add(threading.current_thread())
            return convert(stored)

        return note

    monkeypatch.setattr(convert, "job_message", noted(convert.job_message))
    monkeypatch.setattr(convert_schedule, "schedule_message", noted(convert_schedule.schedule_message))
    return found


@pytest.mark.parametrize("is_large", [True, False])
async def test_large_answers_are_made_beside_the_event_loop(
    rest: httpx.AsyncClient, threads: set[threading.Thread], is_large: bool
) -> None:
    asked = job(SMALL_BYTES if is_large else 1)
    path = f"{JOBS}/{(await rest.post(JOBS, json=asked)).json()['jobId']}"
    schedule = {"name": "a", "cron": "@yearly", "job": asked}
    schedule_path = f"{SCHEDULES}/{(await rest.post(SCHEDULES, json=schedule)).json()['id']}"
    for method, url in (
        ("GET", path),
        ("GET", JOBS),
        ("DELETE", path),
        ("POST", f"{path}/retry"),
        ("GET", schedule_path),
        ("GET", SCHEDULES),
        ("POST", f"{schedule_path}/pause"),
    ):
        answer = await rest.request(method, url)
        assert answer.is_success, answer.text
        assert (threading.main_thread() in threads) is not is_large, url
        threads.clear()


async def test_lists_of_large_rows_go_on_to_their_end(rest: httpx.AsyncClient) -> None:
    large = job(MAX_BYTES // 2)
    made = {JOBS: [], SCHEDULES: []}
    for number in range(3):
        made[JOBS].insert(0, (await rest.post(JOBS, json=large)).json()["jobId"])
        schedule = {"name": str(number), "cron": "@yearly", "job": large}
        made[SCHEDULES].append((await rest.post(SCHEDULES, json=schedule)).json()["id"])
    for path, ids in made.items():
        first = (await rest.get(path)).json()
        then = (await rest.get(path, params={"pageToken": first["nextPageToken"]})).json()
        last = (await rest.get(path, params={"pageToken": then["nextPageToken"]})).json()
        assert [[one["id"] for one in page["data"]] for page in (first, then, last)] == [[one] for one in ids]
        assert not last["nextPageToken"]
