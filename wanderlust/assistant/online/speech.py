"""Cuts the microphone's sound into utterances, so that only speech goes to a server that is paid by the minute."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.level import SPEECH_FLOOR_DBFS, to_float
from wanderlust.dsp.voice_activity import STANDARD, VoiceActivity
from wanderlust.dsp.voice_features import FRAME, VoiceFeatures

FRAME_BYTES = 2 * FRAME
FRAME_MS = 10
BYTES_PER_MS = FRAME_BYTES // FRAME_MS

PAUSE_MS = 900
"""Quiet that ends an utterance: people breathe for 300 to 800 ms in the middle of what they say."""
LONG_MS, LONG_PAUSE_MS = 25_000, 500
"""Who has spoken for this long is interpreted at the next short pause: half a minute is all that is kept of a voice."""
LEAD_MS = 300
"""Kept before the first sound: an s or an h begins below the level that is noticed."""
HELD_VOICE_MS = 100
"""Who holds a key means to speak: a "no" is enough."""
KEPT_MS = STANDARD.longest_ms + LEAD_MS + 200


@dataclass(frozen=True, slots=True)
class Began:
    """An utterance began, at this millisecond of the sound."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Sound:
    """More of the utterance, its pauses included."""

    pcm: bytes


@dataclass(frozen=True, slots=True)
class Ended:
    """The utterance is over; its last word ended at ``at_ms``. ``spoken`` is False where a key was held in silence."""

    at_ms: int
    spoken: bool


Mark = Began | Sound | Ended


class Utterances:
    """Follows one microphone; takes time from the sound alone."""

    def __init__(self, pause_ms: int = PAUSE_MS) -> None:
        self._pause_ms = pause_ms
        self._features = VoiceFeatures()
        self._activity = VoiceActivity()
        self._rest = b""
        self._kept = bytearray()
        self._collected = bytearray()
        self._marks: list[Mark] = []
        self._now_ms = 0
        self._sound_ms = 0
        self._began_ms = 0
        self._voice_ms = 0
        self._loud_ms = 0
        self._open = self._spoken = False
        self.held = False
        """Whether a key is down: then its release ends the utterance, and nothing else does."""

    @property
    def open(self) -> bool:
        """Whether an utterance is under way."""
        return self._open

    @property
    def spoken(self) -> bool:
        """Whether there is a voice in the utterance under way; while a key is held, any sound is taken for one."""
        return self._spoken or (self.held and self._loud_ms >= HELD_VOICE_MS)

    def feed(self, pcm: bytes) -> list[Mark]:
        """Take sound of any length (PCM16 mono 24 kHz); what it brought about, in order."""
        data = self._rest + pcm
        whole = len(data) // FRAME_BYTES * FRAME_BYTES
        self._rest = data[whole:]
        for start in range(0, whole, FRAME_BYTES):
            self._step(data[start : start + FRAME_BYTES])
        return self._take()

    def hold(self) -> list[Mark]:
        """A key went down: what follows is an utterance, whatever it sounds like."""
        marks = self.end()
        self.held = True
        self._sound_ms = self._now_ms
        self._begin(lead=False)
        return marks + self._take()

    def end(self) -> list[Mark]:
        """The key came up, or there is no more sound: the utterance under way is over."""
        if self._open:
            self._end()
        self.held = False
        return self._take()

    def _step(self, frame: bytes) -> None:
        self._now_ms += FRAME_MS
        features = self._features.feed(to_float(np.frombuffer(frame, "<i2")))
        change = self._activity.feed(features)
        if features.dbfs > SPEECH_FLOOR_DBFS:
            self._loud_ms += FRAME_MS
        if change is VoiceChange.SOUND_BEGAN:
            self._sound_ms = self._now_ms - 2 * FRAME_MS
        voice = change in (VoiceChange.SPEECH_CONFIRMED, VoiceChange.MAYBE_A_WORD)
        if self._open:
            self._collected += frame
        else:
            self._kept += frame
            del self._kept[: max(0, len(self._kept) - KEPT_MS * BYTES_PER_MS)]
            if voice:
                self._begin(lead=True)
        if self._open:
            self._follow(change, voice)

    def _follow(self, change: VoiceChange | None, voice: bool) -> None:
        self._spoken = self._spoken or voice
        if self._activity.speaking:
            self._voice_ms = self._now_ms
        elif change is VoiceChange.SPEECH_ENDED:
            self._voice_ms = self._now_ms - STANDARD.speech_silence_ms
        elif change is VoiceChange.MAYBE_A_WORD:
            self._voice_ms = self._now_ms - STANDARD.silence_ms
        pause_ms = LONG_PAUSE_MS if self._now_ms - self._began_ms > LONG_MS else self._pause_ms
        if self.held and self._loud_ms:
            self._voice_ms = self._now_ms
        quiet = not self._activity.speaking and not self._activity.sounding
        if quiet and not self.held and self._now_ms - self._voice_ms >= pause_ms:
            self._end()

    def _begin(self, lead: bool) -> None:
        since = self._now_ms - max(0, self._sound_ms - LEAD_MS) if lead else 0
        kept = bytes(self._kept[max(0, len(self._kept) - since * BYTES_PER_MS) :]) if since else b""
        self._kept.clear()
        self._open, self._spoken = True, lead
        self._loud_ms = 0
        self._began_ms = self._now_ms - len(kept) // BYTES_PER_MS
        self._voice_ms = self._now_ms
        self._marks.append(Began(self._began_ms))
        self._collected += kept

    def _end(self) -> None:
        self._flush()
        self._open = False
        self._marks.append(Ended(self._voice_ms, self.spoken))

    def _flush(self) -> None:
        if self._collected:
            self._marks.append(Sound(bytes(self._collected)))
            self._collected.clear()

    def _take(self) -> list[Mark]:
        self._flush()
        marks, self._marks = self._marks, []
        return marks
