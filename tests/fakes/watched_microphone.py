"""A microphone whose sound and whose signs of a voice the test brings, as the signal thread would."""

from __future__ import annotations

from collections.abc import Callable

from wanderlust.domain.voice import VoiceChange

CHUNK_MS = 20


def marked(number: int) -> bytes:
    """20 ms of sound that can be told from any other number's."""
    return number.to_bytes(2, "little") * 480


class WatchedMicrophone:
    """Fills ``ports.Microphone`` and ``ports.VoiceWatch``."""

    level = 0.0

    def __init__(self, *, full_duplex: bool = True) -> None:
        self.full_duplex = full_duplex
        self.on_audio: Callable[[bytes], None] | None = None
        self._told: Callable[[VoiceChange], None] | None = None

    def open(self, on_audio: Callable[[bytes], None]) -> None:
        self.on_audio = on_audio

    def close(self) -> None:
        self.on_audio = None

    def on_voice(self, callback: Callable[[VoiceChange], None]) -> None:
        self._told = callback

    def hear(self, *chunks: bytes) -> None:
        """These chunks were recorded."""
        assert self.on_audio is not None, "the microphone is closed"
        for chunk in chunks:
            self.on_audio(chunk)

    def notice(self, change: VoiceChange) -> None:
        """The signal thread noticed this."""
        assert self._told is not None, "nobody listens"
        self._told(change)
