"""Reads what is plain on the command line without pydantic. typer has that read each value, also one that is not given,
and to load it takes a third of a start.
"""

import re
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import typer

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


class _LightReader:
    """What a parameter of typer's reads its value with. Where that is not plain, and so wherever it may be wrong,
    typer's own reader takes its place.
    """

    def __init__(self, param: Any) -> None:
        self._kind = param.type_descriptor.annotation
        self._info = param.type_descriptor.parameter_info
        self._is_list = param.nargs != 1 or param.multiple

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command's function takes it."""
        if value is None:
            return () if self._is_list else None
        if self._is_plain(value):
            return value if type(value) is self._kind else self._kind(value)
        param._runtime_param = None  # noqa: SLF001 - see Light
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)

    def _is_plain(self, value: Any) -> bool:
        """Whether typer would take the value as it is, or its text for what the type makes of it."""
        kind, info = self._kind, self._info
        if info.parser or not isinstance(kind, type) or issubclass(kind, Path):
            return False
        if kind is str:  # others may have bytes in them that are not UTF-8
            return isinstance(value, str) and value.isascii()
        if type(value) is kind:  # a default
            return True
        if kind is UUID:
            return _ID.fullmatch(value) is not None
        if kind is int and _NUMBER.fullmatch(value):
            return (info.min is None or info.min <= int(value)) and (info.max is None or int(value) <= info.max)
        return issubclass(kind, StrEnum) and value in set(kind)


class Light:
    """Beside a class of typer's commands: its parameters are read in this way. This is where typer keeps their readers;
    a typer that keeps them elsewhere goes on with its own, and all works as before, only slower.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if getattr(param, "_runtime_param", param) is None:
                param._runtime_param = _LightReader(param)  # noqa: SLF001
        return params


class LightCommand(Light, typer.core.TyperCommand):
    """A command whose parameters are read in this way."""
