"""What the session says goes out in order; sound that a slow line does not take is dropped, oldest first."""

from __future__ import annotations

import asyncio

from tests.fakes.hand_clock import HandClock
from wanderlust.assistant.outbox import Outbox
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl

TENTH = b"\1\0" * 2400


class Line:
    """Fills ``ports.RealtimeLink`` as far as an outbox uses it; ends after so many events."""

    def __init__(self, takes: int) -> None:
        self.takes = takes
        self.taken: list[cl.ClientEvent] = []

    async def send(self, event: cl.ClientEvent) -> None:
        if len(self.taken) == self.takes:
            raise ConnectionFailed("full")
        self.taken.append(event)


def outbox(clock: HandClock | None = None) -> Outbox:
    made = Outbox(lambda prefix: f"{prefix}_1", (clock or HandClock()).monotonic)
    made.open = True
    return made


async def sent(box: Outbox) -> list[cl.ClientEvent]:
    line = Line(1000)
    task = asyncio.create_task(box.empty_into(line))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    return line.taken


async def test_live_sound_waits_two_seconds_and_no_longer() -> None:
    clock = HandClock()
    box = outbox(clock)
    for number in range(30):
        box.send_sound(number.to_bytes(2, "little") * 2400)
        clock.advance(0.125)
    assert box.unsent_s == 2.125
    waiting = await sent(box)
    assert len(waiting) == 17 and isinstance(waiting[0], cl.InputAudioAppend)
    assert waiting[0].audio[:2] == (13).to_bytes(2, "little") and box.unsent_s == 0.0


async def test_a_recording_pushed_through_at_once_is_sent_whole() -> None:
    box = outbox()
    for _ in range(300):
        box.send_sound(TENTH)
    assert len(await sent(box)) == 300


async def test_sound_told_again_is_never_dropped() -> None:
    clock = HandClock()
    box = outbox(clock)
    box.say_again(TENTH * 300)
    for _ in range(30):
        box.send_sound(TENTH)
        clock.advance(1.0)
    told = [event for event in await sent(box) if event.event_id is not None]
    assert sum(len(event.audio) for event in told if isinstance(event, cl.InputAudioAppend)) == len(TENTH) * 300


async def test_what_stops_an_answer_passes_waiting_sound_but_nothing_else() -> None:
    box = outbox()
    box.send_sound(TENTH)
    box.send(cl.ResponseCancel(event_id="evt_2"))
    assert [type(event) for event in await sent(box)] == [cl.ResponseCancel, cl.InputAudioAppend]
    box.send(cl.ResponseCreate(event_id="evt_3"))
    box.send(cl.ResponseCancel(event_id="evt_4"))
    assert [type(event) for event in await sent(box)] == [cl.ResponseCreate, cl.ResponseCancel]


async def test_a_failed_request_is_known_by_its_id() -> None:
    box = outbox()
    box.send(cl.ResponseCreate(event_id="evt_3"))
    assert box.request("evt_3") is cl.ResponseCreate and box.request(None) is box.request("evt_9") is None


async def test_nothing_is_kept_for_a_connection_that_is_gone() -> None:
    box = outbox()
    box.send_sound(TENTH)
    box.close()
    box.send(cl.ResponseCreate(event_id="evt_3"))
    box.open = True
    assert await sent(box) == [] and box.unsent_s == 0.0
