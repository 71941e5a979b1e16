"""`python tests/forbidding.py COMMAND…` runs a command that may make no user namespace, by a filter of the kernel's, as
Docker has one.
"""

import ctypes
import os
import platform
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
CLONE_NEWUSER = 0x10000000
CALLS = {"x86_64": (56, 272, 435), "aarch64": (220, 97, 435)}  # clone, unshare, clone3
LOAD, IS, HAS, RETURN = 0x20, 0x15, 0x45, 0x06
ALLOWED, FAILS = 0x7FFF0000, 0x00050000
NOT_PERMITTED, NOT_THERE = 1, 38


class Filter(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def forbid() -> None:
    """Holds for this process and all that it starts."""
    clone, unshare, clone3 = CALLS[platform.machine()]
    program = [
        (LOAD, 0, 0, 0),  # the call's number
        (IS, 0, 1, clone3),
        (RETURN, 0, 0, FAILS | NOT_THERE),  # its flags lie where no filter can look
        (IS, 1, 0, clone),
        (IS, 0, 3, unshare),
        (LOAD, 0, 0, 16),  # the flags
        (HAS, 0, 1, CLONE_NEWUSER),
        (RETURN, 0, 0, FAILS | NOT_PERMITTED),
        (RETURN, 0, 0, ALLOWED),
    ]
    code = b"".join(struct.pack("HBBI", *one) for one in program)
    libc = ctypes.CDLL(None, use_errno=True)
    wanted = ctypes.byref(Filter(len(program), code))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, wanted, 0, 0):
        raise OSError(ctypes.get_errno(), "the filter is refused")


if __name__ == "__main__":
    forbid()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
