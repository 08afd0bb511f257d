"""What local voice activity tells of the traveller's voice, for every backend."""

from __future__ import annotations

from enum import Enum


class VoiceChange(Enum):
    """A sound begins as ``SOUND_BEGAN`` and turns out to be a false alarm, perhaps a word, or speech; speech ends."""

    SOUND_BEGAN = "sound began"
    MAYBE_A_WORD = "maybe a word"  # it is over, and was a voice, but too short to know whose or what
    FALSE_ALARM = "false alarm"  # a cough, a click, "mm-hm", the assistant's own voice
    SPEECH_CONFIRMED = "speech confirmed"
    SPEECH_ENDED = "speech ended"
