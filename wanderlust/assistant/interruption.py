"""The traveller speaks over an answer: the voice ducks at the first sound, and stops when it is speech."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from wanderlust.assistant.cut_in_words import stops_an_answer
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.turns import Turns
from wanderlust.domain.errors import WanderlustError
from wanderlust.domain.voice import VoiceChange

log = logging.getLogger(__name__)

DUCKED = 0.25

PRE_ROLL_S = 0.5
"""Sound kept from before the first sign of a voice: its first consonants are quieter than what is noticed."""

LONGEST_KEPT_S = 8.0

WORD_WITHIN_S = 1.5
"""A word written down later than this stops nothing: 0.3 s is usual, and the voice is quiet meanwhile."""

BYTES_A_SECOND = 48_000


class PreRoll:
    """Sound held back while an answer is given: the last half second, or all since a sound began."""

    def __init__(self) -> None:
        self._chunks: deque[tuple[bytes, float]] = deque()
        self._bytes = 0
        self.keeping = False
        """Whether a sound has begun that may turn out to be speech."""
        self.complete = False
        """Whether that sound is over: once it is released nothing more is kept."""

    def keep(self, pcm: bytes, at: float) -> None:
        """Hold a chunk whose last sample was recorded at ``at``."""
        self._chunks.append((pcm, at))
        self._bytes += len(pcm)
        longest = (LONGEST_KEPT_S if self.keeping else PRE_ROLL_S) * BYTES_A_SECOND
        while self._bytes > longest:
            self._bytes -= len(self._chunks.popleft()[0])

    def release(self) -> list[tuple[bytes, float]]:
        """What is to be heard now: all that is held when a sound has begun, otherwise nothing. It is empty after."""
        released = list(self._chunks) if self.keeping else []
        if self.complete:
            self.keeping = self.complete = False
        self.drop()
        return released

    def sound(self) -> bytes:
        """All that is held."""
        return b"".join(pcm for pcm, _ in self._chunks)

    def drop(self) -> None:
        """Nothing of what is held will be heard."""
        self._chunks.clear()
        self._bytes = 0


class Interruption:
    """Follows the traveller's voice on the session's loop and decides what it does to the answer being given.

    While an answer is given nothing recorded is sent on, so that no server can take a cough, or what is left of the
    assistant's own voice, for a turn. Once it is speech the answer stops and what was held goes first.

    Args:
        parts: Who tells of the traveller's voice (where nobody does, the server alone marks turns), and the speaker
            whose loudness follows it.
        turns: Knows whether a voice plays.
        answering: Whether an answer is being made.
        stop: Stops it.
    """

    def __init__(
        self,
        parts: SessionParts,
        turns: Turns,
        answering: Callable[[], bool],
        stop: Callable[[], Awaitable[None]],
    ) -> None:
        self.watch = parts.voice
        self._full_duplex = parts.full_duplex
        self._speaker = parts.speaker
        self._turns = turns
        self._asked = answering
        self._stop = stop
        self._ducked = False
        self._speech = False
        self._stopping: set[asyncio.Future[None]] = set()
        self._write_down = parts.write_down
        self._reading: asyncio.Task[None] | None = None
        self.pre_roll = PreRoll()

    def deaf(self) -> bool:
        """Whether sound must not be heard: without echo control the assistant would answer its own voice."""
        full_duplex = self.watch.full_duplex if self.watch is not None else self._full_duplex
        return not full_duplex and bool(self._turns.unplayed())

    @property
    def holding(self) -> bool:
        """Whether recorded sound waits until it is known to be speech."""
        return self.watch is not None and not self._speech and self._answering()

    def heard(self, change: VoiceChange) -> None:
        """The traveller's voice changed; on the loop, in order with the sound."""
        self._speech = change is VoiceChange.SPEECH_CONFIRMED
        if self._reading is not None:
            self._reading.cancel()  # what sounds now is judged together with what was held before
            self._reading = None
        self.pre_roll.complete = False
        if change is VoiceChange.SOUND_BEGAN:
            self.pre_roll.keeping = True
            if self._answering():
                self._duck(True)
        elif change is VoiceChange.SPEECH_CONFIRMED:
            self._cut_in()
        elif change is VoiceChange.MAYBE_A_WORD and self._write_down is not None and self._answering():
            self._reading = asyncio.ensure_future(self._read(self._write_down))
        else:
            self.pre_roll.keeping = False
            self._duck(False)

    def forget(self) -> None:
        """The microphone was closed or muted: whatever sounded does not matter any more."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self.pre_roll.keeping = self._speech = False
        self.pre_roll.drop()
        self._duck(False)

    async def _read(self, write_down: Callable[[bytes], Awaitable[str]]) -> None:
        """Have what was held written down: the answer stops for "stop", and comes back for "mm-hm"."""
        try:
            async with asyncio.timeout(WORD_WITHIN_S):
                words = await write_down(self.pre_roll.sound())
        except (TimeoutError, WanderlustError) as error:
            log.warning("a word over an answer was not written down: %s", error)
            words = ""
        self._reading = None
        if stops_an_answer(words) and self._answering():
            self.pre_roll.complete = True
            self._cut_in()
        else:
            self.pre_roll.keeping = False
            self._duck(False)

    def _cut_in(self) -> None:
        if not self._answering():
            self._duck(False)
            return
        stopping = asyncio.ensure_future(self._stop_answer())
        self._stopping.add(stopping)
        stopping.add_done_callback(self._stopping.discard)

    def _answering(self) -> bool:
        return self._asked() or bool(self._turns.unplayed())

    async def _stop_answer(self) -> None:
        await self._stop()
        self._duck(False)  # what comes next is spoken in full

    def _duck(self, ducked: bool) -> None:
        if ducked != self._ducked:
            self._ducked = ducked
            self._speaker.set_gain(DUCKED if ducked else 1.0)
