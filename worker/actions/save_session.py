"""saveSession: saves the job's session as it is now."""

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.step import Produced, Step


@performs("saveSession")
async def save_session(step: Step) -> Produced | None:
    if step.save_session is None:
        raise StepFailed(ErrorType.VALIDATION_ERROR, "the job names no session: options.session says which one to save")
    return Produced.of(await step.save_session(step.action.origins))
