"""upload: gives files to a file input, or to the file chooser that a click opens."""

import mimetypes

from playwright.async_api import FileChooser, FilePayload, Locator
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from tabwright.v1.action_pb2 import UploadFile

from worker.actions import performs
from worker.page.files import UNKNOWN_TYPE
from worker.page.locators import describe, target
from worker.page.obstacles import impossible
from worker.step import Produced, Step

_NO_CHOOSER = 'waiting for event "filechooser"'
_IS_FILE_INPUT = "element => (element.control ?? element).type === 'file'"


@performs("upload")
async def upload(step: Step) -> Produced | None:
    files = [await _payload(step, file) for file in step.action.files]
    async with target(step) as locator:
        if await locator.evaluate(_IS_FILE_INPUT, timeout=step.timeout_ms):
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
