"""Portals: sites with a sign-in, of which a task fetches something. docs/adapters.md shows how to write one."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pydantic import Field

from tasks.task_type import Json, Model, Readings, Shaped, TaskType

SIGNED_IN_MS = 15_000
"""How long a portal may take to show that one is signed in."""
NO_SESSION = ""
"""As the name of a session: the task works without one, and signs in each time."""
_SIGN_IN, _SIGNED_IN = "portalSignIn", "portalSignedIn"


class PortalParameters(Model):
    """What each portal's task takes, beside its own."""

    session: Annotated[
        str | None,
        Field(
            pattern="^([a-z0-9][a-z0-9_.-]{0,63})?$",
            description="Name of the session that is used and saved, so that one signs in once. Empty: none, so that"
            " each job signs in. Default: one for each account at each portal.",
        ),
    ] = None


P = TypeVar("P", bound=PortalParameters)


class Check(NamedTuple):
    """Something that must be so, lest the wrong thing be fetched."""

    name: str
    """Such as `total`."""
    expected: Any
    """What the parameters say. None: they say nothing, and all is right."""
    found: Any
    """What the portal says."""


class CheckFailed(ValueError):
    """The portal has something else than what was asked for."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"check {name} failed: {text}")


class PortalTask(TaskType[P]):
    """A task that signs in to a portal where it has to, and fetches something there.

    A subclass says, beside what each task type says: `url`, where it begins, which must show whether one is signed in;
    `signed_in`, what shows that; `sign_in`, the actions that sign in; `steps`, those that fetch; `read`, what the
    result is made of; `checks`, what must be so; and `account`, whose session it is, where there are several.
    """

    is_repeatable: ClassVar[bool] = False
    """Whether a job that has acted, and be it to sign in, may be started again after a failure: it changes nothing at
    the portal. Else the client decides, as of all jobs.
    """

    @abstractmethod
    def url(self, parameters: P) -> str:
        """Where it begins. The session is for its origin."""

    @abstractmethod
    def signed_in(self, parameters: P) -> Json:
        """What shows that one is signed in, as whom one should be: a condition on an element, such as
        `{"target": "#account", "hasText": "ada@example.com"}`.
        """

    @abstractmethod
    def sign_in(self, parameters: P) -> Sequence[Json]:
        """The actions that sign in, from where the portal has led who is not. They name secrets, and have no values."""

    @abstractmethod
    def steps(self, parameters: P) -> Sequence[Json]:
        """The actions that fetch, once one is signed in. Those whose values `read` reads have names."""

    @abstractmethod
    def read(self, parameters: P, read: Readings) -> Shaped:
        """The result, of what the steps have read. Raises CheckFailed where there is none."""

    def account(self, parameters: P) -> str:  # noqa: ARG002 - it is for those who have several
        """Who signs in. Different accounts have different sessions."""
        return ""

    def checks(self, parameters: P, result: Json) -> Iterator[Check]:  # noqa: ARG002 - it is for those who have some
        """What must be so. By default nothing."""
        yield from ()

    def job(self, parameters: P) -> Json:
        signed_in = self.signed_in(parameters)
        sign_in = {
            "action": "repeat",
            "times": 1,
            "name": _SIGN_IN,
            "when": {**signed_in, "not": True},
            "actions": list(self.sign_in(parameters)),
        }
        proof = {"action": "wait", "name": _SIGNED_IN, "timeoutMs": SIGNED_IN_MS, **signed_in}
        job: dict[str, Any] = {
            "targetUrl": self.url(parameters),
            "waitUntil": "load",
            "actions": [sign_in, proof, *self.steps(parameters)],
        }
        session = self._session(parameters)
        if session != NO_SESSION:
            job["options"] = {"session": session, "saveSession": "onSuccess"}
        if self.is_repeatable:
            job["repeat"] = "always"
        return job

    def shape(self, parameters: P, read: Readings) -> Shaped:
        shaped = self.read(parameters, read)
        for check in self.checks(parameters, shaped.value):
            if check.expected is not None and check.expected != check.found:
                raise CheckFailed(check.name, f"{check.expected} was asked for, and the portal has {check.found}")
        return shaped

    def _session(self, parameters: P) -> str:
        if parameters.session is not None:
            return parameters.session
        portal = urlsplit(self.url(parameters))
        whose = f"{portal.scheme}://{portal.netloc.lower()} {self.account(parameters)}"
        return f"{self.name[:40]}-{sha256(whose.encode()).hexdigest()[:12]}"

    @staticmethod
    def has_signed_in(read: Readings) -> bool:
        """Whether the job had to sign in: the session did not do."""
        return not read.was_skipped(_SIGN_IN)
