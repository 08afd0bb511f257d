"""The telephone in the traveller's hand: answered, declined, typed into, spoken into, put down."""

from __future__ import annotations

import asyncio

from tests.fakes.rehearsed_call import BEGINS, card_for
from tests.fakes.typed_sound import QuickTime, TypedEars, TypedMouth
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Ringing, TalkEvent
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.phone_line import RATE, Phone, PhoneLine
from wanderlust.telephony.rehearsal_business import Script


async def ringing() -> tuple[Phone, QuickTime]:
    time = QuickTime()
    card = card_for(Script.read(PROJECT / "resources" / "rehearsal" / "taxi.toml"))
    granted = permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)
    return await PhoneLine(lambda: time.passed, time.sleep).dial(granted), time


async def test_put_down_before_it_is_answered_is_declined() -> None:
    phone, _ = await ringing()
    phone.put_down()
    assert [type(event) for event in [e async for e in phone.events()]] == [Ringing, LineEnded] or phone.over
    phone.pick_up()
    assert phone.over


async def test_put_down_in_the_talk_is_the_callee_hanging_up() -> None:
    phone, _ = await ringing()
    phone.pick_up()
    phone.put_down()
    last = [event async for event in phone.events()][-1]
    assert isinstance(last, LineEnded) and last.reason == "callee_hung_up"


async def test_typed_words_are_heard_as_they_are_written() -> None:
    phone, _ = await ringing()
    phone.type("too early")
    phone.pick_up()
    phone.type("  It is $1,380, reference GS-2041. ")
    phone.type("   ")
    phone.put_down()
    events = [event async for event in phone.events()]
    assert [event.text for event in events if isinstance(event, Heard)] == ["It is $1,380, reference GS-2041."]


async def test_the_earpiece_gets_what_the_caller_says_frame_by_frame() -> None:
    phone, time = await ringing()
    heard: list[bytes] = []
    phone.earpiece = heard.append
    phone.pick_up()
    said = bytes(range(256)) * 30
    phone.write(said)
    while phone.queued:
        await time.sleep(0.02)
    await phone.hang_up()
    assert b"".join(heard) == said and {len(frame) for frame in heard[:-1]} == {RATE // 50 * 2}


async def test_a_voice_in_the_microphone_is_written_down() -> None:
    phone, time = await ringing()
    talk = SpokenTalk(phone, RATE, TypedMouth(), TypedEars(), "en", time.sleep)
    seen: list[TalkEvent] = []
    async with asyncio.timeout(30):
        async for event in talk.events():
            seen.append(event)
            if isinstance(event, Ringing):
                phone.pick_up()
            elif isinstance(event, Answered):
                voice = await TypedMouth().speak("Hello, this is the shop speaking.", "en", RATE)
                speaking = asyncio.create_task(spoken(phone, time, voice + bytes(RATE * 2)))
            elif isinstance(event, Heard):
                await phone.hang_up()
    await speaking
    assert [event.text for event in seen if isinstance(event, Heard)] == ["Hello, this is the shop speaking."]


async def spoken(phone: Phone, time: QuickTime, voice: bytes) -> None:
    """Into the microphone, at its pace."""
    size = RATE // 50 * 2
    for at in range(0, len(voice), size):
        phone.speak(voice[at : at + size])
        await time.sleep(0.02)
