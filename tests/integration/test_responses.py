"""Bodies of responses that a job has waited for."""

from store.job import Json, Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

KINDS = {
    "/answer?html=1&kind=application/json%3Bcharset=utf-8": "data.json",
    "/answer?html=2&kind=application/problem%2Bjson": "data-2.json",
    "/dot.svg?3": "data.svg",
    "/answer?html=4&kind=x/unknown": "data",
}


async def test_a_body_is_kept_with_an_extension_that_fits_it_beside_what_the_response_was(
    run_job: RunJob, site: TestSite
) -> None:
    actions: list[Json] = []
    for path in KINDS:
        actions.append({"action": "evaluate", "script": "path => fetch(path).then(() => null)", "argument": path})
        actions.append({"action": "wait", "name": "data", "response": f"**{path}", "keepBody": True})
    last = {"action": "evaluate", "script": "one => one", "argument": "${data.url}"}
    run = await run_job(site.page("colours.html"), *actions, last, wait_until="load")
    assert run.job.status is Status.COMPLETED, run.job.error
    results = [one for one in (run.job.result or {})["actions"] if one["action"] == "wait"]
    assert [one["artifact"] for one in results] == [*KINDS.values()]
    assert [one["value"] for one in results] == [{"url": f"{site.url}{path}", "status": 200} for path in KINDS]
    assert run.value(-1) == results[-1]["value"]["url"]
