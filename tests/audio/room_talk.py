"""The app's own speaker and echo control in a simulated room, with what the session does about a voice: no session."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tests.audio.simulated_room import EchoPath, Room, SimulatedSpeaker
from wanderlust.audio.canceller import WebRtcCanceller
from wanderlust.audio.echo import EchoControl
from wanderlust.audio.format import BLOCK, Samples
from wanderlust.audio.played_tap import PlayedSound
from wanderlust.audio.speaker import QueuedSpeaker
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.level import to_int16

DUCKED = 0.25


class RoomTalk:
    """Runs by counts of 10 ms frames; `changes` are (frame, change) pairs.

    A sound ducks the voice and a false alarm brings it back; speech stops it only where ``stops`` is true.
    """

    def __init__(
        self, path: EchoPath, *, drift_ppm: float = 0.0, noise_dbfs: float = -65.0, stops: bool = False
    ) -> None:
        self.device = SimulatedSpeaker()
        self.played = PlayedSound()
        self.speaker = QueuedSpeaker(self.played.through(self.device), threaded=False)
        self.room = Room(path, drift_ppm=drift_ppm, noise_dbfs=noise_dbfs)
        self.echo = EchoControl(self.played, WebRtcCanceller)
        self.echo.on_voice(self._heard)
        self.frame = 0
        self.changes: list[tuple[int, VoiceChange]] = []
        self._stops = stops
        self._items = 0

    def answer(self, sound: Samples) -> str:
        """Begin to say this; returns its item."""
        self._items += 1
        item = f"item_{self._items}"
        self.speaker.play(item, to_int16(sound).astype("<i2").tobytes())
        self.speaker.finish(item)
        return item

    def run(self, near: Samples, *, lost: Iterable[int] = ()) -> Samples:
        """Let ``near`` be said, and return what is left after echo control; ``lost`` are frames that never came."""
        missing, cleaned = set(lost), []
        for at in range(0, len(near) - BLOCK + 1, BLOCK):
            self.speaker.step()
            recorded = self.room.frame(self.device, near[at : at + BLOCK])
            if at // BLOCK not in missing:
                cleaned.append(self.echo.process(recorded))
            self.frame += 1
        return np.concatenate(cleaned)

    def swap(self, path: EchoPath) -> None:
        """The speaker is taken away in mid-word and another, elsewhere, goes on."""
        self.device = SimulatedSpeaker()
        self.speaker.attach(self.played.through(self.device))
        self.room.change(path)

    def count(self, change: VoiceChange, since: int = 0) -> int:
        return sum(1 for frame, seen in self.changes if seen is change and frame >= since)

    def first(self, change: VoiceChange, since: int) -> int | None:
        """The frame of the first such change from ``since`` on."""
        return next((frame for frame, seen in self.changes if seen is change and frame >= since), None)

    def _heard(self, change: VoiceChange) -> None:
        self.changes.append((self.frame, change))
        if change is VoiceChange.SPEECH_CONFIRMED and self._stops:
            self.speaker.flush()
        self.speaker.set_gain(DUCKED if change is VoiceChange.SOUND_BEGAN else 1.0)
