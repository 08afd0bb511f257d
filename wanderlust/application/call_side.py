"""What the talk offers a call: voice and ears, loudspeaker and microphone, the transcript, and the trip."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wanderlust.application.call_patch import CallPatch
from wanderlust.application.call_voice import RehearsalVoice
from wanderlust.application.calls_line import TalkSide
from wanderlust.application.lent_sound import LentSound
from wanderlust.application.services import new_id
from wanderlust.assistant.calls.agent import CallAgent
from wanderlust.assistant.ports import Clock, ConversationStore, EventSink
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.events import Notice, TurnFinished
from wanderlust.domain.trip.clock import clock_in, part_in
from wanderlust.domain.trip.edits import add_stop
from wanderlust.domain.trip.model import Stop
from wanderlust.domain.trip.words import day_key
from wanderlust.realtime.engine_process import EngineProcess


@dataclass(frozen=True, slots=True)
class QuietTime:
    """When a call may be heard or told of.

    Attributes:
        idle: Set while nothing is being said in the talk.
        interpreting: Whether two people are being interpreted.
        listening: Whether the talk has its microphone open.
    """

    idle: asyncio.Event
    interpreting: Callable[[], bool]
    listening: Callable[[], bool]


class EngineAtHand:
    """Fills ``ports.CallVoice`` and ``ports.CallEars`` with the engine, which is started when it is wanted.

    Args:
        engine: Gives it, started.
    """

    def __init__(self, engine: Callable[[], Awaitable[EngineProcess]]) -> None:
        self._engine = engine

    async def speak(self, text: str, language: str, rate: int) -> bytes:
        """PCM16 mono at a rate; raises EngineFailed."""
        from wanderlust.application.call_sound import EngineVoice  # numpy: not before the window is painted

        return await EngineVoice(await self._engine()).speak(text, language, rate)

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str:
        """The words of one utterance; raises EngineFailed."""
        from wanderlust.application.call_sound import EngineEars

        return await EngineEars(await self._engine()).write_down(pcm, rate, language)


def call_side(
    quiet: QuietTime,
    sound: LentSound,
    engine: Callable[[], Awaitable[EngineProcess]],
    agent: Callable[[CallCard], CallAgent],
    recite: Callable[[str], Awaitable[None]],
    store: ConversationStore,
    sink: EventSink,
    trips: TripDesk,
    clock: Clock,
) -> TalkSide:
    """Put together from the parts of a conversation; called on its loop.

    Args:
        quiet: When a call may be heard or told of.
        sound: Plays a call, and lends its microphone to it.
        engine: Gives the engine, whose voice and ears are on the line.
        agent: Makes who thinks during a call.
        recite: Says a sentence in the talk.
        store: Keeps turns.
        sink: Shows them.
        trips: Where what was agreed goes.
        clock: For the days that "tomorrow" means.
    """
    at_hand = EngineAtHand(engine)

    def free() -> bool:
        """The talk is silent, and no microphone takes a call for the traveller."""
        silent = quiet.idle.is_set() and not quiet.interpreting()
        return silent and (sound.full_duplex or not quiet.listening())

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

    mouth = RehearsalVoice(lambda text, language: at_hand.speak(text, language, 24_000))
    return TalkSide(CallPatch(sound, free, sink, new_id), mouth, at_hand, at_hand, agent, keep, say, plan)
