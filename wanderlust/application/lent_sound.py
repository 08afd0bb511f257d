"""One microphone and one watch for two: the conversation has them, and the interpreter borrows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from wanderlust.assistant.ports import EventSink, Microphone, Speaker, VoiceWatch
from wanderlust.domain.errors import SoundFailed
from wanderlust.domain.voice import VoiceChange
from wanderlust.settings.preferences import EchoMode

OnAudio = Callable[[bytes], None]
OnVoice = Callable[[VoiceChange], None]


class Sound(Protocol):
    """A speaker and a microphone with one life."""

    @property
    def speaker(self) -> Speaker: ...

    @property
    def microphone(self) -> Microphone | None: ...

    @property
    def full_duplex(self) -> bool:
        """Whether the microphone hears only the traveller."""
        ...

    @property
    def voice(self) -> VoiceWatch | None:
        """Tells when the traveller speaks over an answer, where anything does."""
        ...

    def set_echo_control(self, mode: EchoMode) -> None:
        """Take the voice played out of what is recorded, or not; from any thread."""
        ...

    def choose_devices(self, microphone: str, speaker: str) -> None:
        """Use the devices of these names while they are there, empty = the system's own; from any thread."""
        ...

    def start(self, sink: EventSink) -> None: ...

    def close(self) -> None: ...


class LentMicrophone:
    """Fills ``ports.Microphone`` for its owner; while it is lent, the owner may open and close it and hears nothing."""

    def __init__(self, inner: Microphone) -> None:
        self.inner = inner
        self._owner: OnAudio | None = None
        self._watched = False
        self.lent = False

    def open(self, on_audio: OnAudio) -> None:
        self._owner = on_audio
        if not self.lent:
            self.inner.open(on_audio)

    def close(self) -> None:
        self._owner = None
        if not self.lent:
            self._settle()

    def watch(self, on: bool) -> None:
        """Keep it open for its level alone, also while nobody listens; raises SoundFailed where there is none."""
        self._watched = on
        if self._owner is None and not self.lent:
            self._settle()

    @property
    def level(self) -> float:
        return self.inner.level

    def lend(self) -> Microphone:
        """The microphone for somebody else, closed."""
        self.lent = True
        self.inner.close()
        return self.inner

    def take_back(self) -> None:
        """The owner hears again if it had opened it; raises SoundFailed where it cannot be opened any more."""
        self.lent = False
        self.inner.close()
        if self._owner is not None:
            self.inner.open(self._owner)
        else:
            self._settle()

    def _settle(self) -> None:
        if self._watched:
            self.inner.open(lambda pcm: None)
        else:
            self.inner.close()


class LentVoice:
    """Fills ``ports.VoiceWatch`` for its owner; while it is lent, the owner is told nothing."""

    def __init__(self, inner: VoiceWatch) -> None:
        self._inner = inner
        self._owner: OnVoice = lambda change: None
        self._told: OnVoice = self._owner
        inner.on_voice(lambda change: self._told(change))

    @property
    def full_duplex(self) -> bool:
        return self._inner.full_duplex

    def on_voice(self, callback: OnVoice) -> None:
        if self._told is self._owner:
            self._told = callback
        self._owner = callback

    def lend(self) -> VoiceWatch:
        """The watch for somebody else."""
        return _Borrowed(self)

    def take_back(self) -> None:
        """The owner is told again; of a sound under way it hears nothing more."""
        self._told = self._owner
        self._owner(VoiceChange.FALSE_ALARM)

    def tell(self, callback: OnVoice) -> None:
        """Who is told instead of the owner."""
        self._told = callback


class _Borrowed:
    def __init__(self, lent: LentVoice) -> None:
        self._lent = lent

    @property
    def full_duplex(self) -> bool:
        return self._lent.full_duplex

    def on_voice(self, callback: OnVoice) -> None:
        self._lent.tell(callback)


class LentSound:
    """The sound of one run of the app, of which the interpreter may borrow the ears."""

    def __init__(self, inner: Sound) -> None:
        self.speaker = inner.speaker
        self.full_duplex = inner.full_duplex
        self.microphone = LentMicrophone(inner.microphone) if inner.microphone is not None else None
        self.voice = LentVoice(inner.voice) if inner.voice is not None else None

    def lend(self) -> tuple[Microphone | None, VoiceWatch | None]:
        """Microphone and watch for the interpreter."""
        microphone = self.microphone.lend() if self.microphone is not None else None
        return microphone, self.voice.lend() if self.voice is not None else None

    def take_back(self) -> SoundFailed | None:
        """They are the conversation's again; why its microphone could not be opened, if it could not."""
        if self.voice is not None:
            self.voice.take_back()
        try:
            if self.microphone is not None:
                self.microphone.take_back()
        except SoundFailed as error:
            return error
        return None
