"""github: a repository, a user, releases or issues, by GitHub's API, and by its pages where that refuses."""

import json
import re
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from tasks import github_api, github_page
from tasks.github_result import Answer, What
from tasks.site_pages import url_of
from tasks.task_type import Json, Model, Readings, Shaped, TaskType

API, PAGES = "https://api.github.com", "https://github.com"

_OWNER = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})"
_REPOSITORY = re.compile(rf"{_OWNER}/(?!\.{{1,2}}$)[A-Za-z0-9._-]{{1,100}}")
_ANSWERED = r'text=/^\s*(?:\[|\{\s*"(?!message"|documentation_url"|errors"|status"))/'
"""JSON, and none of a refusal, which begins with the message."""
_MAX_PER_PAGE = 100


class Wanted(Model):
    """What is wanted, and of whom: exactly one of `repository` and `user`."""

    repository: str | None = Field(
        default=None, max_length=140, description="The repository's owner and name, such as `torvalds/linux`."
    )
    user: str | None = Field(
        default=None,
        pattern=f"^{_OWNER}$",
        description="A user or an organization, by the name in the URL of the page.",
    )
    what: What | None = Field(
        default=None,
        description="What is wanted: `repository`, `releases` or `issues` of a repository, or `user`. Default: the "
        "repository or the user itself.",
    )
    limit: int = Field(default=30, ge=1, le=100, description="How many releases or issues at most, the newest first.")
    state: Literal["open", "closed", "all"] = Field(default="open", description="Which issues.")
    token: str | None = Field(
        default=None,
        pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$",
        description="The name of a secret with a token for the API, for https://api.github.com: never the token "
        "itself. Without one, GitHub answers 60 times an hour. Needs Chromium.",
    )
    if_refused: Literal["page", "wait"] | None = Field(
        default=None,
        description="What to do where the API refuses: `page` reads the public page, `wait` waits as long as GitHub "
        "asks for, and fails where it refuses for good. Default: `page`, and `wait` with a token.",
    )

    @field_validator("repository")
    @classmethod
    def _is_a_repository(cls, repository: str | None) -> str | None:
        if repository is not None and not _REPOSITORY.fullmatch(repository):
            raise ValueError("must be its owner and its name with a slash between them, such as torvalds/linux")
        return repository

    @model_validator(mode="after")
    def _belongs_together(self) -> "Wanted":
        if (self.repository is None) == (self.user is None):
            raise ValueError("exactly one of repository and user must be given")
        if self.what is not None and (self.what == "user") != (self.user is not None):
            raise ValueError(f"what: {self.what} needs {'user' if self.what == 'user' else 'repository'}")
        if self.token is not None and self.if_refused == "page":
            raise ValueError(
                "ifRefused: page is for jobs without a token: pages are read as those who have not signed in"
            )
        return self

    @property
    def wanted(self) -> What:
        return self.what or ("user" if self.user is not None else "repository")

    @property
    def reads_page(self) -> bool:
        """Whether the page is read where the API refuses."""
        return self.if_refused == "page" or (self.if_refused is None and self.token is None)


class GitHub(TaskType[Wanted]):
    """Reads a repository, a user, releases or issues at GitHub, by its public API.

    Where the API refuses, the public page is read in place of it, as far as it says the same: `refusal` tells what the
    API has said, and the sources of the fields say so. What is not there is null and named in `missing`.
    """

    name, version, title = "github", 1, "GitHub"
    Parameters, Result = Wanted, Answer

    def job(self, parameters: Wanted) -> Json:
        actions: list[Json] = []
        if parameters.token is not None:
            headers = {"Authorization": f"Bearer ${{secret:{parameters.token}}}"}
            actions.append({"action": "setHeaders", "headers": headers})
        actions.append(
            {"action": "extract", "name": "answer", "target": "pre", "attribute": "textContent", "multiple": True}
        )
        if parameters.reads_page:
            page = {
                "action": "visit",
                "name": "page",
                "url": _page(parameters),
                "onHttpError": "fail",
                "waitUntil": "load",
            }
            actions.append(
                {
                    "action": "repeat",
                    "name": "instead",
                    "times": 1,
                    "when": {"target": _ANSWERED, "not": True},
                    "actions": [page, *github_page.readings(parameters.wanted)],
                }
            )
        return {
            "targetUrl": _api(parameters),
            "waitUntil": "load",
            "options": {"onHttpError": "accept" if parameters.reads_page else "fail"},
            "actions": actions,
        }

    def shape(self, parameters: Wanted, read: Readings) -> Shaped:
        wanted, name = parameters.wanted, parameters.repository or parameters.user or ""
        answer = _parsed(read.value("answer"))
        refusal = None
        if read.values("page") or read.actions("page"):
            refusal = {"status": read.http_status, "message": _message(answer)}
            shaped = github_page.shaped(wanted, name, read, parameters.limit)
        elif github_api.is_answer(wanted, answer):
            shaped = github_api.shaped(wanted, answer, parameters.limit, may_have_more=_per_page(parameters))
        else:
            raise ValueError(f"GitHub's API has answered with no {wanted}: {_message(answer) or 'no JSON'}")
        others = {one: None for one in ("repository", "user", "releases", "issues") if one != wanted}
        value = {**others, "what": wanted, "url": _page(parameters), "refusal": refusal, **shaped.value}
        return replace(shaped, value=value)


def _api(parameters: Wanted) -> str:
    path = f"/repos/{parameters.repository}" if parameters.repository else f"/users/{parameters.user}"
    match parameters.wanted:
        case "releases":
            return url_of(API, f"{path}/releases", {"per_page": _per_page(parameters)})
        case "issues":
            return url_of(API, f"{path}/issues", {"state": parameters.state, "per_page": _per_page(parameters)})
    return API + path


def _page(parameters: Wanted) -> str:
    path = f"/{parameters.repository or parameters.user}"
    match parameters.wanted:
        case "releases":
            return f"{PAGES}{path}/releases.atom"
        case "issues":
            asked = {"open": "is:issue state:open", "closed": "is:issue state:closed", "all": "is:issue"}
            return url_of(PAGES, f"{path}/issues", {"q": asked[parameters.state]})
    return PAGES + path


def _per_page(parameters: Wanted) -> int:
    """The API counts pull requests among issues, which are left out here: so more are asked for."""
    return min(_MAX_PER_PAGE, parameters.limit * (3 if parameters.wanted == "issues" else 1))


def _parsed(told: Any) -> Any:
    """The JSON that the browser shows. None: it shows none."""
    shown = told[0] if isinstance(told, list) and told else None
    try:
        return json.loads(shown) if isinstance(shown, str) else None
    except (ValueError, RecursionError):
        return None


def _message(answer: Any) -> str | None:
    message = answer.get("message") if isinstance(answer, dict) else None
    return message[:500] if isinstance(message, str) else None
