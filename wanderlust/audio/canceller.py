"""The echo canceller behind a Protocol, and WebRTC's AEC3 as one."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from pywebrtc_audio import AudioProcessor

from wanderlust.audio.format import RATE, Samples

SUPPRESSION = 1
"""WebRTC's noise suppression level, 12 dB of 6, 12, 18 and 21: a fan becomes quiet and speech keeps its consonants."""


class EchoCanceller(Protocol):
    """Takes the loudspeaker's voice out of what the microphone recorded."""

    def process(self, recorded: Samples, played: Samples) -> Samples:
        """One frame of 10 ms each, float32 shape ``(240,)``; the same shape without the echo."""
        ...

    def reset(self) -> None:
        """Forget the room."""
        ...


class WebRtcCanceller:
    """AEC3 with noise suppression, 0.2 to 0.3 ms a frame; releases the interpreter while it works.

    Its output is 13 to 15 ms behind its input. One thread at a time. Without its automatic gain: with that (at most
    12 dB) the rest of the echo came out 12 dB louder for as long as an answer lasted, in every room tried.
    """

    def __init__(self) -> None:
        self._processor = AudioProcessor(
            sample_rate=RATE,
            echo_cancellation=True,
            noise_suppression=True,
            ns_level=SUPPRESSION,
        )

    def process(self, recorded: Samples, played: Samples) -> Samples:
        return np.asarray(self._processor.process(recorded, played), np.float32)

    def reset(self) -> None:
        self._processor.reset()
