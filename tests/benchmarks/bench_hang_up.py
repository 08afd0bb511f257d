"""From the red button to a line that is let go: in every state of a call.

``python -m pytest tests/benchmarks/bench_hang_up.py -s``; the target is 200 ms. The line is a rehearsal in sound, so
that a voice is really playing; the window adds one hop to the worker's loop.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Sequence

import pytest

from tests.fakes.rehearsed_call import BEGINS, card_for
from tests.fakes.typed_sound import TypedEars, TypedMouth
from wanderlust.assistant.calls.agent import Act
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.line import LineEnded
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.phone_line import RATE, PhoneLine
from wanderlust.telephony.rehearsal_business import Script

TIMES = 10
STATES = ("ringing", "talking", "thinking", "asking", "on hold", "taken over", "muted")


class SlowRoutine(Routine):
    """Thinks longer than anybody waits."""

    async def heard(self, text: str) -> Sequence[Act]:
        if "think" in text:
            await asyncio.sleep(60)
        return await super().heard(text)


async def one(state: str) -> float:
    """Milliseconds from the button to the line's end, in this state."""
    card = card_for(Script.read(PROJECT / "resources" / "rehearsal" / "strawberries.toml"))
    granted = permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)
    phone = await PhoneLine(asyncio.get_running_loop().time).dial(granted)
    talk = SpokenTalk(phone, RATE, TypedMouth(), TypedEars(), "en")
    told: list[ev.CallEvent] = []
    run = CallRun(granted, talk, SlowRoutine(card, BEGINS.date()), lambda: BEGINS, told.append)
    running = asyncio.create_task(run.run())

    async def lines(*said: str) -> None:
        for words in said:
            phone.type(words)
            await asyncio.sleep(0.05)
            talk.flush()  # our answer need not be waited for

    await asyncio.sleep(0.05)
    if state != "ringing":
        phone.pick_up()
        await asyncio.sleep(0.05)
        await lines("Hello?", "Sure, go ahead.")
    match state:
        case "thinking":
            await lines("Let me think aloud: how many?")
        case "asking":
            await lines("Dark or milk chocolate?")
        case "on hold":
            await lines("Hold on please.")
        case "taken over":
            run.take_over()
        case "muted":
            run.mute(True)
    await asyncio.sleep(0.1)
    began = time.perf_counter()
    run.hang_up()
    outcome = await running
    let_go = 1000 * (time.perf_counter() - began)
    assert phone.over
    assert outcome.kind is ev.OutcomeKind.HUNG_UP and not any(isinstance(event, LineEnded) for event in told)
    return let_go


@pytest.mark.parametrize("state", STATES)
async def test_hang_up_in_every_state(state: str) -> None:
    """Prints median and worst of ten."""
    figures = [await one(state) for _ in range(TIMES)]
    sys.stdout.write(
        f"hang up while {state}: median {statistics.median(figures):.1f} ms, worst {max(figures):.1f} ms\n"
    )
