"""What can go wrong, in the domain's words. server/calls/faults.py says what a client hears of it."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID


class StoreError(Exception):
    """Base of all errors of the store. `facts` are the values in the message, for programs."""

    def __init__(self, message: str, **facts: str) -> None:
        super().__init__(message)
        self.facts = facts


class NotFound(StoreError):
    """There is no such thing, or it is another client's."""


class TooMany(StoreError):
    """One more would be too many."""

    what: ClassVar[str]
    """Of what."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"there are {limit} {self.what}, which is the maximum: delete one first", limit=str(limit))


class JobNotFound(NotFound):
    def __init__(self, job_id: UUID) -> None:
        super().__init__(f"there is no job {job_id}", job_id=str(job_id))


class ArtifactNotFound(NotFound):
    def __init__(self, job_id: UUID, artifact: str) -> None:
        super().__init__(f"job {job_id} has no artifact {artifact}", job_id=str(job_id), artifact=artifact)


class BrowserTypeNotFound(NotFound):
    def __init__(self, browser_type_id: int) -> None:
        super().__init__(
            f"there is no browser type {browser_type_id}; ListBrowsers (GET /api/v1/browsers) lists them",
            browser_type_id=str(browser_type_id),
        )


class ApiKeyNotFound(NotFound):
    def __init__(self, key_id: UUID) -> None:
        super().__init__(f"there is no API key {key_id}", key_id=str(key_id))


class OidcUnavailable(StoreError):
    """The OIDC provider does not answer, or not as such a provider does. The message is for the log."""


class RequestIdTaken(StoreError):
    """The client has used the request_id before, and there is no job to answer with."""

    def __init__(self, request_id: str, job_id: UUID, *, is_removed: bool) -> None:
        before = "which has been removed" if is_removed else "which is another one"
        super().__init__(
            f"requestId {request_id} has made job {job_id} before, {before}: a new job needs a new requestId",
            request_id=request_id,
            job_id=str(job_id),
        )


class BrowserTypeInactive(StoreError):
    def __init__(self, browser_type_id: int) -> None:
        super().__init__(
            f"browser type {browser_type_id} is inactive and takes no jobs",
            browser_type_id=str(browser_type_id),
        )


class BrowserTypeNameTaken(StoreError):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is another browser type named {name}", name=name)


class BrowserTypeInUse(StoreError):
    """Jobs refer to it."""

    def __init__(self, browser_type_id: int) -> None:
        super().__init__(
            f"jobs refer to browser type {browser_type_id}, so it cannot be removed: set isActive to false, "
            "then new jobs cannot use it",
            browser_type_id=str(browser_type_id),
        )


class IllegalStatus(StoreError):
    """The job's status does not allow the move."""

    def __init__(self, job_id: UUID, status: str, wish: str) -> None:
        super().__init__(f"job {job_id} is {status} and cannot be {wish}", job_id=str(job_id), status=status)


class JobNotRunning(StoreError):
    """Only a job that a worker holds can stand still."""

    def __init__(self, job_id: UUID, status: str) -> None:
        super().__init__(
            f"job {job_id} is {status}: only a job that runs can be paused", job_id=str(job_id), status=status
        )


class JobNotStandingStill(StoreError):
    """Nothing can be resumed; or nothing can have failed, since the job is only paused."""

    def __init__(self, job_id: UUID, status: str) -> None:
        told = (
            f"job {job_id} is paused and waits for nobody, so that nothing has failed: resume it with the outcome "
            "done, or cancel it"
            if status == "paused"
            else f"job {job_id} is {status} and does not stand still: there is nothing to resume"
        )
        super().__init__(told, job_id=str(job_id), status=status)


class UrlPolicyNotFound(NotFound):
    def __init__(self, policy_id: UUID) -> None:
        super().__init__(f"there is no URL policy {policy_id}", policy_id=str(policy_id))


