"""Between a call and this computer: the line to the loudspeaker for who listens, the microphone to the line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from wanderlust.application.lent_sound import LentSound
from wanderlust.assistant.ports import EventSink, LineSound
from wanderlust.domain.calls.events import CallSoundChanged
from wanderlust.domain.errors import SoundFailed
from wanderlust.domain.events import Notice
from wanderlust.dsp.stream import PcmStream

RATE = 24_000
AHEAD_S = 0.1
"""Silence before a voice begins: a frame that comes this much late leaves no gap."""
LATEST_S = 0.4
"""What would be heard later than this is left out: the line goes on meanwhile."""
ECHO_S = 0.3
"""Without echo control the microphone is deaf for so long after a sound of theirs, or they would hear themselves."""

Away = Callable[[bytes], None]


class CallPatch:
    """The sound of the one call that runs; all its methods are called on the conversation's loop.

    Args:
        sound: Loudspeaker and microphone, which is lent by the talk while the traveller speaks on the telephone.
        free: Whether the loudspeaker is free, and no microphone of the talk takes what is heard for the traveller.
        sink: Is told where the sound goes.
        new_id: Makes ids of what is played.
    """

    def __init__(
        self, sound: LentSound, free: Callable[[], bool], sink: EventSink, new_id: Callable[[str], str]
    ) -> None:
        self._sound, self._free, self._sink, self._new_id = sound, free, sink, new_id
        self._loop = asyncio.get_running_loop()
        self._line: LineSound | None = None
        self._state = CallSoundChanged("")
        self._wanted = False  # listening, also when nobody has taken over
        self._taken = False
        self._away: Away | None = None
        self._in = self._out = PcmStream(RATE, RATE)
        self._item = ""
        self._until = 0.0

    # -- a call begins and ends --------------------------------------------------------------------------------------

    def begin(self, card_id: str, line: LineSound | None) -> None:
        """A call is dialled; without a line there is nothing to listen in to."""
        self._line, self._taken, self._state = line, False, CallSoundChanged(card_id)
        if line is not None:
            self._in, self._out = PcmStream(line.rate, RATE), PcmStream(RATE, line.rate)
        self._tell()

    def end(self) -> None:
        """It is over: nothing is played, and the microphone is the talk's again."""
        self._line, self._taken = None, False
        self._close_microphone()
        self.hush()

    # -- the traveller's wishes --------------------------------------------------------------------------------------

    def listen(self, wanted: bool) -> None:
        """Play what is said on the line, or no more; holds for the next calls too."""
        self._wanted = wanted
        if wanted and self._line is not None and not self._free():
            text = "You hear the call while I am silent and the microphone is closed."
            self._sink(Notice("info", text, "Mute it with M.", "call"))
        self._tell()

    def take(self, taken: bool) -> None:
        """The traveller's microphone is on the line and the line in their ear, or no more."""
        line = self._line
        if line is None or taken == self._taken:
            return
        self._taken = taken
        line.hand_over(taken)
        if taken:
            self._open_microphone(line.send)
        else:
            self._close_microphone()
        self._tell()

    def mute(self, muted: bool) -> None:
        """Keep the microphone off the line."""
        self._state = replace(self._state, muted=muted)
        self._tell()

    def answer(self, away: Away | None) -> None:
        """The microphone goes to the telephone in the traveller's hand, or no more."""
        if away is None:
            self._close_microphone()
        elif self._away is None:
            self._out = PcmStream(RATE, RATE)
            self._open_microphone(away)
        self._tell()

    # -- the loudspeaker ---------------------------------------------------------------------------------------------

    def play(self, pcm: bytes) -> None:
        """A frame from the line."""
        now = self._loop.time()
        if self._away is None and not self._free():
            self.finish()
            return
        if self._until - now > LATEST_S:
            return
        if self._until <= now or not self._item:
            self.finish()
            self._item = self._new_id("call")
            self._until = now + AHEAD_S
            self._sound.speaker.play(self._item, bytes(round(AHEAD_S * RATE) * 2))
        heard = self._in.feed(pcm)
        self._until += len(heard) / 2 / RATE
        self._sound.speaker.play(self._item, heard)

    def finish(self) -> None:
        """Nothing more comes for now."""
        if self._item:
            self._sound.speaker.finish(self._item)
            self._item = ""

    def hush(self) -> None:
        """Stop in the middle of a word; what the talk itself plays is left alone."""
        playing = self._item and self._until > self._loop.time()
        self.finish()
        if playing and self._free():
            self._sound.speaker.flush()
        self._until = 0.0

    # -- the microphone ----------------------------------------------------------------------------------------------

    def _open_microphone(self, away: Away) -> None:
        if self._away is not None:
            return
        microphone = self._sound.microphone
        if microphone is None or microphone.lent:
            self._no_microphone()
            return
        try:
            lent, _voice = self._sound.lend()
            assert lent is not None
            lent.open(self._recorded)
        except SoundFailed:
            self._sound.take_back()
            self._no_microphone()
            return
        self._away = away

    def _close_microphone(self) -> None:
        if self._away is None:
            return
        self._away = None
        if (error := self._sound.take_back()) is not None:
            self._sink(Notice("warning", error.sentence, error.remedy, "microphone"))

    def _recorded(self, pcm: bytes) -> None:
        """On the microphone's thread."""
        self._loop.call_soon_threadsafe(self._spoken, pcm)

    def _spoken(self, pcm: bytes) -> None:
        if self._away is None or self._state.muted:
            return
        if not self._duplex and self._loop.time() < self._until + ECHO_S:
            return
        self._away(self._out.feed(pcm))

    @property
    def _duplex(self) -> bool:
        """Whether the microphone hears the traveller alone while the loudspeaker plays."""
        voice = self._sound.voice
        return self._sound.full_duplex or voice is not None and voice.full_duplex

    def _no_microphone(self) -> None:
        self._sink(Notice("warning", "I cannot hear a microphone for the call.", "Type what you want to say.", "call"))

    def _tell(self) -> None:
        """Connect what is wanted, and say where the sound goes now."""
        listening = self._wanted or self._taken
        if self._line is not None:
            self._line.listen(self.play if listening else None)
            if not listening:
                self.hush()
        open_now = self._away is not None
        self._state = replace(
            self._state, listening=listening, speaking=open_now and self._taken, answering=open_now and not self._taken
        )
        if self._state.card_id:
            self._sink(self._state)
