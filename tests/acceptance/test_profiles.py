"""Profiles as clients manage and use them: through the real gateway, with the command line, and in jobs."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from google.protobuf.json_format import MessageToDict

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from tests.acceptance.test_rest import JOBS, create, fields, watch
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.rest import open_rest

PROFILES = "/api/v1/profiles"
IBAN = "DE02120300000000202051"
SCHEMA = {
    "type": "object",
    "properties": {
        "company": {"type": "string"},
        "bank": {"type": "object", "properties": {"iban": {"type": "string", "x-masked": True}}},
    },
    "required": ["company"],
}
DATA = {"company": "ACME", "bank": {"iban": IBAN, "bic": "X"}, "size": 12}


def reason(answer: httpx.Response) -> tuple[int, str]:
    details = answer.json()["details"]
    return answer.status_code, next(one["reason"] for one in details if one["@type"].endswith("ErrorInfo"))


async def test_a_profile_is_put_changed_and_removed_and_what_it_masks_is_never_answered(
    rest: httpx.AsyncClient, gateway_process: Gateway, database: Database
) -> None:
    answers: list[httpx.Response] = []

    async def call(verb: str, body: dict[str, Any] | None = None, path: str = f"{PROFILES}/acme") -> Any:
        answers.append(await rest.request(verb, path, json=body))
        return answers[-1].json()

    made = await call("PUT", {"data": DATA, "schema": SCHEMA})
    assert (answers[-1].status_code, answers[-1].headers["location"]) == (201, f"{PROFILES}/acme")
    shown = {**DATA, "bank": {"iban": "***", "bic": "X"}}
    assert made == {
        "name": "acme",
        "version": 1,
        "data": shown,
        "schema": SCHEMA,
        "masked": ["bank.iban"],
        "createdAt": made["createdAt"],
        "updatedAt": made["createdAt"],
    }
    assert await call("GET") == made
    (listed,) = (await call("GET", path=PROFILES))["data"]
    assert listed == {name: value for name, value in made.items() if name not in {"data", "schema"}}
    # What an answer shows is not what a profile has.
    await call("PUT", {"data": shown})
    assert (answers[-1].status_code, fields(answers[-1])) == (400, ["data.bank.iban"])
    await call("PATCH", {"data": {"company": None}})
    assert (answers[-1].status_code, fields(answers[-1])) == (400, ["data.company"])
    changed = await call("PATCH", {"data": {"size": 13, "bank": {"bic": None}}, "expectedVersion": 1})
    assert (changed["version"], changed["data"]["size"], changed["data"]["bank"]) == (2, 13, {"iban": "***"})
    await call("PATCH", {"data": {"size": 14}, "expectedVersion": 1})
    assert reason(answers[-1]) == (409, "PROFILE_CHANGED")
    # Another client, with the same name.
    _, other_key = await create_key(database, NewKey(client_id="other", name="a", rate_limit=1000))
    async with open_rest(gateway_process.url, other_key) as other:
        assert reason(await other.get(f"{PROFILES}/acme")) == (404, "PROFILE_NOT_FOUND")
        assert reason(await other.patch(f"{PROFILES}/acme", json={"data": {}})) == (404, "PROFILE_NOT_FOUND")
        job = {"targetUrl": "http://a.test/", "options": {"profile": "acme"}}
        assert reason(await other.post(JOBS, json=job)) == (404, "PROFILE_NOT_FOUND")
    assert await call("DELETE") == {}
    await call("GET")
    assert reason(answers[-1]) == (404, "PROFILE_NOT_FOUND")
    assert [answer.text for answer in answers if IBAN in answer.text] == []
    assert IBAN not in gateway_process.access_log.read_text()


@pytest.mark.parametrize(("path", "within"), [(JOBS, ""), (f"{JOBS}/batch", "jobs[0]."), ("/api/v1/schedules", "job.")])
async def test_what_a_job_names_must_be_there_wherever_it_is_asked_for(
    rest: httpx.AsyncClient, path: str, within: str
) -> None:
    assert (await rest.put(f"{PROFILES}/acme", json={"data": DATA, "schema": SCHEMA})).is_success

    async def asked(value: str, **options: Any) -> httpx.Response:
        action = {"action": "fill", "target": "a", "value": value}
        job = {"targetUrl": "http://a.test/", "actions": [action], "options": options}
        bodies = {"": job, "jobs[0].": {"jobs": [job]}, "job.": {"name": "a", "cron": "@yearly", "job": job}}
        return await rest.post(path, json=bodies[within])

    answer = await asked("${profile.company}", profile="gone")
    assert reason(answer) == (404, "PROFILE_NOT_FOUND")
    assert f"{within}options.profile: there is no profile gone" in answer.json()["message"]
    answer = await asked("${profile.bank.no}", profile="acme")
    assert (answer.status_code, fields(answer)) == (400, [f"{within}actions[0].value"])
    assert "does not have it: there is no no; there are bic, iban" in answer.json()["message"]
    answer = await asked("${profile.bank.iban}", profile="acme", record={"video": True})
    assert (answer.status_code, fields(answer)) == (400, [f"{within}options.record.video"])
    assert (await asked("${profile.bank.iban}", profile="acme")).is_success


async def test_jobs_and_the_command_line_use_profiles(
    rest: httpx.AsyncClient,
    site: TestSite,
    start_worker: StartWorker,
    gateway_process: Gateway,
    api_key: str,
    tmp_path: Path,
) -> None:
    async def tabwright(*arguments: str, stdin: str = "") -> str:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "form-profiles", *arguments),
            env={
                **os.environ,
                "TABWRIGHT_ADDRESS": f"127.0.0.1:{gateway_process.port}",
                "TABWRIGHT_API_KEY": api_key,
                "XDG_CONFIG_HOME": str(tmp_path),
            },
            cwd=tmp_path,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(60):
            out, err = await process.communicate(stdin.encode())
        assert process.returncode == 0, err.decode()
        return out.decode()

    (tmp_path / "schema.yaml").write_text(json.dumps(SCHEMA))
    told = await tabwright("put", "acme", "-", "--schema", "schema.yaml", stdin=json.dumps(DATA))
    assert told == "acme version 1, masked: bank.iban\n"
    assert await tabwright("update", "acme", "-", stdin="{size: 13}") == "acme version 2, masked: bank.iban\n"
    told = await tabwright("show", "acme")
    assert '"iban": "***"' in told
    assert IBAN not in told
    form = {
        "url": site.page("login.html"),
        "options": {"profile": "acme"},
        "actions": [
            {"type": "fill", "selector": "#user", "value": "${profile.company} ${profile.size}"},
            {"type": "fill", "selector": "#code", "value": "${profile.bank.iban}"},
        ],
    }
    async with start_worker():
        answer = await rest.post("/api/v1/actions/form-fill", json={**form, "waitMs": 30_000})
        assert answer.json()["status"] == "completed", answer.text
        read = {"action": "extract", "target": "#code", "attribute": "value"}
        fill = {"action": "fill", "target": "#code", "value": "${profile.bank.iban}"}
        job_id = await create(rest, site.page("login.html"), fill, read, options={"profile": "acme"}, maxRetries=0)
        events = await watch(rest, job_id)
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert (job["status"], job["result"]["actions"][1]["value"]) == ("completed", "***")
    assert (job["options"]["profile"], job["actions"][0]["value"]) == ("acme", "${profile.bank.iban}")
    assert IBAN not in json.dumps([job, events], default=MessageToDict)
