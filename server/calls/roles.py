"""What a user may call: by role, in one place.

A viewer sees all of the client, and changes nothing but what is the viewer's own; a member works with everything but
what owners manage; an owner may all that a client may. Who administers the installation may call everything: what only
they may, and what depends on the request, the handlers say. Keys and JWTs have no role: they may what a client may, but
for users and keys, which are for administrators among them.
"""

from functools import cache

from google.protobuf import descriptor_pool
from google.protobuf.descriptor_pb2 import MethodOptions

from server.calls.caller import Caller
from server.calls.faults import AdminOnly
from server.calls.user_errors import RoleTooLow
from store.users.users import ROLES

VIEWER, MEMBER, OWNER = ROLES

_OWN = frozenset({"AuthService"})
"""Services about whoever calls."""
_MANAGED = frozenset({"ApiKeyService", "UserService"})
"""Services for owners, also to read: who may come in."""
_MANAGED_TO_CHANGE = frozenset({"UrlPolicyService"})
"""Services of which owners may change things."""
_BY_RIGHT = frozenset({"LiveService"})
"""Services where it depends on the right that is asked for (server/live/admission.py)."""


def check(caller: Caller, method: str) -> None:
    """Raises RoleTooLow or AdminOnly unless the caller may call a method: `/tabwright.v1.JobService/GetJob`."""
    if caller.is_admin:
        return
    if caller.role is None:
        if _service(method) in _MANAGED:
            raise AdminOnly
        return
    require(caller, needed(method))


def require(caller: Caller, role: str) -> None:
    """Raises RoleTooLow unless the caller has at least this role, or none has to have one."""
    if caller.role is not None and not caller.is_admin and ROLES.index(caller.role) < ROLES.index(role):
        raise RoleTooLow(caller.role, role)


@cache
def needed(method: str) -> str:
    """The lowest role that may call a method. What is not known here is for no less than a member."""
    service = _service(method)
    if service in _MANAGED:
        return OWNER
    if service in _OWN or service in _BY_RIGHT or _only_reads(method):
        return VIEWER
    return OWNER if service in _MANAGED_TO_CHANGE else MEMBER


def _service(method: str) -> str:
    return method.rpartition("/")[0].rpartition(".")[2]


def _only_reads(method: str) -> bool:
    try:
        found = descriptor_pool.Default().FindMethodByName(method.lstrip("/").replace("/", "."))
    except KeyError:
        return False
    return bool(found.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS)
