"""The input buffer cuts sound into turns where a scripted judge hears speech."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from tests.fakes.scripted_judge import ScriptedJudge, stretches
from wanderlust.engine.input_sound import (
    IDLE_KEPT,
    RATE,
    InputSound,
    PauseHeld,
    SoundMark,
    SpeechBegan,
    SpeechEnded,
    SpeechGrew,
    SpeechPaused,
)
from wanderlust.engine.sound_formats import MU_LAW

VAD = {"type": "server_vad", "threshold": 0.5, "prefix_padding_ms": 300, "silence_duration_ms": 500}
PER_MS = RATE // 1000
PAUSE = ("SpeechPaused", "PauseHeld")


def listening(*script: tuple[float, int], detection: Mapping[str, object] | None = None) -> InputSound:
    """A buffer over a judge of this script; turns are the server's unless ``detection`` is given as null."""
    sound = InputSound(ScriptedJudge(stretches(*script)))
    sound.configure(VAD if detection is None else detection)
    return sound


def committing(*script: tuple[float, int]) -> InputSound:
    """The same with turns left to the client."""
    sound = InputSound(ScriptedJudge(stretches(*script)))
    sound.configure(None)
    return sound


def hear(sound: InputSound, milliseconds: int, step_ms: int = 20) -> list[SoundMark]:
    """Append so much of a ramp in wire chunks."""
    marks: list[SoundMark] = []
    for _ in range(0, milliseconds, step_ms):
        marks += sound.append(np.full(step_ms * 24, 3000, "<i2").tobytes())
    return marks


def kinds(marks: list[SoundMark]) -> list[str]:
    return [type(mark).__name__ for mark in marks]


def test_a_sentence_begins_pauses_and_ends_with_its_sound() -> None:
    sound = listening((0.0, 960), (0.9, 1600))
    marks = hear(sound, 4000)
    assert kinds(marks) == ["SpeechBegan", "SpeechGrew", "SpeechGrew", "SpeechPaused", "PauseHeld", "SpeechEnded"]
    began, _, _, paused, held, ended = marks
    assert isinstance(began, SpeechBegan) and isinstance(paused, SpeechPaused)
    assert isinstance(held, PauseHeld) and isinstance(ended, SpeechEnded)
    assert began.at_ms == 960 - 300, "the prefix is part of the turn"
    assert len(ended.sound) == (300 + 1600 + 200) * PER_MS, "prefix, speech, and 200 ms of the silence after it"
    assert ended.at_ms == pytest.approx(960 + 1600 + 500, abs=32)
    assert len(paused.sound) >= (300 + 1600 + 64) * PER_MS, "all of the speech up to the pause"
    assert (300 + 1600 + 120) * PER_MS <= len(held.sound) <= len(ended.sound), "and enough of the pause to judge it"
    assert np.abs(ended.sound[1000:]).max() == pytest.approx(3000 / 32768, rel=0.02)


def test_going_on_after_a_pause_says_so() -> None:
    marks = hear(listening((0.9, 640), (0.0, 320), (0.9, 640)), 3000)
    grown = [kind for kind in kinds(marks) if kind != "SpeechGrew"]
    assert grown == ["SpeechBegan", *PAUSE, "SpeechBegan", *PAUSE, "SpeechEnded"]


def spoken(sound: InputSound, *parts: tuple[int, int]) -> list[SoundMark]:
    """Append stretches of so many milliseconds of a constant level."""
    marks: list[SoundMark] = []
    for milliseconds, level in parts:
        for _ in range(0, milliseconds, 20):
            marks += sound.append(np.full(480, level, "<i2").tobytes())
    return marks


def test_a_hush_is_worth_decoding_before_the_judge_hears_it_and_only_once() -> None:
    """The judge hears speech for 128 ms longer than there is sound."""
    sound = listening((0.0, 320), (0.9, 768))
    before = spoken(sound, (320, 10), (640, 6000), (100, 10))
    assert [kind for kind in kinds(before) if kind != "SpeechGrew"] == ["SpeechBegan", "SpeechPaused"]
    assert kinds(spoken(sound, (1000, 10))) == ["PauseHeld", "SpeechEnded"]


def test_speech_after_a_hush_makes_what_was_decoded_stale() -> None:
    sound = listening((0.0, 320), (0.9, 2000))
    marks = spoken(sound, (320, 10), (500, 6000), (100, 10), (200, 6000))
    assert [kind for kind in kinds(marks) if kind != "SpeechGrew"] == ["SpeechBegan", "SpeechPaused", "SpeechBegan"]


def test_a_turn_is_offered_for_decoding_while_it_grows_and_less_often_as_it_does() -> None:
    marks = hear(listening((0.9, 16_000)), 16_000)
    lengths = [len(mark.sound) / PER_MS for mark in marks if isinstance(mark, SpeechGrew)]
    steps = np.diff(lengths)
    assert lengths[0] == pytest.approx(800, abs=64)
    assert steps.min() >= 790 and steps[-1] > 1500


def test_nothing_is_offered_while_the_speaker_pauses() -> None:
    marks = hear(listening((0.9, 640), detection={"type": "server_vad", "silence_duration_ms": 2000}), 2500)
    assert kinds(marks) == ["SpeechBegan", *PAUSE]


@pytest.mark.parametrize("step_ms", [10, 20, 100, 1000])
def test_how_the_sound_is_cut_into_messages_does_not_matter(step_ms: int) -> None:
    marks = hear(listening((0.0, 960), (0.9, 1600)), 4000, step_ms)
    began, *_, ended = marks
    assert isinstance(began, SpeechBegan) and isinstance(ended, SpeechEnded)
    assert (began.at_ms, len(ended.sound)) == (660, 2100 * PER_MS)


