"""The worker's temporary files: a folder of its own, which goes with the worker, however that ends."""

import contextlib
import fcntl
import shutil
import tempfile
from pathlib import Path

_PREFIX = "tabwright-"
_LOCK = "lock"
_JOB_PREFIX = "job-"
_BROWSER_PREFIX = "browser-"


class Folder:
    """The folder of one worker process: what its browsers and recordings need for a while.

    Its lock is the kernel's, and ends with the process: whose lock can be had is dead, and its folder is
    anybody's to remove.
    """

    def __init__(self) -> None:
        _remove_left_behind()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        # Under its name only when it is locked: nobody may take us for dead meanwhile.
        self._lock = (self.path / "unlocked").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        (self.path / "unlocked").rename(self.path / _LOCK)

    def for_job(self) -> Path:
        """A new folder for what one attempt at a job records. Its user removes it."""
        return Path(tempfile.mkdtemp(prefix=_JOB_PREFIX, dir=self.path))

    def for_browser(self) -> Path:
        """A new folder for what one browser and its driver write. Its user removes it."""
        return Path(tempfile.mkdtemp(prefix=_BROWSER_PREFIX, dir=self.path))

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _remove_left_behind() -> None:
    """Removes the folders of workers that have died."""
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with contextlib.suppress(OSError), lock.open("r+") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)
