"""The six sound cues: short wood-like tones, made once; what each means is also seen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np

from wanderlust.audio.format import RATE, samples_in
from wanderlust.dsp.level import to_int16

Cue = Literal["up", "down", "tick", "question", "falling", "rising"]

LOUDEST = 10 ** (-18 / 20) * 0.99  # -18 dBFS, a hair below so that rounding stays under it
OVERTONES = ((1.0, 1.0), (3.93, 0.25))  # a struck wooden bar's second mode lies two octaves above its first
FADE_MS = 3  # at both ends: nothing clicks
DECAY = 4.5  # how often the tone halves itself by e in its length

C5, E5, G5, A5 = 523.25, 659.26, 783.99, 880.0
NOTES: Mapping[Cue, tuple[tuple[float, int], ...]] = {
    "up": ((E5, 45), (A5, 45)),
    "down": ((A5, 45), (E5, 45)),
    "tick": ((G5, 40),),
    "question": ((G5, 110), (G5, 110)),
    "falling": ((G5, 100), (E5, 100), (C5, 100)),
    "rising": ((C5, 100), (E5, 100), (G5, 100)),
}
"""Of each cue: hertz and milliseconds of its notes."""


@cache
def cue_pcm(cue: Cue) -> bytes:
    """A cue as PCM16 mono 24 kHz."""
    notes = []
    for hertz, length_ms in NOTES[cue]:
        seconds = np.arange(samples_in(length_ms)) / RATE
        tone = np.zeros_like(seconds)
        for multiple, share in OVERTONES:
            tone += share * np.sin(2 * np.pi * hertz * multiple * seconds)
        tone *= np.exp(-DECAY * seconds / seconds[-1])
        fade = np.minimum(1.0, np.arange(len(tone)) / samples_in(FADE_MS))
        notes.append(tone * fade * fade[::-1])
    sound = np.concatenate(notes)
    return to_int16(LOUDEST * sound / np.abs(sound).max()).astype("<i2").tobytes()
