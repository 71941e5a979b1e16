"""A job's session beside its steps: saved as an action asks, and at the end of an attempt."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from store.job import Json, Status
from store.queue.attempts import Outcome
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.running.concealment import Concealment
from worker.sessions.session import NotSaved, Session
from worker.tabs import Tabs


def saver(session: Session, tabs: Tabs) -> Callable[[Sequence[str]], Awaitable[Json]]:
    """What saves a session as an action asks for it. That somebody else was faster fails no action: it is told."""

    async def save(origins: Sequence[str]) -> Json:
        try:
            return await session.save(tabs, origins)
        except NotSaved as failure:
            if not failure.is_late:
                raise StepFailed(ErrorType.ACTION_FAILED, _not_saved(session, failure)) from failure
            return {"name": session.name, "saved": False, "reason": str(failure)}

    return save


def is_due(session: Session, outcome: Outcome) -> bool:
    """Whether an attempt that has ended so shall save its session."""
    return session.is_saved_always or (session.is_saved_at_the_end and outcome.status is Status.COMPLETED)


async def keep(session: Session, tabs: Tabs) -> str:
    """Saves a session at the end of an attempt. Returns what is to be told of it in the job's log; raises LeaseLost."""
    try:
        await session.save(tabs, is_over=True)
    except NotSaved as failure:
        return _not_saved(session, failure)
    return f"the session {session.name} is saved"


def with_session(outcome: Outcome, session: Session, concealment: Concealment) -> Outcome:
    """An outcome with what is told of the session, and without what has turned out to be of it."""
    result: dict[str, Any] = {**(outcome.result or {})}
    result["actions"] = concealment.secrets.value(result.get("actions", []))
    return replace(outcome, result={**result, "session": concealment.facts(session.told)})


def _not_saved(session: Session, failure: NotSaved) -> str:
    return f"the session {session.name} is not saved: {failure}"
