"""A rehearsal at the pace of speech: captions grow, hanging up is at once, and what was hushed is not heard."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.typed_sound import TypedEars, TypedMouth
from wanderlust.domain.calls.events import Side
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Ringing, Said, TalkEvent
from wanderlust.telephony.live_rehearsal import LiveRehearsal
from wanderlust.telephony.rehearsal_business import Business, Mood, script_named, scripts_in
from wanderlust.telephony.rehearsal_choice import rehearsal_for

REHEARSALS = Path(__file__).parents[2] / "resources" / "rehearsal"


class Mouth:
    """Notes what it says; speaks as long as it is told to."""

    def __init__(self) -> None:
        self.said: list[tuple[Side, str]] = []
        self.hushed = 0
        self.holds: asyncio.Event | None = None

    async def speak(self, text: str, language: str, side: Side) -> None:
        self.said.append((side, text))
        if side == "us" and self.holds is not None:
            await self.holds.wait()

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        self.hear = hear

    def hush(self) -> None:
        self.hushed += 1

    def pace(self, text: str) -> float:
        return len(text.split()) / 2.6


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def rehearsal(mood: Mood = Mood.PLAIN) -> tuple[LiveRehearsal, Mouth, Business]:
    business = Business(script_named(REHEARSALS, "strawberries"), mood, random.Random(1))
    mouth = Mouth()
    return LiveRehearsal(business, mouth, TypedEars(), "en", at_once), mouth, business


async def until_heard(talk: LiveRehearsal) -> list[TalkEvent]:
    seen: list[TalkEvent] = []
    async for event in talk.events():
        seen.append(event)
        if isinstance(event, Heard) and event.final or isinstance(event, LineEnded):
            break
    return seen


async def test_it_rings_is_answered_and_their_words_grow() -> None:
    talk, mouth, _ = rehearsal()
    seen = await until_heard(talk)
    assert isinstance(seen[0], Ringing) and isinstance(seen[1], Answered)
    words = [event.text for event in seen if isinstance(event, Heard)]
    assert len(words) > 1 and all(longer.startswith(words[0]) for longer in words)
    assert mouth.said == [("them", words[-1])]


@pytest.mark.parametrize(("mood", "reason"), [(Mood.BUSY, "busy"), (Mood.NO_ANSWER, "no_answer")])
async def test_a_business_that_does_not_pick_up_ends_the_call(mood: Mood, reason: str) -> None:
    seen = await until_heard(rehearsal(mood)[0])
    assert seen[-1] == LineEnded(reason)  # type: ignore[arg-type]
    assert not any(isinstance(event, Answered) for event in seen)


async def test_what_was_said_to_its_end_is_heard() -> None:
    talk, mouth, business = rehearsal()
    await until_heard(talk)
    await talk.say("Hello, I am an automated assistant. Is it all right to continue?", "en")
    assert business.record.first_heard.startswith("Hello, I am an automated assistant")
    assert mouth.said[-1][0] == "us"


async def test_hanging_up_stops_the_word_and_ends_the_events() -> None:
    talk, mouth, business = rehearsal()
    mouth.holds = asyncio.Event()
    await until_heard(talk)
    saying = asyncio.ensure_future(talk.say("Hello, I am an automated assistant.", "en"))
    await asyncio.sleep(0)
    await talk.hang_up()
    await saying
    assert mouth.hushed == 1 and business.record.first_heard == ""
    last = [event async for event in talk.events()][-1]
    assert isinstance(last, LineEnded) and last.reason == "hung_up"


async def test_the_travellers_own_voice_is_heard_by_the_business_and_written_down() -> None:
    talk, _, business = rehearsal()
    await until_heard(talk)
    voice = await TypedMouth().speak("Hello, this is Maya herself.", "en", talk.rate)
    talk.send(voice)  # nobody has taken over: it goes nowhere
    talk.hand_over(True)
    talk.send(voice + bytes(talk.rate * 2))
    written = asyncio.ensure_future(talk.written())
    said = [event async for event in talk.events() if isinstance(event, Said) or await ended(talk, event)]
    await written
    assert [event.text for event in said if isinstance(event, Said)] == ["Hello, this is Maya herself."]
    assert business.record.first_heard == "Hello, this is Maya herself."


async def ended(talk: LiveRehearsal, event: TalkEvent) -> bool:
    """End the call when the business answers; keeps no event."""
    if isinstance(event, Heard) and event.final:
        await talk.hang_up()
    return False


@pytest.mark.parametrize(
    ("business", "goal", "key"),
    [
        ("strawberry shop", "order 400 chocolate-covered strawberries", "strawberries"),
        ("Golden Gate Strawberries", "", "strawberries"),
        ("the dentist", "make an appointment on Friday", "clinic"),
        ("a taxi", "from the hotel to the airport", "taxi"),
        ("Menya Takeda", "book a table for two", "restaurant"),
        ("the lost-property office", "ask whether they have my umbrella", "lost_property"),
        ("the bakery", "order a cake", "bakery"),
    ],
)
def test_whom_a_wish_means(business: str, goal: str, key: str) -> None:
    found = rehearsal_for(scripts_in(REHEARSALS), business, goal)
    assert found is not None and found.key == key


def test_nobody_is_made_up() -> None:
    assert rehearsal_for(scripts_in(REHEARSALS), "the White House", "complain about the noise") is None
