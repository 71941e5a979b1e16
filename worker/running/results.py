"""What the actions of an attempt have given, as the job's result tells it."""

import json
from typing import Any

from store.database import jsonb
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.step import File, Produced, data_file

MAX_INLINE_BYTES = 256 * 1024
"""How much of what a job reads from pages goes into its result; what is more becomes an artifact."""
MAX_INLINE_DEPTH = 25
"""How deep it may be nested there: clients' protobufs read no more than 100 messages in messages."""
MAX_WHOLE_BYTES = 16 * 1024 * 1024
"""How much of what became artifacts is kept for the task that makes a result of it."""
MAX_INNER_BYTES = 2 * 1024 * 1024
"""How much the results of actions in groups may have beside their values: 10,000 short ones."""


class Results:
    """One for each action that has run, in order."""

    def __init__(self, *, are_shaped: bool = False) -> None:
        """`are_shaped`: a task makes its result of them, so that large values are kept for it."""
        self.actions: list[dict[str, Any]] = []
        self.is_whole = True
        """Whether `whole` has all that was read."""
        self._are_shaped = are_shaped
        self._large: dict[int, bytes] = {}
        self._large_bytes = 0
        self.left_out = 0
        """How many there is no room for."""
        self._inline_bytes = 0
        self._inner_bytes = 0
        self._artifacts: dict[str, str] = {}

    def add(self, result: dict[str, Any]) -> None:
        """Those of a job's own actions are all told, those of actions in groups as far as there is room."""
        if "artifact" in result and "name" in result:
            self._artifacts[result["name"]] = str(result["artifact"])
        if "path" in result:
            self._inner_bytes += len(jsonb.dumps({**result, "value": None}).encode())
            if self._inner_bytes > MAX_INNER_BYTES:
                self.left_out += 1
                self.is_whole = False
                self._large.pop(id(result), None)
                return
        self.actions.append(result)

    def whole(self) -> list[dict[str, Any]]:
        """The same, with the values that became artifacts as far as there was room for them. Reading them takes a
        while.
        """
        return [self._with_value(one) for one in self.actions]

    def _with_value(self, result: dict[str, Any]) -> dict[str, Any]:
        if id(result) not in self._large:
            return result
        try:
            return {**result, "value": json.loads(self._large[id(result)])}
        except (ValueError, RecursionError):  # a page may nest it as deeply as it likes
            self.is_whole = False
            return result

    def keep_large(self, result: dict[str, Any], file: File) -> None:
        """Keeps a value that became an artifact, which was not added yet, if a task makes something of it."""
        if not self._are_shaped:
            return
        self._large_bytes += len(file.data)
        if self._large_bytes > MAX_WHOLE_BYTES:
            self.is_whole = False
        else:
            self._large[id(result)] = file.data

    def artifact_of(self, name: str) -> str:
        """The name of the artifact that the action of this name has made, the last where there are several; "" where
        there is none.
        """
        return self._artifacts.get(name, "")

    def too_large(self, produced: Produced) -> File | None:
        """The value as a file, when it is too much for the job's result, which every GetJob carries."""
        if not produced.has_value:
            return None
        try:
            data = jsonb.dumps(produced.value).encode()
        except (ValueError, RecursionError) as error:
            raise StepFailed(ErrorType.ACTION_FAILED, "the value cannot be represented as JSON") from error
        self._inline_bytes += len(data)
        if self._inline_bytes <= MAX_INLINE_BYTES and _is_shallower(produced.value, MAX_INLINE_DEPTH):
            return None
        self._inline_bytes -= len(data)
        return data_file(data)


def too_large(value: Any) -> File | None:
    """What a task has made as a file, when it is too much for the job's result, where it has room of its own."""
    data = jsonb.dumps(value).encode()
    is_small = len(data) <= MAX_INLINE_BYTES and _is_shallower(value, MAX_INLINE_DEPTH)
    return None if is_small else data_file(data)


def _is_shallower(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_is_shallower(part, depth - 1) for part in parts)
