"""What a job is answered with when its last attempt has failed, where it has asked for that: each way is tried once, in
the job's order, after failures that it can help with; and each use is in the result, the event and the log.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_options_pb2 import JobOptions

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.fallbacks.counts import FallbackCounter, Kind, Tried
from store.fallbacks.earlier import earlier_result, remember_result
from store.fallbacks.moving import move_to_browser_type
from store.job import FALLBACK_BEGUN, Status
from store.queue.attempts import Outcome
from store.retry import ErrorType
from worker.browsers.browsers import Browsers
from worker.failures import StepFailed
from worker.fallbacks.plain_fetch import NotAnswered, PlainFetch, Source
from worker.running.attempt import Attempt

log = structlog.get_logger()

MAX_MESSAGE_CHARS = 500
_OF_BROWSER = frozenset({ErrorType.BROWSER_CRASHED, ErrorType.RESOURCE_LIMIT, ErrorType.UNSUPPORTED})
"""Failures of the browser, or of what it was asked for."""
_ON_THE_WAY = frozenset({ErrorType.NAVIGATION_FAILED, ErrorType.NETWORK_ERROR})
"""Failures of what the browser and the site say to each other."""
HELPS: Mapping[Kind, frozenset[ErrorType]] = {
    # Sites refuse one browser, and break off its connections, that let another one in.
    Kind.BROWSER_TYPE: _OF_BROWSER | _ON_THE_WAY | {ErrorType.SITE_BLOCKED},
    # With all failures that may pass by themselves. Not where the site has said something new, such as 404.
    Kind.CACHED: _OF_BROWSER | {ErrorType.SITE_BLOCKED, ErrorType.SITE_UNAVAILABLE, ErrorType.RATE_LIMITED},
    # Not where the site has refused us, or asks for patience: that would be one more request against its will.
    Kind.PLAIN_FETCH: _OF_BROWSER | _ON_THE_WAY | {ErrorType.TIMEOUT},
}
"""After which failures each is tried."""


def helps(kind: Kind, error: Mapping[str, Any]) -> bool:
    """Whether a way is tried after a failure, as the job's error has it."""
    details = error["details"]
    if kind is Kind.CACHED and details["canRetry"]:
        return True
    return details["errorType"] in HELPS[kind]


