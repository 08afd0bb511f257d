"""How long an answer took, from the end of speech to its last sound."""

from __future__ import annotations

from wanderlust.domain.events import Timing


class AnswerTiming:
    """Collects the moments of one answer, all on the same monotonic clock in seconds."""

    def __init__(self) -> None:
        self._speech_end: float | None = None
        self._transcript: float | None = None
        self._first_voice: float | None = None

    def committed(self, speech_end: float | None) -> None:
        """A turn ended; ``speech_end`` is when its last 10 ms above -45 dBFS were sent, None for typed words."""
        self._speech_end, self._transcript, self._first_voice = speech_end, None, None

    def transcribed(self, at: float) -> None:
        self._transcript = at

    def voice_arrived(self, at: float) -> None:
        """Sound of the answer went to the speaker; only the first time counts."""
        if self._first_voice is None:
            self._first_voice = at

    def finished(self, at: float) -> Timing:
        """The figures, now that all was played."""
        return Timing(
            speech_end_to_transcript_ms=_ms(self._speech_end, self._transcript),
            speech_end_to_first_audio_ms=_ms(self._speech_end, self._first_voice),
            first_audio_to_done_ms=_ms(self._first_voice, at),
        )


def _ms(start: float | None, end: float | None) -> float | None:
    return None if start is None or end is None else round((end - start) * 1000, 1)
