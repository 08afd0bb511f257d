"""Finds the engine that an app has started, through /proc."""

from __future__ import annotations

from pathlib import Path


def engines_of(parent: int) -> list[int]:
    """Process ids of the engines among an app's children."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            mother = int(_after_name(entry)[1])
            command = (entry / "cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue  # it ended while we looked
        if mother == parent and b"engine" in command:
            found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    """Whether a process runs, and is not merely unburied."""
    try:
        return _after_name(Path(f"/proc/{process}"))[0] != "Z"
    except OSError:
        return False


def _after_name(entry: Path) -> list[str]:
    """The fields of ``stat`` after the program's name, which may hold spaces: state, parent, ..."""
    return (entry / "stat").read_text().rsplit(")", 1)[1].split()
