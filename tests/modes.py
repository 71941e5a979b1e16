"""What other users of the machine could read."""

from pathlib import Path


def open_to_others(folder: Path) -> list[str]:
    """What below a folder its group or everybody may read or write. They may pass through folders whose names they
    know: as browsers must that have users of their own.
    """
    modes = [(path, path.lstat().st_mode & 0o777) for path in folder.rglob("*") if not path.is_symlink()]
    return [f"{mode:o} {path}" for path, mode in modes if mode & (0o066 if path.is_dir() else 0o077)]
