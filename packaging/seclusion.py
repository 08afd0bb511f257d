"""Takes network and folders away from a process before it starts, so that it can only use what was installed."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_NEW_MOUNTS, _NEW_NETWORK = 0x00020000, 0x40000000  # of linux/sched.h
_MS_PRIVATE, _MS_REC = 1 << 18, 1 << 14
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1


def secluding(hidden: Sequence[Path]) -> Callable[[], None] | None:
    """What a child calls before it runs (``preexec_fn``), or None where the system does not let us."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return None
    existing = [str(path).encode() for path in outermost([path.resolve() for path in hidden if path.is_dir()])]
    libc = ctypes.CDLL(None, use_errno=True)

    def seclude() -> None:
        _must(libc.unshare(_NEW_MOUNTS | _NEW_NETWORK))
        # What is hidden here must not vanish for everybody.
        _must(libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None))
        for path in existing:
            _must(libc.mount(b"tmpfs", path, b"tmpfs", 0, None))
        _raise_loopback()

    tried = subprocess.run(["true"], preexec_fn=lambda: _must(libc.unshare(_NEW_MOUNTS | _NEW_NETWORK)), check=False)
    return seclude if tried.returncode == 0 else None


def outermost(paths: Sequence[Path]) -> list[Path]:
    """Those that lie in none of the others: what is inside a folder that is hidden is not there to be hidden."""
    return [path for path in dict.fromkeys(paths) if not any(other in path.parents for other in paths)]


def _must(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _raise_loopback() -> None:
    """A new network has a loopback that is down; app and engine talk over it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = fcntl.ioctl(any_socket, _GET_FLAGS, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", request)[1]
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP))
