"""Follows the talk for an answer spoken to a card: who was heard, when, and whether any voice played meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.consent import SpokenAnswer
from wanderlust.domain.conversation import Speaker
from wanderlust.domain.events import AnswerFinished, BackendChanged, DomainEvent, StateChanged, TurnFinished

HEARD = frozenset({AssistantState.HEARING, AssistantState.HELD})


class SpokenYes:
    """Gathers what :func:`spoken_consent` must know of an utterance.

    Args:
        now: The time, aware.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._question_ended: datetime | None = None
        self._began: datetime | None = None
        self._began_on = ""
        self._played = False
        self._here = True

    def card_shown(self) -> None:
        """A card has come; its question is not asked yet."""
        self._question_ended = self._began = None

    def take(self, event: DomainEvent, card: CallCard | None) -> SpokenAnswer | None:
        """An event of the talk; the utterance that has just ended while a card waited, or None."""
        match event:
            case BackendChanged(backend):
                self._here = backend == "engine"  # another's recogniser is not trusted with a yes
            case AnswerFinished() if card is not None:
                self._question_ended = self._now()
            case StateChanged(state) if state in HEARD and self._began is None:
                self._began, self._played = self._now(), False
                self._began_on = card.id if card is not None else ""
            case StateChanged(AssistantState.SPEAKING):
                self._played = True
            case TurnFinished(turn) if turn.speaker is Speaker.USER:
                began, self._began = self._began, None
                if card is None or began is None or not self._here:
                    return None
                return SpokenAnswer(
                    card_id=self._began_on,
                    transcript=turn.text,
                    language=turn.language or "en",
                    from_microphone=True,
                    began=began,
                    question_ended=self._question_ended,
                    voice_played=self._played,
                )
        return None
