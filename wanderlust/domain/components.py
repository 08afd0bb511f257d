"""What the program is made of, under which licence each part is, and which licences it may be made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

ComponentKind = Literal["program", "package", "library", "weights", "data", "drawing"]

PERMITTED = frozenset(
    {
        "0BSD",
        "AFL-2.1",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC-BY-4.0",
        "CC0-1.0",
        "FTL",
        "HPND",
        "IJG",
        "ISC",
        "LGPL-2.1-only",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "OFL-1.1",
        "OpenSSL",
        "PSF-2.0",
        "Sleepycat",  # wants the whole source to be open, which ours is
        "Unicode-3.0",
        "Unlicense",
        "Zlib",
        "bzip2-1.0.6",
        "libpng-2.0",
        "libtiff",
        # Terms without a name of SPDX's: each is described where it is used.
        "LicenseRef-Copernicus",
        "LicenseRef-IPADIC",
        "LicenseRef-SourceNamed",
        "LicenseRef-public-domain",
    }
)
"""SPDX names of licences under which parts may be passed on with a program under the MIT licence."""

EXCEPTIONS = frozenset({"GCC-exception-3.1", "PyInstaller-exception"})
"""What makes a GPL'd part one that may be part of any program."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part.

    Attributes:
        name: As its makers call it.
        version: Or the day it is from; empty where it has none.
        licence: An SPDX expression, or empty when nobody knows.
        source: Where it is from.
        kind: What sort of part it is.
        notice: What its licence wants said, beyond its name.
    """

    name: str
    version: str
    licence: str
    source: str
    kind: ComponentKind
    notice: str = ""

    @property
    def permitted(self) -> bool:
        """Whether its licence lets it be part of the program."""
        return is_permitted(self.licence)


def is_permitted(expression: str) -> bool:
    """Whether an SPDX expression leaves a way that is permitted: one side of each ``OR``, both of each ``AND``."""
    try:
        value, rest = _either(re.findall(r"\(|\)|[^\s()]+", expression))
    except ValueError:
        return False  # no expression: nobody knows what it means
    return value and not rest


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _both(tokens)
    while rest and rest[0].upper() == "OR":
        other, rest = _both(rest[1:])
        value = value or other
    return value, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _one(tokens)
    while rest and rest[0].upper() == "AND":
        other, rest = _one(rest[1:])
        value = value and other
    return value, rest


def _one(tokens: list[str]) -> tuple[bool, list[str]]:
    if not tokens:
        raise ValueError("the expression ends too early")
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        value, rest = _either(rest)
        if not rest or rest[0] != ")":
            raise ValueError("a bracket is not closed")
        return value, rest[1:]
    if rest and rest[0].upper() == "WITH":
        return len(rest) > 1 and rest[1] in EXCEPTIONS, rest[2:]
    return head in PERMITTED, rest
