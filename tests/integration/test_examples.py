"""The examples of docs/actions.md: each runs, and gives what it says."""

import json
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_service_pb2 import CreateJobRequest

from store.job import Status
from tests.fixtures.rules import complaints
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker import actions

TEXT = (Path(__file__).parent.parent.parent / "examples/actions.json").read_text()
NAMES = list(json.loads(TEXT))


def test_every_action_has_an_example() -> None:
    assert set(NAMES) == actions.names()


def without_places(value: Any) -> Any:
    """Where things are on a page depends on the machine's fonts."""
    match value:
        case dict():
            return {name: without_places(one) for name, one in value.items() if name != "box"}
        case list():
            return [without_places(one) for one in value]
    return value


@pytest.mark.parametrize("name", NAMES)
async def test_an_example_is_accepted_and_gives_what_it_says(run_job: RunJob, site: TestSite, name: str) -> None:
    example = json.loads(TEXT.replace("{{site}}", site.url))[name]
    url, options = site.page("workshop.html"), example.get("options", {})
    request = {"targetUrl": url, "actions": example["actions"], "options": options}
    assert complaints(ParseDict(request, CreateJobRequest())) == ""
    run = await run_job(url, *example["actions"], options=options)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    given: dict[str, Any] = {
        result["name"]: result.get("artifact", result.get("value"))
        for result in run.job.result["actions"]
        if "name" in result
    }
    assert without_places(given) == example["gives"]
