"""Users of the system that browsers run as where the worker is root: one for each, which no other browser can reach.

They need no entry in /etc/passwd. Their numbers are given to nobody, by Debian as by systemd, and lie below 65536, as
those must that are to exist in a container with users of its own.
"""

import errno
import pwd
import secrets
import socket
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

FIRST_UID, COUNT = 60_706, 478
_TIMEOUT_S = 10


class User:
    """A user that is nobody else's as long as it is held, be it by this worker or by another one of this machine."""

    def __init__(self, uid: int, claim: socket.socket) -> None:
        self.uid = uid
        self._claim = claim

    @classmethod
    def take(cls) -> "User":
        """Takes one that is free. Raises OSError when none is."""
        first = secrets.randbelow(COUNT)  # one that was not used for long: something may be left of it elsewhere
        for number in range(COUNT):
            uid = FIRST_UID + (first + number) % COUNT
            claim = None if _has_name(uid) else _claim(uid)
            if claim is not None:
                user = cls(uid, claim)
                user.kill()  # what is left of a worker that was killed
                return user
        raise OSError(errno.EAGAIN, f"all of the users {FIRST_UID} to {FIRST_UID + COUNT - 1} are in use")

    def kill(self) -> None:
        """Ends all that runs as this user, at once."""
        run_as(self.uid, ["sh", "-c", "kill -KILL -1"])  # which spares itself

    def release(self) -> None:
        """Ends all that runs as this user, and gives it back."""
        self.kill()
        self._claim.close()


def run_as(uid: int | None, command: Sequence[str]) -> str | None:
    """Runs a command, as a user or as ourselves. Returns why it failed, in a line; None: it did not.

    By a program that changes users: Python itself would fork for that, which gRPC's threads do not bear.
    """
    change = [] if uid is None else ["setpriv", "--reuid", str(uid), "--regid", str(uid), "--clear-groups"]
    try:
        done = subprocess.run(  # noqa: S603 - commands of ours
            [*change, *command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return None
    return (done.stderr.strip().splitlines() or [f"{command[0]} ends with {done.returncode}"])[-1]


def can_enter(folder: Path) -> bool:
    """Whether users who have no right of their own to a folder can go there."""
    folder = folder.resolve()
    return all(stat.S_IMODE(one.stat().st_mode) & stat.S_IXOTH for one in [folder, *folder.parents])


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _claim(uid: int) -> socket.socket | None:
    """A name that the kernel gives once, and takes back when its holder dies. None: somebody has it."""
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0tabwright-user-{uid}")
    except OSError:
        claim.close()
        return None
    return claim
