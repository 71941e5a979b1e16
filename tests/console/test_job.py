"""The page of one job: why, where, and what now."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio.to_thread
from playwright.async_api import Request, expect

from store.job import Status
from store.queue.cancel import cancel_job
from tests.console.conftest import Visit
from tests.console.puppet import IDLE, Puppet, artifact
from tests.console.stack import Tenant
from tests.console.visitor import PHONE, WIDE, Visitor
from tests.fixtures.site import TestSite
from worker.app import Worker

ROOT = Path(__file__).parents[2]
PNG = (ROOT / "tests" / "pages" / "red.png").read_bytes()
EVIL = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def test_what_to_do_about_a_failure_is_said_in_the_words_of_the_documentation() -> None:
    said = re.findall(
        r'^  (\w+): \["(.+)", "(.+)"\],$', (ROOT / "console/src/features/job/advice.ts").read_text(), re.MULTILINE
    )
    part = (ROOT / "docs" / "errors.md").read_text().partition("## Jobs that fail")[2].partition("\n### ")[0]
    documented = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|", part, re.MULTILINE)
    assert len(documented) > 20
    assert [tuple(text.replace('\\"', '"') for text in one) for one in said] == documented


async def test_a_job_that_failed_shows_the_step_the_picture_at_that_moment_and_what_to_do(
    owner: Visitor, puppet: Puppet
) -> None:
    page = owner.page
    job = await puppet.start(
        target_url="https://shop.example/checkout", actions=[{"action": "click", "target": "#pay"}, {"action": "pdf"}]
    )
    await puppet.step(job, 0, action="visit", durationMs=1200, actionCount=2)
    made = [artifact("failure.png", "image/png", PNG, "failure")]
    await puppet.step(job, 1, made, action="record", artifact="failure.png", actionCount=2)
    details = {"errorType": "TIMEOUT", "actionIndex": 0, "action": "click", "artifact": "failure.png", "acted": True}
    error = {"error": "JobExecutionError", "message": "action 0 (click): it took longer than its 2000 ms"}
    details |= {"canRetry": False, "retryCount": 0}
    await puppet.end(job, Status.FAILED, error=error | {"statusCode": 500, "details": details})
    await owner.go(f"/jobs/{job.lease.job_id}")
    await owner.settled()
    why = page.get_by_role("group", name="Why it failed")
    await expect(why).to_contain_text("TIMEOUT it took longer than its 2000 ms")
    await expect(why).to_contain_text("At step 1: click #pay")
    await expect(why).to_contain_text("What to do: Increase timeoutMs")
    await expect(page.get_by_alt_text("The page at the moment of the failure")).to_be_visible()
    steps = page.locator(".job-steps > li")
    await expect(steps).to_have_count(3)
    await expect(steps.nth(0)).to_contain_text("1.2 s")
    await expect(steps.nth(1).get_by_role("button")).to_have_attribute("aria-expanded", "true")
    await expect(steps.nth(2)).to_have_class(re.compile("never"))
    for scheme, size in (("light", WIDE), ("dark", PHONE)):
        await owner.look(scheme, size)  # type: ignore[arg-type]
        assert await owner.barriers() == []
        assert await owner.fits()
        await expect(why).to_be_in_viewport()
        await owner.picture(f"job-failed-{size['width']}-{scheme}")
    await owner.look("light", WIDE)
    await page.get_by_role("button", name="Run again", exact=True).click()
    question = page.get_by_role("dialog", name="Run this job again?")
    await expect(question).to_contain_text("It had acted on its site")
    await question.get_by_role("button", name="Go back").click()
    href = await page.get_by_role("link", name="Run again with changes").get_attribute("href")
    assert href == f"/console/jobs/new?from={job.lease.job_id}"


async def test_a_job_is_watched_taken_over_and_handed_back(
    owner: Visitor, tenant: Tenant, worker: Worker, site: TestSite
) -> None:
    del worker
    page = owner.page
    job = await tenant.create_job(
        target_url=site.url + "/shop.html",
        actions=[{"action": "askHuman", "instructions": "Enter the code."}, {"action": "screenshot"}],
        options={"interventionTimeoutMs": 120_000},
    )
    await owner.go(f"/jobs/{job}?take=1")
    still = page.get_by_role("group", name="Why it stands still")
    await expect(still).to_contain_text("Enter the code.", timeout=60_000)
    await expect(still).to_contain_text("You have control of its browser.", timeout=30_000)
    frame = page.frame_locator("iframe")
    await expect(frame.get_by_text("You control this browser.", exact=False)).to_be_visible()
    await expect(page.get_by_role("button", name="Take control", exact=True)).to_have_count(0)
    await owner.picture("job-intervention")
    assert await owner.barriers() == []
    await page.get_by_role("button", name="Done, go on").click()
    dialog = page.get_by_role("dialog", name="Go on with this job")
    await dialog.get_by_label("What was done").fill("entered it")
    await dialog.get_by_role("button", name="Go on").click()
    await expect(page.get_by_text("Done in", exact=False)).to_be_visible(timeout=60_000)
    await expect(page.get_by_alt_text("The last screenshot, screenshot.png")).to_be_visible()
    acts = page.locator(".job-act")
    await expect(acts.filter(has_text="took control")).to_contain_text("Ana")
    await expect(acts.filter(has_text="entered it")).to_have_count(1)
    await owner.settled()
    assert await owner.barriers() == []
    await owner.picture("job-completed")


async def test_its_code_runs_when_it_is_pasted(
    owner: Visitor, tenant: Tenant, worker: Worker, site: TestSite, tmp_path: Path
) -> None:
    del worker
    page = owner.page
    asked = {"target_url": site.url + "/shop.html", "actions": [{"action": "extract", "target": "p", "name": "title"}]}
    labels = {"why": 'it\'s "a" `title` of $HOME \\'}
    job = await tenant.create_job(browser_type_id=IDLE, labels=labels, **asked)
    await owner.go(f"/jobs/{job}")
    await page.get_by_role("button", name="Run it elsewhere").click()
    gateway = tenant.stack.gateway
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TABWRIGHT_API_KEY": tenant.key}
    environment |= {"TABWRIGHT_ADDRESS": f"127.0.0.1:{gateway.port}"}

    async def run(language: str, *command: str) -> str:
        await page.get_by_role("group", name="Language").get_by_role("button", name=language, exact=True).click()
        code = await page.get_by_role("region", name=f"The job in {language}").text_content()
        assert code
        # A browser type that the worker has not: it would wait for ever.
        code = code.replace('"browserTypeId": 2', '"browserTypeId": 1')
        return await anyio.to_thread.run_sync(lambda: _run([*command, code], environment, tmp_path))

    assert '"jobId"' in await run("curl", "sh", "-c")
    assert "title" in await run("CLI", "sh", "-c")
    assert "completed" in await run("Python", sys.executable, "-c")


async def test_files_are_looked_at_and_nothing_of_strangers_is_opened(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    files = [
        artifact("picture.png", "image/png", PNG, "screenshot"),
        artifact("evil.svg", "image/svg+xml", EVIL),
        artifact("evil.html", "text/html", b"<script>alert(1)</script>"),
        artifact("liar.png", "image/png", EVIL, "screenshot"),
        artifact("data.json", "application/json", b'{"a":[1,2]}', "data"),
        artifact("page.pdf", "application/pdf", b"%PDF-1.4", "pdf"),
    ]
    job = await puppet.complete(files)
    await owner.go(f"/jobs/{job}")
    await owner.settled()
    await expect(page.locator(".job-files li")).to_have_count(len(files))
    said = {
        "picture.png": "screenshot, ",
        "evil.svg": "It may have script in it, so it is not shown here",
        "evil.html": "It may have script in it, so it is not shown here",
        "liar.png": "liar.png is no picture that can be shown",
        "data.json": '"a": [',
        "page.pdf": "Browsers show a PDF only in a page of its own",
    }
    for name, words in said.items():
        await page.locator(".job-files").get_by_role("button", name=name).click()
        dialog = page.get_by_role("dialog", name=name)
        await expect(dialog).to_contain_text(words)
        await expect(dialog.locator("iframe, object, embed, script")).to_have_count(0)
        if name in {"picture.png", "data.json"}:
            await owner.picture(f"job-file-{name.partition('.')[0]}")
        if name == "evil.svg":
            async with page.expect_download() as saving:
                await dialog.get_by_role("button", name="Save").click()
            saved = await saving.value
            assert Path(await saved.path()).read_bytes() == EVIL
        await dialog.get_by_role("button", name="Close").click()


async def test_the_log_follows_and_a_line_has_an_address(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    job = await puppet.start(actions=[{"action": "click", "target": "#a"}])
    await puppet.step(job, 0, action="visit", durationMs=20, actionCount=1)
    await puppet.note(job, [f"note {number}" for number in range(1, 251)])
    await owner.go(f"/jobs/{job.lease.job_id}")
    log = page.get_by_role("log", name="Log")
    await expect(log.get_by_text("note 250")).to_be_in_viewport()
    await puppet.note(job, ["what came later"])
    await expect(log.get_by_text("what came later")).to_be_in_viewport()
    await log.hover()
    await page.mouse.wheel(0, -3000)
    follow = page.get_by_role("button", name="Follow", exact=True)
    await expect(follow).to_have_attribute("aria-pressed", "false")
    await puppet.note(job, ["what came last"])
    await expect(log.get_by_text("what came last")).to_be_attached()
    await expect(log.get_by_text("what came last")).not_to_be_in_viewport()
    await page.get_by_label("Lines").select_option("error")
    await expect(log).to_contain_text("None of the 253 lines is of this level.")
    await page.get_by_label("Lines").select_option("debug")
    await owner.go(f"/jobs/{job.lease.job_id}#L120")
    await expect(page.locator("#L120")).to_be_in_viewport()
    await expect(page.locator("#L120")).to_have_class(re.compile("chosen"))
    await cancel_job(puppet.tenant.stack.database, puppet.tenant.client_id, job.lease.job_id)
    await puppet.end(job, Status.CANCELLED)
    await expect(page.get_by_text("It can be retried")).to_be_visible()
    # The frame is shown no ticket for a job that no worker has a browser of.
    owner.complaints.clear()


async def test_steps_follow_events_without_a_request_for_each(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    count = 40
    job = await puppet.start(actions=[{"action": "wait", "milliseconds": number} for number in range(count)])
    await puppet.step(job, 0, action="visit", durationMs=20, actionCount=count)
    await owner.go(f"/jobs/{job.lease.job_id}")
    steps = page.get_by_role("heading", name=re.compile("^Steps"))
    await expect(steps).to_contain_text(f"1 of {count + 1}")
    await owner.settled()
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/tabwright.v1." in request.url:  # and not a file of the live view's page
            asked.append(request.url.rpartition("/")[2])

    page.on("request", note)
    for number in range(count):
        await puppet.step(job, number + 1, action="wait", actionIndex=number, durationMs=1, actionCount=count)
    await expect(steps).to_contain_text(f"{count + 1} of {count + 1}")
    # What was read before the stream told that the job had begun is read once more.
    assert all(asked.count(call) <= 1 for call in ("ListTaskSteps", "GetJob")), asked
    assert "WatchJobs" not in asked
    assert len(asked) < count / 2, asked
    await puppet.end(job, Status.COMPLETED, result={"duration": 40, "actions": []})
    await expect(page.get_by_text("Done in 40 ms.")).to_be_visible()


async def test_a_phone_shows_one_part_at_a_time(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    job = await puppet.complete([artifact("picture.png", "image/png", PNG, "screenshot")])
    await owner.look("light", PHONE)
    await owner.go(f"/jobs/{job}")
    await owner.settled()
    parts = page.get_by_role("navigation", name="Parts of the job")
    log, files = page.get_by_role("log"), page.get_by_role("button", name=re.compile("^Files"))
    await expect(log).to_be_hidden()
    await expect(files).to_be_hidden()
    await parts.get_by_role("link", name="Log").click()
    await expect(log).to_be_visible()
    await parts.get_by_role("link", name="Details").click()
    await expect(log).to_be_hidden()
    await expect(files).to_be_visible()
    assert await owner.fits()
    assert await owner.barriers() == []
    await owner.picture("job-phone")


async def test_the_edge_between_the_panes_moves_by_keys_and_stays(owner: Visitor, puppet: Puppet) -> None:
    page = owner.page
    job = await puppet.complete()
    await owner.go(f"/jobs/{job}")
    edge = page.get_by_role("separator")
    await edge.focus()
    await page.keyboard.press("ArrowLeft")
    await expect(edge).to_have_attribute("aria-valuenow", "68")
    await owner.go("/jobs")
    await owner.go(f"/jobs/{job}")
    await expect(edge).to_have_attribute("aria-valuenow", "68")
    await edge.press("Home")
    await expect(edge).to_have_attribute("aria-valuenow", "70")


async def test_the_job_of_another_client_is_not_there(owner: Visitor, visit: Visit) -> None:
    other = await owner.stack.tenant()
    job = await other.create_job(browser_type_id=IDLE)
    await owner.go(f"/jobs/{job}")
    await expect(owner.page.get_by_role("heading", name="There is no such job")).to_be_visible()
    await owner.go("/jobs/not-an-id")
    await expect(owner.page.get_by_role("heading", name="There is no such job")).to_be_visible()
    viewer = await visit()
    await viewer.open(f"/jobs/{job}")
    await viewer.sign_in(await other.account("viewer"))
    await expect(viewer.page.get_by_role("heading", name="example.test")).to_be_visible()
    await expect(viewer.page.get_by_role("button", name="Cancel")).to_have_count(0)


def _run(command: list[str], environment: dict[str, Any], folder: Path) -> str:
    done = subprocess.run(  # noqa: S603
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
