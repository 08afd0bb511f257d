"""Translations are said one at a time, in order, and never over a person."""

from __future__ import annotations

import pytest

from tests.fakes.line_speaker import LineSpeaker
from wanderlust.assistant.interpreter.voices import DUCKED, Voices

SECOND = bytes(48_000)


@pytest.fixture
def speaker() -> LineSpeaker:
    return LineSpeaker()


@pytest.fixture
def voices(speaker: LineSpeaker) -> Voices:
    made = Voices(speaker)

    def played(item: str, _ms: int, finished: bool) -> None:
        made.played(item, finished)

    speaker.on_progress(played)
    return made


def say(voices: Voices, name: str, language: str = "pt", waits: bool = False, sound: bytes = SECOND) -> None:
    voices.expect(name, language, waits)
    if sound:
        voices.add(name, sound)
    voices.complete(name)


def test_sound_plays_as_it_comes(voices: Voices, speaker: LineSpeaker) -> None:
    voices.expect("a", "pt", False)
    voices.add("a", SECOND)
    assert (voices.playing, voices.language) == ("a", "pt")
    voices.add("a", SECOND)
    voices.complete("a")
    assert len(speaker.given["a.1"]) == 2 * len(SECOND)


def test_the_second_waits_for_the_end_of_the_first(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    say(voices, "b", "en")
    assert speaker.order == ["a.1"] and voices.waiting == 2
    speaker.pass_ms(1000)
    assert speaker.order == ["a.1", "b.1"] and voices.playing == "b"


def test_nothing_begins_while_a_person_speaks(voices: Voices, speaker: LineSpeaker) -> None:
    voices.floor(False)
    say(voices, "a")
    assert speaker.order == []
    voices.floor(True)
    assert speaker.order == ["a.1"]


def test_what_plays_stops_for_a_person_and_goes_on_a_little_before_the_place(
    voices: Voices, speaker: LineSpeaker
) -> None:
    say(voices, "a", sound=bytes(96_000))
    speaker.pass_ms(1200)
    voices.floor(False)
    assert speaker.flushed == 1 and not voices.playing
    assert voices.any_broken_off and voices.broken_off("pt") == ["a"] and voices.broken_off("en") == []
    voices.floor(True)
    assert len(speaker.given["a.2"]) == 96_000 - 700 * 48, "500 ms before the 1,200 that were heard"
    assert not voices.any_broken_off


def test_sound_that_comes_while_it_is_stopped_is_not_lost(voices: Voices, speaker: LineSpeaker) -> None:
    voices.expect("a", "pt", False)
    voices.add("a", SECOND)
    voices.floor(False)
    voices.add("a", SECOND)
    voices.complete("a")
    voices.floor(True)
    assert len(speaker.given["a.2"]) == 2 * len(SECOND)


def test_one_that_waits_for_a_yes_lets_others_pass(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a", waits=True)
    say(voices, "b", "en")
    assert speaker.order == ["b.1"] and voices.waiting == 1
    speaker.pass_ms(1000)
    voices.allow("a")
    assert speaker.order == ["b.1", "a.1"]


def test_one_that_is_dropped_is_silent_whatever_still_comes(voices: Voices, speaker: LineSpeaker) -> None:
    voices.expect("a", "pt", False)
    voices.add("a", SECOND)
    voices.drop("a")
    voices.add("a", SECOND)
    voices.complete("a")
    assert speaker.sounding == [] and not voices.playing


def test_a_language_without_a_voice_holds_nobody_up(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a", "ko", sound=b"")
    say(voices, "b")
    assert speaker.order == ["b.1"]


def test_the_last_of_a_language_is_said_again(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    say(voices, "b", "en")
    speaker.pass_ms(1000)
    speaker.pass_ms(1000)
    assert voices.again("pt") and voices.playing == "a"
    assert len(speaker.given["a.2"]) == len(SECOND)
    assert not voices.again("de")


def test_a_sound_makes_it_low_and_the_next_is_loud_again(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    voices.duck(True)
    assert speaker.gain == DUCKED
    voices.floor(False)
    voices.floor(True)
    assert speaker.gain == 1.0


def test_silence_forgets_all_that_waits(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    say(voices, "b")
    voices.silence()
    voices.floor(True)
    assert speaker.sounding == [] and voices.waiting == 0


def test_what_came_of_a_broken_session_is_said(voices: Voices, speaker: LineSpeaker) -> None:
    voices.expect("a", "pt", False)
    voices.add("a", SECOND)
    voices.end_unfinished()
    speaker.pass_ms(1000)
    assert not voices.playing, "it is not waited for what will never come"


def test_who_is_told_hears_of_every_beginning(voices: Voices) -> None:
    begun: list[str] = []
    voices.on_begin(begun.append)
    say(voices, "a")
    voices.floor(False)
    voices.floor(True)
    assert begun == ["a", "a"]


def test_what_was_withdrawn_is_not_said_again_and_the_one_before_is(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    speaker.pass_ms(1000)
    say(voices, "b", waits=True)
    assert voices.again("pt") and speaker.order == ["a.1", "a.2"], "what waits for a yes is not repeated without one"
    speaker.pass_ms(1000)
    voices.withdraw("b")
    assert voices.again("pt") and speaker.order == ["a.1", "a.2", "a.3"]


def test_silence_leaves_what_waits_for_a_yes_to_its_yes(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    say(voices, "b", waits=True)
    voices.silence()
    voices.allow("b")
    assert speaker.order == ["a.1", "b.1"]


def test_what_is_forgotten_is_neither_said_nor_said_again(voices: Voices, speaker: LineSpeaker) -> None:
    say(voices, "a")
    say(voices, "b", waits=True)
    voices.forget()
    voices.allow("b")
    assert not voices.again("pt") and speaker.order == ["a.1"] and speaker.sounding == []
