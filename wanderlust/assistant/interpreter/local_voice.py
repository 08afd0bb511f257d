"""Whether somebody speaks, from the sound alone: for a microphone that nobody watches, such as a recording."""

from __future__ import annotations

import numpy as np

from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.level import to_float
from wanderlust.dsp.voice_activity import VoiceActivity
from wanderlust.dsp.voice_features import VoiceFeatures

FRAME = 240  # samples: 10 ms at 24 kHz


class LocalVoice:
    """Voice activity over chunks of any length."""

    def __init__(self) -> None:
        self._activity = VoiceActivity()
        self._features = VoiceFeatures()
        self._rest = np.zeros(0, np.float32)

    def feed(self, pcm: bytes) -> list[VoiceChange]:
        """Take PCM16 mono 24 kHz; what it brought about, in order."""
        samples = np.concatenate((self._rest, to_float(np.frombuffer(pcm, "<i2"))))
        whole = len(samples) // FRAME * FRAME
        self._rest = samples[whole:]
        frames = (samples[at : at + FRAME] for at in range(0, whole, FRAME))
        changes = (self._activity.feed(self._features.feed(frame)) for frame in frames)
        return [change for change in changes if change is not None]
