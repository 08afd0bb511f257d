"""In a simulated room the assistant never interrupts itself, a person does, and a cough, a click or a hum does not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.audio.room_sounds import answer, click, cough, hum, silence, voices
from tests.audio.room_talk import RoomTalk
from tests.audio.simulated_room import EchoPath
from wanderlust.audio.echo import EchoControl
from wanderlust.audio.format import BLOCK, RATE, Samples
from wanderlust.audio.played_tap import PlayedSound
from wanderlust.audio.sound import is_headphones
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.level import dbfs

BEGAN, CONFIRMED = VoiceChange.SOUND_BEGAN, VoiceChange.SPEECH_CONFIRMED
PEOPLE = ["es-tt-weasels", "fr-vm-leavemsg", "it-ss-noservice"]


@pytest.mark.parametrize("loss_db", [6.0, 0.0], ids=["quiet echo", "echo as loud as the voice"])
@pytest.mark.parametrize("delay_ms", [20, 100, 300, 450, 600, 700])
def test_the_assistant_never_interrupts_itself(delay_ms: float, loss_db: float) -> None:
    talk = RoomTalk(EchoPath(delay_ms, loss_db), drift_ppm=100)
    talk.run(silence(1))
    talk.answer(answer(14))
    talk.run(silence(16))
    assert talk.count(CONFIRMED) == 0
    assert talk.echo.full_duplex


@pytest.mark.parametrize("delay_ms", [60, 300, 600])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_speaking_over_it_is_noticed_and_confirmed(person: str, delay_ms: float) -> None:
    talk = RoomTalk(EchoPath(delay_ms), stops=True)
    talk.run(silence(1))
    item = talk.answer(answer(20))
    talk.run(silence(8))
    began = talk.frame
    talk.run(np.concatenate((voices()[person], silence(1))))
    assert talk.first(BEGAN, began) is not None
    assert talk.first(CONFIRMED, began) is not None
    assert talk.speaker.played_ms(item) < 11_000


def test_where_nothing_comes_back_a_person_is_confirmed_in_the_first_answer() -> None:
    talk = RoomTalk(EchoPath(60, 90), stops=True)
    talk.run(silence(1))
    talk.answer(answer(20))
    talk.run(silence(2.5))
    began = talk.frame
    talk.run(voices()["es-tt-weasels"])
    confirmed = talk.first(CONFIRMED, began)
    assert confirmed is not None and confirmed - began < 70


def test_a_headset_is_remembered_while_a_person_speaks_and_in_the_next_answer() -> None:
    talk = RoomTalk(EchoPath(60, 90), stops=True)
    talk.run(silence(1))
    talk.answer(answer(8))
    talk.run(silence(4))
    assert talk.echo.path.absent
    talk.run(np.concatenate((voices()["es-tt-weasels"], silence(1))))
    assert talk.echo.path.absent
    talk.answer(answer(8))
    talk.run(silence(0.4))
    began = talk.frame
    talk.run(voices()["fr-vm-leavemsg"])
    noticed, confirmed = talk.first(BEGAN, began), talk.first(CONFIRMED, began)
    assert noticed is not None and noticed - began <= 6
    assert confirmed is not None and confirmed - began <= 60
    assert talk.echo.full_duplex


@pytest.mark.parametrize("delay_ms", [60, 300])
def test_headphones_pulled_out_in_mid_word_do_not_make_it_hear_itself(delay_ms: float) -> None:
    talk = RoomTalk(EchoPath(60, 90))
    talk.run(silence(1))
    talk.answer(answer(16))
    talk.run(silence(5))
    assert talk.echo.path.absent
    talk.room.change(EchoPath(delay_ms, 6))
    talk.run(silence(12))
    assert talk.count(CONFIRMED) == 0
    assert not talk.echo.path.absent


@pytest.mark.parametrize("playing", [True, False], ids=["over an answer", "in silence"])
@pytest.mark.parametrize("sound", [cough, click, hum])
def test_what_is_no_speech_is_not_confirmed(sound: Callable[[int], Samples], playing: bool) -> None:
    talk = RoomTalk(EchoPath(60))
    talk.run(silence(1))
    if playing:
        talk.answer(answer(15))
    talk.run(silence(4))
    for seed in range(5):
        talk.run(np.concatenate((sound(seed), silence(1))))
    assert talk.count(CONFIRMED) == 0
    assert talk.count(BEGAN) == talk.count(VoiceChange.FALSE_ALARM)


def test_lost_blocks_do_not_make_it_hear_itself() -> None:
    talk = RoomTalk(EchoPath(100), drift_ppm=100)
    talk.run(silence(1))
    talk.answer(answer(14))
    talk.run(silence(16), lost=[*range(500, 505), *range(800, 803), *range(1100, 1112)])
    assert talk.count(CONFIRMED) == 0


def test_another_speaker_in_mid_word_does_not_make_it_hear_itself() -> None:
    talk = RoomTalk(EchoPath(60))
    talk.run(silence(1))
    talk.answer(answer(16))
    talk.run(silence(6))
    assert talk.echo.path.lag is not None
    talk.swap(EchoPath(250, 3, seed=5))
    talk.run(silence(12))
    assert talk.count(CONFIRMED) == 0
    assert talk.echo.path.lag in range(23, 28), "the new path was found"


@pytest.mark.parametrize("delay_ms", [600, 700])
def test_a_path_beyond_the_cancellers_reach_is_measured_and_the_reference_held_back(delay_ms: int) -> None:
    talk = RoomTalk(EchoPath(delay_ms))
    talk.run(silence(1))
    talk.answer(answer(20))
    talk.run(silence(10))
    assert talk.echo.path.lag is not None and abs(10 * talk.echo.path.lag - delay_ms) <= 30
    loud = talk.run(silence(10))
    assert dbfs(loud) < -45


def test_speech_goes_through_untouched_enough_to_be_the_same_speech() -> None:
    talk = RoomTalk(EchoPath(60), noise_dbfs=-80)
    talk.run(silence(1))
    said = voices()["es-tt-weasels"]
    heard = talk.run(np.concatenate((said, silence(0.5))))
    whole = [abs(float(np.corrcoef(said, heard[late : late + len(said)])[0, 1])) for late in range(0, 720)]
    assert max(whole) > 0.9
    assert [talk.count(change) for change in (CONFIRMED, VoiceChange.SPEECH_ENDED)] == [1, 1]


class Unwanted:
    """A canceller that must not be used."""

    def __init__(self) -> None:
        raise AssertionError("headphones need no canceller")


def test_with_headphones_the_sound_passes_untouched_and_both_may_speak() -> None:
    echo = EchoControl(PlayedSound(), Unwanted, enabled=False)  # type: ignore[arg-type]
    before, echo.headphones = echo.full_duplex, True
    assert (before, echo.full_duplex, echo.lost) == (False, True, False)
    said = voices()["fr-vm-leavemsg"][: 100 * BLOCK]
    changes: list[VoiceChange] = []
    echo.on_voice(changes.append)
    assert np.array_equal(echo.process(said), said)
    assert changes[:2] == [BEGAN, CONFIRMED]


def test_switched_off_and_on_again_the_next_sound_follows() -> None:
    talk = RoomTalk(EchoPath(60))
    said = voices()["fr-vm-leavemsg"][: 20 * BLOCK]
    talk.echo.enabled = False
    assert np.array_equal(talk.echo.process(said), said)
    assert not talk.echo.full_duplex
    talk.echo.enabled = True
    assert not np.array_equal(talk.echo.process(said), said)
    assert talk.echo.full_duplex


def test_a_reset_leaves_no_sound_undecided() -> None:
    talk = RoomTalk(EchoPath(60))
    talk.run(np.concatenate((silence(1), voices()["es-tt-weasels"][: RATE // 10])))
    assert talk.changes[-1][1] is BEGAN
    talk.echo.reset()
    assert talk.changes[-1][1] is VoiceChange.FALSE_ALARM


@pytest.mark.parametrize(
    ("name", "on_ears"),
    [
        ("AirPods Pro", True),
        ("WH-1000XM5 Headset", True),
        ("Built-in Headphones", True),
        ("Built-in Audio Analog Stereo", False),
        ("HDMI", False),
    ],
)
def test_headphones_are_known_by_their_names(name: str, on_ears: bool) -> None:
    assert is_headphones(name) is on_ears
