"""What every telephone line does, whoever carries it: one suite, run against each."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from tests.fakes.rehearsed_call import BEGINS, card_for
from tests.fakes.typed_sound import QuickTime, TypedEars, TypedMouth
from tests.telephony.sip.conftest import line_of
from tests.telephony.sip.conftest import permit_for as sip_permit
from tests.telephony.sip.peers import Script as SipScript
from tests.telephony.sip.peers import Softphone, answered_with, installed, rings_for_ever, tone
from tests.telephony.twilio.desk import Setting
from tests.telephony.twilio.desk import permit_for as twilio_permit
from wanderlust.assistant.ports import CallLine, LineCall
from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.line import Answered, EndReason, LineEnded, LineEvent, Ringing
from wanderlust.domain.calls.policy import CallRules, CallsToday, DialPermit, permit
from wanderlust.domain.errors import LineFailed
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.phone_line import Phone, PhoneLine
from wanderlust.telephony.rehearsal_business import Business, Mood, Script
from wanderlust.telephony.rehearsal_line import RehearsalLine
from wanderlust.telephony.sip.account import SipAccount


@dataclass(frozen=True, slots=True)
class Bench:
    """A line under test, and how to make its far end behave.

    Attributes:
        line: It.
        far_end: ``answers``, ``busy`` or ``no_answer``: makes the permit for a call with such a far end.
        close: Ends what was begun.
    """

    line: CallLine
    far_end: Callable[[str], DialPermit]
    close: Callable[[], Awaitable[None]]


def rehearsal() -> Bench:
    script = Script.read(PROJECT / "resources" / "rehearsal" / "taxi.toml")
    moods = {"answers": Mood.PLAIN, "busy": Mood.BUSY, "no_answer": Mood.NO_ANSWER, "leaves": Mood.REFUSES}
    chosen = [Mood.PLAIN]

    def far_end(behaviour: str) -> DialPermit:
        chosen[0] = moods[behaviour]
        card = card_for(script)
        return permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)

    def answering(granted: DialPermit) -> Business:
        return Business(script, chosen[0], random.Random(1))

    line = RehearsalLine(answering, TypedMouth(), TypedEars(), QuickTime().sleep)

    async def close() -> None:
        return None

    return Bench(line, far_end, close)


def sip(kind: str, folder: Path, ends: ExitStack) -> Bench:
    line = line_of(SipAccount(), kind, ring_s=2.0)
    began = count()

    def far_end(behaviour: str) -> DialPermit:
        place = folder / str(next(began))
        if behaviour == "answers":
            return sip_permit(ends.enter_context(Softphone(place, tone(440, 30))).address)
        scenario = answered_with("486 Busy Here") if behaviour == "busy" else rings_for_ever()
        return sip_permit(ends.enter_context(SipScript(place, scenario)).address)

    return Bench(line, far_end, line.close)


def twilio() -> Bench:
    setting = Setting()
    wanted = {"answers": "answer", "busy": "busy", "no_answer": "no-answer"}
    line = setting.make()

    def far_end(behaviour: str) -> DialPermit:
        setting.twilio.outcome = wanted[behaviour]
        return twilio_permit()

    return Bench(line, far_end, setting.end)


def phone() -> Bench:
    """The telephone in the traveller's hand, who answers, declines or lets it ring."""
    time = QuickTime()
    behaviours = [""]

    class Hand(PhoneLine):
        async def dial(self, permit: DialPermit) -> Phone:
            made = await super().dial(permit)
            if behaviours[0] == "answers":
                asyncio.get_running_loop().call_soon(made.pick_up)
            return made

    def far_end(behaviour: str) -> DialPermit:
        behaviours[0] = behaviour
        card = card_for(Script.read(PROJECT / "resources" / "rehearsal" / "taxi.toml"))
        return permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)

    async def close() -> None:
        return None

    return Bench(Hand(lambda: time.passed, time.sleep), far_end, close)


needs_peers = pytest.mark.skipif(
    not installed(), reason="needs the independent softphones of Debian's packages baresip and sip-tester"
)
LINES = (
    "rehearsal",
    "phone",
    pytest.param("baresip", marks=needs_peers),
    pytest.param("plain", marks=needs_peers),
    "twilio",
)