class Fallbacks:
    """Of the jobs of one worker."""

    def __init__(self, database: Database, browsers: Browsers) -> None:
        self._database = database
        self._plain_fetch = PlainFetch(browsers)
        self.counter = FallbackCounter(database)
        """Whoever runs the worker has it write what it has counted."""

    async def instead(self, attempt: Attempt, outcome: Outcome) -> Outcome:
        """What becomes of an attempt with the job's fallbacks."""
        asked = attempt.job.options.get("fallbacks")
        if not asked or outcome.status not in {Status.COMPLETED, Status.FAILED}:
            return outcome
        begun = attempt.job.options.get(FALLBACK_BEGUN)
        if outcome.status is Status.COMPLETED:
            return self._completed(attempt, outcome, begun) if begun else outcome
        if begun:
            self._count(attempt, Kind.BROWSER_TYPE, Tried.FAILED)
        error = outcome.error or {}
        if error["details"].get("acted"):  # an answer from elsewhere would hide what it has done
            return outcome
        for index in range(begun["next"] if begun else 0, len(asked)):
            kind = Kind(asked[index]["kind"])
            if not helps(kind, error):
                _tell(attempt, kind, f"is not for {error['details']['errorType']}")
                continue
            answer = await self._tried(attempt, outcome, index, kind)
            if answer is not None:
                return answer
        return outcome

    async def remember(self, attempt: Attempt, outcome: Outcome) -> None:
        """Has a result that was recorded answer for later jobs, where they may ask for it."""
        kinds = {one["kind"] for one in attempt.job.options.get("fallbacks", ())}
        answered = (outcome.result or {}).get("fallback", {}).get("kind")
        if outcome.status is Status.COMPLETED and Kind.CACHED in kinds and answered in {None, Kind.BROWSER_TYPE}:
            try:
                await remember_result(self._database, attempt.job)
            except DatabaseUnavailable:
                log.debug("fallback.not_remembered")

    def _completed(self, attempt: Attempt, outcome: Outcome, begun: Mapping[str, Any]) -> Outcome:
        """An attempt in another browser type that has come to its end."""
        self._count(attempt, Kind.BROWSER_TYPE, Tried.ANSWERED)
        failure = {"errorType": begun["errorType"], "message": begun["message"]}
        mark = {"kind": Kind.BROWSER_TYPE.value, **failure, "browserTypeId": attempt.job.browser_type_id}
        return _marked(outcome, mark, outcome.result or {})

    async def _tried(self, attempt: Attempt, outcome: Outcome, index: int, kind: Kind) -> Outcome | None:
        """What one fallback makes of the attempt. None: nothing."""
        asked, error = attempt.job.options["fallbacks"][index], outcome.error or {}
        mark = {
            "kind": kind.value,
            "errorType": error["details"]["errorType"],
            "message": str(error["message"])[:MAX_MESSAGE_CHARS],
        }
        try:
            match kind:
                case Kind.BROWSER_TYPE:
                    return await self._in_another_browser(attempt, outcome, index, mark)
                case Kind.CACHED:
                    return await self._earlier(attempt, outcome, int(asked["maxAgeMs"]) / 1000, mark)
                case Kind.PLAIN_FETCH:
                    return await self._fetched(attempt, outcome, mark)
        except DatabaseUnavailable:
            self._count(attempt, kind, Tried.FAILED)
            _tell(attempt, kind, "could not be tried: the database cannot be reached")
            return None

    async def _in_another_browser(
        self, attempt: Attempt, outcome: Outcome, index: int, mark: Mapping[str, Any]
    ) -> Outcome | None:
        job = attempt.job
        browser_type_id = job.options["fallbacks"][index]["browserTypeId"]
        begun = {
            "next": index + 1,
            "from": job.options.get(FALLBACK_BEGUN, {}).get("from", job.browser_type_id),
            "errorType": mark["errorType"],
            "message": mark["message"],
        }
        if not await move_to_browser_type(self._database, job.lease, browser_type_id, begun):
            self._count(attempt, Kind.BROWSER_TYPE, Tried.EMPTY)
            _tell(attempt, Kind.BROWSER_TYPE, f"found no worker that takes jobs of browser type {browser_type_id}")
            return None
        _tell(attempt, Kind.BROWSER_TYPE, f"makes one more attempt in browser type {browser_type_id}")
        told = {**mark, "browserTypeId": browser_type_id}
        return replace(
            outcome, status=Status.PENDING, retries=0, delay_s=0, data={**outcome.data, "fallback": _brief(told)}
        )

    async def _earlier(
        self, attempt: Attempt, outcome: Outcome, max_age_s: float, mark: Mapping[str, Any]
    ) -> Outcome | None:
        found = await earlier_result(self._database, attempt.job, max_age_s=max_age_s)
        if found is None:
            self._count(attempt, Kind.CACHED, Tried.EMPTY)
            _tell(attempt, Kind.CACHED, "found no earlier result that is new enough")
            return None
        self._count(attempt, Kind.CACHED, Tried.ANSWERED)
        at = found.completed_at.isoformat()
        _tell(attempt, Kind.CACHED, f"answers with the result of job {found.job_id} of {at}")
        told = {**mark, "cachedJobId": str(found.job_id), "cachedAt": at}
        own = {name: value for name, value in (outcome.result or {}).items() if name in {"duration", "session"}}
        found_result = {name: value for name, value in found.result.items() if name != "session"}
        return _marked(outcome, told, {**found_result, "duration": 0, **own})

    async def _fetched(self, attempt: Attempt, outcome: Outcome, mark: Mapping[str, Any]) -> Outcome | None:
        options = ParseDict(dict(attempt.job.options), JobOptions(), ignore_unknown_fields=True)
        try:
            source = await self._plain_fetch.read(attempt.job, options)
        except NotAnswered as why:
            self._count(attempt, Kind.PLAIN_FETCH, Tried.EMPTY if why.is_empty else Tried.FAILED)
            _tell(attempt, Kind.PLAIN_FETCH, f"has no answer: {why}")
            return None
        result = _result(attempt, outcome, source)
        if attempt.job.task is not None:
            try:
                result["task"] = await attempt.shaped(attempt.job.task, lambda: result)
            except StepFailed as why:
                self._count(attempt, Kind.PLAIN_FETCH, Tried.FAILED)
                _tell(attempt, Kind.PLAIN_FETCH, f"has no answer: {why}")
                return None
        self._count(attempt, Kind.PLAIN_FETCH, Tried.ANSWERED)
        _tell(attempt, Kind.PLAIN_FETCH, "answers with what is in the source of the page, without a browser")
        return _marked(outcome, mark, result)

    def _count(self, attempt: Attempt, kind: Kind, tried: Tried) -> None:
        self.counter.note(attempt.job.client_id, kind, tried)


def _result(attempt: Attempt, outcome: Outcome, source: Source) -> dict[str, Any]:
    """The result of a job whose page was read without a browser."""
    actions = [
        {
            "index": index,
            "action": action["action"],
            **({"name": action["name"]} if action.get("name") else {}),
            "value": value,
            "durationMs": 0,
        }
        for index, (action, value) in enumerate(zip(attempt.job.actions, source.values, strict=True))
    ]
    return {
        "duration": (outcome.result or {}).get("duration", 0),
        "finalUrl": source.url,
        "title": source.title,
        "httpStatus": source.status,
        "contentType": source.content_type,
        "actions": actions,
    }


def _marked(outcome: Outcome, mark: Mapping[str, Any], result: Mapping[str, Any]) -> Outcome:
    """A job that a fallback has completed: its result and its event say so."""
    return replace(
        outcome,
        status=Status.COMPLETED,
        error=None,
        result={**result, "fallback": dict(mark)},
        data={**outcome.data, "fallback": _brief(mark)},
        retries=0,
        delay_s=0,
    )


def _brief(mark: Mapping[str, Any]) -> dict[str, Any]:
    """What events have of it: the message is in the result."""
    return {name: value for name, value in mark.items() if name != "message"}


def _tell(attempt: Attempt, kind: Kind, what: str) -> None:
    attempt.steps.note([attempt.concealment.text(f"fallback {kind.value} {what}")])
