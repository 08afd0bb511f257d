"""Half an hour of what is not speech: rooms, fans, breath, clicks, typing, tones and music, made from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

RATE = 16_000


def coloured(
    rng: np.random.Generator, seconds: float, slope: float, low: float = 20.0, high: float = 8000.0
) -> Samples:
    """Noise of RMS 1 whose power falls with frequency to the ``slope``, between two frequencies in hertz."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(rng.normal(size=count))
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    shape = np.where((frequency >= low) & (frequency <= high), np.maximum(frequency, 1.0) ** (-slope / 2), 0.0)
    noise = np.fft.irfft(spectrum * shape, count)
    return np.asarray(noise / np.sqrt(np.mean(np.square(noise))), np.float32)


def level(db: float) -> float:
    """An amplitude from decibels of full scale."""
    return float(10 ** (db / 20))


def silence(rng: np.random.Generator, seconds: float) -> Samples:
    """A quiet room: pink noise at -66 dB."""
    return coloured(rng, seconds, 1.0) * level(-66)


def white_noise(rng: np.random.Generator, seconds: float) -> Samples:
    """White noise at -30 dB."""
    return coloured(rng, seconds, 0.0) * level(-30)


def fan(rng: np.random.Generator, seconds: float) -> Samples:
    """Brown noise at -28 dB with blades at 23 Hz and a hum of 100 Hz."""
    time = np.arange(round(seconds * RATE)) / RATE
    blades = 1 + 0.3 * np.sin(2 * np.pi * 23 * time)
    hum = 0.3 * np.sin(2 * np.pi * 100 * time)
    return np.asarray((coloured(rng, seconds, 2.0) * blades + hum) * level(-28), np.float32)


def breath(rng: np.random.Generator, seconds: float) -> Samples:
    """Breathing near the microphone: swelling noise of 400-4000 Hz, in and out 15 times a minute, peaks at -26 dB."""
    time = np.arange(round(seconds * RATE)) / RATE
    swell = np.maximum(0.0, np.sin(2 * np.pi * 0.5 * time)) ** 2
    return np.asarray(coloured(rng, seconds, 1.0, 400.0, 4000.0) * swell * level(-26), np.float32)


def clicks(rng: np.random.Generator, seconds: float) -> Samples:
    """Clicks of 2-20 ms, two a second."""
    return _bursts(rng, seconds, every=0.5, shortest=0.002, longest=0.02, peak=level(-8))


def typing(rng: np.random.Generator, seconds: float) -> Samples:
    """Keys going down and up, eight a second, with their short ring."""
    return _bursts(rng, seconds, every=0.12, shortest=0.01, longest=0.04, peak=level(-18))


def music(rng: np.random.Generator, seconds: float) -> Samples:
    """Chords of plucked strings with a melody above them, 100 beats a minute, at about -22 dB."""
    beat = round(0.6 * RATE)
    out = np.zeros(round(seconds * RATE) + 4 * beat, np.float32)
    roots = (220.0, 174.6, 261.6, 196.0)
    for index, start in enumerate(range(0, round(seconds * RATE), beat)):
        root = roots[index // 4 % 4]
        notes = [root, root * 1.25, root * 1.5] if index % 4 == 0 else []
        notes.append(root * 2 * 2 ** (int(rng.choice([0, 2, 4, 7, 9, 12])) / 12))
        for note in notes:
            tone = _string(note, 4 * beat)
            out[start : start + len(tone)] += tone
    out = out[: round(seconds * RATE)]
    return np.asarray(out / np.sqrt(np.mean(np.square(out))) * level(-22), np.float32)


KINDS: dict[str, Callable[[np.random.Generator, float], Samples]] = {
    "silence": silence,
    "white noise": white_noise,
    "fan": fan,
    "breath": breath,
    "clicks": clicks,
    "typing": typing,
    "music": music,
}


def minutes_of_each(seed: int, seconds: float) -> Iterator[tuple[str, Samples]]:
    """Every kind for so long, over the quiet room."""
    rng = np.random.default_rng(seed)
    for name, make in KINDS.items():
        yield name, make(rng, seconds) + silence(rng, seconds)


def _bursts(
    rng: np.random.Generator, seconds: float, every: float, shortest: float, longest: float, peak: float
) -> Samples:
    out = np.zeros(round((seconds + 1) * RATE), np.float32)
    at = 0.0
    while at < seconds:
        length = int(rng.uniform(shortest, longest) * RATE)
        decay = np.exp(-np.arange(length) / (length / 4))
        start = int(at * RATE)
        out[start : start + length] += rng.normal(size=length) * decay * peak * rng.uniform(0.3, 1.0)
        at += rng.uniform(0.5, 1.5) * every
    return np.asarray(out[: round(seconds * RATE)].clip(-1, 1), np.float32)


def _string(frequency: float, length: int) -> Samples:
    time = np.arange(length) / RATE
    harmonics = sum(np.sin(2 * np.pi * frequency * n * time) * np.exp(-time * (2 + n)) / n for n in range(1, 7))
    return np.asarray(harmonics, np.float32)
