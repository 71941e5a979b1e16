"""upload: gives files to a file input, or to the file chooser that a click opens."""

import asyncio
import mimetypes
from pathlib import Path
from uuid import uuid4

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import FileChooser, FilePayload, Locator
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from tabwright.v1.action_pb2 import UploadFile

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.page.files import UNKNOWN_TYPE
from worker.page.locators import describe, target
from worker.page.obstacles import impossible
from worker.step import Produced, Step

_NO_CHOOSER = 'waiting for event "filechooser"'
_NOT_TAKEN = "did not accept the drop"
_TAKES_FOLDER = "element => { const it = element.control ?? element; return it.type === 'file' && it.webkitdirectory }"
_IS_FILE_INPUT = "element => (element.control ?? element).type === 'file'"


@performs("upload")
async def upload(step: Step) -> Produced | None:
    files = [await _payload(step, file) for file in step.action.files]
    if step.action.HasField("folder"):
        await _upload_folder(step, files)
        return None
    async with target(step) as locator:
        if step.action.drop:
            await _drop(step, locator, files)
        elif await locator.evaluate(_IS_FILE_INPUT, timeout=step.timeout_ms):
            await locator.set_input_files(files, timeout=step.timeout_ms)
        else:
            chooser = await _chooser(step, locator)
            await chooser.set_files(files, timeout=step.timeout_ms)
    return None


async def _chooser(step: Step, locator: Locator) -> FileChooser:
    try:
        async with step.page.expect_file_chooser(timeout=step.timeout_ms) as chooser:
            await locator.click(timeout=step.timeout_ms)
        return await chooser.value
    except PlaywrightTimeoutError as error:
        if _NO_CHOOSER not in error.message:
            raise
        why = f"{describe(step.action)} is no file input, and the click on it opened no file chooser"
        raise await impossible(step.page, why, error) from error


async def _payload(step: Step, file: UploadFile) -> FilePayload:
    if file.HasField("artifact"):
        kept = await step.read_file(file.artifact)
        name, mime_type, data = file.name or kept.name, kept.mime_type, kept.data
    else:
        name, data = file.name, file.data
        mime_type = mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
    return FilePayload(name=name, mimeType=file.mime_type or mime_type, buffer=data)


async def _drop(step: Step, locator: Locator, files: list[FilePayload]) -> None:
    try:
        await locator.drop({"files": files}, timeout=step.timeout_ms)
    except PlaywrightError as error:
        if _NOT_TAKEN not in error.message:
            raise
        raise await impossible(step.page, f"{describe(step.action)} does not take files that are dropped") from error


async def _upload_folder(step: Step, files: list[FilePayload]) -> None:
    """Browsers take a folder from the disk only. It stays there until they have read it: with the job's downloads."""
    folder = step.tabs.downloads / uuid4().hex / step.action.folder
    try:
        await asyncio.to_thread(_write, folder, files)
    except OSError as error:  # names that no disk takes, or a file and a folder of one name
        raise StepFailed(ErrorType.ACTION_FAILED, f"the folder cannot be made: {error.strerror}") from error
    async with target(step) as locator:
        if not await locator.evaluate(_TAKES_FOLDER, timeout=step.timeout_ms):
            raise await impossible(step.page, f"{describe(step.action)} is no input that takes a folder")
        await locator.set_input_files(folder, timeout=step.timeout_ms)


def _write(folder: Path, files: list[FilePayload]) -> None:
    for file in files:
        path = folder / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file["buffer"])
    for one in [folder.parent, folder, *folder.rglob("*")]:  # the browser may have a user of its own
        one.chmod(0o755 if one.is_dir() else 0o644)
