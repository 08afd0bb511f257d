"""The speaker's queue, with a clock of the test's own and no device."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from wanderlust.audio.format import RATE
from wanderlust.audio.output import AHEAD, ClockOutput, CollectingOutput, HeldOutput, InstantOutput
from wanderlust.audio.speaker import QueuedSpeaker
from wanderlust.audio.wave_sound import SilentSpeaker, WaveSpeaker
from wanderlust.domain.playback import PlayedItem


class HandClock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _sound(milliseconds: int, level: int = 8000) -> bytes:
    return np.full(milliseconds * 24, level, "<i2").tobytes()


def _run(speaker: QueuedSpeaker, clock: HandClock, seconds: float) -> None:
    for _ in range(round(seconds * 50)):
        speaker.step()
        clock.now += 0.02
    speaker.step()


def test_an_answer_takes_its_time_and_is_told_finished_once() -> None:
    clock = HandClock()
    speaker = SilentSpeaker(clock, threaded=False)
    told: list[tuple[str, int, bool]] = []
    speaker.on_progress(lambda *news: told.append(news))
    speaker.play("a", _sound(500))
    speaker.finish("a")
    _run(speaker, clock, 0.4)
    assert speaker.played_ms("a") == pytest.approx(400, abs=1)
    assert not any(finished for _, _, finished in told)
    _run(speaker, clock, 1.0)
    assert [news for news in told if news[2]] == [("a", 500, True)]
    steps = np.diff([played for _, played, _ in told[:-1]])
    assert all(50 <= step <= 80 for step in steps)


def test_two_answers_play_one_after_the_other() -> None:
    clock = HandClock()
    speaker = SilentSpeaker(clock, threaded=False)
    for item in ("a", "b"):
        speaker.play(item, _sound(300))
        speaker.finish(item)
    _run(speaker, clock, 0.4)
    assert speaker.played_ms("a") == 300
    assert speaker.played_ms("b") == pytest.approx(100, abs=1)


def test_no_more_than_a_quarter_second_is_given_to_the_device_ahead() -> None:
    clock = HandClock()
    output = CollectingOutput(ClockOutput(clock))
    speaker = QueuedSpeaker(output, threaded=False)
    speaker.play("a", _sound(10_000))
    _run(speaker, clock, 1.0)
    assert AHEAD == 0.24 * RATE
    assert output.handed() == pytest.approx(RATE, abs=24)
    assert output.room() == 0


def test_a_flush_ends_the_sound_at_once_and_says_what_was_heard() -> None:
    clock = HandClock()
    speaker = WaveSpeaker(clock=clock, threaded=False)
    speaker.play("a", _sound(2_000))
    _run(speaker, clock, 0.5)
    (told,) = speaker.flush()
    assert told == PlayedItem("a", speaker.played_ms("a"), complete=False)
    assert told.played_ms == pytest.approx(500, abs=1)
    _run(speaker, clock, 1.0)
    assert len(speaker.pcm()) // 2 == pytest.approx(RATE / 2, abs=24)
    assert not speaker.busy


def test_a_wave_speaker_that_is_fast_has_played_all_as_soon_as_it_is_fed() -> None:
    speaker = WaveSpeaker(fast=True, threaded=False)
    told: list[tuple[str, int, bool]] = []
    speaker.on_progress(lambda *news: told.append(news))
    said = np.arange(-RATE, RATE, dtype="<i2").tobytes()
    speaker.play("a", said)
    speaker.finish("a")
    while speaker.step():
        pass
    assert speaker.pcm() == said  # exact to the last bit
    assert told[-1] == ("a", 2000, True)


def test_the_thread_of_a_speaker_plays_without_being_asked() -> None:
    speaker = WaveSpeaker(fast=True)
    finished = threading.Event()
    speaker.on_progress(lambda _item, _played, done: finished.set() if done else None)
    speaker.play("a", _sound(3_000))
    speaker.finish("a")
    assert finished.wait(10)
    speaker.close()
    assert len(speaker.pcm()) == len(_sound(3_000))


def test_ducking_reaches_what_already_waits_at_the_device_and_has_no_jump() -> None:
    clock = HandClock()
    speaker = WaveSpeaker(clock=clock, threaded=False)
    speaker.play("a", _sound(2_000))
    _run(speaker, clock, 0.5)
    speaker.set_gain(0.25)
    _run(speaker, clock, 1.0)
    heard = np.frombuffer(speaker.pcm(), "<i2").astype(np.int32)
    assert heard[round(0.49 * RATE)] == 8000
    assert heard[round(0.60 * RATE)] == pytest.approx(2000, abs=1)  # not only after the 240 ms that waited
    assert np.abs(np.diff(heard)).max() <= 8000 / 720 + 2  # a ramp of 30 ms from full to none


def test_a_duck_and_its_end_bring_back_the_full_sound() -> None:
    clock = HandClock()
    speaker = WaveSpeaker(clock=clock, threaded=False)
    speaker.play("a", _sound(2_000))
    _run(speaker, clock, 0.3)
    speaker.set_gain(0.0)
    _run(speaker, clock, 0.3)
    speaker.set_gain(1.0)
    _run(speaker, clock, 0.3)
    heard = np.frombuffer(speaker.pcm(), "<i2")
    assert heard[round(0.45 * RATE)] == 0
    assert heard[round(0.85 * RATE)] == 8000


def test_another_device_goes_on_where_the_first_was_lost() -> None:
    clock = HandClock()
    speaker = QueuedSpeaker(ClockOutput(clock), threaded=False)
    speaker.play("a", _sound(1_000))
    speaker.finish("a")
    _run(speaker, clock, 0.4)
    played = speaker.played_ms("a")
    speaker.attach(HeldOutput())
    _run(speaker, clock, 0.5)
    assert speaker.played_ms("a") == played  # it waits
    other = CollectingOutput(InstantOutput())
    speaker.attach(other)
    _run(speaker, clock, 0.1)
    assert speaker.played_ms("a") == 1_000
    assert len(other.collected()) / 24 == pytest.approx(1_000 - played, abs=1)


def test_the_level_follows_what_is_heard_and_falls_to_nothing() -> None:
    clock = HandClock()
    speaker = SilentSpeaker(clock, threaded=False)
    speaker.play("a", _sound(200, 200) + _sound(200, 16_000))
    _run(speaker, clock, 0.1)
    quiet = speaker.level
    _run(speaker, clock, 0.2)
    loud = speaker.level
    _run(speaker, clock, 0.3)
    assert 0 < quiet < 0.4 < 0.9 < loud <= 1
    assert speaker.level == 0
