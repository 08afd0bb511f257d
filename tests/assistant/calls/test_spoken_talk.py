"""Whole calls in sound, in which the words can be read, on a line that keeps 20 ms frames."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime, timedelta

from tests.fakes.rehearsed_call import BEGINS, card_for, first_choice
from tests.fakes.typed_sound import QuickTime, TypedEars, TypedMouth
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.assistant.ports import CallEars
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.line import Answered, Heard, Said, TalkEvent
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.domain.errors import EngineFailed
from wanderlust.telephony.rehearsal_business import Business, Mood, Script
from wanderlust.telephony.rehearsal_line import RehearsalLine


class SoundCall:
    """A call in sound to a business; its clock is what was waited for."""

    def __init__(self, script: Script, mood: Mood = Mood.PLAIN) -> None:
        self.time = QuickTime()
        self.business = Business(script, mood, random.Random(3))
        self.line = RehearsalLine(lambda permit: self.business, TypedMouth(), TypedEars(), self.time.sleep)
        self.card = card_for(script)
        self.events: list[ev.CallEvent] = []
        self.spoke = asyncio.Event()

    async def run(self, ears: CallEars | None = None) -> CallRun:
        granted = permit(self.card, Consent(self.card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)
        call = await self.line.dial(granted)
        talk = SpokenTalk(call, self.line.abilities.rate, TypedMouth(), ears or TypedEars(), "en", self.time.sleep)

        async def ask(asked: ev.CallAsked) -> str | None:
            return first_choice(asked)

        return CallRun(granted, talk, Routine(self.card, BEGINS.date()), self.now, self.report, ask)

    def report(self, event: ev.CallEvent) -> None:
        self.events.append(event)
        if isinstance(event, ev.CallCaption) and event.side == "us":
            self.spoke.set()

    def now(self) -> datetime:
        return BEGINS + timedelta(seconds=self.time.passed / 3)


async def test_a_booking_is_made_in_sound(scripts: dict[str, Script]) -> None:
    call = SoundCall(scripts["taxi"])
    async with asyncio.timeout(60):
        outcome = await (await call.run()).run()
    assert outcome.kind is OutcomeKind.DONE and call.business.record.booked
    assert call.business.record.facts["time"] == "06:00"
    assert call.business.record.first_heard == (
        "Hello, I am an automated assistant calling for Maya. Is it all right to continue?"
    )


async def test_a_busy_line_ends_in_sound_too(scripts: dict[str, Script]) -> None:
    call = SoundCall(scripts["taxi"], Mood.BUSY)
    assert (await (await call.run()).run()).kind is OutcomeKind.BUSY


async def test_an_answering_machine_is_left_without_a_word(scripts: dict[str, Script]) -> None:
    call = SoundCall(scripts["taxi"], Mood.VOICEMAIL)
    async with asyncio.timeout(60):
        assert (await (await call.run()).run()).kind is OutcomeKind.VOICEMAIL
    assert call.business.record.first_heard == ""


async def test_hanging_up_stops_in_the_middle_of_a_word(scripts: dict[str, Script]) -> None:
    call = SoundCall(scripts["taxi"])
    run = await call.run()
    running = asyncio.create_task(run.run())
    await call.spoke.wait()
    before = call.time.passed
    run.hang_up()
    async with asyncio.timeout(10):
        outcome = await running
    assert outcome.kind is OutcomeKind.HUNG_UP
    # The line's and the voice's waits both count, so 200 ms are at most 0.4 here.
    assert call.time.passed - before <= 0.4
    assert "continue" not in call.business.record.first_heard


async def test_ears_that_break_end_the_call_and_free_the_line(scripts: dict[str, Script]) -> None:
    class Deaf:
        async def write_down(self, pcm: bytes, rate: int, language: str) -> str:
            raise EngineFailed("The recogniser on this computer did not answer.")

    call = SoundCall(scripts["taxi"])
    async with asyncio.timeout(60):
        outcome = await (await call.run(Deaf())).run()
    assert outcome.kind is OutcomeKind.FAILED and "did not answer" in outcome.sentence
    assert call.line._call is not None and call.line._call.over


async def test_the_first_sentence_is_heard_before_the_next_is_made() -> None:
    made: list[str] = []

    class Slow(TypedMouth):
        async def speak(self, text: str, language: str, rate: int) -> bytes:
            made.append(text)
            return await super().speak(text, language, rate)

    class Line:
        """Plays a frame a turn."""

        def __init__(self) -> None:
            self.queued, self.before = 0, [0]

        def write(self, pcm: bytes) -> None:
            self.before.append(len(made))
            self.queued += len(pcm) // 2

        def flush(self) -> int:
            left, self.queued = self.queued, 0
            return left

    line = Line()

    async def pass_a_frame(seconds: float) -> None:
        line.queued = max(0, line.queued - 160)
        await asyncio.sleep(0)

    talk = SpokenTalk(line, 8_000, Slow(), TypedEars(), "en", pass_a_frame)  # type: ignore[arg-type]  # what say() needs of one
    await talk.say("Yes, please. At 2 p.m. on Friday. The name is Maya.", "en")
    assert made == ["Yes, please. ", "At 2 p.m. on Friday. ", "The name is Maya."]
    assert line.before == [0, 1, 2, 3] and line.queued == 0


# -- the traveller's ear and mouth


async def talked(call: SoundCall) -> tuple[SpokenTalk, list[TalkEvent]]:
    granted = permit(call.card, Consent(call.card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)
    line = await call.line.dial(granted)
    return SpokenTalk(line, call.line.abilities.rate, TypedMouth(), TypedEars(), "en", call.time.sleep), []


async def test_who_listens_in_hears_both_sides_and_nothing_before(scripts: dict[str, Script]) -> None:
    call = SoundCall(scripts["taxi"])
    talk, seen = await talked(call)
    heard: list[bytes] = []
    async with asyncio.timeout(60):
        async for event in talk.events():
            seen.append(event)
            if isinstance(event, Answered):
                talk.listen(heard.append)
            if isinstance(event, Heard):
                greeting = event.text
                await talk.say("Hello there.", "en")
                while len(heard) * 160 < 8000 * 6:
                    await call.time.sleep(0.02)
                talk.listen(None)
                before = len(heard)
                await call.time.sleep(0.02)
                await talk.hang_up()
    assert len(heard) == before
    told = await TypedEars().write_down(b"".join(heard), 8000, "en")
    assert greeting in told and "Hello there." in told


async def test_the_travellers_voice_reaches_the_callee_only_when_the_line_was_handed_over(
    scripts: dict[str, Script],
) -> None:
    call = SoundCall(scripts["taxi"])
    talk, seen = await talked(call)
    voice = await TypedMouth().speak("This is Maya herself.", "en", talk.rate) + bytes(talk.rate * 2)
    speaking: list[asyncio.Task[None]] = []

    async def speak() -> None:
        for at in range(0, len(voice), 320):  # at the line's own pace
            talk.send(voice[at : at + 320])
            await call.time.sleep(0.02)

    async with asyncio.timeout(60):
        async for event in talk.events():
            seen.append(event)
            if isinstance(event, Heard) and not speaking:
                talk.send(voice)
                assert call.line._call is not None and call.line._call.queued == 0
                talk.hand_over(True)
                speaking.append(asyncio.create_task(speak()))
            elif isinstance(event, Said):
                await speaking[0]
                while not call.business.record.first_heard:
                    await call.time.sleep(0.02)
                talk.hand_over(False)
                await talk.written()
                await talk.hang_up()
    assert [event.text for event in seen if isinstance(event, Said)] == ["This is Maya herself."]
    assert call.business.record.first_heard == "This is Maya herself."
