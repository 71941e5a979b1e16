"""The secrets that one attempt at a job uses: read at the moment of use, for the origins that they are for, and hidden
from then on.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from store import secret_references
from store.errors import DatabaseUnavailable, SecretNotFound, SecretUnreadable
from store.failures import SECRETS_AWAY
from store.job import Json
from store.retry import ErrorType
from store.secret_references import Reference
from store.secrets.reading import Revealed
from store.sensitive_values import MIN_CHARS
from worker.failures import StepFailed

MAX_TOLD = 300
_HEAD_CHARS = 32
"""A text is found by as many characters at its beginning; those behind them go with it, however many there are."""
HEADER = re.compile(r"[\t\x20-\x7e]*")
"""What the value of a header may have."""
COOKIE = re.compile(r"[^\x00-\x1f\x7f;]*")
"""What the value of a cookie may have."""


@dataclass(frozen=True, slots=True)
class Use:
    """A secret that is about to be used."""

    client_id: str | None
    name: str
    job_id: UUID
    origin: str


NoteUse = Callable[[Use], Awaitable[None]]
"""Is told of each use before it happens: what it raises prevents it."""


class Reader(Protocol):
    """As store.secrets.reading.SecretReader, which says what it raises."""

    async def read(self, client_id: str | None, name: str) -> Revealed: ...


@dataclass(frozen=True, slots=True)
class Bound:
    """A text with secrets in it, and where it may be used."""

    text: str = field(repr=False)
    secrets: Sequence[Revealed] = field(repr=False)

    def allows(self, origin: str) -> bool:
        """Whether all its secrets may be used on an origin, or that of a URL."""
        return all(one.allows(origin) for one in self.secrets)

    def is_for(self, scheme: str, host: str, *, subdomains: bool) -> bool:
        """Whether all its secrets may be used on a host, and on all its subdomains, whatever the port."""
        return all(_is_for(one.origins, scheme, host.lower(), subdomains=subdomains) for one in self.secrets)

    def refusal(self, where: str) -> StepFailed:
        """The failure of a use that is not allowed."""
        names = " and ".join(one.name for one in self.secrets)
        origins = sorted({origin for one in self.secrets for origin in one.origins})
        return unavailable(
            f"the secret {names} may not be used {where[:MAX_TOLD].rstrip(':')}: it is for {', '.join(origins)}"
        )

    def check_form(self, form: re.Pattern[str], what: str) -> None:
        """Raises StepFailed when the text cannot be what it is for."""
        if form.fullmatch(self.text) is None:
            names = " or ".join(one.name for one in self.secrets)
            raise unavailable(f"the secret {names} has characters that {what} cannot have")


class Secrets:
    """Those of one attempt."""

    def __init__(
        self, reader: Reader, client_id: str | None, job_id: UUID, note: NoteUse, *, is_recorded: bool = False
    ) -> None:
        """`is_recorded`: whether the job has recordings, of which only what can be found can be taken out."""
        self._reader = reader
        self._client_id = client_id
        self._job_id = job_id
        self._note = note
        self._is_recorded = is_recorded
        self._references: list[Reference] = []
        self._mark = f"tabwright-secret-{uuid4().hex}-"
        self._marks = re.compile(rf"{self._mark}(\d+)-")
        self.hide: Callable[[str], None] = lambda _: None
        """Is told of each value, before it is used."""
        self.shows: Callable[[str], bool] = lambda _: False
        """Says whether a text shows one of the values that have been used."""
        self.is_used = False
        """Whether one has been."""

    @property
    def cover(self) -> Callable[[str], bool] | None:
        """What pictures must not show. None: anything may be seen, since no secret has been used."""
        return self.shows if self.is_used else None

    def uncover(self, value: str, what: str, refusal: Callable[[str], StepFailed] | None = None) -> None:
        """Hides a value, which is about to be used. Raises StepFailed, as `refusal` makes it, where it could not be
        hidden.
        """
        if self._is_recorded and 0 < len(value.strip()) < MIN_CHARS:
            text = f"{what} has fewer than {MIN_CHARS} characters, which cannot be taken out of recordings"
            raise (refusal or unavailable)(f"{text}: leave out options.record")
        self.is_used = True
        self.hide(value)

    def set_aside(self, action: Json) -> Json:
        """An action as a client has given it, with marks in place of what its texts refer to: nobody can write them
        who has not been told, least of all the pages whose words `${name}` puts beside them.
        """
        return secret_references.mapped(action, self._marked)

    def hide_beginnings(self, value: str) -> None:
        """Hides also the longer half of what a text begins with."""
        for length in range(max(MIN_CHARS, min(len(value) // 2, _HEAD_CHARS // 2)), min(len(value), _HEAD_CHARS)):
            self.hide(value[:length])

    def hide_cut(self, value: str, length: object) -> None:
        """Hides also what a field keeps of a value that takes no more than so many UTF-16 units."""
        if isinstance(length, int) and length > 0:
            kept = value.encode("utf-16-le", "surrogatepass")[: 2 * length].decode("utf-16-le", "ignore")
            if MIN_CHARS <= len(kept.strip()) < len(value.strip()):
                self.hide(kept)

    async def entered(self, reference: Reference, origin: str) -> str:
        """What a field of an origin is to be filled with. Raises StepFailed."""
        value, revealed = await self._value(reference)
        await self._use([revealed], origin)
        return value

    async def bound(self, text: str) -> Bound:
        """The text of an action whose references are set aside. Raises StepFailed."""
        found = [self._references[int(number)] for number in self._marks.findall(text)]
        if not found:
            return Bound(text, ())
        read = [await self._value(one) for one in found]
        values = iter(value for value, _ in read)
        return Bound(self._marks.sub(lambda _: next(values), text), [revealed for _, revealed in read])

    async def bound_option(self, text: str) -> Bound:
        """The text of an option, in which the references stand. Raises StepFailed."""
        return await self.bound(self._marked(text))

    async def use(self, bound: Bound, origin: str) -> str:
        """A text, for an origin. Raises StepFailed."""
        await self._use(bound.secrets, origin)
        return bound.text

    async def note(self, bound: Bound, origin: str) -> None:
        """Notes a use of what may be used there. Raises StepFailed."""
        for one in bound.secrets:
            try:
                await self._note(Use(self._client_id, one.name, self._job_id, origin))
            except DatabaseUnavailable as error:
                raise _unreachable(one.name) from error

    def _marked(self, text: str) -> str:
        return secret_references.replaced(text, self._mark_of)

    def _mark_of(self, reference: Reference) -> str:
        if reference not in self._references:
            self._references.append(reference)
        return f"{self._mark}{self._references.index(reference)}-"

    async def _value(self, reference: Reference) -> tuple[str, Revealed]:
        """Reads a secret, and hides its value. Raises StepFailed."""
        name = reference.name
        try:
            revealed = await self._reader.read(self._client_id, name)
            if revealed.kind != reference.kind:
                raise unavailable(f"the secret {name} is of the kind {revealed.kind}, and used as {reference.kind}")
            value = revealed.code(datetime.now(UTC)) if reference.kind == "totp" else revealed.value
        except (SecretNotFound, SecretUnreadable) as error:
            raise unavailable(str(error)) from error
        except DatabaseUnavailable as error:
            raise _unreachable(name) from error
        self.uncover(value, f"the secret {name}")
        if reference.kind == "totp" and len(number := value.lstrip("0")) >= MIN_CHARS:
            self.hide(number)  # as a page has it that makes a number of it
        return value, revealed

    async def _use(self, secrets: Sequence[Revealed], origin: str) -> None:
        for one in secrets:
            if not one.allows(origin):
                raise Bound("", [one]).refusal(f"on {origin}")
        await self.note(Bound("", secrets), origin)


def _is_for(origins: Sequence[str], scheme: str, host: str, *, subdomains: bool) -> bool:
    hosts = {urlsplit(origin).netloc.rsplit(":", 1)[0] for origin in origins if origin.startswith(f"{scheme}://")}
    parents = [host.split(".", count)[-1] for count in range(1, host.count(".") + 1)]
    has_parent = any(f"*.{parent}" in hosts for parent in parents)
    return (host in hosts or has_parent) and (not subdomains or has_parent or f"*.{host}" in hosts)


def unavailable(text: str) -> StepFailed:
    return StepFailed(ErrorType.SECRET_UNAVAILABLE, text)


def origin_of(url: str) -> str:
    """The origin of a URL, as messages tell it and secrets are asked for it; that of a document that comes from nowhere
    is its scheme, which no secret is for.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme or 'null'}:"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _unreachable(name: str) -> StepFailed:
    return StepFailed(SECRETS_AWAY, f"the secret {name} cannot be read: the database does not answer")


class NoSecrets:
    """Reads nothing: for installations without keys, and tests without secrets."""

    async def read(self, client_id: str | None, name: str) -> Revealed:  # noqa: ARG002 - it is what asks
        raise SecretNotFound(name)


async def nobody(use: Use) -> None:
    """Notes nothing."""
