"""Finds out how the assistant's voice comes back: how late, or not at all, or in a way that cannot be followed."""

from __future__ import annotations

from collections import deque

import numpy as np

from wanderlust.audio.format import BLOCK, Samples
from wanderlust.dsp.echo_trace import echo_sharpness
from wanderlust.dsp.level import SILENCE_DBFS
from wanderlust.dsp.likeness import Bands, best_lag, likeness

LONGEST_LAG = 110
"""Frames: a Bluetooth speaker is 150 to 300 ms late, the worst televisions 700."""

WINDOW = 200
"""Frames compared at a time: over 2 s strangers are never alike by 0.6, over 0.3 s they often are."""

EVERY = 50
"""Frames between two looks."""

FOUND = 0.6
"""Likeness that makes a lag worth believing when it is found twice."""

SAME_LAG = 2

VOICE_DBFS = -45.0
"""Played sound above this is speech whose echo may be looked for."""

ENOUGH_PLAYED = 0.4
"""Share of the window in which something must have been played."""

SOMETHING_DBFS = -60.0
ECHO_DB = 10.0
"""A recorded frame this much above the quietest of the window is something, echo or not."""

LOST_LOOKS = 16
"""Looks (8 s of the assistant's voice) with sound coming back and no lag found: then echo control gives up."""

ABSENT_LOOKS = 3
"""Looks without anything coming back: a headset."""

QUIET_FRAMES = 60
"""Nothing came back for so long, while something was heard at every delay there may be: a headset, too."""

ECHO_AT_LAG = 0.5
"""A stretch this like what was played, at the known lag, is its echo: over 0.3 s a person is at most 0.45 like it."""

ECHO_AT_ANY_LAG = 0.65
"""The same while only the canceller is known to work: the best of 110 lags is higher for a person, too."""

SHARP = 9.0
SHARP_WHEN_PROVED = 25.0
SHARP_AFTER_ALL = 12.0
TRACED_FRAMES = 30
TRACE_EVERY = 3
"""While path or canceller is not proved, recorded sound whose best delay stands out by more than this is the echo
alone: over 0.3 s, in six rooms, 9.8 to 41 for an echo, 4 to 8.9 for a person within their first second over it. When
both are proved the cleaned sound tells more, and only a sharper one overrules it: a loud late echo left something like
speech once in 30 minutes, at 46. A stretch twice as long tells an echo of 700 ms whose 0.3 s came to 8.9: 38. Where
nothing ever came back, one of 12 says that it does now, as when headphones are pulled out."""

CANCELLED_DB = 12.0
PROOF_FRAMES = 80
LEAK_COSTS = 4
"""Frames of echo that came out so much quieter than they went in, each that did not taking four back: the canceller
has found its way."""


