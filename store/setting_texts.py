"""Settings as people read them: in the documentation, and as they are in effect."""

from typing import Any, Literal, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo


def written(value: Any) -> str:
    """A value as its environment variable has it; a secret as it is. Empty: there is none."""
    match value:
        case None:
            return ""
        case SecretStr() as secret:
            return secret.get_secret_value()
        case tuple() as values:
            return ",".join(map(str, values))
        case bool() as value:
            return str(value).lower()
        case value:
            return str(value)


def default(field: FieldInfo) -> str:
    """What a setting is that nobody sets. Empty: there is none, or its description says it."""
    return "" if field.default_factory is not None or field.is_required() else written(field.default)


def meaning(field: FieldInfo) -> str:
    """What a setting is for, and what else its value must fulfil."""
    return f"{field.description}{_bounds(field)}"


def is_secret(field: FieldInfo) -> bool:
    """Whether its value is for nobody to see."""
    return "SecretStr" in str(field.annotation)


def _bounds(field: FieldInfo) -> str:
    if get_origin(field.annotation) is Literal:
        return ""
    limits: dict[str, Any] = {
        kind: getattr(rule, kind) for rule in field.metadata for kind in ("ge", "gt", "le") if hasattr(rule, kind)
    }
    if "ge" in limits and "le" in limits:
        return f" {limits['ge']} to {limits['le']}."
    if "ge" in limits:
        return f" At least {limits['ge']}."
    return ""
