"""What is heard in a simulated room: recorded voices at one loudness, and sounds made of numbers that are no speech."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from wanderlust.audio.format import BLOCK, RATE, Samples, samples_in
from wanderlust.dsp.wav import read_wav

SPEECH = Path(__file__).parents[1] / "data" / "speech"

Wave = npt.NDArray[np.float64]

SPOKEN_DBFS = -22.0


def voices(language: str = "*", dbfs: float = SPOKEN_DBFS) -> dict[str, Samples]:
    """Recorded sentences by file name, from 10 ms before their first sound on, their loud frames at this level."""
    return {path.stem: _levelled(read_wav(path, RATE), dbfs) for path in sorted(SPEECH.glob(f"{language}-*.wav"))}


def answer(seconds: float, gap_ms: int = 170) -> Samples:
    """The assistant's voice for so long: the English recordings one after the other."""
    gap = np.zeros(samples_in(gap_ms), np.float32)
    whole = np.concatenate([part for clip in voices("en").values() for part in (clip, gap)])
    return np.resize(whole, round(seconds * RATE)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def cough(seed: int, dbfs: float = -15.0) -> Samples:
    """Two bursts of breath noise with a hard edge, the second ending in 60 ms of rough voice."""
    rng = np.random.default_rng(seed)
    parts = []
    for length_ms, voiced in ((140, False), (170, True)):
        count = samples_in(length_ms)
        at = np.arange(count)
        edge = np.minimum(1, at / samples_in(8)) * np.exp(-at / samples_in(length_ms / 2.5))
        burst = _coloured(rng.standard_normal(count), 1200 + 400 * rng.random(), 0.6)
        if voiced:
            pitch = 180 + 40 * rng.random() + 25 * np.cumsum(rng.standard_normal(count)) / np.sqrt(count)
            rough = np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / RATE)) * (at > count - samples_in(60))
            burst = burst + 0.5 * rough
        parts += [burst * edge, np.zeros(samples_in(60))]
    return _levelled(np.concatenate(parts).astype(np.float32), dbfs)


def click(seed: int, dbfs: float = -8.0) -> Samples:
    """A key struck or a cup put down: a few milliseconds, ringing."""
    rng = np.random.default_rng(seed)
    at = np.arange(samples_in(30))
    ring = np.sin(2 * np.pi * (700 + 2500 * rng.random()) * at / RATE) * np.exp(-at / samples_in(4))
    return (10 ** (dbfs / 20) * (ring + 0.3 * rng.standard_normal(len(at)) * np.exp(-at / samples_in(1)))).astype(
        np.float32
    )


def typing(seed: int, seconds: float) -> Samples:
    """Seven keys a second."""
    rng = np.random.default_rng(seed)
    line = silence(seconds)
    for at in rng.integers(0, len(line) - RATE // 10, round(7 * seconds)):
        key = click(int(rng.integers(1 << 30)), -20.0)
        line[at : at + len(key)] += key
    return line


def hum(seed: int, dbfs: float = -24.0) -> Samples:
    """ "Mm-hm": two syllables through the nose, 450 ms, the second higher, with no energy to speak of above 1 kHz."""
    rng = np.random.default_rng(seed)
    count = samples_in(450)
    at = np.arange(count) / count
    pitch = (110 + 60 * rng.random()) * (1 - 0.1 * np.sin(2 * np.pi * at) + 0.25 * (at > 0.5) * (at - 0.5))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    tone = np.zeros(count)
    slope = 11 + 6 * rng.random()  # dB an octave above the nose's own 250 Hz
    for harmonic in range(1, 20):
        hertz = harmonic * pitch
        loss_db = -slope * np.log2(np.maximum(hertz, 250) / 250)
        tone += 10 ** (loss_db / 20) * np.sin(harmonic * phase)
    shape = np.sin(np.pi * at) ** 0.3 * (1 - 0.85 * np.exp(-(((at - 0.47) / 0.06) ** 2)))
    return _levelled((tone * shape).astype(np.float32), dbfs)


def music(seed: int, seconds: float, dbfs: float = -35.0) -> Samples:
    """Chords of a plucked instrument, two a second."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    line = np.zeros(len(at))
    for beat in np.arange(0, seconds - 0.5, 0.5):
        since = at - beat
        pluck = np.where(since >= 0, np.exp(-np.maximum(since, 0) * 4), 0.0)
        for step in rng.choice([0, 2, 4, 5, 7, 9, 12], 3, replace=False):
            line += pluck * np.sin(2 * np.pi * 220 * 2 ** (step / 12) * since)
    return _levelled(line.astype(np.float32), dbfs)


def _coloured(noise: Wave, hertz: float, width: float) -> Wave:
    spectrum = np.fft.rfft(noise)
    octaves = np.log2(np.maximum(np.fft.rfftfreq(len(noise), 1 / RATE), 1) / hertz)
    shaped: Wave = np.fft.irfft(spectrum * np.exp(-((octaves * width) ** 2)), len(noise))
    loudest: Wave = shaped / np.abs(shaped).max()
    return loudest


def _levelled(clip: Samples, dbfs: float) -> Samples:
    power = np.mean(clip[: len(clip) // BLOCK * BLOCK].reshape(-1, BLOCK) ** 2, axis=1)
    loud = np.sqrt(power[power > power.max() * 1e-3].mean())
    scaled = clip * np.float32(10 ** (dbfs / 20) / loud)
    first = int(np.flatnonzero(np.abs(scaled) > 10 ** (dbfs / 20) / 8)[0])
    levelled: Samples = scaled[max(0, first - BLOCK) :].astype(np.float32)
    return levelled
