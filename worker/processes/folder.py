"""The worker's temporary files: a folder of its own, which goes with the worker, however that ends."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from worker.processes.home import Home
from worker.processes.sandbox import Machine
from worker.processes.users import can_enter

_PREFIX = "tabwright-"
_LOCK = "lock"
_JOB_PREFIX = "job-"
_ANYBODYS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - mkdtemp makes our folder there


class Folder:
    """The folder of one worker process: what its browsers and recordings need for a while.

    Its lock is the kernel's, and ends with the process: whose lock can be had is dead, and its folder is
    anybody's to remove.
    """

    def __init__(self) -> None:
        place = _place()
        _remove_left_behind(place)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        self.machine = Machine.of(self.path)
        """What browsers may have here."""
        if self.machine.gives_users:
            self.path.chmod(0o711)  # they may pass through, and see nothing
        # Under its name only when it is locked: nobody may take us for dead meanwhile.
        self._lock = (self.path / "unlocked").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        (self.path / "unlocked").rename(self.path / _LOCK)

    def for_job(self) -> Path:
        """A new folder for what one attempt at a job records. Its user removes it."""
        return Path(tempfile.mkdtemp(prefix=_JOB_PREFIX, dir=self.path))

    def for_browser(self) -> Home:
        """A new home for a browser and its driver. Whoever launches it closes it."""
        return Home(self.path)

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _place() -> Path:
    """Where temporary files go: of a worker that is root, where its browsers' users can go too."""
    usual = Path(tempfile.gettempdir())
    if os.geteuid() != 0:
        return usual
    return next((one for one in (usual, *_ANYBODYS) if one.is_dir() and can_enter(one)), usual)


def _remove_left_behind(place: Path) -> None:
    """Removes the folders of workers that have died."""
    for lock in place.glob(f"{_PREFIX}*/{_LOCK}"):
        with contextlib.suppress(OSError), lock.open("r+") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)
