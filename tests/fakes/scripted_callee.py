"""A callee that says what is written, one line after each of ours, and then hangs up."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Sequence

from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Ringing, TalkEvent
from wanderlust.telephony.rehearsal_talk import StoryClock


class ScriptedCallee:
    """Fills ``ports.CallTalk``; a line of ``...`` is six seconds of silence.

    Args:
        lines: What it says, in order.
        clock: Passes a second with every event.
    """

    def __init__(self, lines: Sequence[str], clock: StoryClock) -> None:
        self._lines = deque(lines)
        self._clock = clock
        self.heard: list[str] = []
        self.pressed: list[str] = []
        self.dialled = 0
        self.hung_up = False

    async def events(self) -> AsyncIterator[TalkEvent]:
        self.dialled += 1
        yield Ringing()
        yield Answered()
        while self._lines and not self._over():
            line = self._lines.popleft()
            if line == "...":
                for second in range(1, 7):
                    self._clock.advance(1)
                    yield Quiet(float(second))
                continue
            self._clock.advance(1)
            yield Heard(line)
            yield Quiet(1.0)  # a breath, in which the traveller's answer may come
        yield LineEnded("hung_up" if self._over() else "callee_hung_up")

    async def say(self, text: str, language: str) -> None:
        if self.hung_up:
            raise AssertionError("something was said after hanging up")
        self._clock.advance(2)
        self.heard.append(text)

    def flush(self) -> None:
        """Nothing waits here."""

    async def press(self, digits: str) -> None:
        self.pressed.append(digits)

    async def hang_up(self) -> None:
        self.hung_up = True

    def _over(self) -> bool:
        return self.hung_up
