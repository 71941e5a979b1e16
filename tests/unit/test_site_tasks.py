"""The tasks of sites: which jobs they make of which parameters, and what they make of what they cannot expect."""

import json
from contextlib import suppress
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from hypothesis import given, settings
from hypothesis import strategies as st
from tabwright.v1.job_service_pb2 import CreateJobRequest

from tasks import airbnb, booking, registry
from tasks.restricted_site import NotShown
from tasks.site_pages import page_of
from tasks.task import Refused, Task
from tasks.task_type import Json, Readings
from tests.fixtures.rules import complaints

ROOM, HOTEL = "https://www.airbnb.com/rooms/7", "https://www.booking.com/hotel/de/of-the-lime.html"
POST, PROFILE = "https://x.com/ada/status/20", "https://x.com/ada"
REPOSITORY = {"repository": "ada/engine"}
VALID: list[tuple[str, Json, str]] = [
    ("airbnb", {"url": "https://airbnb.co.uk/rooms/plus/7/?check_in=x#y"}, "https://airbnb.co.uk/rooms/plus/7"),
    (
        "airbnb",
        {"url": ROOM, "checkIn": "2027-01-02", "checkOut": "2027-01-05", "currency": "SAR"},
        f"{ROOM}?check_in=2027-01-02&check_out=2027-01-05&currency=SAR",
    ),
    (
        "booking",
        {"url": "HTTP://WWW.BOOKING.COM/hotel/de/of-the-lime.en-gb.html?aid=1", "adults": 2},
        "http://www.booking.com/hotel/de/of-the-lime.en-gb.html?group_adults=2",
    ),
    (
        "twitter",
        {"url": "https://mobile.twitter.com/ada/status/20/photo/1?s=20"},
        "https://mobile.twitter.com/ada/status/20",
    ),
    ("twitter", {"url": "https://x.com/i/web/status/20"}, "https://x.com/i/web/status/20"),
    ("twitter", {"handle": "@ada"}, PROFILE),
    ("github", REPOSITORY, "https://api.github.com/repos/ada/engine"),
    ("github", {**REPOSITORY, "ifRefused": "wait"}, "https://api.github.com/repos/ada/engine"),
    ("github", {"user": "ada"}, "https://api.github.com/users/ada"),
    (
        "github",
        {**REPOSITORY, "what": "releases", "limit": 5, "token": "github"},
        "https://api.github.com/repos/ada/engine/releases?per_page=5",
    ),
    (
        "github",
        {**REPOSITORY, "what": "issues", "state": "all"},
        "https://api.github.com/repos/ada/engine/issues?state=all&per_page=90",
    ),
]


def task(name: str) -> Task:
    found = registry.load().find(name)
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "parameters", "url"), VALID)
def test_parameters_make_a_job_that_the_api_takes_and_decide_no_more_of_its_url_than_they_may(
    name: str, parameters: Json, url: str
) -> None:
    job = task(name).build(parameters)
    assert complaints(ParseDict(json.loads(json.dumps(job)), CreateJobRequest())) == ""
    assert job["targetUrl"] == url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.airbnb.com.evil.test/rooms/7",
        "https://airbnb.evil/rooms/7",
        "https://wwwairbnb.com/rooms/7",
        "https://www.airbnb.com@evil.test/rooms/7",
        "https://ada:secret@www.airbnb.com/rooms/7",
        "https://www.airbnb.com./rooms/7",
        "https://evil.test/https://www.airbnb.com/rooms/7",
        "https://evil.test\\@www.airbnb.com/rooms/7",
        "https://evil.test/#@www.airbnb.com/rooms/7",
        "https://www.aіrbnb.com/rooms/7",  # noqa: RUF001 - a letter that looks like another
        "javascript://www.airbnb.com/rooms/7",
        "file://www.airbnb.com/rooms/7",
        "//www.airbnb.com/rooms/7",
        "https://www.airbnb.com/rooms/../users/7",
        "https://www.airbnb.com/rooms/7/reviews",
        "https://www.airbnb.com/rooms/seven",
        "https://www.airbnb.com",
        "www.airbnb.com/rooms/7",
        "",
    ],
)
def test_only_a_room_at_airbnb_is_taken_whatever_else_looks_like_one(url: str) -> None:
    with pytest.raises(Refused) as refused:
        task("airbnb").build({"url": url})
    assert [(one.place, one.message[:34]) for one in refused.value.violations] == [
        ("url", "must be the URL of a room at Airbn")
    ]


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://de.airbnb.com/", airbnb.HOSTS),
        ("https://WWW.AIRBNB.CO.NZ:443/", airbnb.HOSTS),
        ("https://booking.com/", booking.HOSTS),
        ("https://m.booking.com/", booking.HOSTS),
    ],
)
def test_hosts_of_a_site_are_known(url: str, hosts: Any) -> None:
    assert page_of(url, hosts) is not None


