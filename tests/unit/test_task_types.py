"""Task types: what is declared, what is checked, and what their results are made of."""

from importlib.metadata import EntryPoint
from typing import Any

import pytest
from pydantic import Field
from structlog.testing import capture_logs

from server.intake.task_types import TaskTypes
from store import references
from store.action_tree import walk
from tasks import registry
from tasks.registry import Registry
from tasks.task import Refused
from tasks.task_type import Found, Json, Model, Readings, Shaped, TaskType, first


class Parameters(Model):
    url: str
    max_links: int = Field(default=10, ge=1, le=100)


class Result(Model):
    main_title: str | None
    links: list[str]


class Titles(TaskType[Parameters]):
    """Reads the title of a page.

    And its links.
    """

    name, version, title = "titles", 2, "Titles"
    Parameters, Result = Parameters, Result

    def job(self, parameters: Parameters) -> Json:
        return {"targetUrl": parameters.url, "actions": [{"action": "extract", "name": "links"}]}

    def shape(self, parameters: Parameters, read: Readings) -> Shaped:
        found = first(Found(read.value("h1"), "css"), Found(read.title, "title"))
        links = read.value("links", [])
        return Shaped.of(
            {"mainTitle": found, "links": Found(links[: parameters.max_links], "css")},
            truncated=len(links) > parameters.max_links,
        )


class Odd(TaskType[Parameters]):
    """Makes a result that does not obey its schema."""

    name, version, title = "odd", 1, "Odd"
    Parameters, Result = Parameters, Result

    def job(self, parameters: Parameters) -> Json:
        return {}

    def shape(self, parameters: Parameters, read: Readings) -> Shaped:
        return Shaped({"mainTitle": 5, "links": []})


class NotATask:
    pass


class Upper(Titles):
    name = "Upper Case"


class Taken(Titles):
    title = "Taken"


def test_its_docstring_is_its_promise() -> None:
    assert Titles().description == "Reads the title of a page.\n\nAnd its links."


def test_schemas_have_the_names_of_json() -> None:
    schema = Titles().parameters_schema()
    assert schema["properties"]["maxLinks"]["default"] == 10
    assert (schema["required"], schema["additionalProperties"]) == (["url"], False)
    assert list(Titles().result_schema()["properties"]) == ["mainTitle", "links"]


def test_parameters_make_a_job() -> None:
    assert Titles().build({"url": "https://a.test", "maxLinks": 5})["targetUrl"] == "https://a.test"


