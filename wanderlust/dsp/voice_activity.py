"""Voice activity without a model: a sound is noticed within 30 ms, and is called speech after 240 ms of a voice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.voice_features import FrameFeatures

FRAME_MS = 10

FAINTEST_DB = 45.0
"""A band this far below the frame's loudest is as good as empty: what moves there is the room."""


def movement(frames: list[FrameFeatures]) -> float:
    """How far the spectrum of voiced frames strays from its mean, in dB: formants move it, a steady hum does not.

    Where an echo may be left, what is fainter than it was on average moves nothing: of a hum over it 3.7 dB at most
    remain of 9, and of people 3.7 and more of 8.
    """
    if len(frames) < 2:
        return 0.0
    levels = np.array([frame.bands for frame in frames])
    echoes = [frame.echo for frame in frames if frame.echo is not None]
    if echoes:
        levels = np.maximum(levels, 10 * np.log10(np.mean(10 ** (np.array(echoes) / 10), axis=0)))
    levels = np.maximum(levels, levels.max(axis=1, keepdims=True) - FAINTEST_DB)
    return float((levels - levels.mean(axis=1, keepdims=True)).std(axis=0).mean())


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Decibels, and milliseconds in steps of 10.

    Attributes:
        above_floor_db: How much louder than the room a sound must be.
        quietest_dbfs: A sound below this is none.
        quietest_over_voice_dbfs: The same while the assistant speaks: what is left of its echo stays below.
        onset_dbfs: The same in the first ``onset_ms`` of its speaking, when the canceller has yet to wake.
        onset_ms: How long that is.
        voiced: A frame this periodic is voiced.
        bright_db: A frame this bright is no hum.
        confirm_ms: From the first sound to the earliest verdict that it is speech.
        judged_ms: The verdict looks at so much of the sound, its latest: a breath before a word is forgotten.
        active_ms: How much of that must be loud.
        voiced_ms: How much of it must be voiced.
        bright_ms: How much of it must be voiced and bright: vowels, not a hum.
        bright_share: How much of what is voiced must be, over an echo: what is left of it makes a hum bright at times.
        moving_db: How far the voiced frames' bands must stray from their means: a mouth that is shut moves little. In
            280 ms it is 3.8 and more for 95 in 100 people, 3.6 and less for 99 in 100 hums.
        much_moving_db: By so much no hum strays, however dull the voice.
        word_voiced_ms: A sound that ends with so much of it voiced, and ``bright_ms`` bright, may have been a word.
        silence_ms: Quiet that ends a sound not confirmed.
        speech_silence_ms: Quiet that ends speech.
        longest_ms: A sound still not confirmed after this is the room's.
    """

    above_floor_db: float = 10.0
    quietest_dbfs: float = -52.0
    quietest_over_voice_dbfs: float = -47.0
    onset_dbfs: float = -40.0
    onset_ms: int = 200
    voiced: float = 0.7
    bright_db: float = -19.0
    confirm_ms: int = 240
    judged_ms: int = 360
    active_ms: int = 170
    voiced_ms: int = 120
    bright_ms: int = 60
    bright_share: float = 0.45
    moving_db: float = 3.6
    much_moving_db: float = 4.6
    word_voiced_ms: int = 90
    silence_ms: int = 200
    speech_silence_ms: int = 400
    longest_ms: int = 1500


STANDARD = VoiceSettings()


class NoiseFloor:
    """The room's own level: follows a quieter room at once and a louder one slowly, and never while told not to."""

    RISE_DB = 0.03  # per 10 ms frame: 3 dB a second
    FALL = 0.2

    def __init__(self) -> None:
        self.dbfs = -70.0

    def feed(self, dbfs: float) -> None:
        """Take the level of a frame in which only the room is heard."""
        if dbfs < self.dbfs:
            self.dbfs += self.FALL * (dbfs - self.dbfs)
        else:
            self.dbfs = min(dbfs, self.dbfs + self.RISE_DB)


