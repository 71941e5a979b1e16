"""What GitHub's API says, in the words of the task github's result."""

from typing import Any

from tasks.structured_data import number, url
from tasks.task_type import Found, Json, Shaped

SOURCE = "api"
MAX_TEXT_CHARS = 20_000
MAX_PARTS = 100


def is_answer(what: str, answer: Any) -> bool:
    """Whether it is one to what was asked, and no message about it."""
    if what in {"releases", "issues"}:
        return isinstance(answer, list)
    return isinstance(answer, dict) and ("full_name" if what == "repository" else "login") in answer


def shaped(what: str, answer: Any, limit: int, *, may_have_more: int) -> Shaped:
    """The result's part of this name. `may_have_more` is how many were asked for: when as many have come, there may be
    more.
    """
    match what:
        case "repository":
            return _of_one(what, _repository(answer))
        case "user":
            return _of_one(what, _user(answer))
    given = [one for one in answer if isinstance(one, dict)]
    made = [_release(one) for one in given] if what == "releases" else list(_issues(given))
    more = len(made) > limit or len(answer) >= may_have_more
    return Shaped(value={what: made[:limit]}, sources={what: SOURCE}, truncated=more)


def cut(text: str | None) -> str | None:
    """As much of a long text as results have."""
    return text[:MAX_TEXT_CHARS] if text else None


def _of_one(what: str, value: Json) -> Shaped:
    return Shaped.of({f"{what}.{name}": None if one is None else Found(one, SOURCE) for name, one in value.items()})


def _repository(said: Json) -> Json:
    licence = said.get("license")
    return {
        "fullName": _text(said, "full_name"),
        "description": _text(said, "description"),
        "homepage": _text(said, "homepage"),
        "language": _text(said, "language"),
        "license": _text(licence, "spdx_id") or _text(licence, "name"),
        "topics": _texts(said.get("topics")),
        "stars": _count(said, "stargazers_count"),
        "forks": _count(said, "forks_count"),
        "openIssues": _count(said, "open_issues_count"),
        "defaultBranch": _text(said, "default_branch"),
        "isFork": _is(said, "fork"),
        "isArchived": _is(said, "archived"),
        "createdAt": _text(said, "created_at"),
        "pushedAt": _text(said, "pushed_at"),
    }


def _user(said: Json) -> Json:
    return {
        "login": _text(said, "login"),
        "name": _text(said, "name"),
        "kind": _text(said, "type"),
        "bio": _text(said, "bio"),
        "company": _text(said, "company"),
        "location": _text(said, "location"),
        "website": _text(said, "blog"),
        "followers": _count(said, "followers"),
        "following": _count(said, "following"),
        "publicRepositories": _count(said, "public_repos"),
        "createdAt": _text(said, "created_at"),
        "picture": url(said.get("avatar_url")),
    }


def _release(said: Json) -> Json:
    assets = said.get("assets")
    return {
        "tag": _text(said, "tag_name"),
        "name": _text(said, "name"),
        "url": url(said.get("html_url")),
        "author": _text(said.get("author"), "login"),
        "publishedAt": _text(said, "published_at"),
        "isPrerelease": _is(said, "prerelease"),
        "text": cut(_text(said, "body")),
        "assets": [_asset(one) for one in assets[:MAX_PARTS] if isinstance(one, dict)]
        if isinstance(assets, list)
        else None,
    }


def _asset(said: Json) -> Json:
    return {
        "name": _text(said, "name"),
        "url": url(said.get("browser_download_url")),
        "sizeBytes": _count(said, "size"),
        "downloads": _count(said, "download_count"),
    }


def _issues(given: list[Any]) -> list[Json]:
    return [
        {
            "number": no,
            "title": _text(said, "title"),
            "url": url(said.get("html_url")),
            "state": _text(said, "state"),
            "author": _text(said.get("user"), "login"),
            "labels": _texts(said.get("labels")),
            "comments": _count(said, "comments"),
            "createdAt": _text(said, "created_at"),
            "closedAt": _text(said, "closed_at"),
            "text": cut(_text(said, "body")),
        }
        for said in given
        if "pull_request" not in said and (no := _count(said, "number")) is not None
    ]


def _text(said: Any, name: str) -> str | None:
    value = said.get(name) if isinstance(said, dict) else None
    return value.strip() or None if isinstance(value, str) else None


def _texts(value: Any) -> list[str] | None:
    if not isinstance(value, list):
        return None
    named = (one if isinstance(one, str) else _text(one, "name") for one in value[:MAX_PARTS])
    return [one for one in named if one]


def _count(said: Json, name: str) -> int | None:
    value = number(said.get(name)) if not isinstance(said.get(name), str) else None
    return int(value) if value is not None and value >= 0 else None


def _is(said: Json, name: str) -> bool | None:
    value = said.get(name)
    return value if isinstance(value, bool) else None
