"""The job's own HTML in place of a page."""

from store.job import ClaimedJob
from store.retry import ErrorType
from worker.browsers.guard import Watch
from worker.failures import StepFailed
from worker.page import document
from worker.page.loading import rest
from worker.step import Step


async def show(step: Step, job: ClaimedJob, html: str, watch: Watch | None) -> None:
    """Shows it in the current tab. Raises StepFailed, and what Playwright raises."""
    if watch is None:
        raise StepFailed(ErrorType.INTERNAL, "nobody watches over what the HTML of the job loads")
    if job.base_url is not None:
        watch.check(job.base_url)
    await document.show(
        step.page, html, job.base_url, watch.lets_load, wait_until=step.must_reach, timeout_ms=step.timeout_ms
    )
    await rest(step, step.page)
