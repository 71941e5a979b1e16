"""The profile that a job names, for one attempt: read when that begins, and hidden where it is masked from the moment
that a field of it is used.
"""

from collections.abc import Iterator
from typing import Any, Protocol
from uuid import UUID

from store import references
from store.errors import DatabaseUnavailable, ProfileNotFound, SecretUnreadable
from store.failures import PROFILES_AWAY
from store.job import COMPANY, ClaimedJob, Json
from store.profiles.outline import MASKED, Outline, at
from store.profiles.reading import Unsealed
from store.references import Place
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.secrets import Secrets


class Reader(Protocol):
    """As store.profiles.reading.ProfileReader, which says what it raises."""

    async def read(self, client_id: str | None, name: str) -> Unsealed: ...

    async def read_company(self, client_id: str | None, job_id: UUID, options: Json) -> Unsealed: ...


class Profile:
    """That of one attempt."""

    def __init__(self, reader: Reader, job: ClaimedJob, secrets: Secrets) -> None:
        self._reader = reader
        self._job = job
        self._secrets = secrets
        self._read: Unsealed | None = None
        self.name: str | None = job.options.get("profile")
        """None: the job names none."""
        self.is_used = self.name is not None and any(True for _ in references.of_profile(job.actions))
        """Whether an action refers to it. Else nothing is read."""

    async def read(self) -> None:
        """Reads it, as it is now: all actions of the attempt get the same. Raises StepFailed."""
        if self.name is None or not self.is_used:
            return
        try:
            self._read = await self._found(self.name)
        except (ProfileNotFound, SecretUnreadable) as error:
            raise unavailable(str(error)) from error
        except DatabaseUnavailable as error:
            raise StepFailed(
                PROFILES_AWAY, f"the profile {self.name} cannot be read: the database does not answer"
            ) from error

    async def _found(self, name: str) -> Unsealed:
        job = self._job
        if COMPANY in job.options:
            return await self._reader.read_company(job.client_id, job.lease.job_id, job.options)
        return await self._reader.read(job.client_id, name)

    def value(self, place: Place) -> Any:
        """What stands at a place in it. What is masked there is hidden from now on. Raises StepFailed."""
        if self._read is None:
            raise StepFailed(ErrorType.INTERNAL, "the profile of the job was not read")
        try:
            value, outline = at(self._read.document, place.steps), at(self._read.outline, place.steps)
        except LookupError as error:
            raise unavailable(f"${{{place}}}: the profile {self.name} does not have it: {error.args[0]}") from error
        if value is None:
            raise unavailable(f"${{{place}}}: the profile {self.name} has null there")
        for text in _masked(value, outline):
            self._secrets.uncover(text, f"what {place} of the profile {self.name} has", unavailable)
        return value


def _masked(value: Any, outline: Outline) -> Iterator[str]:
    """The texts and numbers in a value that are masked, as fields are filled in with them."""
    match value, outline:
        case dict(), dict():
            for name, one in value.items():
                yield from _masked(one, outline.get(name))
        case list(), list():
            for one, kind in zip(value, outline, strict=False):
                yield from _masked(one, kind)
        case str(text), kind if kind == MASKED:
            yield text
        case int() | float(), kind if kind == MASKED:
            yield references.number_text(value)


def unavailable(text: str) -> StepFailed:
    return StepFailed(ErrorType.PROFILE_UNAVAILABLE, text)


class NoProfiles:
    """Reads nothing: for tests without profiles."""

    async def read(self, client_id: str | None, name: str) -> Unsealed:  # noqa: ARG002 - it is what asks
        raise ProfileNotFound(name)

    async def read_company(self, client_id: str | None, job_id: UUID, options: Json) -> Unsealed:  # noqa: ARG002
        raise ProfileNotFound(options["profile"])