class UrlPolicyLimit(StoreError):
    """One more policy would be too many."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"there are {limit} URL policies, which is the maximum: a pattern with * can replace many",
            limit=str(limit),
        )


class ScheduleNotFound(NotFound):
    def __init__(self, schedule_id: UUID) -> None:
        super().__init__(f"there is no schedule {schedule_id}", schedule_id=str(schedule_id))


class ScheduleNameTaken(StoreError):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is another schedule named {name}", name=name)


class ScheduleLimit(TooMany):
    what = "schedules"


class SecretNotFound(NotFound):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is no secret {name}", name=name)


class SecretNameTaken(StoreError):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is a secret {name} already: replace it, or choose another name", name=name)


class SecretLimit(TooMany):
    what = "secrets"


class SecretsKeysMissing(StoreError):
    """There is nothing to seal with."""

    def __init__(self) -> None:
        super().__init__(
            "this installation cannot keep secrets: its operator must set SECRETS_KEYS, for servers and workers",
            setting="SECRETS_KEYS",
        )


class SecretUnreadable(StoreError):
    """Something is sealed that cannot be opened, or its value is not where it should be."""

    def __init__(self, what: str, name: str, why: str) -> None:
        super().__init__(f"the {what} {name} cannot be read: {why}", name=name)


class SessionNotFound(NotFound):
    """There is none, or it has expired. `field`: what names it, of a request that does."""

    def __init__(self, name: str, field: str = "") -> None:
        where = {"field": field} if field else {}
        super().__init__(f"{f'{field}: ' if field else ''}there is no session {name}", name=name, **where)


class SessionLimit(TooMany):
    what = "sessions"


class SessionTooLarge(StoreError):
    """What is to be saved is more than a session may have."""

    def __init__(self, name: str, size: str, limit: str) -> None:
        super().__init__(
            f"the session {name} would have {size}, and may have {limit}: save fewer origins", name=name, limit=limit
        )


class SessionChanged(StoreError):
    """A job's save came too late: what it has read is not what is there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the session {name} was saved by another, or deleted, since this job has read it: what is there stays",
            name=name,
        )


class ProfileNotFound(NotFound):
    """`field` is what names it in a request that is about something else."""

    def __init__(self, name: str, field: str = "") -> None:
        told = f"{field}: there is no profile {name}: create it first" if field else f"there is no profile {name}"
        super().__init__(told, name=name, **({"field": field} if field else {}))


class ProfileLimit(TooMany):
    what = "profiles"


class ProfileChanged(StoreError):
    """It has not the version that a change was meant for."""

    def __init__(self, name: str, version: int) -> None:
        now = f"has version {version}" if version else "is not there"
        super().__init__(
            f"the profile {name} {now}, which is not what was expected: read it again, and change what is there",
            name=name,
            version=str(version),
        )


class CircuitNotFound(NotFound):
    def __init__(self, name: str, near: Sequence[str]) -> None:
        meant = f"did you mean {' or '.join(near)}?" if near else "there is one once something has failed there"
        facts = {"near": " ".join(near)} if near else {}
        super().__init__(f"there is no circuit {name}: {meant}", name=name, **facts)


class CircuitShared(StoreError):
    """It is for all clients, so none of them changes it."""

    def __init__(self, name: str, own: str | None) -> None:
        instead = f"; your own is {own}" if own else ""
        super().__init__(
            f"the circuit {name} is for all clients, and only administrators change it{instead}", name=name
        )


