"""Calls through Twilio: the SDK's requests and the stream's frames against a strict stand-in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import numpy as np
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.fakes.twilio import MediaStream
from tests.telephony.twilio.desk import CALLER, NUMBER, SID, TOKEN, Setting, permit_for
from wanderlust.domain.calls.line import Answered, DigitHeard, LineEnded, LineEvent, Ringing
from wanderlust.domain.calls.policy import MoneyEnd
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.domain.secret import Secret
from wanderlust.dsp.g711 import decode_mu_law, encode_mu_law
from wanderlust.telephony.twilio.account import TwilioAccount
from wanderlust.telephony.twilio.carrier import TwilioCarrier
from wanderlust.telephony.twilio.twilio_call import FRAME, TwilioCall

WITHIN = 15.0


@pytest.fixture
async def setting() -> AsyncIterator[Setting]:
    setting = Setting()
    yield setting
    await setting.end()


async def until(call: TwilioCall, kind: type[LineEvent]) -> LineEvent:
    async with asyncio.timeout(WITHIN):
        async for event in call.events():
            if isinstance(event, kind):
                return event
    raise AssertionError(f"no {kind.__name__} came")


async def test_sound_goes_both_ways(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    await setting.stream.up.wait()
    setting.stream.says = bytes([0x10]) * 8000
    said = np.full(4000, 8031, np.int16)
    call.write(said.tobytes())
    frames = call.frames()
    async with asyncio.timeout(WITHIN):
        heard = [await anext(frames) for _ in range(40)]
        while call.queued:
            await anext(frames)
    assert {len(frame) for frame in heard} == {FRAME}
    assert np.abs(np.frombuffer(b"".join(heard), "<i2").astype(int)).max() > 10_000
    assert bytes(setting.stream.heard) == encode_mu_law(said)
    await call.hang_up()
    end = await until(call, LineEnded)
    assert isinstance(end, LineEnded) and end.reason == "hung_up" and end.seconds > 0.5
    assert setting.twilio.status == "completed"


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("busy", "busy"), ("no-answer", "no_answer"), ("failed", "failed"), ("canceled", "no_answer")],
)
async def test_a_call_that_came_to_nothing_says_why(setting: Setting, outcome: str, reason: str) -> None:
    line = await setting.line(outcome)
    call = await line.dial(permit_for())
    assert await until(call, LineEnded) == LineEnded(reason, outcome)  # type: ignore[arg-type]
    assert [frame async for frame in call.frames()] == []


async def test_a_ringing_call_can_be_withdrawn(setting: Setting) -> None:
    line = await setting.line("ring")
    call = await line.dial(permit_for())
    await until(call, Ringing)
    await call.hang_up()
    await call.hang_up()
    assert (await until(call, LineEnded)).reason == "hung_up"  # type: ignore[union-attr]
    assert setting.twilio.status == "canceled"


async def test_they_hang_up(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    await setting.stream.up.wait()
    setting.stream.hang_up()
    assert (await until(call, LineEnded)).reason == "callee_hung_up"  # type: ignore[union-attr]


async def test_flushed_sound_is_counted_and_not_heard(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    call.write(np.full(5 * 8000, 8031, np.int16).tobytes())
    frames = call.frames()
    for _ in range(30):
        await anext(frames)
    unplayed = call.flush()
    for _ in range(30):
        await anext(frames)
    heard = len(setting.stream.heard)
    # Marks come every 100 ms: the count is that exact, and on the careful side.
    assert 0 <= heard + unplayed - 5 * 8000 <= 0.3 * 8000
    assert 0 < heard < 2.5 * 8000
    assert call.queued == 0
    await call.hang_up()


async def test_keys_are_sent_as_tones(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    await call.press("5")
    frames = call.frames()
    while call.queued:
        await anext(frames)
    tone = decode_mu_law(bytes(setting.stream.heard))[:800].astype(float)
    spectrum = np.abs(np.fft.rfft(tone))
    loudest = sorted(np.argsort(spectrum)[-2:] * 10)
    assert loudest == [pytest.approx(770, abs=10), pytest.approx(1336, abs=10)]
    with pytest.raises(LineFailed, match="no telephone key"):
        await call.press("x")
    await call.hang_up()


async def test_a_machine_is_told_once_it_is_known(setting: Setting) -> None:
    line = await setting.line("answer", answered_by="machine_start")
    call = await line.dial(permit_for())
    seen: list[LineEvent] = []
    async with asyncio.timeout(WITHIN):
        async for event in call.events():
            seen.append(event)
            if isinstance(event, Answered) and event.by != "unknown":
                break
    assert [event for event in seen if isinstance(event, Answered)] == [Answered(), Answered("machine")]
    await call.hang_up()


async def test_the_request_asks_for_no_recording_and_carries_a_fresh_token(setting: Setting) -> None:
    tokens = set()
    for _ in range(2):
        line = await setting.line("ring")
        call = await line.dial(permit_for())
        tokens.add(str(setting.twilio.created["Twiml"]))
        assert setting.twilio.created["To"] == NUMBER
        assert TOKEN not in json.dumps(setting.twilio.created)
        await call.hang_up()
    assert len(tokens) == 2


@pytest.mark.parametrize("signature", ["", "bm90IGEgc2lnbmF0dXJl"])
async def test_a_stream_that_is_not_signed_is_not_let_in(setting: Setting, signature: str) -> None:
    line = await setting.line("ring")
    with pytest.raises(InvalidStatus, match="403"):
        async with connect(
            f"ws://127.0.0.1:{line.server.port}/stream", additional_headers={"X-Twilio-Signature": signature}
        ):
            pass


async def test_a_signed_stream_without_the_token_is_closed(setting: Setting) -> None:
    line = await setting.line("ring")
    call = await line.dial(permit_for())
    stranger = MediaStream("wss://tunnel.example/stream", TOKEN, line.server.port, SID, {"token": "guessed"})
    await stranger.run()
    assert stranger.close_code == 1008
    assert call.queued == 0
    await call.hang_up()


async def test_a_token_counts_once(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    again = MediaStream("wss://tunnel.example/stream", TOKEN, line.server.port, SID, setting.stream.parameters)
    await again.run()
    assert again.close_code == 1008
    await call.hang_up()


async def test_what_is_no_frame_is_passed_over(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    await setting.stream.up.wait()
    connection = setting.stream._connection
    assert connection is not None
    for text in (
        "",
        "[]",
        '{"event": 7}',
        '{"event":"media"}',
        '{"event":"media","media":{"payload":"%%"}}',
        "[" * 5000,
    ):
        await connection.send(text)
    await connection.send(json.dumps({"event": "dtmf", "streamSid": "x", "dtmf": {"digit": "7"}}))
    assert await until(call, DigitHeard) == DigitHeard("7")
    await call.hang_up()


@pytest.mark.parametrize(("leads", "sentence"), [("nowhere", "does not answer"), ("elsewhere", "leads somewhere else")])
async def test_without_its_tunnel_it_does_not_dial(setting: Setting, leads: str, sentence: str) -> None:
    line = await setting.line("answer")
    setting.tunnel.leads = leads
    with pytest.raises(LineFailed, match=sentence):
        await line.dial(permit_for())
    assert setting.twilio.asked == []


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        ((401, 20003), "refused the account"),
        ((400, 21211), "cannot be called"),
        ((400, 21219), "trial account"),
        ((400, 21215), "may not call that country"),
        ((429, 20429), "too many requests"),
        ((500, 20500), "did not take the call"),
    ],
)
async def test_a_refusal_of_twilio_is_said_in_words(setting: Setting, refuse: tuple[int, int], sentence: str) -> None:
    line = await setting.line("answer", refuse=refuse)
    with pytest.raises(LineFailed, match=sentence) as caught:
        await line.dial(permit_for())
    assert TOKEN not in repr(caught.value) + repr(caught.value.__cause__)


async def test_addresses_are_for_another_line(setting: Setting) -> None:
    line = await setting.line("answer")
    with pytest.raises(BadInput, match="telephone numbers only"):
        await line.dial(permit_for("sip:shop@example.com"))


async def test_the_price_of_a_minute_counts_the_stream_and_the_dearest_way(setting: Setting) -> None:
    await setting.line("answer")
    account = TwilioAccount(SID, Secret(TOKEN), CALLER, "https://tunnel.example")
    tariff = await TwilioCarrier(account, setting.twilio).tariff(NUMBER)
    assert tariff.least == pytest.approx(0.025 + 0.004)
    assert tariff.cost(4.2 * 60) == pytest.approx((0.055 + 0.004) * 5 + 0.0075)


async def test_twilio_itself_ends_the_call_when_the_money_does(setting: Setting) -> None:
    line = await setting.line("ring")
    call = await line.dial(replace(permit_for(), money=MoneyEnd(120, "your $0.20 a call")))
    assert setting.twilio.created["TimeLimit"] == 120
    await call.hang_up()


async def test_the_stream_ends_when_the_connection_does(setting: Setting) -> None:
    line = await setting.line("answer")
    call = await line.dial(permit_for())
    await until(call, Answered)
    port = line.server.port
    await line.close()
    assert (await until(call, LineEnded)).reason == "hung_up"  # type: ignore[union-attr]
    with pytest.raises((OSError, ConnectionClosed)):
        async with connect(f"ws://127.0.0.1:{port}/stream"):
            pass
