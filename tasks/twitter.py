"""twitter: a post or a profile at X, formerly Twitter, as its page tells of it."""

from dataclasses import replace
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from tasks import twitter_page
from tasks.restricted_site import OPTIONS, Seen, readings, why_restricted
from tasks.site_pages import MAX_URL_CHARS, page_of
from tasks.task_type import Json, Model, Readings, Shaped, TaskType
from tasks.twitter_page import ARTICLES, HANDLE, HOSTS, PROFILE_CSS, Wanted


class WantedPage(Model):
    """Which post or profile: exactly one of `url` and `handle`."""

    url: str | None = Field(
        default=None,
        max_length=MAX_URL_CHARS,
        description="The URL of a post or a profile at x.com or twitter.com, such as `https://x.com/jack/status/20`.",
    )
    handle: str | None = Field(
        default=None,
        pattern=f"^@?{HANDLE}$",
        description="The handle of a profile, such as `jack`; @ may stand before it.",
    )

    @field_validator("url")
    @classmethod
    def _is_a_page(cls, url: str | None) -> str | None:
        if url is not None and Wanted.of_page(page_of(url, HOSTS)) is None:
            raise ValueError(
                "must be the URL of a post or a profile at x.com or twitter.com, such as https://x.com/jack/status/20"
            )
        return url

    @field_validator("handle")
    @classmethod
    def _is_a_handle(cls, handle: str | None) -> str | None:
        if handle is not None and Wanted.of_handle(handle) is None:
            raise ValueError("must be the handle of a profile: this is a part of the site")
        return handle

    @model_validator(mode="after")
    def _says_one(self) -> "WantedPage":
        if (self.url is None) == (self.handle is None):
            raise ValueError("exactly one of url and handle must be given")
        return self


class Author(Model):
    """Who has written it."""

    name: str | None = Field(description="The name that is shown.")
    handle: str | None = Field(description="The handle, without @.")


class Post(Model):
    """A post. Each field is null where the page does not have it."""

    id: str = Field(description="Its number.")
    text: str | None = Field(description="What it says.")
    author: Author = Field(description="Who has written it.")
    posted_at: str | None = Field(description="When it was posted, as the page says it, in ISO 8601.")
    replies: int | None = Field(description="How many have answered.")
    reposts: int | None = Field(description="How many have passed it on.")
    likes: int | None = Field(description="How many like it.")
    pictures: list[str] | None = Field(description="The URLs of its pictures, 20 at most.")


class Profile(Model):
    """A profile. Each field is null where the page does not have it."""

    handle: str = Field(description="Its handle, without @.")
    name: str | None = Field(description="The name that is shown.")
    description: str | None = Field(description="What they say of themselves.")
    location: str | None = Field(description="Where they say that they are.")
    website: str | None = Field(description="What they link to, as the page shows it.")
    followers: int | None = Field(description="How many follow them.")
    following: int | None = Field(description="How many they follow.")
    posts: int | None = Field(description="How many posts they have written.")
    joined: str | None = Field(description="When they joined, as the page says it.")
    picture: str | None = Field(description="The URL of their picture.")


class PostOrProfile(Model):
    """A post or a profile."""

    kind: Literal["post", "profile"] = Field(description="Which of the two.")
    url: str = Field(description="Its page.")
    post: Post | None = Field(description="The post. Null: it is a profile.")
    profile: Profile | None = Field(description="The profile. Null: it is a post.")
    wall: str | None = Field(
        description="What the page shows besides, behind which the rest may be: `signIn` or `challenge`. Null: nothing."
    )


class Twitter(TaskType[WantedPage]):
    """Reads a post or a profile at X, formerly Twitter, as visitors see it who have not signed in.

    Each field says where it was read: structured data first, then roles and labels, CSS last. What the page does not
    have is null and named in `missing`. A page that shows nothing of it, but a sign-in or a challenge, fails the job.
    """

    name, version, title = "twitter", 1, "A post or profile at X"
    Parameters, Result = WantedPage, PostOrProfile
    restricted = why_restricted("X")

    def job(self, parameters: WantedPage) -> Json:
        wanted = _wanted(parameters)
        shown = "article" if wanted.post else "[data-testid=UserName], [role=main] h2"
        return {
            "targetUrl": wanted.url,
            "waitUntil": "load",
            "options": OPTIONS,
            "actions": [*readings(f"{shown}, input[autocomplete=username]", PROFILE_CSS), ARTICLES],
        }

    def shape(self, parameters: WantedPage, read: Readings) -> Shaped:
        seen, wanted = Seen(read), _wanted(parameters)
        if not wanted.is_at(page_of(seen.final_url, HOSTS)):
            raise seen.refuse("X", wanted.what)
        kind = "post" if wanted.post else "profile"
        fields = (
            twitter_page.post(seen, wanted, read.value("articles"))
            if wanted.post
            else twitter_page.profile(seen, wanted)
        )
        if not any(fields.values()):
            raise seen.refuse("X", wanted.what)
        shaped = Shaped.of({f"{kind}.{name}": found for name, found in fields.items()})
        own: dict[str, Any] = {"id": wanted.post} if wanted.post else {"handle": wanted.handle}
        value = {kind: {**own, **shaped.value[kind]}, ("profile" if wanted.post else "post"): None}
        return replace(shaped, value={"kind": kind, "url": wanted.url, "wall": seen.wall, **value})


def _wanted(parameters: WantedPage) -> Wanted:
    if parameters.handle is not None:
        wanted = Wanted.of_handle(parameters.handle)
    else:
        wanted = Wanted.of_page(page_of(parameters.url or "", HOSTS))
    assert wanted is not None  # noqa: S101 - it is checked
    return wanted
