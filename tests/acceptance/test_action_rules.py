"""What the API says of actions: which fields they take, and who may run scripts."""

from typing import Any

import httpx
import pytest

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from tests.acceptance.test_rest import create, fields, watch
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

EVALUATE = {"action": "evaluate", "script": "1"}


@pytest.mark.parametrize(
    ("action", "named"),
    [
        ({"action": "click", "target": "#a", "fullPage": True}, ["actions[0].fullPage"]),
        ({"action": "fill", "value": "x"}, ["actions[0].target"]),
        ({"action": "pdf", "target": "#a"}, ["actions[0].target"]),
        ({"action": "screenshot", "hasText": "x"}, ["actions[0].hasText"]),
        ({"action": "download", "url": "file:///etc/passwd"}, ["actions[0].url"]),
        ({"action": "drag", "target": "#a", "destination": {"selector": "#b"}}, ["actions[0].destination.selector"]),
        ({"action": "drag", "target": "#a", "destination": {}}, ["actions[0].destination.target"]),
        ({"action": "setHeaders", "headers": {"X-A": "a\nb"}}, ["actions[0].headers[X-A]"]),
        ({"action": "explode"}, ["actions[0].action"]),
    ],
)
async def test_a_field_that_an_action_does_not_take_or_lacks_is_named(
    rest: httpx.AsyncClient, action: dict[str, Any], named: list[str]
) -> None:
    answer = await rest.post("/api/v1/jobs", json={"targetUrl": "http://example.test/", "actions": [action]})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert sorted(set(fields(answer))) == named


async def test_only_a_key_that_may_can_make_jobs_that_run_scripts(
    rest: httpx.AsyncClient, served: Gateway, database: Database
) -> None:
    job = {"targetUrl": "http://example.test/", "actions": [{"action": "screenshot"}, EVALUATE]}
    assert (await rest.post("/api/v1/jobs", json=job)).status_code == httpx.codes.CREATED
    _, secret = await create_key(database, NewKey(client_id="guest", name="test", rate_limit=0))
    answer = await rest.post("/api/v1/jobs", json=job, headers={"X-API-Key": secret})
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert answer.json()["details"][0]["reason"] == "EVALUATE_NOT_ALLOWED"
    assert "actions[1]" in answer.json()["message"]
    group = {"action": "repeat", "times": 1, "actions": [{"action": "screenshot"}, EVALUATE]}
    answer = await rest.post("/api/v1/jobs", json={**job, "actions": [group]}, headers={"X-API-Key": secret})
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert "actions[0].actions[1]" in answer.json()["message"]
    secrets = {"action": "fill", "target": "a", "value": "secret", "sensitive": True}
    group = {"action": "forEach", "times": 1, "target": "li", "actions": [secrets]}
    job_id = (await rest.post("/api/v1/jobs", json={**job, "actions": [group]})).json()["jobId"]
    (shown,) = (await rest.get(f"/api/v1/jobs/{job_id}")).json()["actions"]
    assert shown["actions"][0]["value"] == "***"
    group["actions"] = [{"action": "visit", "url": "http://169.254.169.254/"}]
    answer = await rest.post("/api/v1/jobs", json={**job, "actions": [group]})
    assert (answer.status_code, "actions[0].actions[0].url" in answer.text) == (httpx.codes.FORBIDDEN, True), (
        answer.text
    )


async def test_a_downloaded_file_is_handed_on_as_an_attachment_under_its_name(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        url = f"{site.url}/download?name=na%C3%AFve.html"
        job_id = await create(rest, site.page("workshop.html"), {"action": "download", "url": url})
        await watch(rest, job_id)
    (artifact,) = (await rest.get(f"/api/v1/jobs/{job_id}/artifacts")).json()["data"]
    answer = await rest.get(artifact["url"])
    assert answer.content == b"data"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''na%C3%AFve.html"
    assert (await rest.get(f"/api/v1/jobs/{job_id}/artifacts/naïve.html")).content == b"data"


async def test_a_result_has_the_names_of_its_actions_and_their_errors(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    async with start_worker():
        job_id = await create(
            rest,
            site.page("workshop.html"),
            {"action": "extract", "name": "heading", "target": "h1"},
            {"action": "click", "name": "gone", "target": "#x", "timeoutMs": 100, "continueOnError": True},
        )
        await watch(rest, job_id)
    heading, gone = (await rest.get(f"/api/v1/jobs/{job_id}")).json()["result"]["actions"]
    assert (heading["name"], heading["value"]) == ("heading", "Workshop")
    assert (gone["name"], gone["error"]["errorType"]) == ("gone", "SELECTOR_NOT_FOUND")
