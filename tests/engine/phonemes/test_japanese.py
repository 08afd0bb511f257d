"""Japanese text gets its readings, particles sound as they are said, figures keep their own kana."""

from __future__ import annotations

import pytest

from wanderlust.engine.phonemes.japanese import japanese_phonemes
from wanderlust.engine.phonemes.kana import kana_phonemes, to_hiragana
from wanderlust.engine.written.japanese import COUNTED


@pytest.mark.parametrize(
    ("kana", "sounds"),
    [
        ("とうきょう", "toɯkʲoɯ"),
        ("コーヒー", "koːçiː"),
        ("がっこう", "ɡaʔkoɯ"),
        ("さんぽ", "sampo"),
        ("でんき", "deŋkʲi"),
        ("にほん", "ɲihoɴ"),
        ("ファクス", "ɸakɯsɨ"),
        ("ゃ", "ja"),
        ("はい、そうです。", "hai, soɯdesɨ."),
        ("abc", ""),
    ],
)
def test_kana_sound_by_the_table(kana: str, sounds: str) -> None:
    assert kana_phonemes(kana) == sounds


def test_katakana_is_read_as_hiragana() -> None:
    assert to_hiragana("ヴァイオリン") == "ゔぁいおりん"


def test_particles_are_said_differently_than_written() -> None:
    assert japanese_phonemes("私は日本へ行きます。").startswith("βataɕiβa ɲihoɴe")


def test_the_kana_of_a_figure_are_not_taken_for_words() -> None:
    assert "kɯʥi" in japanese_phonemes(f"{COUNTED}くじ{COUNTED}に出ます")
