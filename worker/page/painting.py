"""Pictures that the browser does not take in time, since the page waits for what it cannot be painted without."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.obstacles import told_url
from worker.page.traffic import Traffic
from worker.step import Step

_HOLDS_UP_PAINTING = "stylesheet"
"""The type of requests without whose end browsers paint nothing; named alone where there are others."""


@asynccontextmanager
async def painting_told(step: Step) -> AsyncIterator[None]:
    """Says of a picture that was not taken in time what the page was still waiting for, where there is such a thing."""
    page = step.page
    try:
        yield
    except PlaywrightTimeoutError as error:
        traffic = await Traffic.of(page)
        holding_up = [one for one in traffic.under_way if one.resource_type == _HOLDS_UP_PAINTING]
        words = replace(traffic, requests=(), under_way=holding_up or traffic.under_way).words
        if not words:
            raise
        raise StepFailed(
            ErrorType.TIMEOUT,
            f"{told_url(page.url)} was not painted, still after {step.timeout_ms:.0f} ms; {words}",
        ) from error
