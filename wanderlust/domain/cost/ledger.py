"""One line of what was paid, and one record of what left this computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wanderlust.domain.cost.caps import Totals
from wanderlust.domain.cost.usage import ModelUsage


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What one response or transcription cost.

    Attributes:
        at: When, with the time zone the traveller was in: that decides which day pays.
        talk: Id of the talk it belongs to.
        host: The server.
        usage: What was used.
        nanodollars: What it cost.
        guessed: Whether figures or price were missing, so that it was reckoned.
        prices_of: The day of the price table.
    """

    at: datetime
    talk: str
    host: str
    usage: ModelUsage
    nanodollars: int
    guessed: bool
    prices_of: date

    @property
    def totals(self) -> Totals:
        usage = self.usage
        return Totals(self.nanodollars, usage.fresh.total, usage.cached.total, usage.unheard_ms, self.guessed)


@dataclass(frozen=True, slots=True)
class SentRecord:
    """What left this computer over one connection.

    Attributes:
        id: Of the connection.
        host: Where to.
        purpose: What for: ``conversation``, ``interpreter``, ``models``, ...
        began: When the first of it was sent.
        ended: When the last of it was sent.
        audio_ms: Of the microphone's sound.
        characters: Of text: what was typed, earlier turns, results of tools, instructions.
        pictures: How many.
    """

    id: str
    host: str
    purpose: str
    began: datetime
    ended: datetime
    audio_ms: int = 0
    characters: int = 0
    pictures: int = 0
