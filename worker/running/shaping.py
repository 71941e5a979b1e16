"""The result of a task: made, beside the event loop, of what its job has read."""

import asyncio
import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from traceback import format_exc
from typing import Any, TypeVar

import structlog

from store.database import jsonb
from store.job import Json
from store.retry import ErrorType
from tasks import registry
from tasks.own import KEPT, OwnTask
from tasks.task import Refused, Task
from tasks.words import Readings, Shaped
from worker.failures import StepFailed

log = structlog.get_logger()

TIMEOUT_S = 20.0
"""How long a task may compute."""
MAX_FIELDS = 1000
"""Of how many fields it is told where they were read, and how many are told to be missing."""
MAX_NAME_CHARS = 300
STEM = "task"
"""What the file of a result is called that is too large to be in the job's."""
T = TypeVar("T")


def task_of(stored: Json) -> Task:
    """The task that has made a job. Raises StepFailed when this worker does not know it."""
    if KEPT in stored:
        return OwnTask.of_job(stored)
    name, version = stored["name"], stored["version"]
    task = registry.installed().find(name)
    if task is None:
        raise _failed(f"this worker knows no task {name}: it has other packages than the server that took the job")
    if task.version != version:
        raise _failed(
            f"the job was made by version {version} of the task {name}, and this worker knows version {task.version}:"
            " run the task again"
        )
    return task


async def shape(stored: Json, read: Callable[[], Json], conceal: Callable[[str], str]) -> dict[str, Any]:
    """A TaskResult as JSON, of a JobResult with all values, which `read` reads.

    `conceal` hides what logs must not tell. Raises StepFailed.
    """
    task = task_of(stored)
    try:
        async with asyncio.timeout(TIMEOUT_S):
            shaped = await _beside(lambda: _shaped(task, stored["parameters"], read()))
    except TimeoutError as error:
        raise _failed(f"the task {task.name} took longer than {TIMEOUT_S:.0f} s to make its result") from error
    except Refused as error:
        raise _failed(f"the task {task.name} made a result that does not obey its schema: {error}") from error
    except Exception as error:
        log.warning("task.broken", task=task.name, version=task.version, exception=conceal(format_exc()))
        raise _failed(f"the task {task.name} could not make its result: {error or type(error).__name__}") from error
    return shaped


def _shaped(task: Task, parameters: Json, read: Json) -> dict[str, Any]:
    as_stored = json.loads(jsonb.dumps(read))  # pages say what JSON cannot, such as half a character
    shaped: Shaped = task.result(parameters, Readings(as_stored))
    sources = dict(list(shaped.sources.items())[:MAX_FIELDS])
    is_cut = len(shaped.sources) > MAX_FIELDS or len(shaped.missing) > MAX_FIELDS
    return {
        "value": dict(shaped.value),
        "sources": {_cut(name): _cut(source) for name, source in sources.items()},
        "missing": [_cut(name) for name in _first(shaped.missing)],
        "truncated": shaped.truncated or is_cut,
    }


def _first(names: Sequence[str]) -> Sequence[str]:
    return names[:MAX_FIELDS]


def _cut(text: str) -> str:
    return str(text)[:MAX_NAME_CHARS]


def _failed(message: str) -> StepFailed:
    return StepFailed(ErrorType.TASK_FAILED, message)


async def _beside(work: Callable[[], T]) -> T:
    """Runs work in a thread of its own, which keeps no process from ending when it hangs."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(value: T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(value)  # type: ignore[arg-type]  # it is of the type where there is no error

    def run() -> None:
        try:
            value, error = work(), None
        except Exception as caught:  # noqa: BLE001 - it is for who waits
            value, error = None, caught
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(tell, value, error)

    threading.Thread(target=run, name="task", daemon=True).start()
    return await done
