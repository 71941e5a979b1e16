"""What other users of the machine could read."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def open_to_others(folder: Path) -> list[str]:
    """What below a folder its group or everybody may read or write. They may pass through folders whose names they
    know: as browsers must that have users of their own.
    """
    return [f"{mode:o} {path}" for path, mode in _modes(folder) if mode & (0o066 if path.is_dir() else 0o077)]


def _modes(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # a browser has removed it meanwhile
            if not path.is_symlink():
                yield path, path.lstat().st_mode & 0o777
