"""What can be downloaded, and how a download goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LANGUAGE_LIST = "languages"
"""What progress and failures of fetching the list of languages are named after."""

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
        language: Whether it is a pair of languages from a mirror's list.
        download: Bytes that are fetched, where that is less than ``size``; else 0.
    """

    name: str
    title: str
    size: int
    licences: tuple[str, ...]
    state: PackState
    needed: bool
    language: bool = False
    download: int = 0


@dataclass(frozen=True, slots=True)
class PacksListed:
    """All packs as they are now; ``languages_of`` is when the list of languages was fetched, if it ever was."""

    packs: tuple[PackInfo, ...]
    languages_of: datetime | None = None


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


def is_mirror(address: str) -> bool:
    """Whether this can be the address of a mirror's list: with https, or on this computer; or none at all."""
    there = r"https://[^\s/]+/\S+|http://(?:127\.0\.0\.1|localhost)(?::\d+)?/\S+"
    return not address or re.fullmatch(there, address) is not None
