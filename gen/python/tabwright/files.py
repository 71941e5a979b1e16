"""Files that are there whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO


@contextmanager
def new_file(path: str | os.PathLike[str], *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file that gets its name when all has been written; after an error nothing of it is left.

    Raises FileExistsError, when it is opened or at its end, where there is a file of this name and `overwrite` is
    not set, or where there is a device, a pipe or the like, which is never replaced. Of a symbolic link that may be
    overwritten, the file that it leads to is replaced.
    """
    name = Path(path)
    if overwrite:
        name = name.resolve()
    if name.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(name))
    if not overwrite or not name.is_file():
        _must_be_free(name)
    part = name.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            yield file
        if overwrite:
            part.replace(name)
        else:
            _link(part, name)
    finally:
        part.unlink(missing_ok=True)


def _link(part: Path, name: Path) -> None:
    """Gives it the name where that is free: no other way to do so is safe from what others do meanwhile."""
    try:
        name.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # the file system knows no links
        _must_be_free(name)
        part.replace(name)


def _must_be_free(name: Path) -> None:
    if os.path.lexists(name):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name))
