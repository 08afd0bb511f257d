"""Pairs what was played with what was recorded, by counts of samples alone: no thread and no clock."""

from __future__ import annotations

from collections import deque

import numpy as np

from wanderlust.audio.format import BLOCK, Samples, samples_in

CUSHION = 2 * BLOCK
"""Samples held back when sound begins: blocks are played and recorded by two threads, and are seen by a third up to a
block out of step. The way through two device buffers and the air takes longer than these 20 ms."""

LOOKBACK = 30
"""Frames (300 ms) over which the line must have been too long before it is cut."""

SLACK = 2 * BLOCK
"""Excess that is left alone while sound plays: a shift of the reference costs the canceller more than 20 ms do."""


class ReferenceLine:
    """Gives, for every recorded frame of 10 ms, the frame that was played at about the same time.

    While nothing is played the line is empty and gives silence; each new stretch of sound is lined up afresh, so a
    drift between the clocks of speaker and microphone is corrected in the silence between answers. Recorded sound
    that was lost makes the line longer than it should be; what is too much is skipped, and the two agree again.
    """

    def __init__(self) -> None:
        self._held: Samples = np.zeros(0, np.float32)
        self._flowing = False
        self._waited = 0  # samples waited for since the stretch began
        self._excess: deque[int] = deque(maxlen=LOOKBACK)
        self.skipped = 0
        """Samples left out so far because as much recorded sound was lost."""

    def played(self, samples: Samples) -> None:
        """The device has taken these since the last call."""
        if len(samples):
            self._held = np.concatenate((self._held, samples))

    def next_frame(self) -> Samples:
        """The reference for the next recorded frame: float32, shape ``(240,)``."""
        if not self._flowing:
            if not len(self._held):
                return np.zeros(BLOCK, np.float32)
            if self._waited < CUSHION and len(self._held) < CUSHION + BLOCK:
                self._waited += BLOCK
                return np.zeros(BLOCK, np.float32)
            self._flowing = True
        self._skip_excess()
        frame, self._held = self._held[:BLOCK], self._held[BLOCK:]
        if len(frame) < BLOCK:  # the sound ended, or the device had none to play
            frame = np.concatenate((frame, np.zeros(BLOCK - len(frame), np.float32)))
            self._flowing, self._waited = False, 0
            self._excess.clear()
        return frame

    def _skip_excess(self) -> None:
        self._excess.append(len(self._held) - BLOCK - CUSHION)
        least = min(self._excess)
        if len(self._excess) == LOOKBACK and least > SLACK:
            self._held = self._held[least:]
            self.skipped += least
            self._excess.clear()


class PreDelay:
    """Holds the reference back: on a very slow path it would come too early for the canceller to reach."""

    def __init__(self) -> None:
        self.milliseconds = 0
        self._line: Samples = np.zeros(0, np.float32)

    def set(self, milliseconds: int) -> None:
        """By how much from now on; what was held is dropped."""
        self.milliseconds = milliseconds
        self._line = np.zeros(samples_in(milliseconds), np.float32)

    def feed(self, frame: Samples) -> Samples:
        """The frame that was fed so many milliseconds ago."""
        if not self.milliseconds:
            return frame
        self._line = np.concatenate((self._line, frame))
        delayed, self._line = self._line[: len(frame)], self._line[len(frame) :]
        return delayed
