"""A version of this program that came out, and whether it is a newer one."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """A version, such as ``0.2.0``, and the page that has it."""

    version: str
    page: str


def numbers(version: str) -> tuple[int, ...] | None:
    """The numbers of a version, without zeros at the end; None for anything else, such as a trial version."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", version):
        return None
    found = [int(part) for part in version.split(".")]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


def is_newer(version: str, than: str) -> bool:
    """Whether a version is a later one; not when either cannot be read."""
    one, other = numbers(version), numbers(than)
    return one is not None and other is not None and one > other