@pytest.mark.parametrize(
    ("parameters", "place", "message"),
    [
        ({}, "url", "is missing"),
        ({"url": 5}, "url", "must be a text"),
        ({"url": "u", "maxLinks": "5"}, "maxLinks", "must be a whole number"),
        ({"url": "u", "maxLinks": 0}, "maxLinks", "greater than or equal to 1"),
        ({"url": "u", "max_links": 5}, "max_links", "there is no such field: do you mean maxLinks?"),
        ({"url": "u", "depth": 5}, "depth", "there is no such field; there are: maxLinks, url"),
    ],
)
def test_what_is_wrong_with_parameters_is_told_by_field(parameters: dict[str, Any], place: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        Titles().build(parameters)
    [violation] = refused.value.violations
    assert violation.place == place
    assert message in violation.message


def test_a_result_says_where_its_fields_are_from_and_what_is_missing() -> None:
    links = {"action": "extract", "name": "links", "value": ["a", "b", "c"]}
    shaped = Titles().result({"url": "u", "maxLinks": 2}, Readings({"title": "T", "actions": [links]}))
    assert shaped == Shaped(
        {"mainTitle": "T", "links": ["a", "b"]}, {"mainTitle": "title", "links": "css"}, [], truncated=True
    )
    nothing = Titles().result({"url": "u"}, Readings({}))
    assert nothing == Shaped({"mainTitle": None, "links": []}, {"links": "css"}, ["mainTitle"])


def test_a_result_that_does_not_obey_its_schema_is_refused() -> None:
    with pytest.raises(Refused, match="mainTitle: must be a text"):
        Odd().result({"url": "u"}, Readings({}))


def test_dotted_names_stand_in_objects() -> None:
    shaped = Shaped.of({"place.city": Found("Riyadh", "jsonld"), "place.zip": None})
    assert shaped == Shaped({"place": {"city": "Riyadh", "zip": None}}, {"place.city": "jsonld"}, ["place.zip"])


def test_what_a_job_has_read_is_found_by_the_names_of_its_actions() -> None:
    read = Readings(
        {
            "finalUrl": "https://a.test/b",
            "httpStatus": 404,
            "actions": [
                {"name": "row", "path": "0[0].0", "value": 1},
                {"name": "row", "path": "0[1].0", "value": 0},
                {"name": "row", "path": "0[2].0", "skipped": True},
                {"name": "file", "artifact": "file-1.png"},
                {"name": "bad", "error": {"errorType": "TIMEOUT", "message": "too slow"}},
                {"action": "click"},
            ],
        }
    )
    assert (read.value("row"), read.values("row"), read.was_skipped("row"), read.failed("row")) == (
        0,
        [1, 0],
        True,
        False,
    )
    assert (read.artifact("file"), read.artifacts("file"), read.artifact("row")) == ("file-1.png", ["file-1.png"], None)
    assert (read.failed("bad"), read.error("bad"), read.value("bad", "none")) == (True, "too slow", "none")
    assert (read.final_url, read.http_status, read.title) == ("https://a.test/b", 404, None)
    assert (read.values("other"), read.actions("other"), read.failed("other")) == ([], [], False)


def test_the_first_that_says_something_counts() -> None:
    assert first(None, Found("", "jsonld"), Found(0, "meta"), Found("x", "css")) == Found(0, "meta")
    assert first(None, Found([], "jsonld")) is None


@pytest.mark.parametrize(
    ("attribute", "told"),
    [("NotATask", "no subclass"), ("Upper", "does not match"), ("nothing", "nothing"), ("Titles", "a path of the API")],
)
def test_what_another_package_brings_broken_is_left_out_and_told(attribute: str, told: str) -> None:
    with capture_logs() as logs:
        known = registry.load({"titles"}, [_point(attribute), _point("Odd")])
    assert (known.find("odd") is not None, known.find("titles")) == (True, None)
    assert told in logs[0]["error"]


def test_the_first_of_a_name_counts() -> None:
    with capture_logs() as logs:
        known = registry.load((), [_point("Titles"), _point("Taken")])
    found = known.find("titles")
    assert found is not None
    assert (found.title, logs[0]["left_out"]) == ("Titles", "Taken")


def test_the_nearest_names_are_told() -> None:
    known = {"website", "github", "shop-invoice"}
    assert registry.nearest("webiste", known) == ["website"]
    assert registry.nearest("invoice", known) == ["shop-invoice"]
    assert registry.nearest("zzz", known) == []


async def test_a_client_hears_whether_a_task_type_is_the_installations() -> None:
    types = TaskTypes(registry.load(()), ())
    assert str(await types.none_of_own("c", "website")).startswith("the task type website is the installation's")
    assert str(await types.none_of_own("c", "nothing")).startswith("there is no task type nothing")


def test_task_types_are_listed_by_name() -> None:
    assert [task.name for task in Registry([Titles(), Odd()])] == ["odd", "titles"]


def test_the_package_s_own_are_all_there() -> None:
    known = registry.installed()
    assert all(known.find(kind.name) is not None for kind in registry.TASK_TYPES)


def _point(attribute: str) -> EntryPoint:
    return EntryPoint(attribute.lower(), f"{__name__}:{attribute}", registry.GROUP)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("explore", {"url": "https://e.test/", "find": "${inspection.title}"}),
        ("website", {"url": "https://e.test/", "waitFor": "#a${about.url}"}),
        ("website", {"url": "https://e.test/", "follow": "links", "include": ["**/${page}"], "exclude": ["${page}"]}),
    ],
)
def test_what_a_parameter_holds_refers_to_nothing(name: str, parameters: dict[str, Any]) -> None:
    task = registry.load(()).find(name)
    assert task is not None
    found = [text for _, action in walk(task.build(parameters)["actions"]) for _, text in references.texts(action)]
    texts = [text for text in found if text != "${page}"]  # the task's own
    assert texts != []
    assert [references.references(text) for text in texts] == [[]] * len(texts)
