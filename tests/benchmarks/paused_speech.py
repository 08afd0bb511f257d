"""Human utterances with pauses inside, cut from the voice prompts that Debian packages, fetched when benches run.

The prompts (asterisk-core-sounds-en-g722, CC-BY-SA-3.0, studio voice, 16 kHz) are downloaded into a cache folder and
unpacked there; nothing is installed. ``ffmpeg`` turns G.722 into samples.
"""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

RATE = 16_000
PACKAGES = ("asterisk-core-sounds-en-g722", "asterisk-core-sounds-en")
_FRAME = RATE // 100
_LEAST_WORDS = 4
_LONGEST_SECONDS = 8.0  # menus of half a minute would outweigh everything else
_SHORTEST_GAP_MS = 50
_EDGE_MS = 450  # nobody pauses after one syllable, or before the last
_BETWEEN_GAPS_MS = 700
_SOUND_DB = -30.0  # under a clip's loudest 10 ms: quieter than this is a gap
_ROOM_DB = -66.0


@dataclass(frozen=True, slots=True)
class Prompt:
    """One recorded sentence or more, and its words."""

    name: str
    words: str
    sound: Samples


@dataclass(frozen=True, slots=True)
class Utterance:
    """A prompt spoken with a pause in it.

    Attributes:
        prompt: What was recorded.
        sound: float32 at 16 kHz: a quiet lead, the speech, and 2.5 s of the same quiet room.
        pause: Where sound stops and where it goes on again, in samples of ``sound``.
        end: Where the last sound ends.
    """

    prompt: Prompt
    sound: Samples
    pause: tuple[int, int]
    end: int


def fetch_prompts(cache: Path) -> list[Prompt]:
    """Every prompt of four words or more and at most eight seconds, by name.

    Raises:
        OSError: ``apt-get``, ``dpkg`` or ``ffmpeg`` is not there.
        CalledProcessError: One of them failed.
    """
    unpacked = cache / "unpacked"
    if not unpacked.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", *PACKAGES], cwd=cache, check=True, capture_output=True)
        for archive in cache.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, unpacked], check=True)
    return list(_prompts(unpacked, cache))


def _prompts(unpacked: Path, cache: Path) -> Iterator[Prompt]:
    (listing,) = unpacked.rglob("core-sounds-en.txt.gz")
    for line in gzip.decompress(listing.read_bytes()).decode("utf-8", "replace").splitlines():
        name, _, words = line.partition(":")
        recording = unpacked / "usr/share/asterisk/sounds/en_US_f_Allison" / f"{name.strip()}.g722"
        # Brackets describe a sound, and signs are read out in ways of their own.
        if not recording.is_file() or re.search(r"[\[(#*]", words) or len(words.split()) < _LEAST_WORDS:
            continue
        raw = cache / "decoded" / f"{name.strip().replace('/', '_')}.s16"
        if not raw.is_file():
            raw.parent.mkdir(exist_ok=True)
            command = ["ffmpeg", "-v", "error", "-y", "-f", "g722", "-i", str(recording)]
            subprocess.run([*command, "-ar", str(RATE), "-ac", "1", "-f", "s16le", str(raw)], check=True)
        sound = np.fromfile(raw, "<i2").astype(np.float32) / 32768.0
        if len(sound) < _LONGEST_SECONDS * RATE:
            yield Prompt(name.strip(), words.strip(), sound)


def paused(prompt: Prompt, rng: np.random.Generator, most: int = 3) -> list[Utterance]:
    """The prompt spoken once for each of its longest natural gaps, with a pause of 300-800 ms there, in a quiet room.

    Args:
        prompt: What to say.
        rng: Draws the pauses and the room's noise.
        most: How many gaps are used at most.
    """
    frames = levels(prompt.sound)
    loud = np.flatnonzero(frames > _SOUND_DB)
    first, last = int(loud[0]), int(loud[-1]) + 1
    chosen: list[tuple[int, int]] = []
    for gap in sorted(_gaps(frames, first, last), key=lambda gap: gap[0] - gap[1]):
        apart = all(abs(gap[0] - other[0]) * 10 >= _BETWEEN_GAPS_MS for other in chosen)
        if apart and len(chosen) < most:
            chosen.append(gap)
    lead, trail = np.zeros(RATE // 2, np.float32), np.zeros(RATE * 5 // 2, np.float32)
    utterances = []
    for start, stop in sorted(chosen):
        silence = max((stop - start) * _FRAME, int(rng.integers(300, 801)) * RATE // 1000)
        before = np.concatenate([lead, prompt.sound[first * _FRAME : start * _FRAME]])
        after = prompt.sound[stop * _FRAME : last * _FRAME]
        sound = np.concatenate([before, np.zeros(silence, np.float32), after, trail])
        sound = sound + rng.normal(0, 10 ** (_ROOM_DB / 20), len(sound))
        pause = (len(before), len(before) + silence)
        utterances.append(Utterance(prompt, sound.astype(np.float32), pause, len(sound) - len(trail)))
    return utterances


def ends_a_sentence(heard: str, utterance: Utterance) -> bool:
    """Whether as many words as were heard bring one to a full stop in what was really said."""
    reference = re.findall(r"[\w']+[.?!]?", utterance.prompt.words)
    count = len(re.findall(r"[\w']+", heard))
    return any(word[-1] in ".?!" for word in reference[max(0, count - 1) : count + 1])


def levels(sound: Samples) -> npt.NDArray[np.float64]:
    """Loudness of each 10 ms in dB under the loudest."""
    whole = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    power = np.mean(np.square(whole), axis=1) + 1e-12
    return np.asarray(10 * np.log10(power / power.max()), np.float64)


def _gaps(frames: npt.NDArray[np.float64], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches of quiet frames well inside the speech, as ``(start, stop)`` in frames of 10 ms."""
    edge = _EDGE_MS // 10
    start: int | None = None
    for index in range(first + edge, last - edge):
        if frames[index] < _SOUND_DB:
            start = index if start is None else start
        elif start is not None:
            if (index - start) * 10 >= _SHORTEST_GAP_MS:
                yield start, index
            start = None
