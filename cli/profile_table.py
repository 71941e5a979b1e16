"""What a table of the configuration file may say."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from cli.errors import CommandError, ExitCode

_WORDS = {
    "extra_forbidden": "is unknown",
    "string_type": "must be a text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "model_type": "must be a table",
}
"""What is said in place of pydantic's words."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    address: str | None = None
    api_key: str | None = None
    tls: bool = False
    gateway: str | None = None


def checked(path: Path, name: str, table: Any) -> dict[str, Any]:
    """The fields of the table of a name. Raises CommandError."""
    try:
        return _Table.model_validate(table).model_dump()
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in (name, *first["loc"]))
        raise CommandError(
            f"{path}: {field} {_WORDS.get(first['type'], 'is wrong')}; a profile has address, api_key, tls and gateway",
            ExitCode.USAGE,
        ) from None
