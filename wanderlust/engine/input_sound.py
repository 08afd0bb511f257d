"""The sound a client sends: kept at 16 kHz, cut into turns, counted from the session's first sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from wanderlust.dsp.resample import Resampler
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.engine.hush import Hush
from wanderlust.engine.sample_store import SampleStore
from wanderlust.engine.sound_formats import PCM, SoundFormat
from wanderlust.engine.turn_detection import (
    SilenceReached,
    SpeechResumed,
    SpeechStarted,
    SpeechStopped,
    TurnDetectionSettings,
    TurnDetector,
)

Samples = npt.NDArray[np.float32]

RATE = 16_000
CHUNK = 512
PER_MS = RATE // 1000
IDLE_KEPT = 30 * RATE  # without a turn, only the last half minute can ever be asked for
LONGEST_KEPT = 600 * RATE  # of one turn or commit: ten minutes, 38 MB
COMMITTED_SPEECH_MS = 100  # who holds a key means to speak: a "no" of 150 ms counts, where hands-free 250 ms are asked
# Silero hears speech 100 ms longer than there is any over -45 dBFS. Where a hush tells of the pause before (see
# ``Hush``), the decode begins with it and is done before the earliest end of a turn; in a noisy room it begins after
# 64 ms of Silero's silence, in the 170th millisecond of the real one. Smart-turn was made for 200 ms of that.
DECODE_AFTER_MS, JUDGE_AFTER_MS = 64, 120
TAIL_MS = 200  # of the silence after the last word that the recogniser is given
# Between looks at a turn still being spoken: 0.8 s, and an eighth of what was spoken, as decoding takes longer with it.
GROWN_BY = round(0.8 * RATE)
GROWN_BY_SHARE = 8


class ChunkJudge(Protocol):
    """Voice activity: the probability of speech in 512 samples at 16 kHz."""

    def feed(self, chunk: Samples) -> float: ...


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """A turn began, or went on after a pause; milliseconds of the session, prefix padding included."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class SpeechPaused:
    """The speaker paused: the turn's sound so far, worth decoding ahead of its end."""

    sound: Samples


@dataclass(frozen=True, slots=True)
class PauseHeld:
    """The pause goes on: the turn's sound with enough silence after it to hear whether it is over."""

    sound: Samples


