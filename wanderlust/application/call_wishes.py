"""What the preferences mean to calls: by which line, for whom, and within which limits."""

from __future__ import annotations

from dataclasses import dataclass

from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.policy import CallRules


@dataclass(frozen=True, slots=True)
class CallWishes:
    """How calls are to be made.

    Attributes:
        line: Who carries them.
        name: For whom they are made; empty names nobody.
        rules: The limits.
        languages: ISO 639-1 codes a typed yes may be in.
        home: ISO 3166-1 code of the country that numbers without a code are dialled in.
    """

    line: LineKind = "rehearsal"
    name: str = ""
    rules: CallRules = CallRules()
    languages: tuple[str, ...] = ("en",)
    home: str = ""
