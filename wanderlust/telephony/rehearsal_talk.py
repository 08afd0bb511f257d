"""A rehearsal in words: the business answers in text, and time passes only as the talk goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Ringing, TalkEvent
from wanderlust.telephony.rehearsal_business import Business

WORDS_A_SECOND = 2.6
"""How fast people speak on the telephone."""
RING_S = 4.0
NO_ANSWER_S = 40.0


class StoryClock:
    """Time that passes when it is told to.

    Args:
        begins: The moment it starts at, aware.
    """

    def __init__(self, begins: datetime) -> None:
        self._now = begins

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)


class RehearsalTalk:
    """Fills ``ports.CallTalk`` for one call to a business on this computer; nobody is called.

    Args:
        business: Who answers.
        clock: Passes as words are said and heard.
    """

    def __init__(self, business: Business, clock: StoryClock) -> None:
        self._business = business
        self._clock = clock
        self._hung_up = False
        self._answered: datetime | None = None

    async def events(self) -> AsyncIterator[TalkEvent]:
        yield Ringing()
        self._clock.advance(NO_ANSWER_S if self._business.picks_up == "no_answer" else RING_S)
        if (reason := self._business.picks_up) is not None:
            yield LineEnded(reason)
            return
        self._answered = self._clock.now()
        self._business.pick_up()
        yield Answered()
        quiet = 0.0
        while not self._over():
            line = self._business.next_line()
            if line is None:
                self._clock.advance(1.0)
                quiet += 1.0
                yield Quiet(quiet)
                continue
            for _ in range(int(line.after_s)):
                self._clock.advance(1.0)
                quiet += 1.0
                yield Quiet(quiet)
            if self._over():
                break
            seconds = _seconds(line.text)
            self._clock.advance(seconds)
            quiet = 0.0
            yield Heard(line.text, seconds=seconds)
            if line.hangs_up:
                yield LineEnded("callee_hung_up", seconds=self._length())
                return
        yield LineEnded("hung_up", seconds=self._length())

    async def say(self, text: str, language: str) -> None:
        """The business hears it to the end."""
        self._clock.advance(_seconds(text))
        self._business.hear(text)

    def flush(self) -> None:
        """Nothing is ever waiting to be said: text is heard at once."""

    async def press(self, digits: str) -> None:
        self._business.pressed(digits)

    async def hang_up(self) -> None:
        self._hung_up = True

    def _over(self) -> bool:
        return self._hung_up

    def _length(self) -> float:
        return (self._clock.now() - self._answered).total_seconds() if self._answered else 0.0


def _seconds(text: str) -> float:
    return max(0.4, len(text.split()) / WORDS_A_SECOND)
