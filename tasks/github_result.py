"""What the task github gives."""

from typing import Literal

from pydantic import Field

from tasks.task_type import Model

What = Literal["repository", "user", "releases", "issues"]


class Repository(Model):
    """A repository. A field is null where GitHub does not say it."""

    full_name: str | None = Field(description="Owner and name.")
    description: str | None = Field(description="What it is, in a line.")
    homepage: str | None = Field(description="The URL of its own site.")
    language: str | None = Field(description="The language that most of it is written in.")
    license: str | None = Field(description="Its licence: the SPDX id from the API, the name from the page.")
    topics: list[str] | None = Field(description="Its topics.")
    stars: int | None = Field(description="How many have starred it.")
    forks: int | None = Field(description="How many forks it has.")
    open_issues: int | None = Field(description="How many issues are open; the API counts pull requests among them.")
    default_branch: str | None = Field(description="Its default branch.")
    is_fork: bool | None = Field(description="Whether it is a fork itself.")
    is_archived: bool | None = Field(description="Whether it is archived.")
    created_at: str | None = Field(description="When it was made, in ISO 8601.")
    pushed_at: str | None = Field(description="When something was last pushed, in ISO 8601.")


class User(Model):
    """A user or an organization. A field is null where GitHub does not say it."""

    login: str | None = Field(description="The name in URLs.")
    name: str | None = Field(description="The name that is shown.")
    kind: str | None = Field(description="`User` or `Organization`.")
    bio: str | None = Field(description="What they say of themselves.")
    company: str | None = Field(description="Where they say that they work.")
    location: str | None = Field(description="Where they say that they are.")
    website: str | None = Field(description="The site that they link to.")
    followers: int | None = Field(description="How many follow them.")
    following: int | None = Field(description="How many they follow.")
    public_repositories: int | None = Field(description="How many public repositories they have.")
    created_at: str | None = Field(description="When they joined, in ISO 8601.")
    picture: str | None = Field(description="The URL of their picture.")


class Asset(Model):
    """A file of a release."""

    name: str | None
    url: str | None = Field(description="Where it can be downloaded.")
    size_bytes: int | None
    downloads: int | None = Field(description="How often it was downloaded.")


class Release(Model):
    """A release. A field is null where GitHub does not say it."""

    tag: str | None = Field(description="Its tag.")
    name: str | None = Field(description="What it is called.")
    url: str | None = Field(description="Its page.")
    author: str | None = Field(description="The login of who made it.")
    published_at: str | None = Field(
        description="When it was published, in ISO 8601; of the feed, when it last changed."
    )
    is_prerelease: bool | None = Field(description="Whether it is a pre-release.")
    text: str | None = Field(
        description="Its notes: Markdown from the API, text from the feed; 20,000 characters at most."
    )
    assets: list[Asset] | None = Field(description="Its files, 100 at most.")


class Issue(Model):
    """An issue. A field is null where GitHub does not say it."""

    number: int
    title: str | None = Field(description="Its title.")
    url: str | None = Field(description="Its page.")
    state: str | None = Field(description="`open` or `closed`.")
    author: str | None = Field(description="The login of who opened it.")
    labels: list[str] | None = Field(description="Its labels.")
    comments: int | None = Field(description="How many comments it has.")
    created_at: str | None = Field(description="When it was opened, in ISO 8601.")
    closed_at: str | None = Field(description="When it was closed, in ISO 8601.")
    text: str | None = Field(description="What it says, as Markdown; 20,000 characters at most.")


class Refusal(Model):
    """Why the API has not answered."""

    status: int | None = Field(description="Its HTTP status.")
    message: str | None = Field(description="What it has said.")


class Answer(Model):
    """What was wanted: the others are null."""

    what: What = Field(description="What was wanted.")
    url: str = Field(description="Its page, or its feed, at GitHub.")
    repository: Repository | None
    user: User | None
    releases: list[Release] | None = Field(description="The newest first.")
    issues: list[Issue] | None = Field(description="The newest first. Pull requests are none.")
    refusal: Refusal | None = Field(
        description="What the API has answered, where the page was read in its place. Null: the API has answered."
    )
