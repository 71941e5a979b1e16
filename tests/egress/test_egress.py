"""Nothing that a page or a job tries reaches an address of the inside. `make corpus` tries everything in each engine,
and says what was tried; without it, Firefox, which takes three times as long, tries each sixth page.
"""

import io
import sys
import zipfile

import pytest

from store.job import Status
from tests.egress import corpus
from tests.egress.canaries import OUTSIDE
from tests.egress.hostile import Hostile
from tests.fixtures.jobs import CHROMIUM
from tests.fixtures.runs import Run, RunJob

FIREFOX = 2
RECORD = {"har": True, "networkLog": True, "consoleLog": True}
TRIED = 0.5
"""Of the tricks of a page at least so many are refused as connections: else they are not tried any more."""
ENGINES = pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])

pytestmark = pytest.mark.usefixtures("firefox")


@ENGINES
async def test_no_trick_of_a_page_reaches_the_inside(
    run_job: RunJob, hostile: Hostile, engine: int, *, whole_corpus: bool
) -> None:
    hostile.canaries.hits.clear()
    pages = hostile.pages if whole_corpus or engine == CHROMIUM else hostile.pages[::6]
    readable: set[str] = set()
    blocked = 0
    for url, _ in pages:
        run = await run_job(
            url,
            {
                "action": "wait",
                "target": ".over",
                "timeoutMs": 15_000,
                "continueOnError": True,
            },  # it may keep Firefox busy
            {"action": "extract", "target": "body", "timeoutMs": 15_000, "continueOnError": True},
            browser_type_id=engine,
            wait_until="domcontentloaded",
            options={"record": RECORD},
            timeout_ms=60_000,
        )
        assert run.job.status is Status.COMPLETED, str(run.job.error)
        assert run.job.result is not None
        blocked += run.job.result["blockedRequests"]
        readable |= await words(run, hostile)
    count = sum(count for _, count in pages)
    tell(f"{count} tricks of pages, engine {engine}, {blocked} connections refused", hostile, readable)
    assert sorted(hostile.canaries.passed()) == []
    assert sorted(readable) == []
    assert blocked > TRIED * count


@ENGINES
async def test_no_trick_of_a_job_reaches_the_inside(run_job: RunJob, hostile: Hostile, engine: int) -> None:
    hostile.canaries.hits.clear()
    tricks = [trick for trick in corpus.jobs() if engine == CHROMIUM or trick.firefox]
    readable: set[str] = set()
    for trick in tricks:
        job = hostile.job(trick)
        actions = [*job.pop("actions", []), {"action": "wait", "milliseconds": 300}]
        options = {**job.pop("options", {}), "record": RECORD, "failureScreenshot": False}
        run = await run_job(
            job.pop("target_url"), *actions, **job, options=options, timeout_ms=10_000, browser_type_id=engine
        )
        readable |= await words(run, hostile)
    tell(f"{len(tricks)} tricks of jobs, engine {engine}", hostile, readable)
    assert sorted(hostile.canaries.passed()) == []
    assert sorted(readable) == []


@ENGINES
async def test_a_page_that_speaks_all_protocols_reaches_the_outside_and_never_the_inside(
    run_job: RunJob, hostile: Hostile, engine: int
) -> None:
    hostile.canaries.hits.clear()
    seen = {}
    for host in (OUTSIDE, "127.0.0.2"):
        run = await run_job(
            f"http://{hostile.site}/protocols.html?to={host}:{hostile.protocols_port}",
            {"action": "wait", "target": ".over"},
            {"action": "extract", "target": "#protocols", "format": "text"},
            browser_type_id=engine,
            timeout_ms=60_000,
        )
        assert run.job.status is Status.COMPLETED, str(run.job.error)
        seen[host] = str(run.value(1))
    assert hostile.canaries.hits == []
    assert "reached" in seen[OUTSIDE]
    assert "reached" not in seen["127.0.0.2"]


async def words(run: Run, hostile: Hostile) -> set[str]:
    """The tricks of whose canaries' answers something is in the job's result, its events or its files."""
    texts = [str(told).encode() for told in (run.job.result, run.job.error, *(event.data for event in run.events))]
    for artifact in run.artifacts:
        data = await run.read(artifact.name)
        texts.append(data)
        if artifact.name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                texts += [archive.read(name) for name in archive.namelist()]
    return set().union(*(hostile.words(text) for text in texts))


def tell(what: str, hostile: Hostile, readable: set[str]) -> None:
    passed = hostile.canaries.passed()
    lines = [f"{what}: {len(passed)} reached the inside, {len(readable)} could be read"]
    lines += [f"  {hits[0]}" for hits in passed.values()]
    lines += [f"  {name}: could be read" for name in sorted(readable - set(passed))]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
