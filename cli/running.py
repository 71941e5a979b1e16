"""Which `tabwright up` this user has running: the other commands find them, whatever folder they are in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def announced(data: Path) -> Iterator[None]:
    """Lets commands find what runs in a data folder, as long as it is entered."""
    note = _notes() / str(os.getpid())
    if not note.is_absolute():  # this user has no home
        yield
        return
    with suppress(OSError):  # nor one to write into: then commands must be told the folder
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in note.parent.iterdir():
            if not _is_alive(old):
                old.unlink(missing_ok=True)
        note.write_text(f"{data.absolute()}\n")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def data_folders() -> list[Path]:
    """The data folders of those that run now."""
    try:
        return sorted({Path(note.read_text().strip()) for note in _notes().iterdir() if _is_alive(note)})
    except OSError:
        return []


def _notes() -> Path:
    """A file for each, named after its process."""
    # Path.expanduser raises an error where a user has no home; then this is no folder that anybody has.
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")  # noqa: PTH111
    return Path(state) / "tabwright" / "running"


def _is_alive(note: Path) -> bool:
    """Whether its process runs: one that was killed leaves its note."""
    try:
        os.kill(int(note.name), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True
