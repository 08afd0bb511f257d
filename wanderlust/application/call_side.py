"""What the talk offers a call: a voice while the loudspeaker is free, the transcript, and the trip."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wanderlust.application.call_voice import RehearsalVoice, Speak
from wanderlust.application.calls_line import TalkSide
from wanderlust.application.services import new_id
from wanderlust.assistant.ports import Clock, ConversationStore, EventSink, Speaker, TripStore
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.events import Notice, TurnFinished
from wanderlust.domain.trip import kept_day


@dataclass(frozen=True, slots=True)
class QuietTime:
    """When a call may be heard or told of.

    Attributes:
        idle: Set while nothing is being said in the talk.
        interpreting: Whether two people are being interpreted.
        may_sound: Whether a rehearsal may be heard now.
    """

    idle: asyncio.Event
    interpreting: Callable[[], bool]
    may_sound: Callable[[], bool]


def call_side(
    quiet: QuietTime,
    speaker: Speaker,
    speak: Speak,
    recite: Callable[[str], Awaitable[None]],
    store: ConversationStore,
    sink: EventSink,
    trips: TripStore,
    clock: Clock,
) -> TalkSide:
    """Put together from the parts of a conversation.

    Args:
        quiet: When a call may be heard or told of.
        speaker: Plays the rehearsal.
        speak: Makes PCM16 mono 24 kHz of words in a language.
        recite: Says a sentence in the talk.
        store: Keeps turns.
        sink: Shows them.
        trips: Where what was agreed goes.
        clock: For the days that "tomorrow" means.
    """

    async def keep(turn: Turn) -> None:
        try:
            await store.append(turn)
        except StorageFailed as error:
            sink(Notice("error", error.sentence, error.remedy, "disk"))
        sink(TurnFinished(turn))

    async def say(sentence: str) -> None:
        await quiet.idle.wait()
        if quiet.interpreting():  # two people who are being interpreted are not spoken into: they find it written
            await keep(Turn(new_id("call_turn"), Who.ASSISTANT, sentence, clock.now()))
        else:
            await recite(sentence)

    async def plan(item: str, day: str, time: str) -> None:
        await trips.add(item, kept_day(day, clock.now().date()), time)

    return TalkSide(RehearsalVoice(speak, speaker, quiet.may_sound, new_id), keep, say, plan)
