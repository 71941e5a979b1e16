"""The control groups that this process is in: where their files are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The groups of this process in one hierarchy: its own, the one around it, and so on. The limit of each holds."""

    version: int
    """1 or 2."""
    folders: tuple[Path, ...]
    """Its own first."""

    @property
    def source(self) -> str:
        return f"cgroup v{self.version}"

    def having(self, name: str) -> "Hierarchy | None":
        """Those of the groups that have a file of this name. None: none has."""
        found = tuple(folder for folder in self.folders if (folder / name).exists())
        return Hierarchy(self.version, found) if found else None


def hierarchy(controller: str, root: Path = Path("/")) -> Iterator[Hierarchy]:
    """Where a controller may be, the new kind first: a machine may have both, each with some of the controllers.
    `root` is another one than `/` for a machine that is only a tree of files.
    """
    groups = _groups(root)
    mounts = list(_mounts(root))
    for version in (2, 1):
        for kind, mounted, top, controllers in mounts:
            if kind != version or (version == 1 and controller not in controllers):
                continue
            group = groups.get(controller if version == 1 else "")
            if group is not None:
                yield Hierarchy(version, tuple(_upwards(root, mounted, _below(group, top))))


def _groups(root: Path) -> dict[str, str]:
    """The paths of this process's groups by controller; that of the new hierarchy under an empty name."""
    found: dict[str, str] = {}
    for line in _lines(root / "proc/self/cgroup"):
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        found |= dict.fromkeys(controllers.split(","), path)
    return found


def _mounts(root: Path) -> Iterator[tuple[int, PurePosixPath, PurePosixPath, frozenset[str]]]:
    """Version, place, the group that is seen there, and controllers of each hierarchy that is mounted."""
    for line in _lines(root / "proc/self/mountinfo"):
        mount, _, file_system = line.partition(" - ")
        fields, (kind, *_, options) = mount.split(), file_system.split() or ("", "")
        if kind in {"cgroup", "cgroup2"}:
            version = 2 if kind == "cgroup2" else 1
            yield version, PurePosixPath(fields[4]), PurePosixPath(fields[3]), frozenset(options.split(","))


def _below(group: str, top: PurePosixPath) -> PurePosixPath:
    """The path of a group below what is mounted. In a container the path may be one of the machine outside, of which
    only the container's own group is seen.
    """
    path = PurePosixPath(group)
    return path.relative_to(top) if path.is_relative_to(top) and ".." not in path.parts else PurePosixPath()


def _upwards(root: Path, mounted: PurePosixPath, below: PurePosixPath) -> Iterator[Path]:
    top = root / mounted.relative_to("/")
    for path in (below, *below.parents):
        if (folder := top / path).is_dir():
            yield folder


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
