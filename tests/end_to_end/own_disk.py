"""A small disk of a test's own, full or read-only, that only the process started on it sees."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

# A user namespace lets everybody mount, and what is mounted ends with the process.
_UNSHARE = ("unshare", "--map-root-user", "--mount")

Kind = Literal["full", "read-only"]

# $1 is the folder, $2 the prepared data, $3 the kind; the rest is the command.
_SCRIPT = """
set -e
mount -t tmpfs -o size=1m none "$1"
ln -s "$2/packs" "$2/places.sqlite" "$1"
case "$3" in
full) head -c 2m /dev/zero > "$1/other people's films" 2> "$1/said" || true ;;
read-only) mount -o remount,ro "$1" ;;
esac
shift 3
exec "$@"
"""
FILLER = "other people's films"


def on_own_disk(folder: Path, prepared: Path, kind: Kind) -> Sequence[str]:
    """Words to put before a command so that ``folder`` is a disk of this kind for it, and for nobody else."""
    return [*_UNSHARE, "sh", "-c", _SCRIPT, "sh", str(folder), str(prepared), kind]


def as_seen_by(process: int, path: Path) -> Path:
    """The path under which we reach what the process sees there."""
    return Path(f"/proc/{process}/root{path}")


@functools.cache
def refusal() -> str:
    """Why disks of one's own cannot be made here, or an empty string."""
    try:
        tried = subprocess.run(
            [*_UNSHARE, "mount", "-t", "tmpfs", "none", "/tmp"], capture_output=True, text=True, timeout=10
        )
    except OSError as error:
        return f"a disk of one's own needs unshare and mount: {error}"
    return "" if tried.returncode == 0 else f"a disk of one's own cannot be mounted here: {tried.stderr.strip()}"
