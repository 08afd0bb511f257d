"""What is known of a path outlives silence, a shifted reference, lost blocks and a reopened device."""

from __future__ import annotations

import numpy as np
import pytest

from tests.audio.room_sounds import answer, silence, voices
from tests.audio.room_talk import RoomTalk
from tests.audio.simulated_room import EchoPath
from wanderlust.audio.echo_alignment import EchoAlignment
from wanderlust.audio.format import BLOCK, RATE
from wanderlust.audio.near_voice import NearVoice
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.echo_filter import BLOCK as HALF_BLOCK
from wanderlust.dsp.echo_filter import EchoFilter

BEGAN, CONFIRMED = VoiceChange.SOUND_BEGAN, VoiceChange.SPEECH_CONFIRMED


def learned(path: EchoPath) -> RoomTalk:
    talk = RoomTalk(path, drift_ppm=100, stops=True)
    talk.answer(answer(5))
    talk.run(silence(6.5))
    assert talk.echo.near.proved
    return talk


@pytest.mark.parametrize("loss_db", [6.0, 0.0])
def test_a_known_echo_does_not_duck_the_voice_in_the_answers_that_follow(loss_db: float) -> None:
    talk = learned(EchoPath(100, loss_db))
    since = talk.frame
    for pause in (1.5, 4.0):
        talk.answer(np.roll(answer(6), 3 * RATE))
        talk.run(silence(6 + pause))
    assert talk.count(BEGAN, since) == 0


def test_lost_blocks_do_not_stop_it() -> None:
    talk = learned(EchoPath(60))
    talk.answer(answer(8))
    talk.run(silence(9), lost=[*range(300, 303), *range(600, 606)])
    assert talk.count(CONFIRMED) == 0


def test_after_lost_blocks_the_path_is_doubtful_for_two_seconds() -> None:
    talk = learned(EchoPath(60))
    talk.answer(answer(12))
    talk.run(silence(4))
    doubtful = [talk.echo.near.doubtful]
    talk.run(silence(1), lost=range(6))
    doubtful.append(talk.echo.near.doubtful)
    talk.run(silence(3))
    doubtful.append(talk.echo.near.doubtful)
    assert doubtful == [False, True, False]


def test_after_lost_blocks_a_person_still_stops_it() -> None:
    talk = learned(EchoPath(60))
    talk.answer(answer(12))
    talk.run(silence(3), lost=range(200, 206))
    assert talk.echo.near.doubtful
    began = talk.frame
    talk.run(np.concatenate((voices()["es-tt-weasels"], silence(1))))
    assert talk.first(CONFIRMED, began) is not None


@pytest.mark.parametrize("person", ["es-tt-weasels", "it-ss-noservice", "fr-vm-leavemsg"])
def test_over_a_loud_echo_a_person_ducks_it_within_150_ms_and_stops_it_within_450(person: str) -> None:
    talk = learned(EchoPath(60, 6))
    talk.answer(answer(8))
    talk.run(silence(2))
    began = talk.frame
    talk.run(voices()[person][:RATE])
    noticed, confirmed = talk.first(BEGAN, began), talk.first(CONFIRMED, began)
    assert noticed is not None and 10 * (noticed - began + 1) <= 150
    assert confirmed is not None and 10 * (confirmed - began + 1) <= 450


def test_devices_known_by_name_are_known_again_when_they_come_back() -> None:
    talk = RoomTalk(EchoPath(60))
    talk.echo.devices = ("built-in", "built-in")
    talk.echo.reset()
    talk.answer(answer(5))
    talk.run(silence(6.5))
    near = talk.echo.near
    talk.echo.devices = ("headset", "television")
    talk.echo.reset()
    assert talk.echo.near is not near and not talk.echo.near.proved
    talk.echo.devices = ("built-in", "built-in")
    talk.echo.reset()
    assert talk.echo.near is near and near.proved


def test_devices_without_a_name_are_always_new() -> None:
    talk = learned(EchoPath(60))
    talk.echo.reset()
    assert not talk.echo.near.proved


def test_a_path_that_is_another_is_forgotten_after_a_second() -> None:
    talk = learned(EchoPath(60))
    talk.room.change(EchoPath(400, 0, seed=9))
    talk.answer(answer(4))
    proved = []
    for _ in range(40):
        talk.run(silence(0.1))
        proved.append(talk.echo.near.proved)
    assert False in proved


def test_a_single_likeness_far_off_shifts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter([(1000, 10.0), (3, 4.0), (1000, 10.0), (998, 10.0)])
    monkeypatch.setattr("wanderlust.audio.echo_alignment.delay_of", lambda heard, expected, reach: next(found))
    shifts: list[int] = []
    echo_filter = EchoFilter()
    monkeypatch.setattr(echo_filter, "shift", shifts.append)
    alignment = EchoAlignment(echo_filter)
    block = np.full(HALF_BLOCK, 0.1)
    seen = []
    for _ in range(4):
        for _ in range(5):
            alignment.feed(block, block)
        seen.append(list(shifts))
    assert seen == [[], [], [], [998]]


def test_somebody_in_a_silent_house_has_the_level_they_have() -> None:
    near, rng = NearVoice(), np.random.default_rng(1)
    played = np.zeros(BLOCK, np.float32)
    tone = (0.1 * np.sin(2 * np.pi * 1000 * np.arange(40 * BLOCK) / RATE)).astype(np.float32)
    for _ in range(150):
        near.feed(played, (1e-4 * rng.standard_normal(BLOCK)).astype(np.float32))
    levels = [near.feed(played, tone[at : at + BLOCK]).dbfs for at in range(0, len(tone), BLOCK)]
    assert abs(levels[20] - -23.0) < 1.0
