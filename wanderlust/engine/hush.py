"""Notices that a speaker has gone quiet before the network that judges speech lets go of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

_QUIETEST_DB = -90.0
# Under the loudest 32 ms of the turn: a last "s" is 20 to 28 dB under it, a quiet room 35 and more.
_UNDER_VOICE_DB = 32.0
# In a louder room: as quiet as it ever is, if the voice stands out from it enough for its soft sounds to be told.
_LEAST_UNDER_VOICE_DB, _OVER_ROOM_DB = 22.0, 4.0
_ROOM_RISES_DB = 0.1  # a chunk: 3 dB a second
_CHUNKS = 2  # of 32 ms: the stop of a "t" or "k" is shorter than both


class Hush:
    """Follows the loudness of sound fed in chunks of 32 ms, float32 in [-1, 1].

    Attributes:
        hushed: Whether the last chunks were as quiet as no speech of this turn is.
    """

    def __init__(self) -> None:
        self.hushed = False
        self._voice_db = _QUIETEST_DB
        self._room_db = 0.0
        self._quiet = 0

    def begin(self) -> None:
        """A turn begins: its own loudness counts from here on."""
        self._voice_db = _QUIETEST_DB
        self._quiet, self.hushed = 0, False

    def feed(self, chunk: Samples) -> None:
        """Take the next chunk."""
        level = max(_QUIETEST_DB, float(10 * np.log10(np.mean(np.square(chunk, dtype=np.float64)) + 1e-9)))
        self._room_db = min(level, self._room_db + _ROOM_RISES_DB)
        self._voice_db = max(level, self._voice_db)
        like_the_room = min(self._voice_db - _LEAST_UNDER_VOICE_DB, self._room_db + _OVER_ROOM_DB)
        quiet = level < max(self._voice_db - _UNDER_VOICE_DB, like_the_room)
        self._quiet = self._quiet + 1 if quiet else 0
        self.hushed = self._quiet >= _CHUNKS
