"""Calls over SIP against softphones that are not ours, on loopback."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from tests.telephony.sip.conftest import KINDS, SipLine, line_of, permit_for
from tests.telephony.sip.lossy_road import LossyRoad
from tests.telephony.sip.peers import (
    RATE,
    Script,
    Softphone,
    answered_with,
    answers_and_says_goodbye,
    answers_and_waits_for_goodbye,
    free_port,
    installed,
    refuses_account,
    registers_after_challenge,
    rings_for_ever,
    tone,
)
from wanderlust.domain.calls.line import Answered, LineEnded, LineEvent, Ringing
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.domain.secret import Secret
from wanderlust.telephony.sip.account import SipAccount
from wanderlust.telephony.sip.baresip_call import FRAME, BaresipCall
from wanderlust.telephony.sip.plain_call import PlainCall

pytestmark = pytest.mark.skipif(
    not installed(), reason="needs the independent softphones of Debian's packages baresip and sip-tester"
)
WITHIN = 20.0
SipCall = BaresipCall | PlainCall


async def ended(call: SipCall) -> LineEnded:
    """The end of a call, whatever comes before."""
    async with asyncio.timeout(WITHIN):
        async for event in call.events():
            if isinstance(event, LineEnded):
                return event
    raise AssertionError("the events ended without an end")


async def until(call: SipCall, kind: type[LineEvent]) -> LineEvent:
    """The first event of a kind."""
    async with asyncio.timeout(WITHIN):
        async for event in call.events():
            if isinstance(event, kind):
                return event
            assert not isinstance(event, LineEnded), event
    raise AssertionError("the events ended")


def loudness_at(sound: np.ndarray, hertz: float) -> float:
    """Share of the energy at one tone."""
    if not len(sound):
        return 0.0
    samples = sound.astype(float)
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE)
    return float(2 * abs(np.dot(samples, wave)) ** 2 / len(samples) / max(1.0, float(np.dot(samples, samples))))


def steadily_at(sound: np.ndarray, hertz: float) -> float:
    """The same, piece by piece of 60 ms: where packets are missing, the wave goes on out of step."""
    pieces = np.split(sound[: len(sound) // 480 * 480], len(sound) // 480)
    return float(np.median([loudness_at(piece, hertz) for piece in pieces]))


async def hears(frames: AsyncIterator[bytes], hertz: float) -> None:
    """Until a second of nearly nothing but this tone was heard: a busy softphone begins late."""
    last: deque[bytes] = deque(maxlen=50)
    async with asyncio.timeout(WITHIN):
        async for frame in frames:
            assert len(frame) == FRAME
            last.append(frame)
            if len(last) == 50 and loudness_at(np.frombuffer(b"".join(last), "<i2"), hertz) > 0.9:
                return
    raise AssertionError("the call ended")


async def test_sound_goes_both_ways_in_whole_frames(line: SipLine, tmp_path: Path) -> None:
    with Softphone(tmp_path / "shop", tone(440, 20)) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        call.write(tone(880, 2).tobytes())
        await hears(call.frames(), 440)
        while call.queued:
            await anext(call.frames())
        await call.hang_up()
        assert (await ended(call)).reason == "hung_up"
        await line.close()
    heard = shop.heard()
    begins = int(np.argmax(np.abs(heard.astype(int)) > 1000))
    assert loudness_at(heard[begins + RATE // 4 : begins + RATE], 880) > 0.9


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("486 Busy Here", "busy"),
        ("600 Busy Everywhere", "busy"),
        ("603 Decline", "declined"),
        ("404 Not Found", "failed"),
        ("480 Temporarily Unavailable", "no_answer"),
        ("488 Not Acceptable Here", "failed"),
        ("503 Service Unavailable", "failed"),
    ],
)
async def test_a_refusal_says_which_it_was(line: SipLine, tmp_path: Path, status: str, reason: str) -> None:
    with Script(tmp_path, answered_with(status)) as shop:
        end = await ended(await line.dial(permit_for(shop.address)))
    assert (end.reason, end.seconds) == (reason, 0.0)
    assert end.detail.startswith(status[:3])


async def test_nobody_picks_up_and_the_call_is_withdrawn(line: SipLine, tmp_path: Path) -> None:
    with Script(tmp_path, rings_for_ever()) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Ringing)
        assert (await ended(call)).reason == "no_answer"


async def test_a_callee_who_hangs_up_ends_the_call_and_the_frames(line: SipLine, tmp_path: Path) -> None:
    with Softphone(tmp_path / "shop", tone(440, 1.5)) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        shop.type("b")
        end = await ended(call)
        assert end.reason == "callee_hung_up"
        assert end.seconds > 0
        async with asyncio.timeout(WITHIN):
            assert all([len(frame) == FRAME async for frame in call.frames()])


async def test_what_was_flushed_is_not_heard(line: SipLine, tmp_path: Path) -> None:
    with Softphone(tmp_path / "shop", tone(440, 20)) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        call.write(tone(880, 5).tobytes())
        frames = call.frames()
        for _ in range(25):
            await anext(frames)
        waiting = call.queued
        unplayed = call.flush()
        assert unplayed == pytest.approx(waiting, abs=2 * FRAME)
        assert 3 * RATE < unplayed < 5 * RATE
        for _ in range(50):
            await anext(frames)
        await call.hang_up()
        await ended(call)
        await line.close()
    heard = shop.heard()
    played = 5 * RATE - unplayed
    assert loudness_at(heard[:played], 880) > 0.5
    assert np.abs(heard[played + RATE // 2 :].astype(int)).max(initial=0) < 300


async def test_a_road_that_loses_and_swaps_sound_carries_the_call_to_its_end(line: SipLine, tmp_path: Path) -> None:
    with (
        Softphone(tmp_path / "shop", tone(440, 30)) as shop,
        LossyRoad(("127.0.0.1", shop.port), loss=0.05, swap=0.05) as road,
    ):
        call = await line.dial(permit_for(road.address))
        await until(call, Answered)
        call.write(tone(880, 4).tobytes())
        frames = call.frames()
        heard = [await anext(frames) for _ in range(250)]
        assert {len(frame) for frame in heard} == {FRAME}
        await call.hang_up()
        end = await ended(call)
        await line.close()
    assert end.reason == "hung_up" and end.seconds > 3
    assert road.carried.lost > 5 and road.carried.swapped > 5
    assert steadily_at(np.frombuffer(b"".join(heard[100:200]), "<i2"), 440) > 0.6
    assert steadily_at(shop.heard()[RATE : 2 * RATE], 880) > 0.6


async def test_all_sound_lost_ends_the_call(tmp_path: Path) -> None:
    line = line_of(SipAccount(), "plain")
    with Softphone(tmp_path / "shop", tone(440, 30)) as shop, LossyRoad(("127.0.0.1", shop.port), loss=1.0) as road:
        end = await ended(await line.dial(permit_for(road.address)))
        await line.close()
    assert (end.reason, end.detail) == ("failed", "no sound has come for 8 s")


async def test_sipp_answers_and_says_goodbye(line: SipLine, tmp_path: Path) -> None:
    with Script(tmp_path, answers_and_says_goodbye()) as shop:
        call = await line.dial(permit_for(shop.address))
        end = await ended(call)
    assert end.reason == "callee_hung_up" and end.seconds > 0


async def test_sipp_answers_and_hears_our_goodbye(line: SipLine, tmp_path: Path) -> None:
    with Script(tmp_path, answers_and_waits_for_goodbye(), once=True) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        await call.hang_up()
        assert (await ended(call)).reason == "hung_up"
        await asyncio.to_thread(shop.finished)
    assert "\nBYE sip:" in shop.messages()


async def test_an_answer_with_a_codec_that_was_not_offered_is_no_call(line: SipLine, tmp_path: Path) -> None:
    with Script(tmp_path, answers_and_waits_for_goodbye(codec=3)) as shop:
        end = await ended(await line.dial(permit_for(shop.address)))
    assert end.reason == "failed"


async def test_keys_reach_the_callee(line: SipLine, tmp_path: Path) -> None:
    with Softphone(tmp_path / "shop", tone(440, 20)) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        await call.press("42#")
        await call.hang_up()
        await ended(call)
        await line.close()
        for key in "42#":
            assert f"received event: '{key}' (end=1)" in shop.log


async def test_letters_are_no_keys(line: SipLine, tmp_path: Path) -> None:
    with Softphone(tmp_path / "shop", tone(440, 20)) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        with pytest.raises(LineFailed, match="no telephone key"):
            await call.press("12x")


async def test_hanging_up_twice_and_before_the_answer_is_allowed(line: SipLine, tmp_path: Path) -> None:
    with Script(tmp_path, rings_for_ever()) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Ringing)
        await call.hang_up()
        await call.hang_up()
        assert (await ended(call)).reason == "hung_up"


async def test_nothing_is_written_before_the_answer(line: SipLine, tmp_path: Path) -> None:
    with Script(tmp_path, rings_for_ever()) as shop:
        call = await line.dial(permit_for(shop.address))
        call.write(tone(880, 1).tobytes())
        assert call.queued == 0
        assert call.flush() == 0
        await call.hang_up()


async def test_an_address_where_nobody_listens_fails(line: SipLine) -> None:
    end = await ended(await line.dial(permit_for(f"sip:shop@127.0.0.1:{free_port()}")))
    assert end.reason in ("failed", "no_answer")


@pytest.mark.parametrize("number", ["sip:", "sip:a b@host", "mailto:a@b", "sip:shop@host\r\nEvil: 1"])
async def test_no_address_no_call(line: SipLine, number: str) -> None:
    with pytest.raises(BadInput):
        await line.dial(permit_for(number))


async def test_a_number_needs_a_provider(line: SipLine) -> None:
    with pytest.raises(BadInput, match="no SIP provider"):
        await line.dial(permit_for("+351213456789"))


async def test_encrypted_sound_is_understood(tmp_path: Path) -> None:
    line = line_of(SipAccount(media="encrypted"))
    with Softphone(tmp_path / "shop", tone(440, 20), encrypted=True) as shop:
        call = await line.dial(permit_for(shop.address))
        await until(call, Answered)
        await hears(call.frames(), 440)
        await line.close()
    assert "SAVP" in shop.log or "srtp" in shop.log.lower()


async def test_who_must_be_encrypted_is_not_called_in_the_open(tmp_path: Path) -> None:
    line = line_of(SipAccount(media="encrypted"))
    with Softphone(tmp_path / "shop", tone(440, 20)) as shop:
        end = await ended(await line.dial(permit_for(shop.address)))
        await line.close()
    assert (end.reason, end.seconds) == ("failed", 0.0)


async def test_without_a_codec_in_common_there_is_no_call(line: SipLine, tmp_path: Path) -> None:
    with Softphone(tmp_path / "shop", tone(440, 20), codec="gsm") as shop:
        end = await ended(await line.dial(permit_for(shop.address)))
    assert (end.reason, end.seconds) == ("failed", 0.0)


@pytest.mark.parametrize("kind", KINDS)
async def test_an_account_is_proved_by_its_password(kind: str, tmp_path: Path) -> None:
    with Script(tmp_path, registers_after_challenge()) as provider:
        line = line_of(SipAccount("ana", f"127.0.0.1:{provider.port}", Secret("letmein")), kind)
        end = await ended(await line.dial(permit_for("+351213456789")))
        await line.close()
    assert (end.reason, end.detail[:3]) == ("busy", "486")
    sent = provider.messages()
    assert "Authorization: Digest" in sent
    assert 'username="ana"' in sent
    assert "INVITE sip:+351213456789@127.0.0.1" in sent
    assert "letmein" not in sent


@pytest.mark.parametrize("kind", KINDS)
async def test_a_refused_account_is_said(kind: str, tmp_path: Path) -> None:
    with Script(tmp_path, refuses_account()) as provider:
        line = line_of(SipAccount("ana", f"127.0.0.1:{provider.port}", Secret("wrong")), kind)
        with pytest.raises(LineFailed, match="refused the SIP account"):
            await line.dial(permit_for("+351213456789"))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_line_can_be_opened_again_after_it_was_closed(kind: str, tmp_path: Path) -> None:
    for round_ in range(2):
        line = line_of(SipAccount(), kind)
        with Script(tmp_path / str(round_), answered_with("486 Busy Here")) as shop:
            assert (await ended(await line.dial(permit_for(shop.address)))).reason == "busy"
        await line.close()


async def test_plain_python_refuses_to_call_in_the_open_who_must_be_encrypted() -> None:
    line = line_of(SipAccount(media="encrypted"), "plain")
    with pytest.raises(LineFailed, match="cannot encrypt"):
        await line.dial(permit_for("sip:shop@127.0.0.1:5070"))


async def test_an_unknown_host_is_said() -> None:
    line = line_of(SipAccount(), "plain")
    with pytest.raises(LineFailed, match="cannot find"):
        await line.dial(permit_for("sip:shop@no-such-host.invalid"))
    await line.close()
