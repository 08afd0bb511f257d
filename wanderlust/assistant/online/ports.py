"""What the online interpreter needs of the rest of the app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from wanderlust.assistant.interpreter.ports import InterpreterLink as InterpreterLink
from wanderlust.wire.translation_events import TranslationClientEvent, TranslationServerEvent

Pair = tuple[str, str]


class TranslationSocket(Protocol):
    """One translation session on a server, open and greeted or not, in which nothing was sent yet."""

    async def send(self, event: TranslationClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the connection is gone."""
        ...

    def events(self) -> AsyncIterator[TranslationServerEvent]:
        """The server's events; raises ConnectionFailed when the connection ends."""
        ...

    async def close(self) -> None: ...


OpenSocket = Callable[[], Awaitable[TranslationSocket]]
OpenLink = Callable[[], Awaitable[InterpreterLink]]


@dataclass(frozen=True, slots=True)
class SideOpinion:
    """Whose words somebody thinks they were.

    Attributes:
        language: Of the pair; the best guess where it is not sure.
        sure: Whether anything may be said aloud on that ground.
        witness: What told: ``speech``, ``text``, ``turn``, ``chosen`` or ``none``.
        margin: Log odds for this language over the other.
        sources: What was heard, by language.
    """

    language: str
    sure: bool
    witness: str
    margin: float = 0.0
    sources: Mapping[str, str] = field(default_factory=dict)


class SideWitness(Protocol):
    """Tells which of two languages is spoken, without the cloud."""

    async def side(self, pcm: bytes, pair: Pair, before: str) -> SideOpinion:
        """Listen to PCM16 mono 24 kHz.

        Args:
            pcm: An utterance, or its beginning.
            pair: The two languages.
            before: The one spoken last, or an empty string.

        Raises:
            EngineFailed: It cannot listen now.
        """
        ...


Losses = Callable[[str, str, Pair], tuple[str, ...]]
"""What of a source text may not have survived in a translation from the first language of the pair to the second."""


def nothing_lost(source: str, target: str, direction: Pair) -> tuple[str, ...]:
    """For languages nobody can check."""
    return ()
