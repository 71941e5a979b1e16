"""What one browser has to itself: a folder and, where the worker is root, a user."""

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

from worker.processes.environment import minimal
from worker.processes.users import User

PREFIX = "browser-"
_SPAWN = "TABWRIGHT_SPAWN"
"""In the environment that a browser is launched with: how to start it. driver_preload.js takes it out."""
_PID = "pid"


class Home:
    """The home of one browser and its driver.

    Its folder is ours, and what the driver writes lies there. The profile and two folders in it are the browser's: what
    lies in those may be anything, such as a link to a file of ours.
    """

    def __init__(self, folder: Path) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        self.own = self.path / "home"
        """Where the browser is at home, which holds its temporary files too."""
        self.downloads = self.path / "downloads"
        self._user: User | None = None
        self._process: psutil.Process | None = None

    def prepare(self, *, has_user: bool) -> None:
        """Makes ready for a launch, of a browser that has a user of its own or none. Raises OSError when there is no
        user left.
        """
        self._forget()
        if has_user:
            self._user = User.take()
            self.path.chmod(0o711)  # it may pass through, and see nothing but its own
        for folder in (self.own, self.downloads):
            folder.mkdir(mode=0o700)
            if self._user is not None:
                os.chown(folder, self._user.uid, self._user.uid)

    def command(self, *arguments: str) -> list[str]:
        """The command that starts a program as the browser's user, and so that the kernel kills it when we die."""
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            return [*arguments]
        uid = str(self._user.uid) if self._user is not None else None
        change = ["--reuid", uid, "--regid", uid, "--clear-groups"] if uid is not None else []
        return [setpriv, *change, "--pdeathsig", "KILL", *arguments]

    def started(self, pid: int) -> None:
        """Notes the browser's process. Raises ValueError when it is gone."""
        try:
            self._process = psutil.Process(pid)
        except psutil.NoSuchProcess:
            raise ValueError("the browser is gone") from None

    def environment(self) -> dict[str, str]:
        """The environment to have a driver launch the browser with."""
        spawn = {
            "folder": str(self.own),
            "pid": str(self.path / _PID),
            "setpriv": shutil.which("setpriv"),
            "user": self._user.uid if self._user is not None else None,
        }
        return {**minimal(self.own), _SPAWN: json.dumps(spawn)}

    @property
    def pid(self) -> int:
        """The browser's process, once it is launched. Raises ValueError when it is gone."""
        try:
            self._process = self._process or psutil.Process(int((self.path / _PID).read_text()))
        except (OSError, ValueError, psutil.NoSuchProcess):
            raise ValueError("the browser is gone") from None
        return self._process.pid

    def kill(self) -> None:
        """Ends the browser, and all that it has started."""
        with suppress(ValueError):
            _ = self.pid
        if self._process is not None:
            kill(self._process)
        if self._user is not None:
            self._user.kill()

    def close(self) -> None:
        """Ends what is left of the browser, and removes its folder."""
        self._forget()
        shutil.rmtree(self.path, ignore_errors=True)

    def _forget(self) -> None:
        """Ends a browser that was launched here, and removes what it had."""
        self.kill()
        if self._user is not None:
            self._user.release()
        self._user = self._process = None
        for folder in (self.own, self.downloads):
            shutil.rmtree(folder, ignore_errors=True)
        (self.path / _PID).unlink(missing_ok=True)


def kill(process: psutil.Process | int) -> None:
    """Kills a process and all that it has started; one that is given as a process, and not another that has got its
    number since.
    """
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(process) if isinstance(process, int) else process
        for one in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                one.kill()
