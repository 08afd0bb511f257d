"""What local voice activity tells of the traveller's voice, for every backend."""

from __future__ import annotations

from enum import Enum


class VoiceChange(Enum):
    """A sound begins as ``SOUND_BEGAN`` and turns out to be a false alarm or speech; speech ends."""

    SOUND_BEGAN = "sound began"
    FALSE_ALARM = "false alarm"  # a cough, a click, "mm-hm", the assistant's own voice
    SPEECH_CONFIRMED = "speech confirmed"
    SPEECH_ENDED = "speech ended"
