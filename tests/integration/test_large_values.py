"""Values that are read from pages: small ones in the result, large ones as files, and none beyond the limit."""

import json

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.running.executor import Executor
from worker.values import INLINE_CHARS, SLICE_CHARS

FILLED = (
    "document.body.innerHTML = '<p id=text hidden>' + '{0}'.repeat({1}) + '</p><p class=one>a</p><p class=one>b</p>';0"
)


@pytest.mark.parametrize("browser_type_id", [1, 2], ids=["chromium", "firefox"])
@pytest.mark.usefixtures("firefox")
async def test_a_large_text_becomes_a_file_with_all_its_characters(
    run_job: RunJob, site: TestSite, browser_type_id: int
) -> None:
    count = SLICE_CHARS - 1  # pairs of surrogates stand across the ends of slices
    run = await run_job(
        site.page("colours.html"),
        {"action": "evaluate", "script": FILLED.format("a😀", count)},
        {"action": "extract", "target": "#text", "name": "text"},
        {"action": "extract", "extractors": [
            {"name": "text", "selector": "#text", "attribute": "textContent"},
            {"name": "ones", "selector": ".one", "multiple": True},
        ]},
        browser_type_id=browser_type_id,
        timeout_ms=90_000,
    )  # fmt: skip
    assert run.job.status is Status.COMPLETED, run.job.error
    text = "a😀" * count
    assert json.loads(await run.read("text.json")) == text
    assert json.loads(await run.read("data.json")) == {"text": text, "ones": ["a", "b"]}


@pytest.mark.parametrize(
    ("script", "size"),
    [
        ("'x'.repeat(3_000_000)", "3000001 bytes"),
        ("Array.from({length: 200_000}, () => 'abcdefgh')", "2200001 bytes"),
        ("({deep: new Uint8Array(4_000_000)})", "4000006 bytes"),
        ("new Array(1e9)", "1000000000 bytes"),
    ],
)
async def test_a_value_beyond_the_limit_fails_the_job_with_its_size_and_the_limit(
    run_job: RunJob, executor: Executor, site: TestSite, script: str, size: str
) -> None:
    executor._files.max_bytes = 2_000_000
    run = await run_job(site.page("colours.html"), {"action": "evaluate", "script": script})
    assert run.error_type == "RESULT_TOO_LARGE"
    assert run.job.error is not None
    assert size in run.job.error["message"]
    assert "2000000" in run.job.error["message"]


@pytest.mark.parametrize(
    "script",
    [
        "let one = {}; const all = one; for (let i = 0; i < 200_000; i++) one = one.a = {}; all",
        "10n ** 5000n",
        "Object.prototype.value = 1; window.Map = null; ({a: 1n})",
        "Promise.prototype.then = undefined; Array.prototype.push = () => { throw 1 }; ({a: {}})",
    ],
)
async def test_a_value_that_cannot_be_read_is_no_mistake_of_the_workers(
    run_job: RunJob, site: TestSite, script: str
) -> None:
    run = await run_job(site.page("colours.html"), {"action": "evaluate", "script": script}, timeout_ms=10_000)
    assert run.job.status is Status.COMPLETED or run.error_type != "INTERNAL"


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("1 + 1", 2),
        ("const a = 2; a * 2", 4),
        ("() => 3", 3),
        ("function one() { return this === globalThis }", True),
        ("async () => { return await 5 }", 5),
        ("async function six() { return 6 }", 6),
        ("Promise.resolve(7)", 7),
        ("argument => argument", None),
        ("undefined", None),
    ],
)
async def test_a_script_may_be_an_expression_or_statements_or_a_function(
    run_job: RunJob, site: TestSite, script: str, value: object
) -> None:
    run = await run_job(site.page("colours.html"), {"action": "evaluate", "script": script})
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == value


async def test_a_large_list_is_a_file_too(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"),
        {"action": "evaluate", "script": f"Array.from({{length: {INLINE_CHARS}}}, (_, i) => i)"},
    )
    assert json.loads(await run.read("data.json")) == list(range(INLINE_CHARS))


async def test_a_page_that_forbids_eval_can_be_read(run_job: RunJob, site: TestSite) -> None:
    html = '<meta http-equiv="content-security-policy" content="script-src \'none\'"><p>shown'
    run = await run_job(f"{site.url}/page?html={html}", {"action": "evaluate", "script": "document.body.innerText"})
    assert run.value(0) == "shown"
