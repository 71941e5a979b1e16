"""What other users of the machine could read."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def open_to_others(folder: Path) -> list[str]:
    """What below a folder its group or everybody may read or write. They may pass through folders whose names they
    know: as browsers must that have users of their own.
    """
    return [
        f"{stat.S_IMODE(mode):o} {path}"
        for path, mode in _modes(folder)
        if mode & (0o066 if stat.S_ISDIR(mode) else 0o077)
    ]


def _modes(folder: Path) -> Iterator[tuple[Path, int]]:
    for parent, folders, files in os.walk(folder):  # which passes by what a worker has removed meanwhile
        for path in (Path(parent, name) for name in [*folders, *files]):
            with suppress(FileNotFoundError):
                mode = path.lstat().st_mode
                if not stat.S_ISLNK(mode):
                    yield path, mode
