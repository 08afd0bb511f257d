"""A translation session whose events the test sends; it notes what it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import translation_events as tr


class ScriptedInterpreter:
    """Fills ``InterpreterLink``; closes when it is asked to."""

    def __init__(self) -> None:
        self.sent: list[tr.TranslationClientEvent] = []
        self.closed = False
        self._events: asyncio.Queue[tr.TranslationServerEvent | None] = asyncio.Queue()

    def tell(self, *events: tr.TranslationServerEvent) -> None:
        """The session sends these."""
        for event in events:
            self._events.put_nowait(event)

    def utterance(self, name: str, source: str, text: str, listener: str = "pt", sound: bytes = bytes(4800)) -> None:
        """The session sends an utterance that was said at its beginning."""
        speaker = "en" if listener == "pt" else "pt"
        self.tell(
            tr.Caption(name, source, text, listener, True, "local", (), 0, 900),
            tr.TranslatedSound(sound),
            tr.UtteranceDone(name, speaker, listener, "speech", source, text, "local", (), 0, 900, {}),
        )

    def cut(self) -> None:
        """The connection breaks."""
        self._events.put_nowait(None)

    @property
    def heard(self) -> bytes:
        """All sound it was sent."""
        return b"".join(event.audio for event in self.sent if isinstance(event, tr.TranslationAppend))

    async def send(self, event: tr.TranslationClientEvent) -> None:
        assert not self.closed, "nothing is sent to a closed connection"
        self.sent.append(event)
        if isinstance(event, tr.TranslationClose):
            self.tell(tr.TranslationClosed())

    async def events(self) -> AsyncIterator[tr.TranslationServerEvent]:
        while True:
            event = await self._events.get()
            if event is None:
                raise ConnectionFailed("The connection ended.")
            yield event

    async def close(self) -> None:
        self.closed = True