@pytest.fixture(params=LINES)
async def bench(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    with ExitStack() as ends:
        match request.param:
            case "rehearsal":
                made = rehearsal()
            case "phone":
                made = phone()
            case "twilio":
                made = twilio()
            case kind:
                made = sip(kind, tmp_path, ends)
        yield made
        await made.close()


async def until_answered(call: LineCall) -> list[LineEvent]:
    seen: list[LineEvent] = []
    async for event in call.events():
        seen.append(event)
        if isinstance(event, Answered | LineEnded):
            break
    return seen


async def rest(call: LineCall) -> list[LineEvent]:
    return [event async for event in call.events()]


async def test_it_rings_and_is_answered(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    seen = await until_answered(call)
    assert isinstance(seen[0], Ringing) and isinstance(seen[-1], Answered)
    await call.hang_up()


@pytest.mark.parametrize("reason", ["busy", "no_answer"])
async def test_a_call_nobody_takes_ends_with_its_reason_and_no_seconds(bench: Bench, reason: EndReason) -> None:
    if reason == "busy" and isinstance(bench.line, PhoneLine):
        pytest.skip("the traveller's own telephone is never busy: one call at a time")
    call = await bench.line.dial(bench.far_end(reason))
    events = await rest(call)
    assert isinstance(events[-1], LineEnded)
    assert events[-1].reason == reason and events[-1].seconds == 0.0
    assert not any(isinstance(event, Answered) for event in events)


async def test_frames_are_whole_and_twenty_milliseconds(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    frames = call.frames()
    sizes = {len(await anext(frames)) for _ in range(50)}
    assert sizes == {bench.line.abilities.frame_bytes}
    await call.hang_up()


async def test_frames_end_with_the_call(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    await call.hang_up()
    async with asyncio.timeout(5):
        assert [frame async for frame in call.frames() if not frame] == []


async def test_hanging_up_ends_it_once_however_often(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    await call.hang_up()
    await call.hang_up()
    ends = [event for event in await rest(call) if isinstance(event, LineEnded)]
    assert [end.reason for end in ends] == ["hung_up"]


async def test_hanging_up_while_it_rings_ends_it_too(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await call.hang_up()
    assert isinstance((await rest(call))[-1], LineEnded)


async def test_flush_tells_how_much_was_not_played(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    rate = bench.line.abilities.rate
    call.write(bytes(rate * 2 * 2))
    assert rate * 1.5 < call.queued <= rate * 2
    left = call.flush()
    assert rate * 1.5 < left <= rate * 2 and call.queued == 0 and call.flush() == 0
    await call.hang_up()


async def test_sound_is_played_in_time(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    call.write(bytes(bench.line.abilities.frame_bytes * 10))
    frames = call.frames()
    for _ in range(30):
        await anext(frames)
    assert call.queued == 0
    await call.hang_up()


async def test_before_the_answer_and_after_the_end_sound_is_dropped(bench: Bench) -> None:
    ringing = await bench.line.dial(bench.far_end("no_answer"))
    ringing.write(bytes(3200))
    assert ringing.queued == 0
    await ringing.hang_up()
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    await call.hang_up()
    call.write(bytes(3200))
    assert call.queued == 0


@pytest.mark.parametrize("digits", ["", "A", "12x", "+1"])
async def test_what_is_no_key_cannot_be_pressed(bench: Bench, digits: str) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    await until_answered(call)
    with pytest.raises(LineFailed):
        await call.press(digits)
    await call.press("1*#")
    await call.hang_up()


async def test_keys_need_somebody_on_the_line(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("no_answer"))
    with pytest.raises(LineFailed):
        await call.press("1")
    await call.hang_up()


async def test_a_permit_for_another_line_dials_nothing(bench: Bench) -> None:
    granted = bench.far_end("answers")
    other: LineKind = "sip" if bench.line.abilities.kind == "rehearsal" else "rehearsal"
    wrong = replace(granted, card=replace(granted.card, line=other))
    with pytest.raises(LineFailed):
        await bench.line.dial(wrong)


async def test_a_second_call_waits_for_the_first_to_end(bench: Bench) -> None:
    call = await bench.line.dial(bench.far_end("answers"))
    with pytest.raises(LineFailed):
        await bench.line.dial(bench.far_end("answers"))
    await call.hang_up()
    again = await bench.line.dial(bench.far_end("answers"))
    await again.hang_up()