HOTELS, ROOMS = "must be the URL of a hotel at Booking.com", {"url": ROOM}
STAY = {"checkIn": "2027-01-02"}


@pytest.mark.parametrize(
    ("name", "parameters", "place", "message"),
    [
        ("booking", {"url": "https://booking.com.evil.test/hotel/de/a.html"}, "url", HOTELS),
        ("booking", {"url": "https://www.booking.com/searchresults.html"}, "url", HOTELS),
        ("booking", {"url": HOTEL, **STAY}, "", "checkIn and checkOut must be given together"),
        ("airbnb", {**ROOMS, **STAY, "checkOut": "2027-01-02"}, "", "checkOut must be after checkIn"),
        ("airbnb", {"url": ROOM, "currency": "EUR&x=1"}, "currency", "string should match pattern"),
        ("twitter", {}, "", "exactly one of url and handle must be given"),
        ("twitter", {"url": POST, "handle": "ada"}, "", "exactly one of url and handle must be given"),
        ("twitter", {"url": "https://x.com.evil.test/ada"}, "url", "must be the URL of a post or a profile"),
        ("twitter", {"url": "https://x.com/search"}, "url", "must be the URL of a post or a profile"),
        ("twitter", {"url": "ada"}, "url", "must be the URL of a post or a profile"),
        ("twitter", {"handle": "login"}, "handle", "must be the handle of a profile"),
        ("twitter", {"handle": "ada/../bob"}, "handle", "string should match pattern"),
        ("github", {}, "", "exactly one of repository and user must be given"),
        ("github", {"repository": "ada/../bob"}, "repository", "must be its owner and its name"),
        ("github", {"repository": "ada/.."}, "repository", "must be its owner and its name"),
        ("github", {"repository": "ada/engine?x"}, "repository", "must be its owner and its name"),
        ("github", {"repository": "ada/engine\n"}, "repository", "must be its owner and its name"),
        ("github", {"user": "ada\n"}, "user", "string should match pattern"),
        ("github", {"user": "ada", "what": "issues"}, "", "what: issues needs repository"),
        ("github", {**REPOSITORY, "what": "user"}, "", "what: user needs user"),
        ("github", {**REPOSITORY, "token": "ghp_ABC"}, "token", "string should match pattern"),
        ("github", {**REPOSITORY, "token": "a", "ifRefused": "page"}, "", "ifRefused: page is for jobs without"),
        ("github", {**REPOSITORY, "limit": "5"}, "limit", "must be a whole number"),
    ],
)  # fmt: skip
def test_what_a_task_does_not_take_is_refused_with_what_would_be_right(
    name: str, parameters: Json, place: str, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        task(name).build(parameters)
    (violation,) = refused.value.violations
    assert (violation.place, violation.message[: len(message)]) == (place, message)


def test_tasks_whose_sites_forbid_automation_are_restricted_obey_robots_txt_and_stop_where_they_are_refused() -> None:
    restricted = {one.name: one for one in registry.load() if one.restricted}
    assert set(restricted) == {"airbnb", "booking", "twitter"}
    for name, parameters in (("airbnb", {"url": ROOM}), ("booking", {"url": HOTEL}), ("twitter", {"url": POST})):
        options = restricted[name].build(parameters)["options"]
        assert (options["robots"], options["onHttpError"], options["crawlDelayMs"]) == ("obey", "fail", 5000)
        assert "forbid automation without its consent" in (restricted[name].restricted or "")


def test_a_token_is_named_and_the_api_is_waited_for_where_there_is_one() -> None:
    job = task("github").build({**REPOSITORY, "token": "github"})
    assert job["actions"][0] == {"action": "setHeaders", "headers": {"Authorization": "Bearer ${secret:github}"}}
    assert job["options"] == {"onHttpError": "fail"}
    assert "github.com/ada" not in json.dumps(job["actions"])


def answered(answer: Any, **more: Any) -> Readings:
    shown = answer if isinstance(answer, str) else json.dumps(answer)
    return Readings({"actions": [{"name": "answer", "value": [shown]}], **more})


def test_what_the_api_says_is_taken_as_far_as_it_is_what_it_should_be() -> None:
    said = {
        "full_name": "ada/engine", "stargazers_count": 12, "forks_count": "12", "open_issues_count": -1,
        "license": {"spdx_id": None, "name": "Her own"}, "topics": ["brass", 5, None], "archived": "no", "fork": False,
    }  # fmt: skip
    shaped = task("github").result(REPOSITORY, answered(said))
    repository = shaped.value["repository"]
    assert (repository["stars"], repository["forks"], repository["openIssues"]) == (12, None, None)
    assert (repository["license"], repository["topics"], repository["isFork"]) == ("Her own", ["brass"], False)
    assert {"repository.forks", "repository.isArchived", "repository.description"} <= set(shaped.missing)
    assert set(shaped.sources.values()) == {"api"}
    assert (shaped.value["refusal"], shaped.value["user"]) == (None, None)


def test_pull_requests_are_no_issues_and_what_is_more_is_left_out_and_told() -> None:
    issues = [
        {
            "number": 3,
            "title": "Loud",
            "user": {"login": "bob"},
            "labels": [{"name": "bug"}, "old"],
            "body": "x" * 30_000,
        },
        {"number": 2, "title": "A pull request", "pull_request": {}},
        {"number": "one"},
        {"number": 1, "title": None, "user": None},
        None,
    ]
    few = task("github").result({**REPOSITORY, "what": "issues", "limit": 1}, answered(issues))
    assert ([one["number"] for one in few.value["issues"]], few.truncated) == ([3], True)
    assert (few.value["issues"][0]["labels"], len(few.value["issues"][0]["text"])) == (["bug", "old"], 20_000)
    all_of_them = task("github").result({**REPOSITORY, "what": "issues"}, answered(issues))
    assert ([one["number"] for one in all_of_them.value["issues"]], all_of_them.truncated) == ([3, 1], False)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"message": "Bad credentials"}, "Bad credentials"),
        ("<html>Unicorn!</html>", "no JSON"),
        ([], "no JSON"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_an_answer_that_is_none_fails_where_no_page_was_to_be_read(answer: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"answered with no repository: {message}"):
        task("github").result({**REPOSITORY, "ifRefused": "wait"}, answered(answer))


@pytest.mark.parametrize("what", ["releases", "issues"])
def test_a_page_that_lists_nothing_is_not_taken_for_one_that_says_that_there_is_nothing(what: str) -> None:
    shown = [{"name": "page"}, {"name": "feed", "value": ["<html>"]}, {"name": "items", "value": [{"links": None}]}]
    shaped = task("github").result({**REPOSITORY, "what": what}, Readings({"actions": shown, "httpStatus": 451}))
    assert (shaped.value[what], shaped.missing, shaped.sources) == (None, [what], {})
    assert shaped.value["refusal"] == {"status": 451, "message": None}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([POST, "4,5", "Hotel"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "name", "meta", "image", "url", "links", "counts", "aggregateRating", "ratingValue"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
NAMES = ("begun", "jsonld", "meta", "top", "headings", "links", "labels", "css", "articles", "signIn")
ASKED = {"airbnb": {"url": ROOM}, "booking": {"url": HOTEL}, "twitter": {"url": POST}}


@settings(max_examples=25, deadline=None)
@given(read=st.fixed_dictionaries(dict.fromkeys(NAMES, JSON)))
def test_whatever_a_page_says_makes_a_result_that_obeys_its_schema_or_is_told_as_not_shown(read: Json) -> None:
    things = [{"@type": "Hotel", **one} for one in (read["jsonld"], read["css"]) if isinstance(one, dict)]
    for jsonld in (read["jsonld"], things):
        actions = [{"name": name, "value": value} for name, value in {**read, "jsonld": jsonld}.items()]
        for name, parameters in ASKED.items():
            with suppress(NotShown):
                task(name).result(
                    parameters, Readings({"actions": actions, "finalUrl": parameters["url"], "title": None})
                )
