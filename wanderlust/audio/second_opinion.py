"""Looks for the traveller's voice in what the canceller leaves: slower over an echo, but seldom wrong about one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from wanderlust.dsp.level import SILENCE_DBFS
from wanderlust.dsp.voice_activity import VoiceActivity, VoiceSettings
from wanderlust.dsp.voice_features import FrameFeatures

RESIDUE_DB = 26.0
LOUD_FRAMES = 12
"""While a voice plays, what is left after cancelling must come this near to the loudest recorded in 120 ms."""

STRICT = VoiceSettings(much_moving_db=float("inf"))
"""What a canceller leaves of an echo moves as much as speech does: how bright it is must be asked as well."""


class SecondOpinion:
    """Follows the cleaned sound frame by frame, beside whoever decides; tells nobody."""

    def __init__(self) -> None:
        self._voice = VoiceActivity(STRICT)
        self._loud: deque[float] = deque([SILENCE_DBFS], maxlen=LOUD_FRAMES)

    @property
    def speech(self) -> bool:
        """Whether it is speech by this, too."""
        return self._voice.speaking

    def feed(
        self, recorded_dbfs: float, cleaned: FrameFeatures, *, playing: bool, is_echo: Callable[[int], bool]
    ) -> None:
        """Take the level of a recorded frame and the features of the same one cleaned."""
        self._loud.append(recorded_dbfs)
        if playing and cleaned.dbfs <= max(self._loud) - RESIDUE_DB:
            cleaned = replace(cleaned, dbfs=SILENCE_DBFS)
        self._voice.feed(cleaned, playing=playing, is_echo=is_echo)
