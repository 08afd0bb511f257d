"""Puts the sentences in domain events into the window's language; what people said stays as it was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.events import (
    CloudChanged,
    ConversationOpened,
    DomainEvent,
    Notice,
    SoundTried,
    ToolStarted,
    TurnFinished,
)

Say = Callable[[str], str]


def translated(event: DomainEvent, say: Say) -> DomainEvent:
    """The event with its sentences said anew by ``say``; the same object where there are none."""
    match event:
        case Notice(sentence=sentence, follow_up=follow_up):
            return replace(event, sentence=say(sentence), follow_up=say(follow_up))
        case CloudChanged(sentence=sentence, follow_up=follow_up):
            return replace(event, sentence=say(sentence), follow_up=say(follow_up))
        case ToolStarted(caption=caption):
            return replace(event, caption=say(caption))
        case SoundTried(trouble=trouble) if trouble:
            return replace(event, trouble=say(trouble))
        case TurnFinished(turn):
            told = _turn(turn, say)
            return event if told is turn else replace(event, turn=told)
        case ConversationOpened(turns=turns):
            return replace(event, turns=tuple(_turn(turn, say) for turn in turns))
        case _:
            return event


def _turn(turn: Turn, say: Say) -> Turn:
    """Only what was done is told by us; answers are in the language they were given in."""
    if turn.speaker is not Speaker.ACTIVITY:
        return turn
    return replace(turn, text=say(turn.text))
