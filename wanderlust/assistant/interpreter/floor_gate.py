"""What of the microphone the interpreter's server is given: everything, except the interpreter's own voice.

Silence takes the place of what is held back, frame for frame, because the session's clock is its sound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from wanderlust.domain.voice import VoiceChange

BYTES_A_SECOND = 48_000  # PCM16 mono 24 kHz

LEAD_S = 0.3
"""Sound held while our voice plays: the first consonants of a person are quieter than what is noticed."""

LONGEST_HELD_S = 3.0
"""A sound is judged within 1.5 s; a judge that never says a word must not hold the clock."""


class FloorGate:
    """Lets recorded sound through, or silence instead; knows no thread and no clock."""

    def __init__(self) -> None:
        self._held: deque[bytes] = deque()
        self._held_bytes = 0
        self._sounding = False
        self._speaking = False
        self._a_word = False

    @property
    def sounding(self) -> bool:
        """Whether a sound is heard that may turn out to be somebody."""
        return self._sounding

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks."""
        return self._speaking

    def voice(self, change: VoiceChange) -> None:
        """What local voice activity tells; it is told before the sound in question."""
        self._sounding = change is VoiceChange.SOUND_BEGAN
        self._speaking = change is VoiceChange.SPEECH_CONFIRMED
        self._a_word = change is VoiceChange.MAYBE_A_WORD

    def feed(self, pcm: bytes, *, ours: bool, deaf: bool = False) -> list[tuple[bytes, bool]]:
        """Take a chunk; returns the chunks to be sent, and of each whether our voice could be in it.

        Args:
            pcm: Just recorded, without echo as far as that can be.
            ours: Whether our own voice sounds in the room.
            deaf: Whether nothing may be heard: muted, or our voice cannot be told from a person's.
        """
        if deaf:
            self._a_word = False
            return [*self._silences(), (bytes(len(pcm)), False)]
        if not ours and not self._held:
            return [(pcm, False)]
        self._held.append(pcm)
        self._held_bytes += len(pcm)
        if self._speaking or self._a_word:
            self._a_word = False
            return [(chunk, True) for chunk in self._drained()]
        if self._sounding:
            return list(self._silences(LONGEST_HELD_S))
        if ours:
            return list(self._silences(LEAD_S))
        # Our voice is over. Whoever has just begun to speak is not noticed yet: the end is kept.
        return [*self._silences(LEAD_S / 3), *((chunk, True) for chunk in self._drained())]

    def _drained(self) -> list[bytes]:
        drained = list(self._held)
        self._held.clear()
        self._held_bytes = 0
        return drained

    def _silences(self, kept_s: float = 0.0) -> Iterator[tuple[bytes, bool]]:
        """Silence for all that is held longer than that."""
        while self._held and self._held_bytes > kept_s * BYTES_A_SECOND:
            length = len(self._held.popleft())
            self._held_bytes -= length
            yield bytes(length), False
