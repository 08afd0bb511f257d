"""What of a recorded frame is not the loudspeaker's echo: a person who speaks over it, told within 10 ms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from wanderlust.audio.format import Samples
from wanderlust.dsp.echo_filter import BINS, BLOCK, PARTITIONS, RATE, EchoFilter, padded
from wanderlust.dsp.echo_trace import delay_of
from wanderlust.dsp.resample import Halver
from wanderlust.dsp.voice_features import FrameFeatures, features_of

Power = npt.NDArray[np.float64]

LEFT = 0.1
"""Share of the echo taken away that may be left besides what the filter doubts: clocks drift, speakers are not linear."""

REVERB = 10 ** (-0.15)
"""Per block: how much of that is left of a block before; a room that sounds 400 ms."""

MARGIN = 10 ** (0.8)
"""What is left counts as somebody's when it is 8 dB above what is expected: an echo alone was, in six rooms, in less
than 3 of 100 bands of a frame."""

BANDS = 10
_HERTZ = np.arange(BINS) * RATE / 2 / BLOCK
_EDGES = np.searchsorted(_HERTZ, np.geomspace(200, 5000, BANDS + 1))

WINDOW = 4 * BLOCK
_FFT = 1024
_HANN = np.hanning(WINDOW)
_FINE_HERTZ = np.fft.rfftfreq(_FFT, 1 / RATE)
_LONGER = float(np.sum(_HANN**2)) / BLOCK
"""How much more power the long window has than a block."""

ALIGNED_FRAMES = 25
ALIGN_EVERY = 5
REACH = 10 * BLOCK
SHARP = 9.0
AUDIBLE = 1e-7
LOOSE = 2.0
LOST_AFTER = 100
SAME = 2

NOISE_FALL, NOISE_RISE = 0.1, 10 ** (0.003)


class NearVoice:
    """Takes frames as played and as recorded, and gives features of what is somebody else's in them."""

    def __init__(self) -> None:
        self._filter = EchoFilter()
        self._halve_played, self._halve_recorded = Halver(), Halver()
        self._window: Power = np.zeros(WINDOW)
        self._reverb: Power = np.zeros(BINS)
        self._noise: Power = np.full(BINS, 1e-7)
        self._expected: Power = np.zeros(BINS)
        self._quiet = 0
        self._begin_alignment()
        self._proved = False
        self.evidence = 0
        """Bands of the last frame in which somebody else is heard."""

    def forget(self) -> None:
        """Another speaker or microphone."""
        self._filter.forget()
        self._proved = False
        self._begin_alignment()

    def _begin_alignment(self) -> None:
        self._heard: list[Power] = []
        self._taken: list[Power] = []
        self._since_alignment = 0
        self._aligned = False
        self._unaligned = 0
        self._late: int | None = None

    def _align(self, heard: Power, taken: Power) -> None:
        """Find by how much the reference was shifted: it is lined up afresh in each stretch of sound."""
        self._heard.append(heard)
        self._taken.append(taken)
        del self._heard[:-ALIGNED_FRAMES], self._taken[:-ALIGNED_FRAMES]
        if float(np.mean(taken**2)) < AUDIBLE:
            return
        self._since_alignment += 1
        self._unaligned += 1
        if self._since_alignment < ALIGN_EVERY:
            return
        self._since_alignment = 0
        late, sharp = delay_of(np.concatenate(self._heard), np.concatenate(self._taken), REACH)
        again = self._late is not None and abs(late - self._late) <= SAME
        self._late = late if sharp > SHARP else None
        if sharp > SHARP and (again or abs(late) <= SAME):
            if late:
                self._filter.shift(late)
                self._heard, self._taken, self._late = [], [], None
            self._aligned = self._proved = True
            self._unaligned = 0
        elif self._proved and self._unaligned > LOST_AFTER:
            self.forget()
        self._filter.frozen = self._proved and not self._aligned

    def feed(self, played: Samples, recorded: Samples) -> FrameFeatures:
        """Take a frame of each, float32 shape ``(240,)``; features of the recorded one without its echo."""
        heard = self._halve_recorded.feed(recorded)
        sounding = bool(played.any())
        if sounding and self._quiet > 5:
            self._begin_alignment()
            self._filter.frozen = self._proved
        left, taken, doubted = self._filter.feed(self._halve_played.feed(played), heard)
        self._align(heard, taken)
        self._reverb = np.maximum(np.abs(padded(taken)) ** 2, self._reverb * REVERB)
        power = np.abs(padded(left)) ** 2
        self._quiet = 0 if sounding else self._quiet + 1
        if self._quiet > PARTITIONS:
            self._noise = np.where(
                power < self._noise, self._noise + NOISE_FALL * (power - self._noise), self._noise * NOISE_RISE
            )
        echo = doubted + (LOOSE if self._proved and not self._aligned else LEFT) * self._reverb
        expected = MARGIN * (echo + self._noise)
        loud, most = _in_bands(power), _in_bands(expected)
        somebodys = np.maximum(loud - most, 0)
        self.evidence = int(np.count_nonzero(somebodys))
        level = 2 * float(somebodys.sum()) / (2 * BLOCK) / BLOCK
        self._expected = np.maximum(echo, 0.5 * self._expected)
        self._window = np.concatenate((self._window[BLOCK:], left))
        whole = np.abs(np.fft.rfft(self._window * _HANN, _FFT)) ** 2
        unsure = np.interp(_FINE_HERTZ, _HERTZ, self._expected * _LONGER)
        masked = np.maximum(whole - 2 * unsure, 0.001 * whole)
        spectrum = np.concatenate((4 * masked, np.zeros(_FFT - len(masked) + 1)))  # as at twice the rate
        found = features_of(spectrum, max(-120.0, 10 * float(np.log10(level + 1e-12))))
        maybe_echo = features_of(np.concatenate((4 * unsure, np.zeros(_FFT - len(masked) + 1))), 0.0).bands
        return replace(found, echo=maybe_echo)


def _in_bands(power: Power) -> Power:
    sums: Power = np.add.reduceat(power, _EDGES)[:BANDS]
    return sums
