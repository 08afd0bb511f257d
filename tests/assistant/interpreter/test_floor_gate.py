"""The interpreter's server hears people and not the interpreter, frame for frame."""

from __future__ import annotations

from tests.fakes.watched_microphone import marked
from wanderlust.assistant.interpreter.floor_gate import LEAD_S, LONGEST_HELD_S, FloorGate
from wanderlust.domain.voice import VoiceChange

CHUNK_S = 0.02
SILENCE = bytes(960)
LEAD = round(LEAD_S / CHUNK_S)


def fed(gate: FloorGate, *numbers: int, ours: bool = False, deaf: bool = False) -> list[bytes]:
    return [chunk for n in numbers for chunk, _ in gate.feed(marked(n), ours=ours, deaf=deaf)]


def test_people_pass_as_they_are() -> None:
    assert fed(FloorGate(), 1, 2, 3) == [marked(1), marked(2), marked(3)]


def test_our_own_voice_becomes_silence_of_the_same_length() -> None:
    gate = FloorGate()
    out = fed(gate, *range(1, 51), ours=True)
    out += fed(gate, *range(51, 61), ours=False)
    assert len(out) == 60, "the session's clock is its sound"
    assert set(out[: 50 - LEAD]) == {SILENCE}
    assert out[-10:] == [marked(n) for n in range(51, 61)]


def test_a_person_who_speaks_over_it_is_heard_from_the_first_consonant() -> None:
    gate = FloorGate()
    out = fed(gate, *range(1, 31), ours=True)
    gate.voice(VoiceChange.SOUND_BEGAN)
    out += fed(gate, *range(31, 43), ours=True)
    gate.voice(VoiceChange.SPEECH_CONFIRMED)
    out += fed(gate, *range(43, 60), ours=True)
    assert len(out) == 59
    first = out.index(next(chunk for chunk in out if chunk != SILENCE))
    assert out[first:] == [marked(n) for n in range(first + 1, 60)]
    assert first + 1 <= 31 - LEAD + 1, "0.3 s before the first sign of it are heard too"


def test_a_cough_over_it_stays_unheard() -> None:
    gate = FloorGate()
    out = fed(gate, *range(1, 31), ours=True)
    gate.voice(VoiceChange.SOUND_BEGAN)
    out += fed(gate, *range(31, 43), ours=True)
    gate.voice(VoiceChange.FALSE_ALARM)
    out += fed(gate, *range(43, 80), ours=True)
    assert set(out) == {SILENCE}


def test_one_word_over_it_is_heard_and_then_silence_again() -> None:
    gate = FloorGate()
    out = fed(gate, *range(1, 31), ours=True)
    gate.voice(VoiceChange.SOUND_BEGAN)
    out += fed(gate, *range(31, 46), ours=True)
    gate.voice(VoiceChange.MAYBE_A_WORD)
    out += fed(gate, *range(46, 90), ours=True)
    assert marked(31) in out and marked(45) in out
    assert set(out[-10:]) == {SILENCE}


def test_a_word_begun_as_our_voice_ends_is_whole() -> None:
    gate = FloorGate()
    fed(gate, *range(1, 31), ours=True)
    gate.voice(VoiceChange.SOUND_BEGAN)
    out = fed(gate, *range(31, 35), ours=True) + fed(gate, *range(35, 40), ours=False)
    gate.voice(VoiceChange.SPEECH_CONFIRMED)
    out += fed(gate, *range(40, 42), ours=False)
    assert [chunk for chunk in out if chunk != SILENCE][-11:] == [marked(n) for n in range(31, 42)]


def test_an_undecided_sound_does_not_hold_the_clock() -> None:
    gate = FloorGate()
    gate.voice(VoiceChange.SOUND_BEGAN)
    out = fed(gate, *range(1, 401), ours=True)
    assert len(out) >= 400 - round(LONGEST_HELD_S / CHUNK_S)


def test_deaf_is_silence_and_forgets_what_was_held() -> None:
    gate = FloorGate()
    fed(gate, *range(1, 6), ours=True)
    assert fed(gate, 6, deaf=True) == [SILENCE] * 6
    assert fed(gate, 7) == [marked(7)]


def test_what_may_hold_our_voice_is_told_apart() -> None:
    gate = FloorGate()
    gate.feed(marked(1), ours=True)
    gate.voice(VoiceChange.SPEECH_CONFIRMED)
    assert [ours for _, ours in gate.feed(marked(2), ours=True)] == [True, True]
    gate.voice(VoiceChange.SPEECH_ENDED)
    assert gate.feed(marked(3), ours=False) == [(marked(3), False)]
