"""Profiles in jobs: what `${profile.field}` stands for at the moment of use, and where masked fields do not show."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest

from store.database.connection import Database
from store.job import Json, Status
from store.profiles.reading import ProfileReader
from store.records.files import FileStorage
from tests.fixtures.leaks import SECRET, TOKEN, leaks
from tests.fixtures.profiles import put_profile
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.secrets import Vault
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers
from worker.running.executor import Executor
from worker.running.journal import Journal

ACME: Json = {
    "company": "ACME ${secret:portal}",
    "bank": {"iban": SECRET, "code": TOKEN},
    "no": 4711,
    "rooms": [{"name": "one"}, {"name": "two"}],
}
SCHEMA: Json = {"properties": {"bank": {"x-masked": True}, "short": {"writeOnly": True}}}
RECORDED = {"profile": "acme", "record": {"trace": True, "har": True, "consoleLog": True, "networkLog": True}}


@pytest.fixture
def executor(browsers: Browsers, files: FileStorage, database: Database, vault: Vault) -> Executor:
    profiles = ProfileReader(database, vault.keyring)
    return Executor(browsers, files, Journal(database), secrets=vault.reader, profiles=profiles)


def plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value)


async def everything(run: Run) -> list[str]:
    """What a job has left that has a masked value."""
    told = [run.job.result, run.job.error, run.job.actions, [event.data for event in run.events]]
    found = leaks(json.dumps(told, default=plain))
    for artifact in run.artifacts:
        found += leaks(artifact.name) + leaks(await run.read(artifact.name))
    return found


async def test_a_form_gets_what_the_profile_has_and_nothing_that_the_job_leaves_has_what_is_masked(
    run_job: RunJob, site: TestSite, database: Database, vault: Vault, capfd: pytest.CaptureFixture[str]
) -> None:
    await put_profile(database, vault.keyring, "acme", ACME, schema=SCHEMA)
    run = await run_job(
        site.page("login.html"),
        {"action": "fill", "target": "#user", "value": "${profile.company} no. ${profile.no}"},
        {"action": "extract", "target": "#user", "attribute": "value"},
        {"action": "fill", "target": "#password", "value": "${profile.bank.iban}"},
        {"action": "wait", "target": "#shown.sent", "timeoutMs": 5000},
        {"action": "type", "target": "#code", "value": "${profile.bank.code}"},
        {"action": "extract", "target": "#password", "attribute": "value", "name": "read"},
        {"action": "fill", "target": "#note", "value": "${read}"},
        {"action": "evaluate", "script": "bank => [bank.iban.length, bank]", "argument": "${profile.bank}"},
        {
            "action": "forEach",
            "times": 5,
            "items": "profile.rooms",
            "item": "room",
            "actions": [{"action": "evaluate", "name": "each", "script": "name => name", "argument": "${room.name}"}],
        },
        {"action": "screenshot"},
        {"action": "click", "target": "#send", "waitForNavigation": True},
        {"action": "evaluate", "script": "throw new Error(document.querySelector('[name=password]').value)"},
        options=RECORDED,
    )
    assert run.error_type == "ACTION_FAILED", run.job.error
    assert run.value(1) == "ACME ${secret:portal} no. 4711"
    assert run.value(5) == "***"
    assert run.value(7) == [len(SECRET), {"iban": "***", "code": "***"}]
    assert [run.value(8), run.value(9)] == ["one", "two"]
    posted = [one for _, one in site.headers if one.get("X-Value")][-1]
    assert posted["X-Value"] == quote(SECRET, safe="~()*!.'-_")
    assert await everything(run) == []
    assert {one.name for one in run.artifacts} >= {"trace.zip", "network.har", "console.log", "network.log"}
    assert leaks("".join(capfd.readouterr())) == []


async def test_each_attempt_has_the_newest_profile_and_one_that_cannot_be_used_fails_the_job(
    run_job: RunJob, site: TestSite, database: Database, vault: Vault
) -> None:
    keyring, page = vault.keyring, f"{site.url}/page?html={quote('<input id=a maxlength=5>')}"
    fill: Json = {"action": "fill", "target": "#a", "value": "${profile.company}"}
    read: Json = {"action": "extract", "target": "#a", "attribute": "value"}
    options = {"profile": "acme"}
    await put_profile(database, keyring, "acme", {"company": "old"})
    await put_profile(database, keyring, "acme", {"company": "new"})
    run = await run_job(page, fill, read, options=options)
    assert run.value(1) == "new"
    # What a field keeps of a masked value is hidden, too.
    await put_profile(
        database, keyring, "acme", {"company": "Zq7vKw2pLm9x"}, schema={"additionalProperties": {"x-masked": True}}
    )
    run = await run_job(page, fill, read, options=options)
    assert run.value(1) == "***"
    await put_profile(database, keyring, "acme", {"other": "x", "short": "x"}, schema=SCHEMA)
    run = await run_job(page, fill, options=options)
    assert (run.job.status, run.error_type) == (Status.FAILED, "PROFILE_UNAVAILABLE")
    assert "acme does not have it: there is no company; there are other, short" in run.job.error["message"]
    run = await run_job(page, {**fill, "value": "${profile.short}"}, options=RECORDED)
    assert run.error_type == "PROFILE_UNAVAILABLE"
    assert "fewer than 4 characters" in run.job.error["message"]
    run = await run_job(page, fill, options={"profile": "gone"})
    assert run.error_type == "PROFILE_UNAVAILABLE"
    # Without a profile it means itself.
    run = await run_job(page.replace("maxlength", "x"), fill, read)
    assert run.value(1) == "${profile.company}"


async def test_words_of_a_page_never_stand_for_a_field_of_the_profile(
    run_job: RunJob, site: TestSite, database: Database, vault: Vault
) -> None:
    await put_profile(database, vault.keyring, "acme", ACME, schema=SCHEMA)
    html = "<h1>${profile.company}</h1><ul><li>${profile.bank.iban}</ul><input id=a>"
    run = await run_job(
        f"{site.url}/page?html={quote(html)}",
        {"action": "extract", "name": "words", "target": "h1"},
        {"action": "fill", "target": "#a", "value": "${words}"},
        {"action": "extract", "target": "#a", "attribute": "value"},
        {
            "action": "forEach",
            "times": 5,
            "target": "li",
            "actions": [{"action": "evaluate", "script": "a => a", "argument": ["${item}", "$${profile.company}"]}],
        },
        options={"profile": "acme"},
    )
    assert run.value(2) == "${profile.company}"
    assert run.value(3) == ["${profile.bank.iban}", "${profile.company}"]
