"""The files of the console, as they were built."""

from functools import cache
from pathlib import Path

from server.rest.static_files import TYPES, StaticFile

_IN_WHEEL = Path(__file__).parent / "files"
FOLDER = _IN_WHEEL if _IN_WHEEL.is_dir() else Path(__file__).parents[2] / "gen" / "console"
"""Where they lie: in a wheel beside this module, in a checkout where `make gen` puts them."""
_PACKED = ".br"


@cache
def bundle() -> dict[str, StaticFile]:
    """All files, by their path, such as `assets/index-….js`. Empty: this installation was built without them."""
    return {path.relative_to(FOLDER).as_posix(): _file(path) for path in FOLDER.rglob("*") if path.suffix in TYPES}


def _file(path: Path) -> StaticFile:
    packed = path.with_name(path.name + _PACKED)
    return StaticFile(path.read_bytes(), TYPES[path.suffix], packed.read_bytes() if packed.is_file() else None)
