"""The task explore: the job that it makes, and what it makes of what that has read."""

import pytest

from tasks import registry
from tasks.explore import Explore
from tasks.task import Refused
from tasks.task_type import Json, Readings

PAGE: Json = {
    "title": "Shop",
    "url": "http://shop.test/",
    "forms": [{"name": "Search", "fields": []}],
    "buttons": [],
    "links": [],
    "tables": [],
    "structuredData": [],
    "meta": {"description": "A shop"},
    "truncated": False,
}


def read(**values: Json) -> Readings:
    return Readings({"actions": [{"name": name, "value": value} for name, value in values.items()]})


def test_it_is_a_task_of_the_package_and_looks_for_what_is_wanted() -> None:
    task = registry.load(brought=()).find("explore")
    assert isinstance(task, Explore)
    job = task.build({"url": "http://shop.test/", "pattern": "ord.r", "waitUntil": "load"})
    assert (job["targetUrl"], job["waitUntil"]) == ("http://shop.test/", "load")
    looks = ["inspect", "screenshot", "snapshot"]
    assert [one["action"] for one in job["actions"]] == [*looks, "find"]
    assert job["actions"][3]["pattern"] == "ord.r"
    assert [one["action"] for one in task.build({"url": "http://shop.test/"})["actions"]] == looks


def test_what_cannot_be_had_of_a_page_costs_only_itself() -> None:
    job = Explore().build({"url": "http://shop.test/", "find": "order"})
    _, *others = job["actions"]
    assert all(one["continueOnError"] for one in others)
    assert sum(one["timeoutMs"] for one in others) <= job["timeoutMs"] - 45_000, "which inspect may take"


@pytest.mark.parametrize(
    ("parameters", "place"),
    [
        ({}, "url"),
        ({"url": "http://a.test", "pattern": "("}, "pattern"),
        ({"url": "http://a.test", "pattern": "(a)\\1"}, "pattern"),
        ({"url": "http://a.test", "find": " "}, "find"),
        ({"url": "http://a.test", "find": "a", "pattern": "a"}, ""),
        ({"url": "http://a.test", "deep": True}, "deep"),
    ],
)
def test_wrong_parameters_are_named(parameters: Json, place: str) -> None:
    with pytest.raises(Refused) as refused:
        Explore().build(parameters)
    assert [one.place for one in refused.value.violations] == [place]


def test_what_was_not_looked_for_is_not_missing_and_what_could_not_be_read_is() -> None:
    plain = Explore().result(
        {"url": "http://a.test"}, read(inspection=PAGE, tree={"yaml": "- text", "truncated": True})
    )
    assert plain.value["forms"] == PAGE["forms"]
    assert (plain.value["snapshot"], plain.value["matches"], plain.missing, plain.truncated) == (
        "- text",
        None,
        ["picture"],
        True,
    )
    wanted = Explore().result({"url": "http://a.test", "find": "x"}, read(inspection=PAGE))
    assert (list(wanted.missing), wanted.truncated) == (["picture", "snapshot", "matches"], False)
