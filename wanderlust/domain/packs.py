"""What can be downloaded, and how a download goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PackState = Literal["installed", "missing", "begun", "bundled"]


@dataclass(frozen=True, slots=True)
class PackInfo:
    """One thing that can be installed.

    Attributes:
        name: What it is called in the list of packs.
        title: What it is, such as ``speech recognition``.
        size: Bytes on the disk.
        licences: SPDX identifiers.
        state: ``begun`` has files from a download that was broken off; ``bundled`` came with the program.
        needed: Whether Wanderlust cannot do without it.
    """

    name: str
    title: str
    size: int
    licences: tuple[str, ...]
    state: PackState
    needed: bool


@dataclass(frozen=True, slots=True)
class PacksListed:
    """All packs as they are now."""

    packs: tuple[PackInfo, ...]


@dataclass(frozen=True, slots=True)
class PackProgress:
    """A download goes on: bytes done and in all, and what is under way."""

    name: str
    done: int
    total: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class PackFailed:
    """A download or removal ended badly: what happened, and what to do."""

    name: str
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PackEnded:
    """A download is over, whatever came of it."""

    name: str


PackEvent = PacksListed | PackProgress | PackFailed | PackEnded
