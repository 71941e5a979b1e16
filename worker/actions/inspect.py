"""inspect: lists what can be done on the page."""

from worker.actions import performs
from worker.page.exploring.inspection import Inspection
from worker.step import Produced, Step

DEFAULT_MAX_BYTES = 64 * 1024


@performs("inspect")
async def inspect(step: Step) -> Produced:
    most = step.action.max_bytes if step.action.HasField("max_bytes") else DEFAULT_MAX_BYTES
    return Produced.of(await Inspection(step).told(min(most, step.max_file_bytes)))
