"""What was recorded of an attempt: kept when it has ended."""

import structlog

from store.job import Status
from store.queue.attempts import Outcome
from store.retry import ErrorType
from worker.browsers.recording import Recording
from worker.failures import StepFailed
from worker.running.attempt import Attempt
from worker.running.outcomes import RECORD

log = structlog.get_logger()


async def keep(attempt: Attempt, recording: Recording, outcome: Outcome) -> Outcome:
    """Stores what was recorded, however the attempt has ended, most of all when it has failed. Returns what becomes of
    it: one that has done all its actions fails when a recording cannot be kept. Nothing is kept that may show what the
    job was not to see.
    """
    refused = attempt.watch.let_in if attempt.watch is not None else None
    if refused is not None:
        return attempt.ends.failed(refused) if outcome.status is Status.COMPLETED else outcome
    for recorded in recording.files():
        try:
            attempt.kept.check_size(recorded.path.stat().st_size)
            await attempt.concealment.rewrite(recorded.path)
            artifact = await attempt.kept.keep(recorded.file())
        except StepFailed as failure:
            log.warning("job.recording_lost", name=recorded.path.name, error=attempt.concealment.text(str(failure)))
            outcome = _lost(attempt, outcome, failure)
        else:
            await attempt.record_kept(artifact)
    for name in recording.missing():
        log.warning("job.recording_lost", name=name, error="it was not written")
        late = StepFailed(ErrorType.TIMEOUT, f"{name} was not written in time: record less")
        outcome = _lost(attempt, outcome, late)
    return outcome


def _lost(attempt: Attempt, outcome: Outcome, failure: StepFailed) -> Outcome:
    if outcome.status is not Status.COMPLETED:
        return outcome
    attempt.clock.step = {"action": RECORD}
    return attempt.ends.failed(failure)