class VoiceActivity:
    """Follows one microphone frame by frame; takes time from the count of frames alone."""

    def __init__(self, settings: VoiceSettings = STANDARD) -> None:
        self._set = settings
        self.floor = NoiseFloor()
        self._recent: deque[bool] = deque(maxlen=3)
        self._playing_ms = 0
        self._begin()
        self._sounding = False
        self._speaking = False
        self._ignored_dbfs: float | None = None  # a sound given up as the room's, until it is over

    @property
    def speaking(self) -> bool:
        """Whether the traveller speaks, as far as is confirmed."""
        return self._speaking

    @property
    def sounding(self) -> bool:
        """Whether a sound is heard that may yet turn out to be speech."""
        return self._sounding

    def feed(
        self,
        features: FrameFeatures,
        *,
        playing: bool = False,
        is_echo: Callable[[int], bool] = lambda frames: False,
    ) -> VoiceChange | None:
        """Take the next frame.

        Args:
            features: Of the sound without its echo.
            playing: Whether the assistant is heard now; the floor is not measured then.
            is_echo: Whether the last so many frames are the assistant's own voice; asked only before a verdict.
        """
        self._playing_ms = self._playing_ms + FRAME_MS if playing else 0
        active = self._is_active(features, playing)
        self._recent.append(active)
        if self._speaking:
            return self._while_speaking(active)
        if self._sounding:
            return self._while_sounding(features, active, is_echo)
        if not playing and not active:
            self.floor.feed(features.dbfs)
        if sum(self._recent) >= 2:
            self._begin()
            self._sounding = True
            self._count(features, active)
            return VoiceChange.SOUND_BEGAN
        return None

    def _is_active(self, features: FrameFeatures, playing: bool) -> bool:
        level = features.dbfs
        if self._ignored_dbfs is not None:
            if level > self._ignored_dbfs - 12.0:
                self._quiet_ms = 0
                if level < self._ignored_dbfs + 6.0:
                    self.floor.feed(level) if not playing else None
                    return False
            else:
                self._quiet_ms += FRAME_MS
                if self._quiet_ms >= self._set.silence_ms:
                    self._ignored_dbfs = None
                return False
        least = self._set.quietest_dbfs
        if playing:
            onset = self._playing_ms <= self._set.onset_ms
            least = self._set.onset_dbfs if onset else self._set.quietest_over_voice_dbfs
        return level > max(least, self.floor.dbfs + self._set.above_floor_db)

    def _begin(self) -> None:
        self._age_ms = FRAME_MS
        self._quiet_ms = 0
        # Of the frames judged: loud, voiced, voiced and bright.
        self._judged: deque[tuple[bool, bool, bool]] = deque([(True, False, False)], self._set.judged_ms // FRAME_MS)
        self._shapes: deque[FrameFeatures | None] = deque([None], self._set.judged_ms // FRAME_MS)
        self._loudness = 0.0

    def _count(self, features: FrameFeatures, active: bool) -> None:
        self._age_ms += FRAME_MS
        voiced = active and features.harmonicity >= self._set.voiced
        self._judged.append((active, voiced, voiced and features.brightness_db >= self._set.bright_db))
        self._shapes.append(features if voiced else None)
        if not active:
            self._quiet_ms += FRAME_MS
            return
        self._quiet_ms = 0
        self._loudness = max(self._loudness - 0.1, features.dbfs) if self._loudness else features.dbfs

    def _while_sounding(
        self, features: FrameFeatures, active: bool, is_echo: Callable[[int], bool]
    ) -> VoiceChange | None:
        self._count(features, active)
        active_ms, voiced_ms, bright_ms = (FRAME_MS * sum(kind) for kind in zip(*self._judged, strict=True))
        if self._quiet_ms >= self._set.silence_ms:
            word = voiced_ms >= self._set.word_voiced_ms and bright_ms >= self._set.bright_ms
            maybe = word and not is_echo(self._age_ms // FRAME_MS)
            return self._end(VoiceChange.MAYBE_A_WORD if maybe else VoiceChange.FALSE_ALARM)
        enough = (
            self._age_ms >= self._set.confirm_ms
            and active_ms >= self._set.active_ms
            and voiced_ms >= self._set.voiced_ms
            and self._quiet_ms <= 4 * FRAME_MS
            and self._moves_like_speech(voiced_ms, bright_ms)
        )
        if enough and not is_echo(self._age_ms // FRAME_MS):
            self._sounding, self._speaking, self._quiet_ms = False, True, 0
            return VoiceChange.SPEECH_CONFIRMED
        if self._age_ms >= self._set.longest_ms:
            self._ignored_dbfs = self._loudness
            return self._end(VoiceChange.FALSE_ALARM)
        return None

    def _moves_like_speech(self, voiced_ms: int, bright_ms: int) -> bool:
        moved = movement([shape for shape in self._shapes if shape is not None])
        if self._playing_ms and moved >= self._set.much_moving_db:
            return True
        bright = bright_ms >= self._set.bright_ms
        if self._playing_ms:
            bright = bright and bright_ms >= self._set.bright_share * voiced_ms
        return bright and moved >= self._set.moving_db

    def _while_speaking(self, active: bool) -> VoiceChange | None:
        self._quiet_ms = 0 if active else self._quiet_ms + FRAME_MS
        if self._quiet_ms < self._set.speech_silence_ms:
            return None
        self._speaking = False
        return self._end(VoiceChange.SPEECH_ENDED)

    def _end(self, change: VoiceChange) -> VoiceChange:
        self._sounding, self._quiet_ms = False, 0
        self._recent.clear()
        return change
