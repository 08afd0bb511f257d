"""A room made of numbers: a speaker and a microphone coupled by an echo path, run by counts of samples alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wanderlust.audio.format import BLOCK, RATE, Samples, samples_in
from wanderlust.audio.output import AHEAD

FFT = 16_384


@dataclass(frozen=True, slots=True)
class EchoPath:
    """How the loudspeaker's sound comes back.

    Attributes:
        delay_ms: From the device taking a sample to the microphone's stream delivering its echo.
        loss_db: How much quieter the echo is than what was played.
        tail_ms: Reverberation time (60 dB), 250 ms in a furnished room.
        seed: Which room.
    """

    delay_ms: float = 60.0
    loss_db: float = 6.0
    tail_ms: float = 300.0
    seed: int = 1

    def response(self) -> Samples:
        """Impulse response without the delay: a direct sound and an exponentially falling noise."""
        rng = np.random.default_rng(self.seed)
        count = samples_in(min(self.tail_ms * 0.8, 250.0))
        fall = np.exp(-6.9 * np.arange(count) / samples_in(self.tail_ms))
        tail = rng.standard_normal(count) * fall
        tail[: samples_in(2)] *= 0.1
        tail *= 0.5 / np.sqrt(np.sum(tail**2))
        tail[0] = 1.0
        scaled: Samples = (tail * (10 ** (-self.loss_db / 20) / np.sqrt(np.sum(tail**2)))).astype(np.float32)
        return scaled


class SimulatedSpeaker:
    """An output whose device takes a block of 10 ms whenever the room says so."""

    def __init__(self) -> None:
        self._line: Samples = np.zeros(0, np.float32)
        self._written = 0
        self._handed = 0

    def room(self) -> int:
        return AHEAD - len(self._line)

    def write(self, samples: Samples) -> None:
        self._line = np.concatenate((self._line, samples))
        self._written += len(samples)

    def rewrite(self, samples: Samples) -> None:
        self._line[len(self._line) - len(samples) :] = samples

    def handed(self) -> int:
        return self._handed

    def cancel(self) -> int:
        self._line = np.zeros(0, np.float32)
        self._written = self._handed
        return self._handed

    def take_block(self) -> Samples:
        """What the device plays in its next 10 ms; silence where it was given none."""
        block, self._line = self._line[:BLOCK], self._line[BLOCK:]
        self._handed += len(block)
        return np.concatenate((block, np.zeros(BLOCK - len(block), np.float32)))


class Room:
    """Turns what the speaker takes, and what is said in the room, into frames of the microphone."""

    def __init__(self, path: EchoPath, *, drift_ppm: float = 0.0, noise_dbfs: float = -65.0, seed: int = 7) -> None:
        """``drift_ppm``: by how much the speaker's clock runs faster than the microphone's."""
        self._rng = np.random.default_rng(seed)
        self._noise = 10 ** (noise_dbfs / 20)
        self._rate = 1 + drift_ppm * 1e-6
        self._position = 0.0  # of the microphone on the speaker's line, in the speaker's samples
        self._line_start = 0
        self._line: Samples = np.zeros(0, np.float32)
        self._overlap: Samples = np.zeros(FFT, np.float32)
        self._path = path
        self._response = np.fft.rfft(path.response(), FFT)

    def change(self, path: EchoPath) -> None:
        """Other devices, or another place for them."""
        self._path = path
        self._response = np.fft.rfft(path.response(), FFT)

    def frame(self, speaker: SimulatedSpeaker, near: Samples) -> Samples:
        """The microphone's next 10 ms, ``near`` being what a person says: shape ``(240,)``."""
        self._position += BLOCK * self._rate
        while self._line_start + len(self._line) < self._position + 2 * BLOCK:
            self._play(speaker.take_block())
        wanted = self._position - samples_in(self._path.delay_ms) + np.arange(BLOCK) * self._rate - self._line_start
        echo = np.interp(wanted, np.arange(len(self._line)), self._line, left=0.0)
        keep = self._line_start + len(self._line) - 2 * RATE
        if keep > self._line_start + RATE:
            self._line = self._line[keep - self._line_start :]
            self._line_start = keep
        heard = echo + near + self._rng.standard_normal(BLOCK) * self._noise
        frame: Samples = np.clip(heard, -1, 1).astype(np.float32)
        return frame

    def lose(self, speaker: SimulatedSpeaker, frames: int) -> None:
        """The microphone's stream loses this many frames, while the speaker plays on."""
        for _ in range(frames):
            self.frame(speaker, np.zeros(BLOCK, np.float32))

    def _play(self, block: Samples) -> None:
        self._overlap[: len(self._overlap)] += np.fft.irfft(np.fft.rfft(block, FFT) * self._response, FFT)[:FFT]
        self._line = np.concatenate((self._line, self._overlap[:BLOCK].astype(np.float32)))
        self._overlap = np.concatenate((self._overlap[BLOCK:], np.zeros(BLOCK, np.float32)))
