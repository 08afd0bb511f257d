"""A call under way in the traveller's hands: muted, taken over, given back, and ended at once whatever goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import pytest

from tests.fakes.rehearsed_call import BEGINS
from wanderlust.assistant.calls.agent import Act, AskTraveller, Fill, Say, SpokenLine
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.events import CallState, OutcomeKind
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Ringing, TalkEvent
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit


class OpenLine:
    """Fills ``ports.CallTalk``; the test brings what happens, and a sentence lasts until it is let go or flushed."""

    def __init__(self, came: asyncio.Event) -> None:
        self._came = came
        self.happens: asyncio.Queue[TalkEvent] = asyncio.Queue()
        self.begun: list[str] = []
        self.said: list[str] = []
        self.holds = False
        self.over = asyncio.Event()
        self._flushed = asyncio.Event()

    async def events(self) -> AsyncIterator[TalkEvent]:
        while True:
            event = await self.happens.get()
            yield event
            if isinstance(event, LineEnded):
                return

    async def say(self, text: str, language: str) -> None:
        assert not self.over.is_set(), "something was said after the line was let go"
        self._flushed.clear()
        self.begun.append(text)
        self._came.set()
        if self.holds:
            await self._flushed.wait()
        else:
            self.said.append(text)
            self._came.set()

    def flush(self) -> None:
        self._flushed.set()

    async def press(self, digits: str) -> None:
        raise AssertionError("no key was wanted")

    async def hang_up(self) -> None:
        self._flushed.set()
        if not self.over.is_set():
            self.over.set()
            self.happens.put_nowait(LineEnded("hung_up"))


class Agent:
    """Answers every line, or thinks for ever."""

    def __init__(self) -> None:
        self.thinks_for_ever = False
        self.given: list[SpokenLine] = []
        self.closed = False

    async def begin(self) -> Sequence[Act]:
        return [Say("I would like strawberries.")]

    async def heard(self, text: str) -> Sequence[Act]:
        if self.thinks_for_ever:
            await asyncio.Event().wait()
        return [Say(f"You said: {text}"), Fill("what", "strawberries")]

    async def menu(self, text: str) -> Sequence[Act]:
        return []

    async def answered(self, asked: AskTraveller, answer: str | None) -> Sequence[Act]:
        return []

    async def resumed(self, lines: Sequence[SpokenLine]) -> Sequence[Act]:
        self.given += lines
        return [Say("I am back.")]

    async def close(self) -> None:
        self.closed = True


class Call:
    """A call whose line and agent the test holds."""

    def __init__(self, card: CallCard) -> None:
        self._came = asyncio.Event()
        self.line, self.agent = OpenLine(self._came), Agent()
        self.events: list[ev.CallEvent] = []
        granted = permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)
        self.run = CallRun(granted, self.line, self.agent, lambda: BEGINS, self._report)
        self.running = asyncio.create_task(self.run.run())

    def _report(self, event: ev.CallEvent) -> None:
        self.events.append(event)
        self._came.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something said, or told, that makes it true."""
        async with asyncio.timeout(5):
            while not true():
                self._came.clear()
                await self._came.wait()

    async def open(self) -> None:
        """Up to the moment our goal was stated."""
        for event in (Ringing(), Answered("human"), Heard("Shop."), Heard("Sure, go ahead.")):
            self.line.happens.put_nowait(event)
        await self.until(lambda: "I would like strawberries." in self.line.said)

    def state(self) -> CallState:
        return [event.state for event in self.events if isinstance(event, ev.CallStateChanged)][-1]

    def captions(self) -> list[str]:
        return [event.settled for event in self.events if isinstance(event, ev.CallCaption)]


@pytest.fixture
async def call(strawberry_card: CallCard) -> AsyncIterator[Call]:
    made = Call(strawberry_card)
    yield made
    made.run.hang_up()
    await made.running
    assert made.agent.closed


async def test_muted_nothing_is_said_until_the_line_is_open_again(call: Call) -> None:
    await call.open()
    call.run.mute(True)
    call.line.happens.put_nowait(Heard("Dark or milk?"))
    await call.until(lambda: any("Dark" in text for text in call.captions()))
    assert call.line.said[-1] == "I would like strawberries."
    call.run.mute(False)
    await call.until(lambda: "You said: Dark or milk?" in call.line.said)


async def test_muted_in_the_middle_of_a_sentence_it_is_said_whole_afterwards(call: Call) -> None:
    await call.open()
    call.line.holds = True
    call.line.happens.put_nowait(Heard("Dark?"))
    await call.until(lambda: "You said: Dark?" in call.line.begun)
    call.run.mute(True)
    await call.until(lambda: call.run.muted)
    call.line.holds = False
    call.run.mute(False)
    await call.until(lambda: "You said: Dark?" in call.line.said)
    assert call.line.begun.count("You said: Dark?") == 2


async def test_taken_over_the_agent_falls_silent_in_the_middle_of_its_sentence(call: Call) -> None:
    await call.open()
    call.line.holds = True
    call.line.happens.put_nowait(Heard("Dark?"))
    await call.until(lambda: "You said: Dark?" in call.line.begun)
    call.run.take_over()
    await call.until(lambda: call.state() is CallState.TAKEN_OVER)
    call.line.holds = False
    call.line.happens.put_nowait(Heard("Hello?"))
    await call.until(lambda: "Hello?" in call.captions())
    await call.run.say("This is Maya.")
    assert call.line.said[-1] == "This is Maya." and not any("Hello?" in text for text in call.line.begun)


async def test_given_back_the_agent_goes_on_with_what_was_said(call: Call) -> None:
    await call.open()
    call.run.take_over()
    await call.until(lambda: call.state() is CallState.TAKEN_OVER)
    call.line.happens.put_nowait(Heard("Who is this?"))
    await call.until(lambda: "Who is this?" in call.captions())
    await call.run.say("Maya.")
    call.run.take_over(False)
    await call.until(lambda: "I am back." in call.line.said)
    assert call.agent.given == [SpokenLine("them", "Who is this?"), SpokenLine("us", "Maya.")]
    assert call.state() is CallState.TALKING


async def test_hanging_up_lets_the_line_go_while_the_agent_thinks(call: Call) -> None:
    await call.open()
    call.agent.thinks_for_ever = True
    call.line.happens.put_nowait(Heard("Dark or milk?"))
    await call.until(lambda: "Dark or milk?" in call.captions())
    call.run.hang_up()
    async with asyncio.timeout(1):
        await call.line.over.wait()
        outcome = await call.running
    assert outcome.kind is OutcomeKind.HUNG_UP


@pytest.mark.parametrize("muted", [True, False])
async def test_hanging_up_ends_a_muted_or_a_taken_call_too(call: Call, muted: bool) -> None:
    await call.open()
    if muted:
        call.run.mute(True)
        call.line.happens.put_nowait(Heard("Dark or milk?"))
        await call.until(lambda: "Dark or milk?" in call.captions())
    else:
        call.run.take_over()
        await call.until(lambda: call.state() is CallState.TAKEN_OVER)
    call.run.hang_up()
    async with asyncio.timeout(1):
        assert (await call.running).kind is OutcomeKind.HUNG_UP
