"""One utterance put into one language over a translation session of its own, which ends with it.

OpenAI's endpoint has no event for the end of an utterance. The one sure end is ``session.closed``: so each utterance
has a session, whose tail ``session.close`` drains at once; nothing is paid while nobody speaks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from wanderlust.assistant.online.minutes import SessionMinutes
from wanderlust.assistant.online.ports import TranslationSocket
from wanderlust.domain import connection_trouble
from wanderlust.domain.connection_trouble import Recourse, trouble_of_code
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.resample import Resampler
from wanderlust.wire import translation_events as tr
from wanderlust.wire.items import ErrorDetail

RATE = 24_000
FRAME_BYTES = 9_600
"""200 ms of PCM16 mono at 24 kHz: what the server works in."""
FRAME_S = 0.2
ANSWER_S = 5.0
"""Within which a server takes the settings."""
DRAIN_S = 6.0
"""Longest silence of a server that was asked to close: what is left to say comes as fast as it is made."""


@dataclass(slots=True)
class Spoken:
    """The sound of an utterance, as it grows.

    Attributes:
        pcm: PCM16 mono 24 kHz so far.
        ended: Whether its speaker has finished.
        grew: Set whenever one of the two changes.
    """

    pcm: bytearray = field(default_factory=bytearray)
    ended: bool = False
    grew: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, pcm: bytes) -> None:
        self.pcm += pcm
        self.grew.set()

    def end(self) -> None:
        self.ended = True
        self.grew.set()

    async def more(self, seconds: float) -> bool:
        """Wait for more sound or the end; False when neither came in that time."""
        self.grew.clear()
        try:
            async with asyncio.timeout(seconds):
                await self.grew.wait()
        except TimeoutError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Settings:
    """What a session is told besides its language; None asks for nothing.

    Attributes:
        transcription_model: Writes down what was said.
        noise: What kind of microphone it is.
    """

    transcription_model: str | None = "gpt-realtime-whisper"
    noise: Literal["near_field", "far_field"] | None = "far_field"

    def update(self, language: str, event_id: str) -> tr.TranslationUpdate:
        """All that OpenAI lets a client set."""
        audio: dict[str, Any] = {"output": {"language": language}}
        given: dict[str, Any] = {}
        if self.transcription_model:
            given["transcription"] = {"model": self.transcription_model}
        if self.noise:
            given["noise_reduction"] = {"type": self.noise}
        if given:
            audio["input"] = given
        return tr.TranslationUpdate({"audio": audio}, event_id)


class OneWay:
    """Runs once, from the settings to ``session.closed``.

    Args:
        socket: An open session.
        spoken: The utterance.
        minutes: Counts what is sent.
        on_words: Told what was said and what it became, whenever either grew.
        on_stall: Told for each frame of silence that stood in for a microphone that sends nothing.
        on_error: Told of errors after which the session goes on.
        frame_s: How long a frame is waited for.
        drain_s: Longest silence of a server that was asked to close.
    """

    def __init__(
        self,
        socket: TranslationSocket,
        spoken: Spoken,
        minutes: SessionMinutes,
        on_words: Callable[[str, str], None],
        on_stall: Callable[[], None],
        on_error: Callable[[ErrorDetail], None],
        frame_s: float = FRAME_S,
        drain_s: float = DRAIN_S,
    ) -> None:
        self._socket, self._spoken, self._minutes = socket, spoken, minutes
        self._on_words, self._on_stall, self._on_error = on_words, on_stall, on_error
        self._frame_s, self._drain_s = frame_s, drain_s
        self._heard = 0
        self._resampler: Resampler | None = None
        self._events = socket.events()
        self.source = ""
        self.target = ""
        self.sound: list[bytes] = []

    async def configure(self, language: str, settings: Settings, new_id: Callable[[str], str]) -> None:
        """Set what language it puts speech into; no sound is sent before the server has taken that.

        Raises:
            ConnectionFailed: The connection is gone, or the server does not take it.
        """
        await self._socket.send(settings.update(language, new_id("evt")))
        refused = await self._until_updated()
        if refused is not None:
            # A server that does not know the model that writes down, or the noise reduction, may know the rest.
            await self._socket.send(Settings(None, None).update(language, new_id("evt")))
            refused = await self._until_updated()
        if refused is None:
            return
        trouble = trouble_of_code(refused.code, refused.message)
        raise ConnectionFailed.by(trouble or connection_trouble.BAD_SETTINGS.detailed(refused.message))

    async def run(self) -> None:
        """Send the utterance to its end, and take the translation to its last sound.

        Raises:
            ConnectionFailed: The connection broke before all of it had come.
        """
        sending = asyncio.create_task(self._send())
        reading = asyncio.create_task(self._read())
        try:
            await asyncio.wait((sending, reading), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()  # raises what went wrong
                await self._drained(reading)
            reading.result()
        finally:
            for task in (sending, reading):
                task.cancel()
            await asyncio.gather(sending, reading, return_exceptions=True)

    async def _drained(self, reading: asyncio.Task[None]) -> None:
        while not reading.done():
            before = self._heard
            await asyncio.wait((reading,), timeout=self._drain_s)
            if not reading.done() and self._heard == before:
                raise ConnectionFailed.by(connection_trouble.TIMEOUT.detailed("no session.closed"))

    async def _until_updated(self) -> ErrorDetail | None:
        """None when the settings were taken, else why not."""
        try:
            async with asyncio.timeout(ANSWER_S):
                async for event in self._events:
                    match event:
                        case tr.TranslationUpdated():
                            return None
                        case tr.TranslationError():
                            self._check(event.error)
                            return event.error
        except TimeoutError as error:
            raise ConnectionFailed.by(connection_trouble.TIMEOUT.detailed("no session.updated")) from error
        raise ConnectionFailed.by(connection_trouble.SERVER_ENDED)

    async def _send(self) -> None:
        spoken, sent = self._spoken, 0
        while not (spoken.ended and sent >= len(spoken.pcm)) and not self._minutes.overspent:
            if len(spoken.pcm) - sent < FRAME_BYTES and not spoken.ended:
                if await spoken.more(self._frame_s):
                    continue
                # The microphone sends nothing. The server's clock is its sound: a gap would be no pause to it.
                self._on_stall()
            frame = bytes(spoken.pcm[sent : sent + FRAME_BYTES])
            sent += len(frame)
            await self._send_frame(frame.ljust(FRAME_BYTES, b"\0"))
        await self._socket.send(tr.TranslationClose())

    async def _send_frame(self, frame: bytes) -> None:
        await self._socket.send(tr.TranslationAppend(frame))
        self._minutes.sent(frame)

    async def _read(self) -> None:
        async for event in self._events:
            self._heard += 1
            match event:
                case tr.SourceDelta():
                    self.source += event.delta
                    self._on_words(self.source.strip(), self.target.strip())
                case tr.TranslationDelta():
                    self.target += event.delta
                    self._on_words(self.source.strip(), self.target.strip())
                case tr.TranslatedSound():
                    self.sound.append(self._at_our_rate(event))
                case tr.TranslationError():
                    self._check(event.error)
                    self._on_error(event.error)
                case tr.TranslationClosed():
                    return
        raise ConnectionFailed.by(connection_trouble.SERVER_ENDED)

    def _at_our_rate(self, event: tr.TranslatedSound) -> bytes:
        if event.sample_rate == RATE:
            return event.delta
        if self._resampler is None or self._resampler.from_rate != event.sample_rate:
            self._resampler = Resampler(event.sample_rate, RATE)
        return to_int16(self._resampler.feed(to_float(np.frombuffer(event.delta, "<i2")))).tobytes()

    def _check(self, error: ErrorDetail) -> None:
        trouble = trouble_of_code(error.code, error.message)
        if trouble is not None and trouble.recourse is not Recourse.IGNORE:
            raise ConnectionFailed.by(trouble)
