"""What the talk offers a call: a voice while the loudspeaker is free, the transcript, and the trip."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from wanderlust.application.call_voice import RehearsalVoice, Speak
from wanderlust.application.calls_line import TalkSide
from wanderlust.application.services import new_id
from wanderlust.assistant.ports import Clock, Speaker, TripStore
from wanderlust.domain.conversation import Turn
from wanderlust.domain.trip import kept_day


def call_side(
    speaker: Speaker,
    may_sound: Callable[[], bool],
    speak: Speak,
    keep: Callable[[Turn], Awaitable[None]],
    say: Callable[[str], Awaitable[None]],
    trips: TripStore,
    clock: Clock,
) -> TalkSide:
    """Put together from the parts of a conversation.

    Args:
        speaker: Plays the rehearsal.
        may_sound: Whether it may be heard now.
        speak: Makes PCM16 mono 24 kHz of words in a language.
        keep: Puts a finished turn into the transcript.
        say: Says a sentence in the talk when nothing else is being said.
        trips: Where what was agreed goes.
        clock: For the days that "tomorrow" means.
    """

    async def plan(item: str, day: str, time: str) -> None:
        await trips.add(item, kept_day(day, clock.now().date()), time)

    return TalkSide(RehearsalVoice(speak, speaker, may_sound, new_id), keep, say, plan)
