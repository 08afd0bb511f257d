"""What the interpreter needs of others."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from wanderlust.domain.conversation import Turn
from wanderlust.domain.interpreting import CareKind
from wanderlust.wire.translation_events import TranslationClientEvent, TranslationServerEvent


class InterpreterLink(Protocol):
    """An open translation session of both directions."""

    async def send(self, event: TranslationClientEvent) -> None:
        """Raises ConnectionFailed when it is gone."""
        ...

    def events(self) -> AsyncIterator[TranslationServerEvent]:
        """Events in order until the session ends; raises ConnectionFailed when the connection breaks."""
        ...

    async def close(self) -> None: ...


class CareJudge(Protocol):
    """Knows which sentences want a second look."""

    def of(self, text: str, language: str) -> frozenset[CareKind]:
        """Why; empty when it may be spoken at once."""
        ...


class TalkStore(Protocol):
    """Keeps what was said; both raise StorageFailed."""

    async def append(self, turn: Turn) -> None:
        """Keep a turn; the same again replaces it."""
        ...

    async def remove(self, turns: Sequence[Turn]) -> None:
        """Forget turns, in the file too."""
        ...
