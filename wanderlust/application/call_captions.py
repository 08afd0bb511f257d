"""What is said in a call as the window and the log get it: our words from their first sound on, and all of it kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wanderlust.assistant.ports import CallTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.store.calls import SqliteCalls


class CaptionedTalk:
    """A talk that shows our words from their first sound on; fills ``ports.CallTalk``.

    Args:
        talk: The call in words.
        speaking: Told what is being said.
    """

    def __init__(self, talk: CallTalk, speaking: Callable[[str], None]) -> None:
        self._talk, self._speaking = talk, speaking
        self.events, self.flush = talk.events, talk.flush
        self.press, self.hang_up = talk.press, talk.hang_up

    async def say(self, text: str, language: str) -> None:
        """Say it; see ``ports.CallTalk``."""
        self._speaking(text)
        await self._talk.say(text, language)


class CaptionedLog:
    """The log, which is given what was said with each call; fills ``ports.CallLog``.

    Args:
        log: The log.
        said: What was said in the call that has just ended.
    """

    def __init__(self, log: SqliteCalls, said: Callable[[], tuple[tuple[ev.Side, str], ...]]) -> None:
        self._log, self._said = log, said
        self.today, self.is_listed, self.list_number = log.today, log.is_listed, log.list_number

    async def add(self, card: CallCard, outcome: ev.Outcome, at: datetime) -> None:
        """Keep a call that is over."""
        await self._log.add(card, outcome, at, self._said())
