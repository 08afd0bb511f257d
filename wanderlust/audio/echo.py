"""What the signal thread does with recorded sound: takes the assistant's voice out of it and finds the traveller's."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol

import numpy as np

from wanderlust.audio.canceller import EchoCanceller
from wanderlust.audio.echo_path import EchoPath
from wanderlust.audio.format import BLOCK, Samples
from wanderlust.audio.near_voice import NearVoice
from wanderlust.audio.reference import PreDelay, ReferenceLine
from wanderlust.audio.second_opinion import SecondOpinion
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.level import dbfs
from wanderlust.dsp.voice_activity import VoiceActivity
from wanderlust.dsp.voice_features import FrameFeatures, VoiceFeatures

OnVoice = Callable[[VoiceChange], None]

LONGEST_REACH = 400
"""Milliseconds of path the canceller copes with: 17 to 21 dB at up to 450, 1 dB from 600."""

LEAD = 150
"""Milliseconds that a pre-delayed reference still comes before its echo."""

LEAST_LEAD = 20

HEARD_DBFS = -60.0
"""Played sound above this is heard in the room."""

TAIL_FRAMES = 30
"""How long a room goes on sounding, in frames."""

WATCHED_FRAMES = 150
"""How long after the last played sound the echo path is still watched."""


class PlayedSource(Protocol):
    """What was played; see `played_tap.PlayedSound`."""

    @property
    def changes(self) -> int:
        """How often the device was changed."""
        ...

    def drain(self) -> Samples:
        """Samples the device took since the last call."""
        ...


class EchoControl:
    """Turns recorded frames into frames without echo, and tells when the traveller speaks; one thread at a time.

    Takes time only from the count of frames, so that long runs can go faster than real time.
    """

    def __init__(
        self, played: PlayedSource, make_canceller: Callable[[], EchoCanceller], *, enabled: bool = True
    ) -> None:
        """Not ``enabled``, or with ``headphones``, the sound passes untouched and only the voice is looked for.

        Both may be changed at any time and from any thread; the next sound follows.
        """
        self._source = played
        self.enabled = enabled
        self.headphones = False
        self._make_canceller = make_canceller
        self._callback: OnVoice = lambda change: None
        self._changes = played.changes
        self.voice = VoiceActivity()
        self.devices: Hashable = None
        """What tells this speaker and microphone from others, to be set before they are opened; None = nothing does."""
        self._known: dict[Hashable, NearVoice] = {}
        self._renew()

    def on_voice(self, callback: OnVoice) -> None:
        """Who is told of the traveller's voice, on the signal thread."""
        self._callback = callback

    @property
    def full_duplex(self) -> bool:
        """Whether the microphone may stay open while a voice plays."""
        return self.headphones or (self.enabled and not self.path.lost)

    @property
    def lost(self) -> bool:
        """Whether it is half duplex because the echo cannot be followed."""
        return self.enabled and not self.full_duplex

    def reset(self) -> None:
        """Another device: forget the room, drop what was played before, and let no sound stay undecided."""
        self._source.drain()
        self._changes = self._source.changes
        undecided = self.voice.sounding, self.voice.speaking
        self.voice = VoiceActivity()
        self._renew()
        if undecided[0]:
            self._callback(VoiceChange.FALSE_ALARM)
        elif undecided[1]:
            self._callback(VoiceChange.SPEECH_ENDED)

    def process(self, recorded: Samples) -> Samples:
        """Whole frames of 10 ms as they were recorded; the same without echo."""
        if self._source.changes != self._changes or self._cancelling != (self._canceller is not None):
            self.reset()
        self._line.played(self._source.drain())
        frames = [self._frame(recorded[at : at + BLOCK]) for at in range(0, len(recorded) - BLOCK + 1, BLOCK)]
        return np.concatenate(frames) if frames else np.zeros(0, np.float32)

    @property
    def _cancelling(self) -> bool:
        return self.enabled and not self.headphones

    def _renew(self) -> None:
        self._canceller = self._make_canceller() if self._cancelling else None
        self._line = ReferenceLine()
        self._delay = PreDelay()
        self.path = EchoPath()
        self._features = VoiceFeatures()
        self.near = self._near_voice()
        self._second = SecondOpinion()
        self._played_features, self._recorded_features = VoiceFeatures(), VoiceFeatures()
        self._since_played = WATCHED_FRAMES

    def _near_voice(self) -> NearVoice:
        """With what was learned of these devices, so that the first answer after a reset is none too early."""
        if self.devices is None:
            return NearVoice()
        near = self._known.setdefault(self.devices, NearVoice())
        near.resume()
        return near

    def _frame(self, recorded: Samples) -> Samples:
        skipped, played = self._line.skipped, self._line.next_frame()
        played_dbfs = dbfs(played)
        self._since_played = 0 if played_dbfs > HEARD_DBFS else self._since_played + 1
        if self._canceller is None:
            self._look_for_voice(self._features.feed(recorded), False)
            return recorded
        cleaned = self._canceller.process(recorded, self._delay.feed(played))
        features = self._features.feed(cleaned)
        recorded_features = self._recorded_features.feed(recorded)
        if self._since_played < WATCHED_FRAMES:
            self.path.hear(played, recorded)
            lag = self.path.feed(
                self._played_features.feed(played).bands,
                played_dbfs,
                recorded_features.bands,
                dbfs(recorded),
                features.bands,
                features.dbfs,
            )
            if lag is not None:
                self._follow(10 * lag)
        if self._line.skipped != skipped:
            self.near.reference_skipped(self._line.skipped - skipped)
        near = self.near.feed(played, recorded)
        playing = self._since_played < TAIL_FRAMES + (self.path.lag or TAIL_FRAMES)
        self._second.feed(dbfs(recorded), features, playing=playing, is_echo=self._is_echo)
        self._look_for_voice(near if playing else features, playing)
        return cleaned

    def _look_for_voice(self, features: FrameFeatures, playing: bool) -> None:
        change = self.voice.feed(features, playing=playing, is_echo=self._is_no_person)
        if change is not None:
            self._callback(change)

    def _is_echo(self, frames: int) -> bool:
        return self.path.is_echo(frames, in_step=self.near.in_step) or self.near.shifted

    def _is_no_person(self, frames: int) -> bool:
        """While the filter may be wrong, as after lost blocks, the canceller's sound must hold speech as well."""
        doubtful = self.near.doubtful and not self.path.absent
        return (doubtful and not self._second.speech) or self._is_echo(frames)

    def _follow(self, path_ms: int) -> None:
        """Keep the reference 20 to 400 ms ahead of an echo that comes ``path_ms`` late."""
        if LEAST_LEAD <= path_ms - self._delay.milliseconds <= LONGEST_REACH:
            return
        self._delay.set(path_ms - LEAD if path_ms > LONGEST_REACH else 0)
        if self._canceller is not None:
            self._canceller.reset()
            self.path.canceller_was_reset()