class CircuitLimit(StoreError):
    """One more circuit that a client has opened by hand would be too many."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} circuits are open by hand, which is the maximum: reset some first", limit=str(limit))


class ExplorationNotFound(NotFound):
    def __init__(self, job_id: UUID) -> None:
        super().__init__(
            f"the job {job_id} is no exploration: take the jobId that Explore has answered", id=str(job_id)
        )


class TaskTypeNotFound(NotFound):
    def __init__(self, name: str, near: Sequence[str], *, is_of_installation: bool = False) -> None:
        """`is_of_installation`: there is one, which no client can change."""
        meant = f"did you mean {' or '.join(near)}?" if near else "ListTaskTypes (GET /api/v1/task-types) lists them"
        facts = {"near": " ".join(near)} if near else {}
        if is_of_installation:
            told = f"the task type {name} is the installation's, and there is none of your own with this name"
        else:
            told = f"there is no task type {name}: {meant}"
        super().__init__(told, name=name, **facts)


class TaskVersionNotFound(NotFound):
    def __init__(self, name: str, version: int, newest: int) -> None:
        super().__init__(
            f"the task type {name} has no version {version}: its newest is {newest}",
            name=name,
            version=str(version),
            newest=str(newest),
        )


class TaskRestricted(StoreError):
    """A task that the operator has not enabled."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why, name=name, setting="RESTRICTED_TASKS_ENABLED", why=why)


class TaskTypeChanged(StoreError):
    """Somebody else has put a version of the task type since."""

    def __init__(self, name: str, expected: int | None, version: int) -> None:
        now = f"its newest version is {version}" if version else "there is none"
        wanted = (
            f", and {expected} was expected" if expected is not None else ", and others are putting it all the time"
        )
        super().__init__(
            f"the task type {name} has changed: {now}{wanted}: get it, and put what it shall be",
            name=name,
            version=str(version),
        )


class TaskTypeLimit(TooMany):
    what = "task types"


class UrlBlocked(StoreError):
    """A job would open a URL that its client's rules refuse."""

    def __init__(self, field: str, rule: str, reason: str, policy_id: UUID | None) -> None:
        own = {} if policy_id is None else {"policy_id": str(policy_id)}
        super().__init__(f"{field}: the URL {reason}", field=field, rule=rule, **own)


class LeaseLost(StoreError):
    """Someone else has the job, or it has ended: stop, discard, write nothing more about it."""

    def __init__(self, job_id: UUID, lease_no: int) -> None:
        super().__init__(f"lease {lease_no} on job {job_id} is lost", job_id=str(job_id), lease_no=str(lease_no))


class DatabaseUnavailable(StoreError):
    """The database did not answer, or the connection broke. Whether a write took place is unknown."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(f"the database is unavailable: {str(cause).strip() or type(cause).__name__}")


class SchemaOutdated(StoreError):
    """The database does not have the schema that this release needs; the message says what to do."""


class RolesMissing(StoreError):
    """We may not take the roles that statements run as; the message says what to do."""


class MigrationFailed(StoreError):
    """The database cannot be brought to the schema of this release; the message says why."""


class LimitReached(StoreError):
    """A limit of the client's stands in the way; after `retry_after_s` it may not."""

    def __init__(self, message: str, *, retry_after_s: int, **facts: str) -> None:
        super().__init__(message, **facts)
        self.retry_after_s = retry_after_s


class TooManyPaused(LimitReached):
    """As many jobs of its worker stand still as may."""

    def __init__(self, job_id: UUID, limit: int) -> None:
        super().__init__(
            f"{limit} jobs of the worker of job {job_id} stand still, or are about to, which is the maximum, half of "
            "its slots: resume or cancel one first",
            retry_after_s=10,
            limit=str(limit),
        )


class ServiceLevelRefused(StoreError):
    """The service works at a level at which it does not take this on; after `retry_after_s` it may."""

    def __init__(self, level: str, refused: str, why: str, *, retry_after_s: int) -> None:
        super().__init__(f"the service level is {level}: {why} for the moment", level=level, refused=refused)
        self.retry_after_s = retry_after_s


class CursorExpired(StoreError):
    """What came after the cursor cannot be told completely any more."""

    def __init__(self) -> None:
        super().__init__(
            "the cursor is from before the oldest events that are kept, or from another database: "
            "list the jobs, and watch from now on"
        )


class StorageUnavailable(StoreError):
    """The artifact storage did not take or give a file."""

    def __init__(self, path: str, cause: BaseException) -> None:
        reason = str(cause).partition("\n")[0]  # the storage's library prints its own structures below
        super().__init__(f"the artifact storage failed for {path}: {reason or 'it took too long'}", path=path)