def test_milliseconds_count_the_whole_session_over_turns() -> None:
    marks = hear(listening((0.9, 960), (0.0, 1600), (0.9, 960)), 6000)
    first, second = (mark for mark in marks if isinstance(mark, SpeechBegan))
    assert (first.at_ms, second.at_ms) == (0, 960 + 1600 - 300)


def test_clearing_forgets_the_turn_but_not_the_time() -> None:
    sound = listening((0.9, 640), (0.0, 960), (0.9, 640))
    hear(sound, 500)
    sound.clear()
    assert len(sound.take_all()) == 0
    marks = hear(sound, 3500)
    began = next(mark for mark in marks if isinstance(mark, SpeechBegan))
    # The rest of the first speech is too short to be a turn; the script's second one is chunk 50, and clearing in the
    # middle of a chunk moves what follows by less than one.
    assert began.at_ms == pytest.approx(640 + 960 - 300, abs=64)


def test_many_clears_do_not_let_time_drift() -> None:
    sound = listening((0.0, 32 * 100))
    for _ in range(100):
        hear(sound, 10, step_ms=10)  # no whole chunk
        sound.clear()
    sound._judge = ScriptedJudge(stretches((0.9, 640)))
    began = next(mark for mark in hear(sound, 1000) if isinstance(mark, SpeechBegan))
    assert began.at_ms == pytest.approx(1000, abs=25)


def test_a_prefix_of_nothing_is_none() -> None:
    marks = hear(listening((0.0, 960), (0.9, 640), detection={**VAD, "prefix_padding_ms": 0}), 3000)
    assert isinstance(marks[0], SpeechBegan) and marks[0].at_ms == 960


def test_an_eager_client_is_answered_sooner() -> None:
    ends = {}
    for eagerness in ("high", "auto", "low"):
        detection = {"type": "semantic_vad", "eagerness": eagerness}
        marks = hear(listening((0.9, 640), detection=detection), 4000)
        last = marks[-1]
        assert isinstance(last, SpeechEnded)
        ends[eagerness] = last.at_ms
    assert ends["high"] < ends["auto"] < ends["low"]


def test_a_commit_takes_everything_and_knows_where_speech_was() -> None:
    sound = committing((0.0, 960), (0.9, 960))
    hear(sound, 3000)
    taken = sound.take_all()
    assert len(taken) == pytest.approx(3000 * PER_MS, abs=2)
    assert len(sound.spoken_part(taken)) == (300 + 960 + 200) * PER_MS
    assert sound.took_one_stretch
    assert len(sound.take_all()) == 0, "the buffer is empty now"


def test_a_commit_in_the_middle_of_speech_keeps_its_last_word() -> None:
    sound = committing((0.0, 320), (0.9, 5000))
    hear(sound, 1500)
    taken = sound.take_all()
    assert len(sound.spoken_part(taken)) == pytest.approx((1500 - 20) * PER_MS, abs=2)


def test_two_sentences_in_one_commit_are_kept_with_what_is_between() -> None:
    sound = committing((0.9, 640), (0.0, 1600), (0.9, 640))
    marks = hear(sound, 5000)
    assert kinds(marks).count("SpeechEnded") == 2
    taken = sound.take_all()
    assert len(sound.spoken_part(taken)) == (640 + 1600 + 640 + 200) * PER_MS
    assert not sound.took_one_stretch


def test_a_short_word_counts_when_the_client_commits_but_not_hands_free() -> None:
    word = ((0.0, 320), (0.9, 160))
    held = committing(*word)
    hear(held, 1500)
    assert len(held.spoken_part(held.take_all())) > 0
    assert hear(listening(*word), 1500) == []


def test_a_commit_of_silence_holds_no_speech() -> None:
    sound = committing()
    hear(sound, 1000)
    assert len(sound.spoken_part(sound.take_all())) == 0 and not sound.took_one_stretch


def test_a_turn_that_is_over_is_not_taken_again() -> None:
    sound = listening((0.9, 640))
    assert kinds(hear(sound, 2000))[-1] == "SpeechEnded"
    taken = sound.take_all()
    assert len(taken) < 1000 * PER_MS
    assert len(sound.spoken_part(taken)) == 0


def test_long_silence_does_not_grow_memory() -> None:
    sound = listening()
    most = 0
    for _ in range(120):
        hear(sound, 1000, step_ms=1000)
        most = max(most, len(sound._store))
    assert most <= IDLE_KEPT + RATE


def test_a_key_held_for_an_hour_keeps_its_last_ten_minutes() -> None:
    sound = committing()
    for _ in range(60):
        hear(sound, 60_000, step_ms=60_000)
    assert 600 * RATE <= len(sound._store) <= 690 * RATE
    assert len(sound.take_all()) >= 600 * RATE


def test_half_a_sample_is_left_out() -> None:
    sound = listening()
    assert list(sound.append(b"\x01")) == [] and list(sound.append(b"")) == []


def test_another_format_from_here_on_keeps_the_time() -> None:
    sound = listening()
    list(sound.append(bytes(48_000)))
    sound.take_format(MU_LAW)
    list(sound.append(b"\xff" * 8_000))
    sound.clear()
    assert sound.received_ms == pytest.approx(2_000, abs=1)


def test_while_turns_are_the_clients_its_pauses_are_part_of_what_was_said() -> None:
    marks = hear(committing((0.9, 960), (0.0, 960), (0.9, 960)), 2900)
    grown = [len(mark.sound) / PER_MS for mark in marks if isinstance(mark, SpeechGrew)]
    assert grown[0] < 1000 and grown[-1] > 960 + 960 + 500
