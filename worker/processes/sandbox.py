"""How far browsers are shut in: which of them has its sandbox on, and why another one has not."""

import os
from dataclasses import dataclass
from pathlib import Path

from worker.processes.environment import own_builds
from worker.processes.users import FIRST_UID, can_enter, run_as

_PROBE_UID = FIRST_UID


@dataclass(frozen=True, slots=True)
class Machine:
    """What this machine lets browsers have."""

    gives_users: bool
    """Whether each browser runs as a user of its own. Only where the worker is root: others cannot change users."""
    why_no_users: str | None = None
    """Why a worker that is root cannot give them any."""
    why_no_namespaces: str | None = None
    """Why their user cannot have what Firefox's sandbox is made of, and Chromium's."""

    @classmethod
    def of(cls, folder: Path) -> "Machine":
        """Tries it out. `folder` is where browsers have their homes."""
        if os.geteuid() != 0:
            return cls(gives_users=False, why_no_namespaces=_why_no_namespaces(None))
        if not can_enter(folder.parent):
            return cls(gives_users=False, why_no_users=f"{folder.parent}, where its files would be, is root's alone")
        if (why := run_as(_PROBE_UID, ["true"])) is not None:
            return cls(gives_users=False, why_no_users=f"the worker, which is root, cannot start it as another ({why})")
        return cls(gives_users=True, why_no_namespaces=_why_no_namespaces(_PROBE_UID))

    def why_as_root(self, executable: str | None) -> str | None:
        """Why a browser must run as root."""
        path = Path(executable or own_builds())
        if self.gives_users and path.exists() and not can_enter(path.resolve().parent if executable else path):
            return f"{path} lies where only root can go"
        return self.why_no_users


def _why_no_namespaces(uid: int | None) -> str | None:
    why = run_as(uid, ["unshare", "--user", "--net", "true"])
    return None if why is None else f"the kernel gives its user no namespaces ({why})"
