"""What a browser downloads, until it is there."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.failures import StepFailed, step_failure
from worker.page.files import downloaded, open_download
from worker.page.obstacles import told_url
from worker.page.traffic import LOOK_S
from worker.step import File
from worker.surface import Download

LOOK_INTERVAL_S = 0.1
"""How often it is looked at how much has arrived."""


async def taken(offered: Download, folder: Path, max_bytes: int) -> File:
    """The file that a browser writes to its folder, once it is whole. Raises StepFailed, and what Playwright raises;
    what is too large need not arrive whole.
    """
    arriving = asyncio.ensure_future(offered.path())
    try:
        while not arriving.done():
            await asyncio.wait({arriving}, timeout=LOOK_INTERVAL_S)
            await asyncio.to_thread(_check_arriving, folder, max_bytes)
    except StepFailed:
        await offered.cancel()
        raise
    finally:
        arriving.cancel()
        await asyncio.gather(arriving, return_exceptions=True)
    with complete(offered.url):
        path = Path(arriving.result())
    with await asyncio.to_thread(open_download, path) as file:
        size = os.fstat(file.fileno()).st_size
        check_size(size, max_bytes)
        if size < await _announced_bytes(offered):
            raise StepFailed(ErrorType.NETWORK_ERROR, f"{told_url(offered.url)} broke off after {size} bytes")
        return downloaded(offered.suggested_filename, await asyncio.to_thread(file.read))


@contextmanager
def complete(url: str) -> Iterator[None]:
    """Says of what has begun to arrive, and not to its end, that the network is the cause."""
    try:
        yield
    except PlaywrightError as error:
        failure = step_failure(error)
        if failure.error_type not in {ErrorType.ACTION_FAILED, ErrorType.NAVIGATION_FAILED}:
            raise
        raise StepFailed(ErrorType.NETWORK_ERROR, f"{told_url(url)} broke off before its end: {failure}") from error


def check_size(size: int, max_bytes: int) -> None:
    """Raises StepFailed where a download is too large."""
    if size > max_bytes:
        raise StepFailed(
            ErrorType.ARTIFACT_TOO_LARGE,
            f"the download has {size} bytes and more: MAX_ARTIFACT_SIZE_MB allows {max_bytes}",
        )


async def _announced_bytes(offered: Download) -> int:
    """How large the site has said that the file is; 0 where that is not known. Firefox takes what has arrived for the
    whole; Chromium tells by itself.
    """
    browser = offered.page.context.browser
    if browser is None or browser.browser_type.name == "chromium":
        return 0
    with contextlib.suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(LOOK_S):
            for request in reversed(await offered.page.requests()):
                if request.url == offered.url and (response := await request.response()):
                    length = response.headers.get("content-length", "")
                    return int(length) if length.isdecimal() and "content-encoding" not in response.headers else 0
    return 0


def _check_arriving(folder: Path, max_bytes: int) -> None:
    for path in folder.glob("*"):
        with contextlib.suppress(OSError):
            check_size(path.lstat().st_size, max_bytes)
