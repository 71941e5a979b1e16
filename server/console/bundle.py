"""The files of the console, as they were built."""

from functools import cache
from pathlib import Path

from server.rest.static_files import TYPES, StaticFile

_IN_WHEEL = Path(__file__).parent / "files"
FOLDER = _IN_WHEEL if _IN_WHEEL.is_dir() else Path(__file__).parents[2] / "gen" / "console"
"""Where they lie: in a wheel beside this module, in a checkout where `make gen` puts them."""


@cache
def bundle() -> dict[str, StaticFile]:
    """All files, by their path, such as `assets/index-….js`. Empty: this installation was built without them."""
    found = (path for path in FOLDER.rglob("*") if path.suffix in TYPES)
    return {path.relative_to(FOLDER).as_posix(): StaticFile(path.read_bytes(), TYPES[path.suffix]) for path in found}
