"""A conversation that is kept nowhere but in memory: for one question asked from the shell."""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.domain.conversation import Turn


class MemoryConversation:
    """Fills ``ports.ConversationStore`` and forgets everything at the end."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    async def append(self, turn: Turn) -> None:
        self.turns.append(turn)

    async def remove(self, turns: Sequence[Turn]) -> None:
        self.turns = [turn for turn in self.turns if turn not in turns]

    async def last(self, limit: int) -> tuple[Turn, ...]:
        return tuple(self.turns[-limit:])
