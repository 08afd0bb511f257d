"""Chinese characters become syllables with their tones."""

from __future__ import annotations

import pytest

from wanderlust.engine.phonemes.mandarin import mandarin_phonemes, syllable_phonemes


@pytest.mark.parametrize(
    ("syllable", "sounds"),
    [
        ("zhong1", "ꭧʊ→ŋ"),
        ("guo2", "kwo↗"),
        ("shi4", "ʂɨ↘"),
        ("zi3", "ʦɨ↓"),
        ("xue2", "ɕɥe↗"),
        ("ju2", "ʨy↗"),
        ("nv3", "ny↓"),
        ("yuan2", "ɥɛ↗n"),
        ("wei4", "wei↘"),
        ("er2", "ɚ↗"),
        ("de5", "tɤ"),
        ("?", ""),
    ],
)
def test_a_syllable_has_initial_final_and_tone(syllable: str, sounds: str) -> None:
    assert syllable_phonemes(syllable) == sounds


def test_words_are_apart_and_marks_are_kept() -> None:
    assert mandarin_phonemes("你好，中国。") == f"{syllable_phonemes('ni2')}{syllable_phonemes('hao3')}, ꭧʊ→ŋkwo↗."


def test_a_third_tone_rises_before_a_third() -> None:
    assert mandarin_phonemes("很好").startswith(syllable_phonemes("hen2"))


def test_other_letters_are_left_out() -> None:
    assert mandarin_phonemes("Kyoto") == ""
