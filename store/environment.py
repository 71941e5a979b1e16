"""Settings as they are read from the environment, and what is wrong with one, for people."""

from typing import Any, TypeVar

from annotated_types import Ge, Le
from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings

_Settings = TypeVar("_Settings", bound=BaseSettings)
_LONGEST_VALUE = 60
_NUMBERS = {"int_parsing", "int_type", "greater_than_equal", "less_than_equal"}


class WrongSetting(Exception):
    """A setting has a value that it cannot have; the message names it and says what would be right."""


def read(kind: type[_Settings]) -> _Settings:
    """The settings of a kind; an empty value is as none. Raises WrongSetting."""
    try:
        return kind(_env_ignore_empty=True)
    except ValidationError as error:
        told: dict[Any, str] = {}
        for one in error.errors(include_url=False):
            told.setdefault(one["loc"][:1], _told(kind, one))  # what follows from the first is not worth a word
        raise WrongSetting("; ".join(told.values())) from None  # the cause has values in it, passwords too


def _told(kind: type[BaseSettings], error: ErrorDetails) -> str:
    must = _must(kind, error)
    if not error["loc"]:  # a rule about several settings, which names them
        return must
    name = str(error["loc"][0])
    return f"{name.upper()}{_value(kind, name, error['input'])}: {must}"


def _value(kind: type[BaseSettings], name: str, value: Any) -> str:
    """What was given, unless it may hold a password."""
    if "SecretStr" in str(kind.model_fields[name].annotation) or isinstance(value, SecretStr):
        return ""
    text = str(value) if isinstance(value, str | int | float) else ""
    return f"={text[:_LONGEST_VALUE]}" if text.isprintable() else f"={text[:_LONGEST_VALUE]!a}"


def _must(kind: type[BaseSettings], error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    field = kind.model_fields.get(str(error["loc"][0])) if error["loc"] else None
    match error["type"]:
        case "value_error":
            must = str(context["error"])
        case number if number in _NUMBERS:
            must = f"must be a whole number{_range(field.metadata if field else [])}"
        case "bool_parsing":
            must = "must be true or false"
        case "literal_error":
            must = f"must be {context['expected'].replace(chr(39), '')}"
        case "too_short":
            must = "must not be empty"
        case "string_pattern_mismatch" if field and field.examples:
            must = f"must be like {field.examples[0]}"
        case _:
            must = error["msg"].replace("Input should", "must", 1)
    return must


def _range(rules: list[Any]) -> str:
    lowest = next((rule.ge for rule in rules if isinstance(rule, Ge)), None)
    highest = next((rule.le for rule in rules if isinstance(rule, Le)), None)
    if lowest is None:
        return ""
    return f", at least {lowest}" if highest is None else f" from {lowest} to {highest}"
