"""Task types of clients in the database: versions, comparing and setting, limits, and whose they are."""

import asyncio
from typing import Any

import pytest

from store.database.connection import Database
from store.errors import TaskTypeChanged, TaskTypeLimit, TaskTypeNotFound, TaskVersionNotFound
from store.task_types import task_types
from store.task_types.task_types import Definition, delete_task_type, find_task_type, list_task_types
from tests.fixtures.jobs import CLIENT

OTHER = "another"


def definition(title: str = "Price", **content: Any) -> Definition:
    return Definition(title=title, description="", needs=["secret shop"], content={"job": {"timeoutMs": 5}, **content})


async def put(database: Database, title: str = "Price", name: str = "price", expected: int | None = None) -> int:
    stored, _ = await task_types.put_task_type(database, CLIENT, name, definition(title), expected)
    return stored.version


async def test_each_change_is_a_version(database: Database) -> None:
    assert [await put(database, title) for title in ("Price", "Price", "Cost", "Price")] == [1, 1, 2, 3]
    first = await find_task_type(database, CLIENT, "price", 1)
    newest = await find_task_type(database, CLIENT, "price")
    assert first is not None
    assert newest is not None
    assert (first.version, first.title, newest.version, newest.title) == (1, "Price", 3, "Price")
    assert (newest.content, newest.needs) == ({"job": {"timeoutMs": 5}}, ["secret shop"])
    (listed,) = await list_task_types(database, CLIENT)
    assert (listed.version, listed.content) == (3, None)
    with pytest.raises(TaskVersionNotFound) as error:
        await find_task_type(database, CLIENT, "price", 4)
    assert error.value.facts["newest"] == "3"
    assert await find_task_type(database, CLIENT, "none", 4) is None


async def test_who_expects_another_version_changes_nothing(database: Database) -> None:
    for expected in (1, 5):
        with pytest.raises(TaskTypeChanged) as error:
            await put(database, expected=expected)
        assert error.value.facts["version"] == "0"
    assert await put(database, expected=0) == 1
    with pytest.raises(TaskTypeChanged):
        await put(database, "Cost", expected=0)
    assert await put(database, "Cost", expected=1) == 2
    assert await put(database, "Cost", expected=1) == 2, "the same again is what was wanted"
    with pytest.raises(TaskTypeChanged):
        await put(database, "Price", expected=1)


async def test_of_those_who_put_at_once_each_makes_a_version_and_one_that_it_expects(database: Database) -> None:
    made = await asyncio.gather(*(put(database, f"Price {number}") for number in range(6)))
    assert sorted(made) == [1, 2, 3, 4, 5, 6]
    tried = await asyncio.gather(
        *(put(database, f"Cost {number}", expected=6) for number in range(6)), return_exceptions=True
    )
    assert [one for one in tried if isinstance(one, int)] == [7]
    assert sum(isinstance(one, TaskTypeChanged) for one in tried) == 5


async def test_the_newest_versions_are_kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_types, "MAX_VERSIONS", 3)
    for number in range(5):
        await put(database, f"Price {number}")
    rows = await database.rows("SELECT version FROM task_types ORDER BY version")
    assert [row["version"] for row in rows] == [3, 4, 5]


async def test_a_client_has_so_many_and_may_change_those(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_types, "MAX_TASK_TYPES", 2)
    await put(database, name="a")
    await put(database, name="b")
    for expected in (None, 0):
        with pytest.raises(TaskTypeLimit):
            await put(database, name="c", expected=expected)
    assert await put(database, "Cost", name="b") == 2
    await delete_task_type(database, CLIENT, "a")
    assert await put(database, name="c") == 1


async def test_a_task_type_is_its_clients(database: Database) -> None:
    await put(database)
    assert await find_task_type(database, OTHER, "price") is None
    assert await list_task_types(database, OTHER) == []
    with pytest.raises(TaskTypeNotFound):
        await delete_task_type(database, OTHER, "price")
    theirs, _ = await task_types.put_task_type(database, OTHER, "price", definition("Theirs"))
    assert theirs.version == 1
    await delete_task_type(database, OTHER, "price")
    assert await put(database) == 1
    rows = await database.client_rows(OTHER, "SELECT id FROM task_types")
    assert rows == [], "row-level security stands behind the statements"
    await delete_task_type(database, CLIENT, "price")
    with pytest.raises(TaskTypeNotFound):
        await delete_task_type(database, CLIENT, "price")
