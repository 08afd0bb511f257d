"""What the talk offers a call: a voice while the loudspeaker is free, the transcript, and the trip."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wanderlust.application.call_voice import RehearsalVoice, Speak
from wanderlust.application.calls_line import TalkSide
from wanderlust.application.services import new_id
from wanderlust.assistant.ports import Clock, ConversationStore, EventSink, Speaker
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.events import Notice, TurnFinished
from wanderlust.domain.trip.clock import clock_in, part_in
from wanderlust.domain.trip.edits import add_stop
from wanderlust.domain.trip.model import Stop
from wanderlust.domain.trip.words import day_key


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
    trips: TripDesk,
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
        start = clock_in(time, item)
        part = "" if start is not None else part_in(time)
        stop = Stop(trips.new_id("stop"), item, start=start, part=part, source="called")
        await trips.edit(lambda trip: add_stop(trip, stop, day_key(day, clock.now().date(), trip)))

    return TalkSide(RehearsalVoice(speak, speaker, quiet.may_sound, new_id), keep, say, plan)
