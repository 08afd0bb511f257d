"""A metered connection: what left is recorded, what was used is paid, and it hangs up politely."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.scripted_link import ScriptedLink
from wanderlust.assistant.cost import CostMeter
from wanderlust.assistant.metered_link import MeteredLink, Metering
from wanderlust.domain import events as ev
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.cost.prices import ModelPrice, PriceTable
from wanderlust.domain.cost.usage import Tokens
from wanderlust.domain.errors import ConnectionFailed, IdleTooLong, LimitReached
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ContentPart, Item, Response, TokenDetails, TranscriptionUsage, Usage

SECOND = b"\0" * 48_000
PRICES = PriceTable(date(2026, 11, 22), {"m": ModelPrice(text_in=1000, audio_out=1000), "t": ModelPrice(per_minute=6)})


@dataclass
class Line:
    """A metered link, read by a task as the session would."""

    idle_s: float = 0.0
    inner: ScriptedLink = field(default_factory=ScriptedLink)
    clock: HandClock = field(default_factory=HandClock)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    events: list[ev.DomainEvent] = field(default_factory=list)
    seen: list[sv.ServerEvent] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.meter = CostMeter(self.ledger, self.clock, self.events.append, PRICES, Caps(1.0, 0), "talk")
        about = Metering("link_1", "api.openai.com", "m", "t", idle_s=self.idle_s)
        self.link = MeteredLink(self.inner, self.meter, self.clock, about)
        self.reading = asyncio.ensure_future(self._read())

    async def _read(self) -> None:
        async for event in self.link.events():
            self.seen.append(event)
            self.came.set()

    async def until(self, count: int) -> None:
        """Wait until so many events came through."""
        async with asyncio.timeout(5):
            while len(self.seen) < count:
                self.came.clear()
                await self.came.wait()

    async def ends_with(self, *events: sv.ServerEvent) -> ConnectionFailed:
        """Let the server say this and then hang up; how the session's end of it fares."""
        self.inner.give(*events, ConnectionFailed("gone", code=1006))
        return await self.end()

    async def end(self) -> ConnectionFailed:
        with pytest.raises(ConnectionFailed) as caught:
            async with asyncio.timeout(5):
                await self.reading
        await self.link.close()
        await self.meter.settled()
        return caught.value


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    made = Line()
    yield made
    await made.link.close()
    made.reading.cancel()
    await asyncio.gather(made.reading, return_exceptions=True)


def voice(ms: int, response: str = "r", item: str = "i") -> sv.OutputAudioDelta:
    return sv.OutputAudioDelta(response, item, 0, 0, b"\0" * (48 * ms))


def created(response: str = "r") -> sv.ResponseCreated:
    return sv.ResponseCreated(Response(response))


def done(usage: Usage | None, response: str = "r", status: str = "completed") -> sv.ResponseDone:
    return sv.ResponseDone(Response(response, status=status, usage=usage))


def used(text_in: int = 0, audio_out: int = 0) -> Usage:
    return Usage(
        TokenDetails(text_tokens=text_in), text_in, TokenDetails(audio_tokens=audio_out, text_tokens=0), audio_out
    )


async def test_everything_passes_both_ways_in_order(line: Line) -> None:
    given: list[sv.ServerEvent] = [created(), voice(20), done(used(10))]
    await line.link.send(cl.InputAudioAppend(SECOND))
    error = await line.ends_with(*given)
    assert line.seen == given and line.inner.sent == [cl.InputAudioAppend(SECOND)]
    assert error.code == 1006


async def test_what_left_this_computer_is_recorded_once_a_connection(line: Line) -> None:
    picture = ContentPart("input_image", image_url="data:image/jpeg;base64,AAAA")
    for event in (
        cl.InputAudioAppend(SECOND),
        cl.InputAudioAppend(SECOND),
        cl.ItemCreate(Item("message", role="user", content=(ContentPart("input_text", text="Where to?"), picture))),
        cl.ItemCreate(Item("function_call_output", call_id="c", output="{}")),
        cl.SessionUpdate({"type": "realtime"}),
    ):
        await line.link.send(event)
    line.clock.advance(60)
    await line.link.send(cl.InputAudioAppend(SECOND))
    await line.ends_with(done(used(10)))
    (record,) = line.ledger.sent.values()
    assert (record.host, record.audio_ms, record.pictures) == ("api.openai.com", 3000, 1)
    assert record.characters == len("Where to?") + 2 + len('{"type": "realtime"}')
    assert (record.ended - record.began).total_seconds() == 60


async def test_a_connection_over_which_nothing_went_leaves_no_record(line: Line) -> None:
    await line.ends_with()
    assert line.ledger.sent == {} and line.ledger.entries == []