class EchoPath:
    """Watches what is played and what is recorded; knows no thread and no clock."""

    def __init__(self) -> None:
        size = WINDOW + LONGEST_LAG + 40
        self._played: deque[Bands] = deque(maxlen=size)
        self._played_dbfs: deque[float] = deque([SILENCE_DBFS] * size, maxlen=size)
        self._recorded: deque[Bands] = deque(maxlen=WINDOW)
        self._cleaned: deque[Bands] = deque(maxlen=WINDOW)
        self._played_sound: deque[Samples] = deque([np.zeros(BLOCK, np.float32)] * size, maxlen=size)
        self._recorded_sound: deque[Samples] = deque(maxlen=WINDOW)
        self._traced = 0  # frames since a trace of the echo was looked for
        self._alone = True
        self._recorded_dbfs: deque[float] = deque(maxlen=WINDOW)
        self._since_look = 0
        self._guess: int | None = None
        self._absent = 0
        self._quiet = 0  # frames since something was recorded
        self._lost = 0
        self._proof = 0
        self.lag: int | None = None
        """Frames from playing to hearing, once known."""

    @property
    def absent(self) -> bool:
        """Whether nothing comes back: known from then on until an echo is found, whoever speaks meanwhile."""
        return self._absent >= ABSENT_LOOKS

    @property
    def lost(self) -> bool:
        """Whether the voice comes back in a way that cannot be followed."""
        return self._lost >= LOST_LOOKS

    def hear(self, played: Samples, recorded: Samples) -> None:
        """Take one frame of each as sound, before `feed`."""
        self._played_sound.append(played)
        self._recorded_sound.append(recorded)
        self._traced += 1

    def feed(
        self,
        played: Bands,
        played_dbfs: float,
        recorded: Bands,
        recorded_dbfs: float,
        cleaned: Bands,
        cleaned_dbfs: float,
    ) -> int | None:
        """Take one frame of each as band levels in dB; returns the lag in frames when a new one was found."""
        self._played.append(played)
        self._played_dbfs.append(played_dbfs)
        self._recorded.append(recorded)
        self._recorded_dbfs.append(recorded_dbfs)
        self._cleaned.append(cleaned)
        if max(recorded_dbfs, cleaned_dbfs) > VOICE_DBFS:
            self._proof = max(0, self._proof + (1 if cleaned_dbfs < recorded_dbfs - CANCELLED_DB else -LEAK_COSTS))
        self._since_look += 1
        room = max(min(self._recorded_dbfs) + ECHO_DB, SOMETHING_DBFS)
        self._quiet = self._quiet + 1 if recorded_dbfs <= min(room, VOICE_DBFS) else 0
        if self._quiet >= QUIET_FRAMES and self._quiet % 10 == 0 and self._heard_at_every_delay():
            self._absent = max(self._absent, ABSENT_LOOKS)
        if self._since_look < EVERY or len(self._played) < WINDOW + LONGEST_LAG:
            return None
        self._since_look = 0
        return self._look()

    def canceller_was_reset(self) -> None:
        """It has yet to find its way again."""
        self._proof = 0

    def is_echo(self, frames: int, *, in_step: bool = True) -> bool:
        """Whether the last so many cleaned frames are what was played a while ago.

        Not ``in_step``, as after lost blocks, the path is not taken for known.
        """
        frames = min(max(frames, 20), WINDOW, len(self._cleaned))
        played = np.array(self._played)
        longest = min(LONGEST_LAG, len(played) - frames)
        if longest <= 0 or not self._was_playing(frames + longest):
            return False
        if self.absent:
            return self._is_echo_after_all(frames)
        cleaned = np.array(list(self._cleaned)[-frames:])
        proved = self._proof >= PROOF_FRAMES
        if self._is_echo_alone(frames, known=self.lag is not None and proved and in_step):
            return True
        if self.lag is None:
            return proved and best_lag(cleaned, played, range(longest))[1] > ECHO_AT_ANY_LAG
        near = range(max(0, self.lag - 4), min(self.lag + 5, longest))
        return max((likeness(cleaned, played, lag) for lag in near), default=0.0) > ECHO_AT_LAG

    def _is_echo_after_all(self, frames: int) -> bool:
        sharpness = self._sharpness(max(frames, TRACED_FRAMES))
        if sharpness > SHARP_AFTER_ALL:
            self._absent = 0
        return sharpness > SHARP

    def _heard_at_every_delay(self) -> bool:
        levels = np.array(self._played_dbfs)[-QUIET_FRAMES - LONGEST_LAG :] > VOICE_DBFS
        heard = np.convolve(levels, np.ones(QUIET_FRAMES) / QUIET_FRAMES, "valid")
        return bool(heard.min() >= ENOUGH_PLAYED)

    def _is_echo_alone(self, frames: int, *, known: bool) -> bool:
        """By the recorded sound; a verdict stands for ``TRACE_EVERY`` frames."""
        if self._traced >= TRACE_EVERY:
            self._traced = 0
            stretch = max(frames, TRACED_FRAMES)
            self._alone = self._sharpness(stretch) > (SHARP_WHEN_PROVED if known else SHARP)
            if not known and not self._alone:
                self._alone = self._sharpness(2 * stretch) > SHARP_WHEN_PROVED
        return self._alone

    def _sharpness(self, frames: int) -> float:
        frames = min(frames, len(self._recorded_sound))
        recorded = np.concatenate(list(self._recorded_sound)[-frames:])
        return echo_sharpness(recorded, np.concatenate(list(self._played_sound)[-frames - LONGEST_LAG :]))

    def _look(self) -> int | None:
        loud = np.array(self._played_dbfs)[-WINDOW - LONGEST_LAG :] > VOICE_DBFS
        if loud[LONGEST_LAG:].mean() < ENOUGH_PLAYED or loud[:LONGEST_LAG].mean() < ENOUGH_PLAYED:
            return None
        levels = np.array(self._recorded_dbfs)
        something = levels > max(float(np.percentile(levels, 5)) + ECHO_DB, SOMETHING_DBFS)
        if something.mean() < 0.15:
            self._absent += 1
            return None
        lag, alike = best_lag(np.array(self._recorded), np.array(self._played), range(LONGEST_LAG))
        if alike < FOUND:
            self._guess = None
            if not self.absent:  # otherwise it is somebody else's sound
                self._absent = 0
                self._lost += something.mean() > 0.6
            return None
        self._absent = self._lost = 0
        known, before, self._guess = self.lag, self._guess, lag
        if before is None or abs(lag - before) > SAME_LAG or (known is not None and abs(lag - known) <= SAME_LAG):
            return None
        self.lag = lag
        return lag

    def _was_playing(self, frames: int) -> bool:
        return max(list(self._played_dbfs)[-frames:]) > VOICE_DBFS
