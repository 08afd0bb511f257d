"""The microphone's sound falls into utterances; silence, coughs and hums are none."""

from __future__ import annotations

import numpy as np

from tests.fakes.online_talk import BREATH, QUESTION, SENTENCE, SILENCE
from wanderlust.assistant.online.speech import Began, Ended, Mark, Sound, Utterances


def marks(sound: bytes, chunk: int = 1_920) -> list[Mark]:
    """What a microphone brings about that sends so many bytes at once."""
    utterances = Utterances()
    return [mark for at in range(0, len(sound), chunk) for mark in utterances.feed(sound[at : at + chunk])]


def sound_of(found: list[Mark]) -> bytes:
    return b"".join(mark.pcm for mark in found if isinstance(mark, Sound))


def test_an_utterance_begins_before_its_first_sound_and_ends_after_a_pause() -> None:
    found = marks(SILENCE + QUESTION + SILENCE)
    (began,) = [mark for mark in found if isinstance(mark, Began)]
    (ended,) = [mark for mark in found if isinstance(mark, Ended)]
    assert 600 <= began.at_ms <= 1_000 and abs(ended.at_ms - 1_900) <= 150 and ended.spoken
    assert QUESTION in sound_of(found), "nothing of it is missing"
    assert isinstance(found[0], Began) and isinstance(found[-1], Ended)


def test_the_chunks_of_the_microphone_do_not_matter() -> None:
    whole = SILENCE + SENTENCE + SILENCE
    assert sound_of(marks(whole, 960)) == sound_of(marks(whole, 7_001 * 2)) == sound_of(marks(whole, len(whole)))


def test_a_breath_ends_nothing_and_a_pause_does() -> None:
    assert sum(isinstance(mark, Ended) for mark in marks(SILENCE + QUESTION + BREATH * 3 + QUESTION + SILENCE)) == 1
    assert sum(isinstance(mark, Ended) for mark in marks(SILENCE + QUESTION + SILENCE + QUESTION + SILENCE)) == 2


def test_who_speaks_for_half_a_minute_is_interpreted_at_the_next_short_pause() -> None:
    long = (QUESTION + BREATH) * 26  # 29 s
    found = marks(SILENCE + long + BREATH * 3 + QUESTION + SILENCE)
    assert sum(isinstance(mark, Ended) for mark in found) == 2


def test_silence_a_click_and_a_hum_are_nothing() -> None:
    time = np.arange(48_000) / 24_000
    hum = (3_000 * np.sin(2 * np.pi * 110 * time)).astype("<i2").tobytes()
    click = bytes(24_000) + (20_000).to_bytes(2, "little") * 200 + bytes(24_000)
    for sound in (SILENCE * 5, click, hum):
        assert marks(SILENCE + sound + SILENCE) == []


def test_a_held_key_is_an_utterance_from_press_to_release() -> None:
    utterances = Utterances()
    utterances.feed(SILENCE)
    assert utterances.hold() == [Began(1_000)]
    found = utterances.feed(SILENCE * 2 + QUESTION + SILENCE * 2)
    assert not any(isinstance(mark, Ended) for mark in found), "however long its pauses are"
    (ended,) = utterances.end()
    assert isinstance(ended, Ended) and ended.spoken
    assert sound_of(found) == SILENCE * 2 + QUESTION + SILENCE * 2


def test_a_key_held_in_silence_is_known_to_be_that() -> None:
    utterances = Utterances()
    utterances.hold()
    utterances.feed(SILENCE)
    assert not utterances.spoken
    (ended,) = utterances.end()
    assert isinstance(ended, Ended) and not ended.spoken


def test_a_word_of_a_quarter_second_is_enough_for_a_key() -> None:
    utterances = Utterances()
    utterances.hold()
    utterances.feed(QUESTION[:12_000])
    assert utterances.spoken
