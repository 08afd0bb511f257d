"""Keeps an echo filter's path in step with a reference that shifts: after silence, lost blocks or a drift of clocks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from wanderlust.dsp.echo_filter import BLOCK, EchoFilter
from wanderlust.dsp.echo_trace import delay_of

Block = npt.NDArray[np.floating]

COMPARED = 25
"""Blocks compared at a time: an echo as expected stands out by 15 to 33 over 250 ms, a wrong one by 3 to 7."""

EVERY = 5
"""Blocks between two looks."""

REACH = 10 * BLOCK
"""100 ms: a signal thread that slept through the beginning of an answer lines it up so much too late."""

SHARP = 9.0

SURE = 14.0
SAME = 2
"""Samples: a longer shift is believed when it is found twice, or stands out by more than `SURE`. A cup put down stood
out by 10, once."""

LATEST = 20
"""Blocks looked at before somebody is believed to speak: with lost blocks the echo itself stands where none should."""

AUDIBLE = 1e-7
"""Mean square, -70 dBFS: a fainter echo tells nothing."""

LOST_AFTER = 100
"""Audible blocks without any likeness: the path is another one."""

SETTLES = 200
"""Blocks after a long shift, or a reference skipped, until the path is trusted again. In 60 minutes with 60 losses it
took its own echo for speech eleven times, each within 660 ms of one of these."""


class EchoAlignment:
    """Compares the echo expected with what is heard and shifts the filter's path to fit; takes time from blocks."""

    def __init__(self, echo_filter: EchoFilter) -> None:
        self._filter = echo_filter
        self.proved = False
        """Whether the filter's echo has been heard as it expected it."""
        self._heard: list[Block] = []
        self._expected: list[Block] = []
        self._since_look = 0
        self._late: int | None = None
        self._unlike = False
        self._moved = 0  # by the last long shift of this stretch
        self._settled = SETTLES
        self.begin()

    def begin(self) -> None:
        """A new stretch of sound: the filter is not to learn before it is known how the reference lies."""
        self._restart()
        self._aligned = False
        self._audible = self._moved = 0
        self._filter.frozen = self.pending

    @property
    def pending(self) -> bool:
        """Whether the path is known and the reference's place is not."""
        return self.proved and not self._aligned

    @property
    def doubtful(self) -> bool:
        """Whether the path was, or should have been, moved by much so lately that it may have to be moved again."""
        return self.pending or self._settled < SETTLES

    def reference_skipped(self, samples: int) -> None:
        """So many samples of the reference were left out for blocks that were lost: what was shifted for them is not.

        The line needs 300 ms to be sure of it, and the shift was found in 200.
        """
        self._settled = 0
        if self._moved and abs(self._moved + samples) <= BLOCK:
            self._filter.shift(samples)
            self._moved = 0
            self._restart()
            self._unlike = True

    def feed(self, heard: Block, expected: Block) -> None:
        """Take what was recorded in 10 ms and the echo expected in it, each of shape ``(120,)``."""
        self._settled += 1
        self._heard.append(heard)
        self._expected.append(expected)
        del self._heard[:-COMPARED], self._expected[:-COMPARED]
        if float(np.mean(expected**2)) < AUDIBLE:
            return
        self._audible += 1
        self._since_look += 1
        if self._since_look >= EVERY:
            self._since_look = 0
            self._look()
            self._filter.frozen = self.pending

    @property
    def in_step(self) -> bool:
        """Whether the echo was heard as expected when it was last looked for; a person as loud hides it."""
        return self.proved and not self._unlike

    @property
    def shifted(self) -> bool:
        """Whether what was heard last is the echo expected, at another time."""
        if len(self._heard) < LATEST or not self.proved:
            return False
        heard, expected = np.concatenate(self._heard[-LATEST:]), np.concatenate(self._expected[-LATEST:])
        late, sharp = delay_of(heard, expected, REACH)
        return sharp > SHARP and abs(late) > SAME

    def _look(self) -> None:
        late, sharp = delay_of(np.concatenate(self._heard), np.concatenate(self._expected), REACH)
        again = self._late is not None and abs(late - self._late) <= SAME
        self._unlike = sharp <= SHARP
        self._late = None if self._unlike else late
        if self._late is not None and (again or abs(late) <= SAME or sharp > SURE):
            if late:
                self._filter.shift(late)
                self._since_look = EVERY - COMPARED  # what was expected before would ask for the same shift again
                if abs(late) > SAME:
                    self._moved, self._settled = late, 0
                    self._restart()
            self.proved = self._aligned = True
            self._audible = 0
        elif self.proved and self._audible > LOST_AFTER:
            self._filter.forget()
            self.proved, self._settled = False, 0
            self.begin()

    def _restart(self) -> None:
        self._heard, self._expected = [], []
        self._since_look, self._late = 0, None
