"""An attempt that has acted is not repeated by itself: nobody orders twice."""

from store.job import Json, Status
from store.retry import TRANSIENT
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

PASSING = {"action": "visit", "url": "http://127.0.0.1:65535/"}
"""Fails, and might not the next time: nothing listens there."""

ACTING: dict[str, list[Json]] = {
    **{
        name: [{"action": "click", "target": f"#{name}"}]
        for name in [
            *("form", "popup", "framed", "fetch", "put", "patch", "delete", "xhr"),
            *("mutation", "unparsable", "sneaky"),
        ]
    },
    "later": [{"action": "click", "target": "#later"}, {"action": "wait", "milliseconds": 600}],
    "press": [{"action": "press", "target": "#field", "keys": ["Enter"]}],
    "type": [{"action": "type", "target": "#field", "value": "lamp\n"}],
    "check": [{"action": "check", "target": "#check"}],
    "select": [{"action": "select", "target": "#select", "labels": ["two"]}],
    "evaluate": [{"action": "evaluate", "script": "() => { fetch('/order', {method: 'POST', body: 'lamp'}) }"}],
}
HARMLESS: list[Json] = [
    {"action": "click", "target": f"#{name}"}
    for name in ["get", "beacon", "telemetry", "query", "named", "batch", "nothing", "search"]
]


async def test_an_attempt_that_has_submitted_something_to_its_site_is_not_made_again(
    site: TestSite, run_job: RunJob
) -> None:
    for name, actions in ACTING.items():
        run = await run_job(site.page("shop.html"), *actions, PASSING, max_retries=3, wait_until="load")
        assert (name, run.job.status) == (name, Status.FAILED)
        assert run.job.retry_count == 0
        assert run.job.error is not None
        details = run.job.error["details"]
        assert details["errorType"] in TRANSIENT
        assert (details["canRetry"], details["acted"]) == (False, True)
        assert run.events[-1].data["error"]["details"]["acted"] is True


async def test_an_attempt_that_has_submitted_nothing_is_made_again(site: TestSite, run_job: RunJob) -> None:
    for actions in (HARMLESS, [{"action": "extract", "target": "p"}]):
        run = await run_job(site.page("shop.html"), *actions, PASSING, max_retries=3, wait_until="load")
        assert (run.job.status, run.job.retry_count) == (Status.PENDING, 1)
        details = run.events[-1].data["error"]["details"]
        assert (details["canRetry"], details.get("acted")) == (True, None)
