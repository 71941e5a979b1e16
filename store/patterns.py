"""Regular expressions that clients give. The engine takes time in proportion to the text, whatever the expression is:
one that backtracks could be made to run for ever.
"""

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

MAX_COMPILED_BYTES = 1024 * 1024
"""How large an expression may become: `a{1000}{1000}` is short."""


WHAT_IS_RIGHT = "must be a regular expression as RE2 has them, without (?=…), (?!…) and \\1, and a small one"


class NotAPattern(ValueError):
    """A text that is no regular expression, or too large a one."""


def searcher(pattern: str) -> Callable[[str], bool]:
    """Says of a text whether something in it matches. Raises NotAPattern."""
    engine = _engine()
    options = engine.RegexOptions(size_limit=MAX_COMPILED_BYTES, dfa_size_limit=MAX_COMPILED_BYTES)
    try:
        validator = engine.validator_for({"type": "string", "pattern": pattern}, pattern_options=options)
    except ValueError as error:
        raise NotAPattern(pattern) from error
    return lambda text: bool(validator.is_valid(text))


@cache
def _engine() -> Any:
    """That of a library which is loaded for other things, too. Most jobs need none."""
    return importlib.import_module("jsonschema_rs")
