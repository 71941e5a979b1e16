"""The examples of the original documents, verbatim but for host, port and key, which documented.json holds."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

DOCUMENTED = json.loads(Path(__file__).with_name("documented.json").read_text())
EXAMPLES = DOCUMENTED["examples"]
JOBS = "/api/v1/jobs"
FREE_TEXT = {"message", "name"}
"""Fields whose documented value is one of many."""


class World:
    """The service, the host of the examples, and the jobs that examples speak of."""

    def __init__(self, rest: httpx.AsyncClient, site: TestSite) -> None:
        self.rest = rest
        self.host = f"{site.url}/example.com"
        self.never = f"{site.url}/never"

    async def ask(self, example: dict[str, Any], job_id: str | None) -> httpx.Response:
        path = example["path"].replace(DOCUMENTED["jobId"], str(job_id))
        body = json.dumps(example["body"]) if "body" in example else None
        return await self.rest.request(
            example["method"], path, content=body and body.replace(DOCUMENTED["host"], self.host)
        )

    async def job(self, which: str | None) -> str:
        """Makes the job that an example speaks of."""
        match which:
            case "a job that waits":
                return await self.create({"browserTypeId": 3, "targetUrl": self.host})
            case "a job that fails":
                job_id = await self.create({"targetUrl": self.never, "timeoutMs": 300, "maxRetries": 0})
            case _:
                (documented,) = [one for one in EXAMPLES if one["what"] == "POST /api/v1/jobs"]
                job_id = str((await self.ask(documented, None)).json()["jobId"])
        await self.ended(job_id)
        return job_id

    async def create(self, body: dict[str, Any]) -> str:
        return str((await self.rest.post(JOBS, json=body)).json()["jobId"])

    async def ended(self, job_id: str) -> dict[str, Any]:
        (await self.rest.get(f"{JOBS}/{job_id}/events")).raise_for_status()  # to the last one
        job: dict[str, Any] = (await self.rest.get(f"{JOBS}/{job_id}")).json()
        return job


async def test_every_documented_example_works_as_documented(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    world = World(rest, site)
    wrong: list[str] = []
    async with start_worker():
        for example in EXAMPLES:
            job_id = await world.job(example.get("of")) if DOCUMENTED["jobId"] in example["path"] else None
            answer = await world.ask(example, job_id)
            faults = [f"{answer.status_code}, not {example['status']}: {answer.text[:300]}"]
            if answer.status_code == example["status"]:
                faults = differences(answer, example)
            if not faults and "made" in example:
                faults = await not_made(world, answer, example["made"])
            wrong += [f"{example['what']}: {fault}" for fault in faults]
    assert wrong == []


def differences(answer: httpx.Response, example: dict[str, Any]) -> list[str]:
    """Where an answer is not as documented."""
    if "file" in example:
        return [] if answer.headers["content-type"] == example["file"] and answer.content else ["not that file"]
    return list(_differences(answer.json(), example["answer"], "answer"))


def _differences(value: Any, documented: Any, path: str) -> list[str]:
    match documented, value:
        case dict(), dict():
            missing = [f"{path}.{name} is missing" for name in documented if name not in value]
            return missing + [
                fault
                for name in documented.keys() & value.keys()
                for fault in _differences(value[name], documented[name], f"{path}.{name}")
            ]
        case list(), list():
            if bool(value) != bool(documented) and not path.endswith(".actions"):
                return [f"{path} is {value!r}"]
            return [fault for one in documented for fault in _differences(value[0], one, f"{path}[0]")]
    return [] if _is_like(value, documented, path) else [f"{path} is {value!r}, not like {documented!r}"]


def _is_like(value: Any, documented: Any, path: str) -> bool:
    """Whether a value is of the documented kind: any number; an id, a time, a path, free text; or else just this."""
    if isinstance(documented, int) and not isinstance(documented, bool):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(documented, str) or not isinstance(value, str):
        return value is documented
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+Z", documented):
        return datetime.fromisoformat(value).utcoffset() is not None
    if documented == DOCUMENTED["host"]:
        return value.endswith("/example.com")
    if DOCUMENTED["jobId"] in documented:
        return bool(re.fullmatch(re.escape(documented).replace(re.escape(DOCUMENTED["jobId"]), "[-0-9a-f]{36}"), value))
    return value == documented or path.rsplit(".", 1)[-1] in FREE_TEXT


async def not_made(world: World, answer: httpx.Response, made: dict[str, Any]) -> list[str]:
    """What the job of an example should have made and has not."""
    job_id = answer.json()["jobId"]
    job = await world.ended(job_id)
    faults = [] if answer.headers["location"] == f"{JOBS}/{job_id}" else ["no Location"]
    if job["status"] != "completed":
        return [*faults, f"the job has not completed: {job}"]
    if job.get("actionType") != made.get("actionType"):
        faults.append(f"actionType is {job.get('actionType')}")
    if "artifact" in made and not (await world.rest.get(f"{JOBS}/{job_id}/artifacts/{made['artifact']}")).content:
        faults.append("no artifact")
    if not job["result"]["finalUrl"].endswith(made.get("finalPath", "")):
        faults.append(f"the page is at {job['result']['finalUrl']}")
    if "value" in made:
        value = job["result"]["actions"][0]["value"]
        value["links"] = [link.removeprefix(world.host.removesuffix("/example.com")) for link in value["links"]]
        if value != made["value"]:
            faults.append(f"has read {value}")
    return faults


async def test_events_have_the_documented_fields(rest: httpx.AsyncClient) -> None:
    job_id = (await rest.post(JOBS, json={"targetUrl": "http://example.test"})).json()["jobId"]
    await rest.delete(f"{JOBS}/{job_id}")
    events = [json.loads(line) for line in (await rest.get(f"{JOBS}/{job_id}/events")).text.splitlines()]
    assert [event["type"] for event in events] == ["job.created", "job.cancelled"]
    for event in events:
        assert event.keys() >= {"type", "jobId", "status", "timestamp", "data"}