async def test_responses_and_transcriptions_are_paid(line: Line) -> None:
    heard = sv.TranscriptionCompleted("i", 0, "hello", TranscriptionUsage("duration", seconds=10))
    await line.ends_with(created(), heard, done(used(100, 50)))
    assert [entry.usage.model for entry in line.ledger.entries] == ["t", "m"]
    assert line.meter.spending.talk.dollars == pytest.approx(1.0 + 0.15)


async def test_without_the_servers_figures_the_voice_that_came_is_counted(line: Line) -> None:
    await line.ends_with(created(), voice(1000), done(None, status="cancelled"))
    (entry,) = line.ledger.entries
    assert entry.usage.output == Tokens(audio=20) and entry.guessed


async def test_an_answer_cut_off_by_the_network_is_counted_too(line: Line) -> None:
    await line.ends_with(created(), voice(500), voice(500))
    (entry,) = line.ledger.entries
    assert entry.usage.output == Tokens(audio=20) and line.meter.spending.talk.dollars == pytest.approx(0.02)


async def test_voice_that_was_paid_and_not_heard_is_counted_whenever_it_comes(line: Line) -> None:
    line.inner.give(created(), voice(3000))
    await line.until(2)
    await line.link.send(cl.ItemTruncate("i", 0, 1000))
    # What was on its way when the answer was cut comes late and is not heard either.
    await line.ends_with(voice(500), done(used(0, 70), status="cancelled"))
    assert [e.usage.unheard_ms for e in line.ledger.entries if e.usage.unheard_ms] == [2000, 500]
    assert line.meter.spending.talk.unheard_ms == 2500


async def test_at_the_limit_the_answer_ends_and_the_next_is_not_asked_for(line: Line) -> None:
    line.inner.give(created(), voice(200), done(used(1000)))
    await line.until(3)
    with pytest.raises(LimitReached, match=r"That was \$1.00 for this talk, your limit. I go on here, free."):
        await line.link.send(cl.ResponseCreate())
    assert isinstance(await line.end(), LimitReached)
    assert line.inner.sent == []


async def test_in_the_quiet_after_the_last_answer_it_hangs_up_by_itself(line: Line) -> None:
    line.inner.give(created(), done(used(500)))
    await line.until(2)
    line.link.quiet()
    line.inner.give(created("r2"), done(used(500), "r2"))
    await line.until(4)
    line.link.quiet()
    assert isinstance(await line.end(), LimitReached)


async def test_an_answer_that_runs_far_over_the_limit_is_cut(line: Line) -> None:
    line.inner.give(created(), *(voice(10_000) for _ in range(20)))  # $0.20 each
    assert isinstance(await line.end(), LimitReached)
    assert line.meter.spending.talk.dollars < 1.5


async def test_nobody_speaking_for_long_hangs_up(line: Line) -> None:
    idle = Line(idle_s=0.02)
    idle.clock.advance(1)
    error = await idle.end()
    assert isinstance(error, IdleTooLong)
    assert error.sentence == "Nobody spoke for a minute, so I closed the line to api.openai.com."


async def test_speech_keeps_the_line_open(line: Line) -> None:
    talking = Line(idle_s=30)
    talking.clock.advance(29)
    talking.inner.give(sv.SpeechStarted(0, "i"))
    await talking.until(1)
    talking.clock.advance(29)
    assert not isinstance(await talking.ends_with(), IdleTooLong)


async def test_a_flood_waits_at_the_door_and_is_not_piled_up(line: Line) -> None:
    line.reading.cancel()
    await asyncio.gather(line.reading, return_exceptions=True)
    inner = ScriptedLink()
    slow = MeteredLink(inner, line.meter, line.clock, Metering("link_2", "h", "m", "t", idle_s=0))
    inner.give(*(sv.SpeechStopped(0, "i") for _ in range(2000)))
    async with aclosing(slow.events()) as events:
        await anext(events)
        for _ in range(3000):
            await asyncio.sleep(0)
        assert inner.waiting > 1500
    await slow.close()


async def test_what_one_reader_leaves_the_next_one_gets() -> None:
    """The session is introduced over a link by one reader and held by another."""
    inner, clock = ScriptedLink(), HandClock()
    meter = CostMeter(MemoryLedger(), clock, lambda _event: None, PRICES, Caps(), "talk")
    link = MeteredLink(inner, meter, clock, Metering("link_3", "h", "m", "t", idle_s=0))
    inner.give(*(sv.SpeechStopped(number, "i") for number in range(5)))
    async with aclosing(link.events()) as first:
        seen = [await anext(first), await anext(first)]
    async with aclosing(link.events()) as second:
        seen += [await anext(second) for _ in range(3)]
    assert [event.audio_end_ms for event in seen if isinstance(event, sv.SpeechStopped)] == [0, 1, 2, 3, 4]
    await link.close()
    assert inner.closed
