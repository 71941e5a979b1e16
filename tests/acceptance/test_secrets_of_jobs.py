"""Jobs that name secrets, as clients meet them: refused when there is no such secret, and shown with the name alone."""

import json
from typing import Any

import httpx
import pytest

from store.secrets.secrets import Kind
from tests.acceptance.test_rest import JOBS, create, fields, watch
from tests.fixtures.leaks import SECRET, TOKEN, leaks
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

SECRETS = "/api/v1/secrets"
SCHEDULES = "/api/v1/schedules"
FORM = "/api/v1/actions/form-fill"
FILL = {"action": "fill", "target": "#password", "secret": "portal"}
HEADER = {"extraHttpHeaders": {"Authorization": "Bearer ${secret:token}"}}


async def put(rest: httpx.AsyncClient, name: str, value: str, origin: str, kind: str = Kind.TEXT) -> None:
    answer = await rest.post(SECRETS, json={"name": name, "value": value, "origins": [origin], "kind": kind})
    assert answer.is_success, answer.text


async def test_a_job_has_the_names_of_its_secrets_and_everybody_else_nothing_more(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker, capfd: pytest.CaptureFixture[str]
) -> None:
    await put(rest, "portal", SECRET, site.url)
    await put(rest, "token", TOKEN, site.url)
    schedule = {"targetUrl": site.page("login.html"), "actions": [FILL], "options": HEADER}
    scheduled = await rest.post(SCHEDULES, json={"name": "a", "cron": "@yearly", "job": schedule})
    assert scheduled.json()["job"]["options"] == HEADER
    told: list[Any] = [scheduled.text]
    async with start_worker():
        read = {"action": "extract", "target": "#password", "attribute": "value"}
        throw = {"action": "evaluate", "script": "throw new Error(document.querySelector('#password').value)"}
        job_id = await create(rest, site.page("login.html"), FILL, read, throw, options=HEADER, maxRetries=0)
        told += await watch(rest, job_id)
        again = await rest.post(f"{JOBS}/{job_id}/retry")
        told += [again.text, await watch(rest, job_id)]
        form = {"url": site.page("login.html"), "actions": [{"type": "fill", "selector": "#user", "secret": "portal"}]}
        answer = await rest.post(FORM, json={**form, "waitMs": 30_000})
        assert answer.json()["status"] == "completed", answer.text
        made = await rest.post(f"{SCHEDULES}/{scheduled.json()['id']}/run")
        told += [answer.text, await watch(rest, made.json()["jobId"])]
        assert (await rest.delete(f"{SECRETS}/portal")).is_success
        again = await rest.post(f"{JOBS}/{job_id}/retry")
        await watch(rest, job_id)
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert (job["actions"][0]["secret"], job["options"]) == ("portal", HEADER)
    assert job["error"]["details"]["errorType"] == "SECRET_UNAVAILABLE"
    for path in (f"{JOBS}/{job_id}", JOBS, f"{JOBS}/{job_id}/logs", f"{JOBS}/{job_id}/events", "/api/v1/dlq/jobs"):
        told.append((await rest.get(path)).text)
    assert any("Error: ***" in str(one) for one in told)
    assert leaks(json.dumps(told, ensure_ascii=False)) == []
    assert leaks("".join(capfd.readouterr())) == []


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (JOBS, {"targetUrl": "http://a.test/", "actions": [FILL]}, "actions[0].secret"),
        (JOBS, {"targetUrl": "http://a.test/", "actions": [{**FILL, "value": "a"}]}, "actions[0]"),
        (
            JOBS,
            {"targetUrl": "http://a.test/", "actions": [{"action": "type", "target": "a", "secret": "otp"}]},
            "actions[0].secret",
        ),
        (JOBS, {"targetUrl": "http://a.test/", "options": HEADER}, "options.extraHttpHeaders[Authorization]"),
        (
            JOBS,
            {
                "actionType": "form-fill",
                "payload": {
                    "url": "http://a.test/",
                    "actions": [{"type": "fill", "selector": "a", "secret": "portal"}],
                },
            },
            "payload.actions[0].secret",
        ),
        (
            f"{JOBS}/batch",
            {"jobs": [{"targetUrl": "http://a.test/"}, {"targetUrl": "http://a.test/", "actions": [FILL]}]},
            "jobs[1].actions[0].secret",
        ),
        (
            FORM,
            {"url": "http://a.test/", "actions": [{"type": "type", "selector": "a", "totp": "portal"}]},
            "actions[0].totp",
        ),
        (
            "/api/v1/actions/visit",
            {"url": "http://a.test/", "options": HEADER},
            "options.extraHttpHeaders[Authorization]",
        ),
        (
            SCHEDULES,
            {"name": "a", "cron": "@yearly", "job": {"targetUrl": "http://a.test/", "actions": [FILL]}},
            "job.actions[0].secret",
        ),
        (
            "/api/v1/screenshot",
            {"url": "http://a.test/", "options": HEADER},
            "options.extraHttpHeaders[Authorization]",
        ),
    ],
)
async def test_a_secret_that_is_not_there_is_refused_wherever_a_job_is_asked_for(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    await put(rest, "otp", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "https://a.test", "totp")
    answer = await rest.post(path, json=body)
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    assert fields(answer) == [field]


@pytest.mark.parametrize(("kind", "other"), [("text", "totp"), ("totp", "secret")])
async def test_a_secret_of_the_other_kind_is_refused_with_what_would_be_right(
    rest: httpx.AsyncClient, kind: str, other: str
) -> None:
    await put(rest, f"a-{kind}", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "https://a.test", kind)
    right = {"text": "secret", "totp": "totp"}[kind]
    job = {"targetUrl": "http://a.test/", "actions": [{"action": "fill", "target": "#a", other: f"a-{kind}"}]}
    answer = await rest.post("/api/v1/jobs", json=job)
    assert fields(answer) == [f"actions[0].{other}"]
    assert f"is of the kind {kind}: use {right}, or ${{{right}:a-{kind}}} in a text" in answer.json()["message"]
