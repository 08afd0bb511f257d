"""Subtracts the loudspeaker's echo with an adaptive filter that also knows how much of it may still be there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.floating]
Spectrum = npt.NDArray[np.complex128]
Power = npt.NDArray[np.float64]

RATE = 12_000
BLOCK = RATE // 100
BINS = BLOCK + 1
"""50 Hz apart: blocks of 10 ms, transformed together with the one before."""

PARTITIONS = 95
"""Blocks of echo path: a television is 700 ms late, and its room sounds 250 ms longer."""

FORGETTING = 0.998
"""A clock 100 ppm faster moves the path by a sample in 0.8 s: 15 dB of echo are taken away at 0.9998, 18 dB at this."""

FIRST_GUESS = 2.0
"""Power of the path before anything is known of it; 1 is an echo as loud as what was played."""

NEAR_SMOOTHING = 0.9
"""Per block, of the power of what is left, which slows the filter down while somebody speaks."""

SUDDEN = 8.0
"""Times more than expected is no echo: a cup put down taught the path wrong things for half a second."""


class EchoFilter:
    """A partitioned-block Kalman filter in the frequency domain (Kuech, Mabande and Enzner 2014).

    Unlike a suppressor it only subtracts, so that a person who speaks over the echo is left as they were; and from its
    own uncertainty it tells how much echo is to be expected in what it leaves, from the first block on.
    """

    def __init__(self) -> None:
        self._near: Power = np.full(BINS, 1e-9)
        self.frozen = False
        """Whether what is heard teaches it nothing."""
        self.rest()
        self.forget()

    def rest(self) -> None:
        """What was played so far will not be heard any more."""
        self._spectra: Spectrum = np.zeros((PARTITIONS, BINS), np.complex128)
        self._before: Power = np.zeros(BLOCK)
        self._silent = PARTITIONS

    def forget(self) -> None:
        """The path is another one."""
        self._path: Spectrum = np.zeros((PARTITIONS, BINS), np.complex128)
        self._doubt: Power = np.full((PARTITIONS, BINS), FIRST_GUESS / PARTITIONS)

    def shift(self, samples: int) -> None:
        """The same path, so many samples later; what would come before it was played is lost."""
        taps = np.fft.irfft(self._path, axis=1)[:, :BLOCK].reshape(-1)
        moved = np.zeros_like(taps)
        if samples >= 0:
            moved[samples:] = taps[: len(taps) - samples]
        else:
            moved[:samples] = taps[-samples:]
        response = np.zeros((PARTITIONS, 2 * BLOCK))
        response[:, :BLOCK] = moved.reshape(PARTITIONS, BLOCK)
        self._path = np.fft.rfft(response, axis=1)
        rows = np.clip(np.arange(PARTITIONS) - round(samples / BLOCK), 0, PARTITIONS - 1)
        self._doubt = self._doubt[rows]

    def feed(self, played: Samples, recorded: Samples) -> tuple[Power, Power, Power]:
        """Take 10 ms of each, shape ``(120,)`` at 12 kHz.

        Returns:
            What is left of the recorded block, and the echo taken away, shape ``(120,)``; and the power spectrum of the
            echo expected in what is left, shape ``(121,)``, of a block padded with as many zeros.
        """
        self._silent = 0 if played.any() else self._silent + 1
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(np.concatenate((self._before, played)))
        self._before = np.asarray(played, np.float64)
        if self._silent > PARTITIONS:
            return np.asarray(recorded, np.float64), np.zeros(BLOCK), np.zeros(BINS)
        echo = np.fft.irfft((self._spectra * self._path).sum(axis=0))[BLOCK:]
        left: Power = recorded - echo
        # A block padded with zeros has half the power of the two blocks that the spectra of the played sound hold.
        power = np.abs(self._spectra) ** 2 / 2
        expected = (self._doubt * power).sum(axis=0)
        error = padded(left)
        if self.frozen:
            return left, echo, expected
        loud = np.abs(error) ** 2
        sudden = np.where(loud > SUDDEN * (expected + self._near), loud, 0.0)
        self._near = NEAR_SMOOTHING * self._near + (1 - NEAR_SMOOTHING) * loud
        step = self._doubt / (2 * (expected + np.maximum(self._near, sudden) + 1e-9))
        change = np.fft.irfft(2 * step * np.conj(self._spectra) * error, axis=1)
        change[:, BLOCK:] = 0  # the path of a partition is no longer than a block
        self._path = self._path + np.fft.rfft(change, axis=1)
        kept = FORGETTING**2
        self._doubt = kept * (1 - step * power) * self._doubt + (1 - kept) * np.abs(self._path) ** 2
        return left, echo, expected


def padded(block: Samples) -> Spectrum:
    """The spectrum of a block with as many zeros before it."""
    spectrum: Spectrum = np.fft.rfft(np.concatenate((np.zeros(len(block)), block)))
    return spectrum
