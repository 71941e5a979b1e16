"""People take over whole jobs, phones and Firefox."""

import asyncio
from functools import partial
from uuid import uuid4

from tabwright.v1.live_pb2 import LiveTabs

from store.database.connection import Database
from store.queue.browsers import get_browser_type
from store.queue.pausing import PauseWish
from store.records.events import read_events
from store.records.files import FileStorage
from store.records.listing import get_job, list_artifacts
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.people import Person, standing_job
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers
from worker.live.jobs import LiveJobs
from worker.running.executor import Executor
from worker.running.job import RunningJob
from worker.running.journal import Journal

FIREFOX, MOBILE_CHROME = 2, 4


def _at(name: str, tabs: LiveTabs) -> bool:
    return tabs.tabs[0].url.endswith(f"/{name}")


async def test_firefox_lets_itself_be_taken_over_too(
    browsers: Browsers, firefox: None, database: Database, site: TestSite
) -> None:
    policies = [{"id": str(uuid4()), "pattern": f"{site.url}/private*", "type": "blacklist", "client_id": "a"}]
    async with standing_job(browsers, database, policies=policies, browser_type_id=FIREFOX) as scene:
        await scene.page.goto(site.page(f"takeover.html?to={site.url}/private"))
        ada = Person.attach(scene.live)
        await ada.takes()
        await ada.makes(mouse={"kind": "move", "x": 30, "y": 30})
        assert (await ada.hears("cursor")).cursor == "grab"
        await ada.makes(mouse={"kind": "down", "x": 30, "y": 30, "button": "left"})
        await ada.makes(mouse={"kind": "move", "x": 230, "y": 30})
        await ada.makes(mouse={"kind": "up", "x": 230, "y": 30, "button": "left"})
        await scene.said("solved")
        await ada.clicks(20, 75)
        for key in "A@ü":
            await ada.presses(key)
        await ada.clicks(210, 75)
        assert await ada.makes(text={"text": "123456"}) == ""
        await ada.clicks(400, 75)
        await scene.said("in as A@ü")
        await ada.clicks(50, 320)
        field = await ada.hears("field")
        await ada.does(field={"epoch": ada.epoch, "id": field.id, "options": [1]})
        await ada.clicks(220, 115)
        field = await ada.hears("field", lambda field: not field.closed)
        await ada.does(field={"epoch": ada.epoch, "id": field.id, "value": "2026-11-30"})
        await scene.said("date=2026-11-30")
        await ada.clicks(20, 155)
        chooser = await ada.hears("chooser")
        await ada.does(file={"epoch": ada.epoch, "id": chooser.id, "name": "a.txt", "data": b"one", "done": True})
        await scene.said("a.txt:text/plain:one")
        await ada.clicks(210, 195)
        dialog = await ada.hears("dialog")
        await ada.does(dialog={"epoch": ada.epoch, "id": dialog.id, "accept": True, "text": "Grace"})
        await scene.said("said Grace")
        await ada.clicks(20, 235)
        assert (await ada.hears("download", lambda download: download.artifact)).artifact == "paper.txt"
        await ada.clicks(210, 235)
        assert "may not go" in (await ada.hears("notice")).message
        assert scene.page.url.startswith(f"{site.url}/takeover.html")
        assert "/private" not in site.requests
        await ada.does(tab={"epoch": ada.epoch, "command": "navigate", "url": f"{site.url}/redirect?to=/private"})
        assert "may not go" in (await ada.hears("notice")).message
        assert scene.job.failure is None
        await ada.does(tab={"epoch": ada.epoch, "command": "navigate", "url": site.page("thing.html")})
        await ada.hears("tabs", partial(_at, "thing.html"))
        await ada.does(tab={"epoch": ada.epoch, "command": "back"})
        assert "enter the address" in (await ada.hears("notice")).message
        await scene.standing.go_on()


async def test_a_job_waits_for_a_person_and_goes_on_with_what_they_have_done(
    browsers: Browsers,
    database: Database,
    files: FileStorage,
    site: TestSite,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
) -> None:
    ask, read = {"action": "askHuman", "instructions": "Sign in."}, {"action": "extract", "target": "#said"}
    job_id = await create(target_url=site.page("takeover.html"), actions=[ask, read], max_retries=0)
    claimed = await claim_one(await join(browser_type_ids=(1,)))
    jobs = LiveJobs()
    running = RunningJob(claimed)
    executor = Executor(browsers, files, Journal(database), live=jobs)
    attempt = asyncio.create_task(executor.run(running, await get_browser_type(database, 1)))
    while (live := jobs.find(job_id, claimed.lease.lease_no)) is None:
        await jobs.changed()
    ada = Person.attach(live)
    await ada.hears("control", lambda control: control.may_take)
    await ada.takes()
    await ada.clicks(20, 75)
    await ada.makes(text={"text": "typed-by-ada"})
    await ada.clicks(20, 235)
    name = (await ada.hears("download", lambda download: download.artifact)).artifact
    await ada.clicks(400, 195)
    await ada.hears("dialog")
    running.pausing.wish(PauseWish(resume="done", note="signed in", resumed_by="Ada"))
    await attempt
    job = await get_job(database, CLIENT, job_id)
    assert job.result is not None
    assert job.result["actions"][1]["value"] == "sure false;"
    assert [one.name for one in await list_artifacts(database, CLIENT, job_id)] == [name]
    events = await read_events(database, {job_id: 0})
    assert {"job.intervention_needed", "job.resumed"} <= {event.type for event in events}
    logs = await database.rows("SELECT message FROM job_logs WHERE job_id = %(id)s", {"id": job_id})
    assert any("Ada has taken control" in line["message"] for line in logs)
    assert "typed-by-ada" not in str([job, events, logs])


async def test_a_phone_is_tapped(browsers: Browsers, database: Database, site: TestSite) -> None:
    async with standing_job(browsers, database, browser_type_id=MOBILE_CHROME) as scene:
        await scene.page.set_content(
            "<meta name=viewport content='width=device-width'><body ontouchstart='this.textContent += `touched`'>"
        )
        ada = Person.attach(scene.live)
        await ada.takes()
        assert await ada.makes(tap={"x": 50, "y": 50}) == ""
        assert await scene.page.inner_text("body") == "touched"
