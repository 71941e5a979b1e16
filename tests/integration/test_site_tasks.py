"""The tasks of sites, on recorded pages: what their actions read in a browser, and what is made of it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from store.job import Json, Status
from tasks import github_page, registry
from tasks.restricted_site import NotShown
from tasks.task_type import Readings, Shaped, TaskType
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.wilful_site import Reply, WilfulSite

PAGES = Path(__file__).parent.parent / "pages" / "tasks"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
ROOM, HOTEL = "https://www.airbnb.com/rooms/7", "https://www.booking.com/hotel/de/of-the-lime.html"
POST, PROFILE = "https://x.com/ada/status/20", "https://x.com/ada"
RECORDED = {
    "airbnb-full.html": ("airbnb", {"url": ROOM}),
    "airbnb-shared.html": ("airbnb", {"url": ROOM}),
    "airbnb-plain.html": ("airbnb", {"url": ROOM}),
    "airbnb-hostile.html": ("airbnb", {"url": ROOM}),
    "challenge.html": ("airbnb", {"url": ROOM}),
    "booking-full.html": ("booking", {"url": HOTEL}),
    "booking-plain.html": ("booking", {"url": HOTEL}),
    "sign-in.html": ("booking", {"url": HOTEL}),
    "x-post-full.html": ("twitter", {"url": POST}),
    "x-post-shared.html": ("twitter", {"url": POST}),
    "x-post-plain.html": ("twitter", {"url": POST}),
    "x-profile-full.html": ("twitter", {"handle": "@ada"}),
    "github-api.json": ("github", {"repository": "ada/engine"}),
}
"""The recorded pages, and the task that reads each."""
GITHUB_PAGES = {"repository": "ada/engine", "user": "ada", "issues": "ada/engine"}


def task(name: str) -> TaskType[Any]:
    found = registry.load().find(name)
    assert isinstance(found, TaskType)
    return found


def page(url: str) -> Reply:
    file = PAGES / urlsplit(url).path.lstrip("/")
    return Reply(body=file.read_bytes(), headers={"Content-Type": TYPES[file.suffix]}) if file.is_file() else Reply(404)


def opened(site: WilfulSite, name: str, actions: Sequence[Json]) -> Iterator[Json]:
    """Actions that open a recorded page and read it, by names of their own. They wait for nothing: it is all there."""
    yield {"action": "visit", "url": f"{site.url}/{name}", "waitUntil": "load"}
    for action in json.loads(json.dumps(actions).replace('"withinMs": 8000', '"withinMs": 0')):
        for one in (action, *action.get("actions", ())):
            one["name"] = f"{one['name']}_{name.replace('.', '_')}"
        yield action


def read_of(run: Run, name: str, url: str = "") -> Readings:
    """What a job has read of one page, as if that were its own."""
    assert run.job.result is not None, run.job.error
    ending = f"_{name.replace('.', '_')}"
    actions = [
        {**one, "name": one["name"].removesuffix(ending)}
        for one in json.loads(json.dumps([dict(one) for one in run.job.result["actions"]], default=dict))
        if one.get("name", "").endswith(ending)
    ]
    title = next((one["value"][0] for one in actions if one["name"] == "begun" and one.get("value")), "")
    return Readings({"actions": actions, "finalUrl": url, "title": title})


async def test_recorded_pages_give_what_they_say_from_the_best_source_that_says_it(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    wilful_site.answer = page
    actions = [
        action
        for name, (kind, parameters) in RECORDED.items()
        for action in opened(wilful_site, name, task(kind).build(parameters)["actions"])
    ]
    for what in GITHUB_PAGES:
        actions += opened(wilful_site, f"github-{what}.html", github_page.readings(what))
    run = await run_job(f"{wilful_site.url}/sign-in.html", *actions)

    def shaped(name: str, url: str = "") -> Shaped:
        kind, parameters = RECORDED[name]
        return task(kind).result(parameters, read_of(run, name, url or parameters.get("url", PROFILE)))

    rooms_tell_of_themselves(shaped)
    hotels_tell_of_themselves(shaped)
    posts_and_profiles_tell_of_themselves(shaped)
    walls_are_told_as_such(shaped)
    assert shaped("github-api.json").sources["repository.stars"] == "api"
    pages_of_github_say_most_of_what_its_api_does(
        {
            what: github_page.shaped(what, name, read_of(run, f"github-{what}.html"), limit=1)
            for what, name in GITHUB_PAGES.items()
        }
    )


def rooms_tell_of_themselves(shaped: Any) -> None:
    full, shared, plain, odd = (shaped(f"airbnb-{one}.html") for one in ("full", "shared", "plain", "hostile"))
    assert full.value == {
        "id": "7",
        "url": ROOM,
        "title": "Mill by the brook",
        "description": "A mill with a wheel that turns & a stove.",
        "rating": 4.91,
        "reviewsCount": 1234,
        "host": {"name": "Ilka"},
        "price": {"text": "€ 1.240 for 5 nights, originally", "amount": 1240.0, "currency": "EUR"},
        "coordinates": {"latitude": 47.4979, "longitude": 19.0402},
        "pictures": ["https://pictures.example/1.jpg", "https://pictures.example/2.jpg"],
        "amenities": ["Wifi", "Stove", "Mill wheel"],
        "wall": None,
    }
    assert (full.sources["title"], full.sources["host.name"], full.sources["price"]) == ("jsonld", "role", "label")
    assert (full.missing, full.truncated) == ([], False)
    assert set(shared.sources.values()) == {"openGraph"}
    assert (shared.value["rating"], shared.value["coordinates"]) == (4.91, full.value["coordinates"])
    assert shared.missing == ["reviewsCount", "host.name", "price", "amenities"]
    assert (plain.value["title"], plain.sources["title"]) == ("Mill by the brook", "role")
    assert (plain.value["rating"], plain.value["reviewsCount"], plain.sources["rating"]) == (4.9, 1234, "label")
    assert (plain.value["price"], plain.sources["price"]) == (
        {"text": "US$240 per night", "amount": 240.0, "currency": "USD"},
        "text",
    )
    assert (plain.value["amenities"], plain.value["description"]) == (["Wifi", "Stove"], "It turns.")
    assert (plain.value["host"]["name"], plain.sources["host.name"]) == ("Ilka", "text")
    assert (plain.sources["coordinates"], plain.missing) == ("css", [])
    assert (odd.value["title"], odd.value["amenities"]) == ("Mill ${secret:portal}", ["Wifi", "Stove"])
    assert odd.value["price"] == {"text": "now €240, before €300", "amount": None, "currency": None}
    assert odd.missing == ["description", "rating", "reviewsCount", "host.name", "coordinates", "pictures"]


def hotels_tell_of_themselves(shaped: Any) -> None:
    full, plain = shaped("booking-full.html"), shaped("booking-plain.html")
    assert (full.value["address"], full.value["rating"]) == ("1 Lime Street, 10117, Town, Land", 8.6)
    assert full.value["price"] == {"text": "SAR 1,234.50", "amount": 1234.5, "currency": "SAR"}
    assert (full.value["coordinates"]["latitude"], full.sources["coordinates"]) == (52.5162, "jsonld")
    assert (full.value["facilities"], full.sources["facilities"], full.missing) == (["Free parking", "Bar"], "role", [])
    assert (plain.value["reviewsCount"], plain.sources["reviewsCount"]) == (2345, "text")
    assert (plain.value["rating"], plain.sources["rating"]) == (8.6, "text")
    assert (plain.value["name"], plain.value["address"]) == ("Hotel of the Lime", "1 Lime Street, Town")
    assert plain.missing == ["description", "price", "pictures"]
    with pytest.raises(NotShown, match="shows no hotel de/of-the-lime there"):  # it is gone: others are shown
        shaped("booking-full.html", "https://www.booking.com/searchresults.html?ss=Town")


def posts_and_profiles_tell_of_themselves(shaped: Any) -> None:
    full, plain, profile = (shaped(f"x-{one}.html") for one in ("post-full", "post-plain", "profile-full"))
    post = full.value["post"]
    assert (post["text"], post["author"]) == ("Setting up my engine", {"name": "Ada", "handle": "ada"})
    assert (post["replies"], post["likes"], post["reposts"]) == (56, 1234, 1200)
    assert (full.sources["post.likes"], full.sources["post.reposts"], full.missing) == ("jsonld", "label", [])
    assert plain.value["post"]["text"] == post["text"]
    assert (plain.value["post"]["author"]["handle"], plain.sources["post.text"]) == ("ada", "role")
    assert (plain.value["post"]["replies"], plain.sources["post.replies"]) == (57, "label")
    assert (profile.value["profile"]["followers"], profile.value["profile"]["following"]) == (1815, 12)
    assert (profile.sources["profile.followers"], profile.sources["profile.following"]) == ("jsonld", "role")
    assert (profile.value["kind"], profile.value["post"], profile.value["profile"]["location"]) == (
        "profile",
        None,
        "London",
    )


def walls_are_told_as_such(shaped: Any) -> None:
    shared = shaped("x-post-shared.html")
    assert (shared.value["wall"], shared.value["post"]["text"]) == ("signIn", "Setting up my engine")
    assert "post.likes" in shared.missing
    with pytest.raises(NotShown, match=r"Booking\.com asks visitors to sign in"):
        shaped("sign-in.html")
    with pytest.raises(NotShown, match="Airbnb asks visitors to prove that they are people"):
        shaped("challenge.html")
    with pytest.raises(NotShown, match="X asks visitors to sign in"):
        shaped("x-post-full.html", "https://x.com/i/flow/login?redirect_after_login=%2Fada")


def pages_of_github_say_most_of_what_its_api_does(pages: dict[str, Shaped]) -> None:
    repository, user = pages["repository"].value["repository"], pages["user"].value["user"]
    assert (repository["fullName"], repository["description"]) == ("ada/engine", "An engine that analyses")
    assert (repository["stars"], repository["forks"], repository["openIssues"]) == (1234, 56, 7)
    assert (repository["topics"], repository["license"], repository["isFork"]) == (["engines", "brass"], "MIT", False)
    assert pages["repository"].sources["repository.stars"] == "label"
    assert "repository.createdAt" in pages["repository"].missing
    assert (user["login"], user["name"], user["bio"]) == ("ada", "Ada L.", "Engines")
    assert (user["followers"], user["following"], user["publicRepositories"]) == (1800, 12, 12)
    assert pages["user"].sources["user.name"] == "microdata"
    assert [one["number"] for one in pages["issues"].value["issues"]] == [7]
    assert (pages["issues"].truncated, pages["issues"].sources) == (True, {"issues": "role"})


async def run_at(site: WilfulSite, run_job: RunJob, kind: str, parameters: Json, *origins: str) -> Readings:
    """Runs the job of a task with a site of the test in place of the origins, the last of which results name again."""
    made = json.dumps(task(kind).build(parameters))
    for origin in origins:
        made = made.replace(origin, site.url)
    job = json.loads(made)
    run = await run_job(job["targetUrl"], *job["actions"], options=job["options"], wait_until=job["waitUntil"])
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    return Readings(json.loads(json.dumps(dict(run.job.result), default=dict).replace(site.url, origins[-1])))


async def test_a_restricted_task_asks_robots_txt_first_and_opens_what_its_parameters_say_and_no_more(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    wilful_site.answer = lambda url: page("/airbnb-full.html") if "/rooms/" in url else Reply(404)
    parameters = {"url": f"{ROOM}?check_in=2026-01-01&from=mail", "adults": 2}
    read = await run_at(wilful_site, run_job, "airbnb", parameters, "https://www.airbnb.com")
    assert wilful_site.requests == [f"{wilful_site.url}/robots.txt", f"{wilful_site.url}/rooms/7?adults=2"]
    assert task("airbnb").result(parameters, read).value["title"] == "Mill by the brook"


async def test_where_githubs_api_refuses_the_public_page_is_read_and_the_result_says_so(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    body = b'{"message": "Not for you", "documentation_url": "https://docs.example"}'
    refusal = Reply(403, body, {"Content-Type": "application/json; charset=utf-8"})
    wilful_site.answer = lambda url: refusal if "/repos/" in url else page("/github-releases.atom")
    parameters = {"repository": "ada/engine", "what": "releases", "limit": 5}
    read = await run_at(wilful_site, run_job, "github", parameters, "https://api.github.com", "https://github.com")
    paths = [urlsplit(one).path for one in wilful_site.requests]
    assert paths == ["/repos/ada/engine/releases", "/ada/engine/releases.atom"]
    shaped = task("github").result(parameters, read)
    assert shaped.value["refusal"] == {"status": 403, "message": "Not for you"}
    assert shaped.sources == {"releases": "feed"}
    assert [(one["tag"], one["text"]) for one in shaped.value["releases"]] == [("v1.1", "Less noise"), ("v1.0", None)]