@dataclass(frozen=True, slots=True)
class SpeechGrew:
    """The speaker goes on: the turn's sound so far, worth decoding for the words as they come."""

    sound: Samples


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The turn is over: where, in milliseconds of the session, and its sound."""

    at_ms: int
    sound: Samples


SoundMark = SpeechBegan | SpeechGrew | SpeechPaused | PauseHeld | SpeechEnded


class InputSound:
    """The input audio buffer of one session, with turn detection over it."""

    def __init__(self, judge: ChunkJudge) -> None:
        self._judge = judge
        self._form = PCM
        self._resampler = Resampler(PCM.rate, RATE)
        self._detector = TurnDetector(TurnDetectionSettings(), RATE, CHUNK)
        self._hush = Hush()
        self._paused = False
        self._store = SampleStore()
        self._turn_start: int | None = None
        self._spoken: list[tuple[int, int]] = []  # stretches of speech since the last commit, when clients commit
        self._taken: list[tuple[int, int]] = []  # the same for the sound last taken, counted from its first sample
        self._automatic = True
        self._looked_at = 0

    def configure(self, detection: Mapping[str, Any] | None) -> None:
        """Take the session's ``turn_detection``; None leaves the turns to the client's commits."""
        self._automatic = detection is not None
        settings = _detector_settings(detection)
        if settings != self._detector.settings:
            self._detector = TurnDetector(settings, RATE, CHUNK, self._detector.position)
            self._turn_start = None

    def wait_for(self, silence_ms: int) -> None:
        """End the turn after so much silence, unless the speaker goes on; holds for the pause under way alone."""
        self._detector.wait_for(silence_ms)

    def take_format(self, form: SoundFormat) -> None:
        """What the client sends from here on."""
        if form is not self._form:
            self._store.append(self._resampler.finish())
            self._form, self._resampler = form, Resampler(form.rate, RATE)

    @property
    def received_ms(self) -> int:
        """How much sound has come in this session."""
        return self._store.end // PER_MS

    def append(self, data: bytes) -> Iterator[SoundMark]:
        """Take sound in the client's format; yields what it brought about, in order."""
        self._store.append(self._resampler.feed(self._form.samples(data)))
        while self._store.end - self._detector.position >= CHUNK:
            at = self._detector.position
            chunk = self._store.between(at, at + CHUNK)
            self._hush.feed(chunk)
            for event in self._detector.feed(self._judge.feed(chunk)):
                match event:
                    case SpeechStarted(at_sample):
                        self._turn_start = self._looked_at = at_sample
                        self._hush.begin()
                        self._paused = False
                        yield SpeechBegan(at_sample // PER_MS)
                    case SpeechResumed(at_sample):
                        self._paused = False
                        yield SpeechBegan(at_sample // PER_MS)
                    case SilenceReached(silence, end):
                        if silence != DECODE_AFTER_MS:
                            yield PauseHeld(self._turn(end))
                        elif not self._paused:
                            self._paused = True
                            yield SpeechPaused(self._turn(end))
                    case SpeechStopped(at_sample, end):
                        sound = self._turn(end)
                        if self._automatic:
                            self._store.forget_before(at_sample)
                        else:
                            self._spoken.append((self._turn_start or 0, end))
                        self._turn_start = None
                        yield SpeechEnded(at_sample // PER_MS, sound)
            if self._turn_start is not None and self._detector.speaking:
                if self._hush.hushed and not self._paused:
                    self._paused = True
                    yield SpeechPaused(self._turn(self._detector.position))
                elif self._paused and not self._hush.hushed:
                    self._paused = False
                    yield SpeechBegan(at // PER_MS)
                now = self._detector.position
                if now - self._looked_at >= max(GROWN_BY, (now - self._first_start) // GROWN_BY_SHARE):
                    self._looked_at = now
                    yield SpeechGrew(self._turn(now))
        self._keep_bounded()

    def take_all(self) -> Samples:
        """Everything since the last turn or commit, which empties the buffer."""
        self._store.append(self._resampler.finish())
        start, end = self._store.start, self._store.end
        if self._turn_start is not None:
            self._spoken.append((self._turn_start, end))
        # Of speech whose turn is over and forgotten nothing is left to take.
        self._taken = [(max(0, a - start), b - start) for a, b in self._spoken if b > start]
        sound = self._store.between(start, end)
        self.clear()
        return sound

    @property
    def took_one_stretch(self) -> bool:
        """Whether the sound last taken holds one stretch of speech, without a silence that would end a turn."""
        return len(self._taken) == 1

    def spoken_part(self, taken: Samples) -> Samples:
        """What of the sound just taken holds speech; empty when none does, so that silence brings no words."""
        if not self._taken:
            return taken[:0]
        return taken[self._taken[0][0] : self._taken[-1][1] + TAIL_MS * PER_MS]

    def clear(self) -> None:
        """Forget the buffered sound and any turn under way; milliseconds go on counting."""
        self._store.append(self._resampler.finish())
        self._store.forget_before(self._store.end)
        self._detector.cancel(self._store.end)
        self._turn_start = None
        self._spoken = []

    def _turn(self, speech_end: int) -> Samples:
        return self._store.between(self._first_start, speech_end + TAIL_MS * PER_MS)

    @property
    def _first_start(self) -> int:
        """Where the turn under way begins; while a key is held its pauses are part of it, however long."""
        held = self._spoken and not self._automatic
        return self._spoken[0][0] if held else self._turn_start or 0

    def _keep_bounded(self) -> None:
        idle = self._automatic and self._turn_start is None
        most, kept = (IDLE_KEPT, IDLE_KEPT // 2) if idle else (LONGEST_KEPT + IDLE_KEPT, LONGEST_KEPT)
        if len(self._store) > most:
            self._store.forget_before(self._store.end - kept)


_MARKS_MS = (DECODE_AFTER_MS, JUDGE_AFTER_MS)


def _detector_settings(detection: Mapping[str, Any] | None) -> TurnDetectionSettings:
    if detection is None:
        return TurnDetectionSettings(min_speech_ms=COMMITTED_SPEECH_MS, silence_marks_ms=_MARKS_MS)
    if detection.get("type") == "semantic_vad":
        # It has no silence of its own: the longest wait follows its eagerness, and what is heard shortens it.
        longest = patience_for(detection.get("eagerness")).longest_ms
        return TurnDetectionSettings(silence_duration_ms=longest, silence_marks_ms=_MARKS_MS)
    usual = TurnDetectionSettings()

    def given(name: str) -> float:
        value = detection.get(name)
        return float(value if value is not None else getattr(usual, name))

    return TurnDetectionSettings(
        threshold=given("threshold"),
        prefix_padding_ms=int(given("prefix_padding_ms")),
        silence_duration_ms=int(given("silence_duration_ms")),
        silence_marks_ms=_MARKS_MS,
    )
