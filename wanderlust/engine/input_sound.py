"""The sound a client sends: kept at 16 kHz, cut into turns, counted from the session's first sample."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import BadAudio
from wanderlust.dsp.resample import Resampler, resample
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.engine.turn_detection import (
    SilenceReached,
    SpeechResumed,
    SpeechStarted,
    SpeechStopped,
    TurnDetectionSettings,
    TurnDetector,
)

Samples = npt.NDArray[np.float32]

WIRE_RATE = 24_000
RATE = 16_000
CHUNK = 512
PER_MS = RATE // 1000
IDLE_KEPT = 30 * RATE  # without a turn, only the last half minute can ever be asked for
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
class SpeechGrew:
    """The speaker goes on: the turn's sound so far, worth decoding for the words as they come."""

    sound: Samples


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The turn is over: where, in milliseconds of the session, and its sound."""

    at_ms: int
    sound: Samples


SoundMark = SpeechBegan | SpeechGrew | SpeechPaused | SpeechEnded


class InputSound:
    """The input audio buffer of one session, with turn detection over it."""

    def __init__(self, judge: ChunkJudge) -> None:
        self._judge = judge
        self._resampler = Resampler(WIRE_RATE, RATE)
        self._detector = TurnDetector(TurnDetectionSettings(), RATE, CHUNK)
        self._buffer: Samples = np.zeros(0, np.float32)
        self._origin = 0  # position, in samples of the session, of the buffer's first sample
        self._turn_start: int | None = None
        self._spoken: list[tuple[int, int]] = []
        self._ranges: list[tuple[int, int]] = []
        self._automatic = True
        self._looked_at = 0

    def configure(self, detection: Mapping[str, Any] | None) -> None:
        """Take the session's ``turn_detection``; None leaves the turns to the client's commits."""
        self._automatic = detection is not None
        values = detection if detection is not None and detection.get("type") == "server_vad" else {}
        # semantic_vad has no silence of its own: the longest wait follows its eagerness, and others shorten it.
        patience = patience_for((detection or {}).get("eagerness")).longest_ms
        settings = TurnDetectionSettings(
            threshold=float(values.get("threshold") or 0.5),
            prefix_padding_ms=int(values.get("prefix_padding_ms") or 300),
            silence_duration_ms=int(values.get("silence_duration_ms") or patience),
        )
        if settings != self._detector.settings:
            self._detector = TurnDetector(settings, RATE, CHUNK, self._detector.position)
            self._turn_start = None

    def wait_for(self, silence_ms: int) -> None:
        """End the turn after so much silence, unless the speaker goes on; holds for the pause under way alone."""
        self._detector.wait_for(silence_ms)

    def append(self, pcm: bytes) -> Iterator[SoundMark]:
        """Take PCM16 mono 24 kHz; yields what it brought about, in order."""
        samples = np.frombuffer(pcm[: len(pcm) & ~1], "<i2").astype(np.float32) / 32768.0
        self._buffer = np.concatenate([self._buffer, self._resampler.feed(samples)])
        while self._end - self._detector.position >= CHUNK:
            start = self._detector.position - self._origin
            probability = self._judge.feed(self._buffer[start : start + CHUNK])
            for event in self._detector.feed(probability):
                match event:
                    case SpeechStarted(at_sample):
                        self._turn_start = self._looked_at = at_sample
                        yield SpeechBegan(at_sample // PER_MS)
                    case SpeechResumed(at_sample):
                        yield SpeechBegan(at_sample // PER_MS)
                    case SilenceReached(_, end):
                        yield SpeechPaused(self._turn(end))
                    case SpeechStopped(at_sample, end):
                        sound = self._turn(end)
                        self._spoken.append((self._turn_start or 0, end))
                        self._turn_start = None
                        if self._automatic:
                            self._forget_before(at_sample)
                        yield SpeechEnded(at_sample // PER_MS, sound)
            if self._turn_start is not None and self._detector.speaking:
                now = self._detector.position
                if now - self._looked_at >= max(GROWN_BY, (now - self._turn_start) // GROWN_BY_SHARE):
                    self._looked_at = now
                    yield SpeechGrew(self._turn(now))
        if self._automatic and self._turn_start is None and len(self._buffer) > IDLE_KEPT:
            self._forget_before(self._end - IDLE_KEPT // 2)

    def take_all(self) -> Samples:
        """Everything since the last turn or commit, which empties the buffer."""
        sound = self._buffer
        open_from = self._turn_start
        if open_from is not None:
            self._spoken.append((open_from, self._end))
        self._ranges = [(a - self._origin, b - self._origin) for a, b in self._spoken]
        self.clear()
        return sound

    def spoken_part(self, taken: Samples) -> Samples:
        """What of the sound just taken holds speech; empty when none does, so that silence brings no words."""
        if not self._ranges:
            return taken[:0]
        first = max(0, self._ranges[0][0])
        last = min(len(taken), self._ranges[-1][1] + TAIL_MS * PER_MS)
        return taken[first:last]

    def clear(self) -> None:
        """Forget the buffered sound and any turn under way."""
        self._buffer = np.zeros(0, np.float32)
        self._origin = self._detector.position
        self._detector.cancel()
        self._turn_start = None
        self._spoken = []

    @staticmethod
    def decode_base64(audio: str) -> Samples:
        """Sound inside an item, as the recogniser wants it; raises BadAudio."""
        try:
            pcm = base64.b64decode(audio, validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadAudio("The sound in this item is not base64 text.") from error
        samples = np.frombuffer(pcm[: len(pcm) & ~1], "<i2").astype(np.float32) / 32768.0
        return resample(samples, WIRE_RATE, RATE)

    @property
    def _end(self) -> int:
        return self._origin + len(self._buffer)

    def _turn(self, speech_end: int) -> Samples:
        start = max(0, (self._turn_start or 0) - self._origin)
        return self._buffer[start : speech_end - self._origin + TAIL_MS * PER_MS].copy()

    def _forget_before(self, position: int) -> None:
        drop = max(0, position - self._origin)
        self._buffer = self._buffer[drop:].copy()
        self._origin += drop
