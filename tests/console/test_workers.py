"""Workers: who runs what, and what waits."""

from playwright.async_api import expect

from store.job import Status, new_id
from store.queue import workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from tests.console.conftest import Visit
from tests.console.stack import Tenant
from tests.console.visitor import Visitor

MOBILE_FIREFOX = 5
"""A browser type that no other test of the console uses."""
LOAD = {"cpu": 0.97, "memory": 0.61, "memoryLimitMb": 16384, "reason": "cpu"}
TOLD = {"host": "machine-7.example", "pid": 4711, "version": "1.2.3", "slotsLimit": 1, "load": LOAD}


async def test_a_process_is_one_row_with_its_slots_and_a_busy_one_leads_to_its_job(
    owner: Visitor, tenant: Tenant
) -> None:
    database, process = tenant.stack.database, new_id()
    await workers.join(
        database, process, browser_type_ids=[MOBILE_FIREFOX], slots=3, ttl_s=60, metadata={**TOLD, "sandbox": "off"}
    )
    job_id = await tenant.create_job(browser_type_id=MOBILE_FIREFOX)
    (job,) = await claim_jobs(database, process, browser_type_ids=[MOBILE_FIREFOX], slot_nos=[1])
    await owner.go("/workers")
    row = owner.page.get_by_role("row", name="machine-7.example")
    await expect(row).to_contain_text("1 busy, 2 held")
    await expect(row).to_contain_text("CPU 97 %")
    await expect(owner.page.get_by_text("It runs at most 1 of 3 jobs at once now: cpu.")).to_be_visible()
    await expect(owner.page.get_by_text("Browsers run without their sandbox.")).to_be_visible()
    await owner.picture("workers")
    await row.get_by_role("link").click()
    await expect(owner.page).to_have_url(f"{tenant.stack.url}/console/jobs/{job_id}")
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED)])
    await workers.leave(database, process)


async def test_an_administrator_pauses_a_browser_type_and_others_read_who_may(
    owner: Visitor, visit: Visit, tenant: Tenant
) -> None:
    await owner.go("/workers")
    row = owner.page.get_by_role("row", name="Mobile Firefox")
    await row.get_by_role("button", name="Pause").click()
    await owner.page.get_by_role("button", name="Pause it").click()
    await expect(row).to_contain_text("Paused")
    viewer = await visit()
    await viewer.open("/workers")
    await viewer.sign_in(await tenant.account("viewer"))
    await expect(viewer.page.get_by_role("row", name="Mobile Firefox")).to_contain_text("Paused")
    await expect(viewer.page.get_by_text("Administrators of the installation pause")).to_be_visible()
    await expect(viewer.page.get_by_role("button", name="Pause")).to_have_count(0)
    await row.get_by_role("button", name="Resume").click()
    await expect(row).to_contain_text("Active")
