"""What of a recorded frame is not the loudspeaker's echo: a person who speaks over it, told within 10 ms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from wanderlust.audio.echo_alignment import EchoAlignment
from wanderlust.audio.format import Samples
from wanderlust.dsp.echo_filter import BINS, BLOCK, PARTITIONS, RATE, EchoFilter, padded
from wanderlust.dsp.level import SILENCE_DBFS
from wanderlust.dsp.resample import Halver
from wanderlust.dsp.voice_features import FrameFeatures, features_of

Power = npt.NDArray[np.float64]

LEFT = 0.1
"""Share of the echo taken away that may be left besides what the filter doubts: clocks drift, speakers distort."""

LEFT_UNALIGNED = 2.0
"""The same until it is known how the reference of a new stretch of sound lies: all of it, and more."""

REVERB = 10 ** (-0.15)
"""Per block: how much of that is left of a block before; a room that sounds 400 ms."""

MARGIN = 10**0.8
"""What is left is somebody's when it is 8 dB above what is expected: of an echo alone, in five rooms, fewer than 3 in
100 bands were, also while the filter knew nothing yet."""

BANDS = 10
_HERTZ = np.arange(BINS) * RATE / 2 / BLOCK
_EDGES = np.searchsorted(_HERTZ, np.geomspace(200, 5000, BANDS + 1))

WINDOW = 4 * BLOCK
"""40 ms: what pitch and bands are measured on, as in `voice_features`, at half its rate."""

_FFT = 1024
_HANN = np.hanning(WINDOW)
_FINE_HERTZ = np.fft.rfftfreq(_FFT, 1 / RATE)
_LONGER = float(np.sum(_HANN**2)) / BLOCK  # times the power of a block
_ABOVE = np.zeros(_FFT - len(_FINE_HERTZ) + 1)
_TWICE_THE_RATE = 4.0  # in power, of twice as many samples

NOISE_FALL, NOISE_RISE = 0.1, 10**0.003
"""Per block: the room's noise follows a quieter one in 100 ms and a louder one at 3 dB a second."""

STRETCH_GAP = 5
"""Frames of silence after which sound is a new stretch, lined up afresh by the `ReferenceLine`."""


class NearVoice:
    """Takes frames as played and as recorded, and gives features of what is somebody else's in them.

    A suppressor such as AEC3 leaves half of a voice over an echo, and bursts of the echo besides. Here the echo is
    only subtracted, and what may be left of it is known band by band; only what stands above that is somebody.
    """

    def __init__(self) -> None:
        self._filter = EchoFilter()
        self._alignment = EchoAlignment(self._filter)
        self._halve_played, self._halve_recorded = Halver(), Halver()
        self._window: Power = np.zeros(WINDOW)
        self._reverb: Power = np.zeros(BINS)
        self._noise: Power = np.full(BINS, 1e-7)
        self._expected: Power = np.zeros(BINS)
        self._quiet = PARTITIONS

    @property
    def proved(self) -> bool:
        """Whether the path is known."""
        return self._alignment.proved

    @property
    def in_step(self) -> bool:
        """Whether the echo came as expected when it was last looked for."""
        return self._alignment.in_step

    @property
    def shifted(self) -> bool:
        """Whether what was heard last is the known echo, but at another time."""
        return self._alignment.shifted

    @property
    def doubtful(self) -> bool:
        """Whether it may take an echo for somebody: blocks were lost lately, or the path was."""
        return self._alignment.doubtful

    def resume(self) -> None:
        """The same devices were opened again: the path is as it was, but for some shift."""
        self._filter.rest()
        self._alignment.begin()

    def reference_skipped(self, samples: int) -> None:
        """So many samples at 24 kHz were left out of what was played."""
        self._alignment.reference_skipped(samples // 2)

    def feed(self, played: Samples, recorded: Samples) -> FrameFeatures:
        """Take a frame of each, float32 shape ``(240,)``; features of the recorded one without its echo.

        The level is that of somebody's sound alone, from 200 Hz to 5 kHz.
        """
        heard = self._halve_recorded.feed(recorded)
        if played.any():
            if self._quiet > STRETCH_GAP:
                self._alignment.begin()
            self._quiet = 0
        else:
            self._quiet += 1
        left, taken, doubted = self._filter.feed(self._halve_played.feed(played), heard)
        self._alignment.feed(heard, taken)
        self._reverb = np.maximum(np.abs(padded(taken)) ** 2, self._reverb * REVERB)
        echo = doubted + (LEFT_UNALIGNED if self._alignment.pending else LEFT) * self._reverb
        self._expected = np.maximum(echo, 0.5 * self._expected)
        return self._features(left, self._level_dbfs(left, echo))

    def _level_dbfs(self, left: Power, echo: Power) -> float:
        power = np.abs(padded(left)) ** 2
        if self._quiet > PARTITIONS:
            fall = self._noise + NOISE_FALL * (power - self._noise)
            self._noise = np.where(power < self._noise, fall, self._noise * NOISE_RISE)
        somebodys = np.maximum(_in_bands(power) - MARGIN * _in_bands(echo + self._noise), 0.0)
        mean_square = float(somebodys.sum()) / BLOCK**2  # of half the bins of twice the block
        return max(SILENCE_DBFS, 10 * float(np.log10(mean_square + 1e-12)))

    def _features(self, left: Power, level_dbfs: float) -> FrameFeatures:
        self._window = np.concatenate((self._window[BLOCK:], left))
        power = np.abs(np.fft.rfft(self._window * _HANN, _FFT)) ** 2
        echo = np.interp(_FINE_HERTZ, _HERTZ, self._expected * _LONGER)
        found = features_of(_at_whole_rate(np.maximum(power - 2 * echo, 1e-3 * power)), level_dbfs)
        return replace(found, echo=features_of(_at_whole_rate(echo), SILENCE_DBFS).bands)


def _in_bands(power: Power) -> Power:
    sums: Power = np.add.reduceat(power, _EDGES)[:BANDS]
    return sums


def _at_whole_rate(power: Power) -> Power:
    return np.concatenate((_TWICE_THE_RATE * power, _ABOVE))
