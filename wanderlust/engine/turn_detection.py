"""Where a turn of speech begins and ends, from probabilities of speech and sample counts alone.

No clock is read: time is the number of samples fed, so sound may be pushed faster than real time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnDetectionSettings:
    """The knobs of the Realtime API's ``server_vad``, under their own names, and two that it does not expose.

    Attributes:
        threshold: Probability at which speech begins, in (0, 1).
        prefix_padding_ms: Sound kept from before the moment speech was detected.
        silence_duration_ms: Silence after which the turn is over.
        min_speech_ms: Speech shorter than this in all is a click or a cough and no turn.
        silence_marks_ms: Silences reported on the way, so that the decode can start before the turn is over.
    """

    threshold: float = 0.5
    prefix_padding_ms: int = 300
    silence_duration_ms: int = 500
    min_speech_ms: int = 250
    silence_marks_ms: tuple[int, ...] = (120,)


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """A turn began; ``at_sample`` is where its sound begins, prefix padding included."""

    at_sample: int


@dataclass(frozen=True, slots=True)
class SilenceReached:
    """The speaker has been silent for ``milliseconds``; ``speech_end_sample`` is where speech last ended."""

    milliseconds: int
    speech_end_sample: int


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """Speech went on after a ``SilenceReached``: what was decoded from there is stale."""

    at_sample: int


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """The turn is over; ``at_sample`` is where its sound ends (the last speech and the silence waited for).

    ``speech_end_sample`` is where the last chunk with speech ended.
    """

    at_sample: int
    speech_end_sample: int


TurnEvent = SpeechStarted | SilenceReached | SpeechResumed | SpeechStopped


class TurnDetector:
    """Turns probabilities into turns.

    Speech holds on below ``threshold`` down to 0.15 under it, so that a soft syllable does not cut a word. A turn is
    announced once ``min_speech_ms`` of speech have been heard, counted over chunks with at most ``bridge`` of
    silence between them.
    """

    _HYSTERESIS = 0.15
    # Two short words with a breath between them still make a turn: "To ... Rome."
    _BRIDGE_MS = 300

    def __init__(
        self, settings: TurnDetectionSettings, rate: int = 16_000, chunk: int = 512, at_sample: int = 0
    ) -> None:
        """Start listening.

        Args:
            settings: See ``TurnDetectionSettings``.
            rate: Samples a second of the stream whose positions are reported.
            chunk: Samples that one probability stands for.
            at_sample: Position of the first sample that will be fed.
        """
        self.settings = settings
        self._per_ms = rate / 1000
        self._chunk = chunk
        self._position = at_sample
        self._turn_floor = at_sample
        self._in_turn = False
        self._speaking = False
        self._forget()

    @property
    def position(self) -> int:
        """Samples fed so far, counted from the stream's start."""
        return self._position

    @property
    def in_turn(self) -> bool:
        """Whether a turn has started and not stopped."""
        return self._in_turn

    @property
    def speaking(self) -> bool:
        """Whether the last chunk held speech."""
        return self._speaking

    def wait_for(self, silence_ms: int) -> None:
        """End this turn after so much silence, unless the speaker goes on; holds for the pause under way alone."""
        if self._in_turn and not self._speaking:
            self._patience_ms = silence_ms

    def _forget(self) -> None:
        self._patience_ms = self.settings.silence_duration_ms
        self._in_turn = False
        self._first_speech: int | None = None
        self._speech_samples = 0
        self._last_speech_end = self._position
        self._speaking = False
        self._marks_given = 0

    def cancel(self, at_sample: int | None = None) -> None:
        """Forget a turn under way, as when the input buffer is cleared; sound before now is not reached again.

        ``at_sample`` moves the position on, over samples that came but made no whole chunk.
        """
        if at_sample is not None:
            self._position = at_sample
        self._turn_floor = self._position
        self._forget()

    def feed(self, probability: float) -> list[TurnEvent]:
        """What the next chunk brings about, in order."""
        start = self._position
        self._position += self._chunk
        threshold = self.settings.threshold
        if self._speaking:
            threshold = max(threshold - self._HYSTERESIS, 0.01)
        self._speaking = probability >= threshold
        return list(self._heard_speech(start) if self._speaking else self._heard_silence())

    def _heard_speech(self, start: int) -> Iterator[TurnEvent]:
        if self._first_speech is None:
            self._first_speech = start
        self._speech_samples += self._chunk
        self._last_speech_end = self._position
        self._patience_ms = self.settings.silence_duration_ms
        if self._in_turn:
            if self._marks_given:
                self._marks_given = 0
                yield SpeechResumed(start)
        elif self._speech_samples >= self.settings.min_speech_ms * self._per_ms:
            self._in_turn = True
            padding = round(self.settings.prefix_padding_ms * self._per_ms)
            yield SpeechStarted(max(self._turn_floor, self._first_speech - padding))

    def _heard_silence(self) -> Iterator[TurnEvent]:
        silence = (self._position - self._last_speech_end) / self._per_ms
        if not self._in_turn:
            if self._first_speech is not None and silence > self._BRIDGE_MS:
                self._forget()
            return
        marks = [mark for mark in self.settings.silence_marks_ms if mark < self.settings.silence_duration_ms]
        for mark in marks[self._marks_given :]:
            if silence < mark:
                break
            self._marks_given += 1
            yield SilenceReached(mark, self._last_speech_end)
        if silence >= self._patience_ms:
            self._turn_floor = self._position
            yield SpeechStopped(self._position, self._last_speech_end)
            self._forget()
