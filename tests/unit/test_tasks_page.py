"""The task that docs/tasks.md writes is one."""

import re
from pathlib import Path
from typing import Any

from tasks.registry import Registry
from tasks.task_type import Readings, TaskType

PAGE = (Path(__file__).parent.parent.parent / "docs" / "tasks.md").read_text()


def product() -> TaskType[Any]:
    (source,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    module: dict[str, Any] = {"__name__": "acme_tasks.product"}
    exec(source, module)  # noqa: S102 - it is ours
    task: TaskType[Any] = module["Product"]()
    return task


def test_it_makes_a_job_and_a_result() -> None:
    task, parameters = product(), {"url": "https://shop.test/1", "withPicture": True}
    assert Registry([task]).find("product") is task
    assert [action["action"] for action in task.build(parameters)["actions"]] == ["extract", "extract", "screenshot"]
    data = [{"@type": "Product", "offers": {"price": "9.50"}}]
    told = [{"name": "data", "value": data}, {"name": "heading", "value": "Mug"}]
    shaped = task.result(parameters, Readings({"actions": told}))
    assert shaped.value == {"name": "Mug", "price": "9.50", "picture": None}
    assert (shaped.sources, shaped.missing) == ({"name": "css", "price": "jsonld"}, ["picture"])
